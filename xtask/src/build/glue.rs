//! What wasm-bindgen writes, made smaller: the names by which the wasm file and its script know
//! each other are as long as they are random, and nobody reads them.

use anyhow::{Result, bail};

use super::wasm::{CUSTOM, EXPORTS, IMPORTS, Reader, map_sections, number, text};

/// Exports that a dependency brings and nothing calls: `leptos` depends on `wasm-streams`, whose
/// classes wasm-bindgen exports whether they are used or not.
const UNUSED: [&str; 2] = ["intounderlying", "_WASM_SPLIT_MARKER"];

/// The name under which the wasm file asks for everything.
const MODULE: &str = "i";

/// How wasm-bindgen ends the name of the script's own module.
const OWN: &str = "_bg.js";

/// How wasm-bindgen reads a text out of the program's memory.
const DECODED: &str = "return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));";

/// The same, letter by letter while the text is short and plain.
const SPELLED: &str = "\
    const memory = getUint8ArrayMemory0();
    const end = ptr + len;
    if (len <= 32) {
        let text = '';
        let at = ptr;
        while (at < end && memory[at] < 128) text += String.fromCharCode(memory[at++]);
        if (at === end) return text;
    }
    return decodeText(memory.subarray(ptr, end));";

/// Short texts are read without the browser's decoder, whose call takes longer than their letters:
/// nearly all that a page shows are short, and a list that is filtered draws hundreds at once.
pub(super) fn spell_short_texts(script: &str) -> Result<String> {
    let count = script.matches(DECODED).count();
    if count != 1 {
        bail!("the script that wasm-bindgen wrote reads texts in {count} places; one was expected");
    }
    Ok(script.replacen(DECODED, SPELLED, 1))
}

/// Drops the exports that nobody calls; `wasm-opt` then finds what was only there for them.
pub(super) fn drop_unused_exports(wasm: &[u8]) -> Result<Vec<u8>> {
    map_sections(wasm, |id, body| {
        if id != EXPORTS {
            return Ok(None);
        }
        let mut reader = Reader(body);
        let count = reader.number()?;
        let (mut kept, mut entries) = (0_u32, Vec::new());
        for _ in 0..count {
            let before = reader.0;
            let name = reader.name()?.to_ascii_lowercase();
            reader.take(1)?;
            reader.number()?;
            if UNUSED
                .iter()
                .any(|unused| name.contains(&unused.to_ascii_lowercase()))
            {
                continue;
            }
            kept += 1;
            entries.extend_from_slice(&before[..before.len() - reader.0.len()]);
        }
        Ok(Some([number(kept), entries].concat()))
    })
}

/// Leaves out the sections that only debuggers read, the names of functions among them.
pub(super) fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    map_sections(wasm, |id, _| Ok((id == CUSTOM).then(Vec::new)))
}

/// Gives every import from the script a short name, in the wasm file and in the script alike. What
/// comes from elsewhere keeps its name.
pub(super) fn shorten_imports(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut modules: Vec<String> = Vec::new();
    let wasm = map_sections(wasm, |id, body| {
        if id != IMPORTS {
            return Ok(None);
        }
        let mut reader = Reader(body);
        let count = reader.number()?;
        let mut section = number(count);
        for _ in 0..count {
            let module = reader.name()?.to_owned();
            let name = reader.name()?.to_owned();
            let kind = reader.import_kind()?;
            if !module.ends_with(OWN) {
                section.extend(text(&module));
                section.extend(text(&name));
                section.extend_from_slice(kind);
                continue;
            }
            let known = names.iter().find(|(known, _)| *known == name);
            let short = if let Some((_, short)) = known {
                short.clone()
            } else {
                let short = short_name(names.len());
                names.push((name, short.clone()));
                short
            };
            if !modules.contains(&module) {
                modules.push(module);
            }
            section.extend(text(MODULE));
            section.extend(text(&short));
            section.extend_from_slice(kind);
        }
        Ok(Some(section))
    })?;
    let [module] = modules.as_slice() else {
        bail!(
            "the wasm file imports from {} modules; its script was expected alone",
            modules.len()
        );
    };
    script = replaced(&script, module, MODULE)?;
    for (name, short) in &names {
        script = replaced(&script, name, short)?;
    }
    Ok((wasm, script))
}

/// Replaces a name that must be there, and only where it stands whole.
fn replaced(script: &str, name: &str, short: &str) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let (mut out, mut rest, mut found) = (String::with_capacity(script.len()), script, false);
    while let Some(place) = rest.find(name) {
        let after = &rest[place + name.len()..];
        let is_whole = !rest[..place].ends_with(is_part) && !after.starts_with(is_part);
        out.push_str(&rest[..place]);
        out.push_str(if is_whole { short } else { name });
        found |= is_whole;
        rest = after;
    }
    out.push_str(rest);
    if !found {
        bail!("the script that wasm-bindgen wrote does not name {name}");
    }
    Ok(out)
}

/// a, b, … z, aa, ab, …
fn short_name(mut index: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.insert(0, b'a' + u8::try_from(index % 26).unwrap_or_default());
        if index < 26 {
            return name.into_iter().map(char::from).collect();
        }
        index = index / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::wasm::section;
    use super::*;

    /// A file that imports two functions and exports two.
    fn sample() -> Vec<u8> {
        let import = |name: &str| [text("./app_bg.js"), text(name), vec![0, 0]].concat();
        let imports = [number(2), import("__wbg_log_0123"), import("__wbg_log")].concat();
        let export = |name: &str| [text(name), vec![0, 0]].concat();
        let exports = [
            number(2),
            export("main"),
            export("intounderlyingsink_close"),
        ]
        .concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(2, &imports),
            section(7, &exports),
        ]
        .concat()
    }

    #[test]
    fn both_sides_learn_the_same_short_names() {
        let script = "const a={__wbg_log_0123:f,__wbg_log:g};r={\"./app_bg.js\":a}";
        let (wasm, script) = shorten_imports(&sample(), script).unwrap();
        assert_eq!(script, "const a={a:f,b:g};r={\"i\":a}");
        let file = String::from_utf8_lossy(&wasm).into_owned();
        assert!(
            !file.contains("__wbg") && !file.contains("app_bg"),
            "{file}"
        );
        assert!(
            drop_unused_exports(&wasm).is_ok(),
            "the file stays readable"
        );
    }

    #[test]
    fn a_script_of_another_form_stops_the_build() {
        assert!(shorten_imports(&sample(), "const a={};").is_err());
        assert!(shorten_imports(&sample()[..20], "").is_err());
    }

    #[test]
    fn short_texts_are_spelled_in_the_one_place_that_reads_them() {
        let script = format!("function a(ptr, len) {{\n    {DECODED}\n}}");
        let spelled = spell_short_texts(&script).unwrap();
        assert!(spelled.contains("String.fromCharCode") && spelled.contains("decodeText"));
        assert!(spell_short_texts("").is_err());
        assert!(spell_short_texts(&format!("{script}{script}")).is_err());
    }

    #[test]
    fn imports_from_elsewhere_keep_their_names() {
        let elsewhere = String::from_utf8_lossy(&sample()).replace("./app_bg.js", "./parts2.js");
        let script = "const a={__wbg_log:g};r={\"./parts2.js\":a}";
        assert!(shorten_imports(elsewhere.as_bytes(), script).is_err());
    }

    #[test]
    fn exports_that_nobody_calls_go() {
        let wasm = drop_unused_exports(&sample()).unwrap();
        let file = String::from_utf8_lossy(&wasm).into_owned();
        assert!(
            file.contains("main") && !file.contains("intounderlying"),
            "{file}"
        );
    }

    #[test]
    fn short_names_go_on_behind_z() {
        let names: Vec<String> = [0, 25, 26, 701, 702].map(short_name).to_vec();
        assert_eq!(names, ["a", "z", "aa", "zz", "aaa"]);
    }
}
