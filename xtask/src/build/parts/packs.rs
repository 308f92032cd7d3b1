//! What several features share, in a few files. `wasm-split` makes a module for every set of
//! features that share something, hundreds of them, and a browser takes its time over each: the
//! page of numbers needed 111, most of them smaller than a packet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::super::wasm::{
    EXPORTS, GLOBAL, HEAD, IMPORTS, MEMORY, Reader, TABLE, map_sections, number, section, text,
};
use super::super::{bytes, glue};
use super::FEATURES;
use crate::process::{self, Toolbox};

/// The features that most people open, the first of them first. A module goes to the pack of the
/// first of these that needs it; what no other of these needs stays apart.
const PAGES: [&str; 5] = ["profiles", "numbers", "dial_plans", "services", "voice"];

/// How `wasm-split` begins the name of a module that several features share.
const SHARED: &str = "chunk_";

/// The module from which all modules of a program import what they have in common.
const COMMON: &str = "__wasm_split";

/// And the name under which a pack asks for it.
const OUTSIDE: &str = "outside";

/// Modules that are fetched as one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pack {
    pub(super) name: String,
    modules: Vec<String>,
}

/// Packs the shared modules by who needs them: features, and the modules that each loads.
pub(super) fn of(needed: &HashMap<String, Vec<String>>) -> Vec<Pack> {
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (feature, modules) in needed {
        for module in modules.iter().filter(|module| module.starts_with(SHARED)) {
            users.entry(module).or_default().insert(feature);
        }
    }
    let mut packs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, users) in users {
        let mut pages = PAGES.iter().filter(|page| users.contains(*page));
        let name = match (pages.next(), pages.next()) {
            (None, _) => "shared".to_owned(),
            (Some(page), None) => format!("shared-{page}"),
            (Some(first), Some(_)) => format!("shared-from-{first}"),
        };
        let name = name.replace('_', "-");
        packs.entry(name).or_default().push(module.to_owned());
    }
    let named = |(name, modules)| Pack { name, modules };
    packs.into_iter().map(named).collect()
}

/// Writes the modules of a pack as one, and says where.
pub(super) fn merged(toolbox: &Toolbox, folder: &Path, pack: &Pack) -> Result<PathBuf> {
    let file = |name: &str| folder.join(name).with_extension("wasm");
    let mut modules = Vec::new();
    for module in &pack.modules {
        let (file, wasm) = (file(module), glue::without_names(&bytes(&file(module))?)?);
        fs::write(&file, &wasm).with_context(|| format!("writing {}", file.display()))?;
        modules.push(wasm);
    }
    let (hub, merged) = (file(&format!("{}-hub", pack.name)), file(&pack.name));
    fs::write(&hub, hub_of(&modules)?).with_context(|| format!("writing {}", hub.display()))?;
    let mut wasm_merge = toolbox.command("wasm-merge")?;
    wasm_merge.args(FEATURES).arg(&hub).arg(COMMON);
    for module in &pack.modules {
        wasm_merge.arg(file(module)).arg(module);
    }
    process::run(wasm_merge.arg("-o").arg(&merged))?;
    Ok(merged)
}

/// A module that hands on what the modules have in common. Merged with it they share one memory
/// and one table; `wasm-merge` alone would give each of them imports of its own.
fn hub_of(modules: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut shared: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for module in modules {
        map_sections(module, |id, body| {
            if id != IMPORTS {
                return Ok(None);
            }
            let mut reader = Reader(body);
            for _ in 0..reader.number()? {
                let (from, name) = (reader.name()?, reader.name()?);
                let kind = reader.import_kind()?;
                ensure!(
                    from == COMMON && matches!(kind.first(), Some(&(TABLE | MEMORY | GLOBAL))),
                    "a shared module imports {name} from {from}, which packing does not know"
                );
                shared.insert(name.to_owned(), kind.to_vec());
            }
            Ok(None)
        })?;
    }
    let count = number(u32::try_from(shared.len())?);
    let (mut imports, mut exports) = (count.clone(), count);
    let mut of_kind: HashMap<u8, u32> = HashMap::new();
    for (name, kind) in &shared {
        imports.extend([text(OUTSIDE), text(name), kind.clone()].concat());
        let index = of_kind.entry(kind[0]).or_default();
        exports.extend([text(name), vec![kind[0]], number(*index)].concat());
        *index += 1;
    }
    Ok([
        HEAD.to_vec(),
        section(IMPORTS, &imports),
        section(EXPORTS, &exports),
    ]
    .concat())
}

/// The script, fetching packs by the given expressions instead of the modules in them.
pub(super) fn fetching(loader: &str, packs: &[(Pack, String)]) -> Result<String> {
    let unknown = "the script that fetches the parts has an unknown form";
    let first = loader.find(&format!("const __{SHARED}")).context(unknown)?;
    // Each definition stands below a comment that says who needs the module.
    let start = loader[..first].rfind("/*").context(unknown)?;
    let end = start + loader[start..].find("export const").context(unknown)?;
    let mut out = loader[..start].to_owned();
    for (place, (_, fetch)) in packs.iter().enumerate() {
        out.push_str(
            &FETCHING
                .replace("PLACE", &place.to_string())
                .replace("FETCH", fetch),
        );
    }
    let mut rest = &loader[end..];
    while let Some(list) = rest.find(&format!("[__{SHARED}")) {
        let length = rest[list..].find(']').context(unknown)?;
        let mut needed = BTreeSet::new();
        for module in rest[list + 1..list + length].split(", ") {
            let module = module.trim_start_matches('_');
            let place = packs
                .iter()
                .position(|(pack, _)| pack.modules.iter().any(|own| own == module));
            needed.insert(place.with_context(|| format!("{module} is in no pack"))?);
        }
        let needed: Vec<String> = needed.iter().map(|at| format!("__pack_{at}")).collect();
        out.push_str(&rest[..=list]);
        out.push_str(&needed.join(", "));
        rest = &rest[list + length..];
    }
    out.push_str(rest);
    Ok(out)
}

/// As the script fetches a part.
const FETCHING: &str = r"const __pack_PLACE = makeLoad(() => {
    const src = FETCH;
    src.catch(() => {});
    return async ({ __wasm_split: outside }) => WebAssembly.instantiateStreaming(src, { outside });
}, []);
";

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(all: &[(&str, &[&str])]) -> HashMap<String, Vec<String>> {
        let modules = |modules: &[&str]| modules.iter().map(ToString::to_string).collect();
        let entry = |(feature, own): &(&str, &[&str])| ((*feature).to_owned(), modules(own));
        all.iter().map(entry).collect()
    }

    fn pack(name: &str, modules: &[&str]) -> Pack {
        Pack {
            name: name.to_owned(),
            modules: modules.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_module_goes_to_the_first_page_that_needs_it() {
        let packs = of(&needed(&[
            ("profiles", &["chunk_1", "chunk_2", "split_profiles"]),
            ("dial_plans", &["chunk_2", "chunk_3", "split_dial_plans"]),
            ("about", &["chunk_3", "chunk_4", "split_about"]),
        ]));
        assert_eq!(
            packs,
            [
                pack("shared", &["chunk_4"]),
                pack("shared-dial-plans", &["chunk_3"]),
                pack("shared-from-profiles", &["chunk_2"]),
                pack("shared-profiles", &["chunk_1"]),
            ]
        );
    }

    const LOADER: &str = "function makeLoad() {}
/* a, b */
const __chunk_1 = makeLoad(() => { fetch(\"./chunk_1.wasm\") }, []);
/* a, c */
const __chunk_2 = makeLoad(() => { fetch(\"./chunk_2.wasm\") }, []);
export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {}, [__chunk_1, __chunk_2]));
export const __wasm_split_load_b = wrapAsyncCb(makeLoad(() => {}, [__chunk_1]));
export const __wasm_split_load_d = wrapAsyncCb(makeLoad(() => {}, []));
";

    #[test]
    fn the_script_fetches_packs() {
        let packs = [
            (pack("one", &["chunk_1"]), "fetch(1)".to_owned()),
            (pack("two", &["chunk_2"]), "fetch(2)".to_owned()),
        ];
        let script = fetching(LOADER, &packs).unwrap();
        assert!(!script.contains("chunk_"), "{script}");
        assert!(script.contains("const src = fetch(2);"), "{script}");
        assert!(script.contains("[__pack_0, __pack_1]"), "{script}");
        assert!(script.contains("_b = wrapAsyncCb(makeLoad(() => {}, [__pack_0]))"));
        assert!(script.contains("_d = wrapAsyncCb(makeLoad(() => {}, []))"));
        assert!(
            fetching(LOADER, &packs[..1]).is_err(),
            "a module is left over"
        );
        assert!(fetching("", &packs).is_err());
    }

    #[test]
    fn a_hub_hands_on_each_import_once() {
        let import = |name: &str, kind: &[u8]| [text(COMMON), text(name), kind.to_vec()].concat();
        let module = |imports: &[Vec<u8>]| {
            let count = number(u32::try_from(imports.len()).unwrap());
            [
                HEAD.to_vec(),
                section(IMPORTS, &[count, imports.concat()].concat()),
            ]
            .concat()
        };
        let memory = import("memory", &[MEMORY, 0, 23]);
        let table = import("table", &[TABLE, 0x70, 0, 9]);
        let hub = hub_of(&[
            module(std::slice::from_ref(&memory)),
            module(&[memory.clone(), table]),
        ])
        .unwrap();
        let mut exported = Vec::new();
        map_sections(&hub, |id, body| {
            if id == EXPORTS {
                exported = body.to_vec();
            }
            Ok(None)
        })
        .unwrap();
        let all = [
            number(2),
            text("memory"),
            vec![MEMORY, 0],
            text("table"),
            vec![TABLE, 0],
        ];
        assert_eq!(exported, all.concat());
        let function = module(&[import("call", &[0, 0])]);
        assert!(
            hub_of(&[function]).is_err(),
            "functions come through the table"
        );
    }
}
