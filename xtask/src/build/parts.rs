//! The program, cut into what every page needs and a part for each feature that comes when it is
//! first opened. `wasm-split` finds what only one feature reaches; all parts share one memory.

mod packs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, SplitWasm};

use super::asset::Asset;
use super::{bytes, glue, text};
use crate::process::{self, Toolbox};
use crate::project::Project;

/// The app's program, as Cargo.toml and index.html name it.
const PROGRAM: &str = "cordboard-app";

/// A compiler's flag: who calls whom is read from the linker's own notes.
pub(super) const LINKED: &str = "-Clink-arg=--emit-relocs";

/// What every browser of the last three years knows, and rustc uses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The scripts' names while they are put together; in the end they are one.
const GLUE: &str = "app";
const LOADER: &str = "./parts.js";

/// How `wasm-split` begins the name of a feature's own module.
const OWN: &str = "split_";

/// Below this many bytes, what `wasm-opt` saves is less than a packet.
const WORTH_OPTIMISING: usize = 4096;

/// The program as it is served.
#[derive(Debug)]
pub(super) struct Program {
    /// What every page needs.
    pub(super) wasm: Vec<u8>,
    /// The script that starts it and fetches the parts.
    pub(super) glue: Vec<u8>,
    /// What comes on demand.
    pub(super) parts: Vec<Asset>,
}

impl Program {
    /// Cuts what trunk had compiled.
    pub(super) fn of(project: &Project, toolbox: &Toolbox) -> Result<Self> {
        let folder = project.scratch("parts");
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("emptying {}", folder.display()))?;
        }
        let (main, parts) = split(project, &folder)?;
        bind(toolbox, &main, &folder)?;

        let file = folder.join(format!("{GLUE}_bg.wasm"));
        fs::write(&file, glue::drop_unused_exports(&bytes(&file)?)?)
            .with_context(|| format!("writing {}", file.display()))?;
        let wasm = optimised(toolbox, &file)?;
        let script = folder.join(format!("{GLUE}.js"));
        let (wasm, glue) = glue::shorten_imports(&wasm, &text(&script)?)?;
        let glue = glue::spell_short_texts(&glue)?;
        fs::write(&script, glue).with_context(|| format!("writing {}", script.display()))?;

        let parts = named(toolbox, &folder, parts)?;
        let bundle = folder.join("bundle.js");
        let mut esbuild = toolbox.command("esbuild")?;
        esbuild
            .args(["--bundle", "--format=esm", "--minify"])
            .args(["--charset=utf8", "--log-level=warning"])
            // wasm-bindgen names the script that fetches the parts once for each of them.
            .arg("--log-override:duplicate-object-key=silent")
            .arg(&script)
            .arg(format!("--outfile={}", bundle.display()));
        process::run(&mut esbuild)?;
        Ok(Self {
            wasm,
            glue: bytes(&bundle)?,
            parts,
        })
    }
}

/// Writes the main part and the others below `folder`, with the script that fetches them.
fn split(project: &Project, folder: &Path) -> Result<(PathBuf, SplitWasm)> {
    let compiled = project
        .target
        .join("wasm32-unknown-unknown")
        .join("release")
        .join(PROGRAM)
        .with_extension("wasm");
    let whole = bytes(&compiled)?;
    let main = folder.join("main.wasm");
    let script = format!("./{GLUE}.js");
    let mut options = Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = LOADER;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("cutting the program into parts")?;
    Ok((main, parts))
}

fn bind(toolbox: &Toolbox, main: &Path, folder: &Path) -> Result<()> {
    let mut command = toolbox.command("wasm-bindgen")?;
    command
        .args(["--target", "web", "--no-typescript", "--out-name", GLUE])
        // The parts call each other through the table of functions.
        .arg("--keep-lld-exports")
        .arg("--out-dir")
        .arg(folder)
        .arg(main);
    process::run(&mut command)?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency brings JavaScript of its own, which nobody has looked at"
    );
    Ok(())
}

/// Trunk could call `wasm-opt` itself, but what nobody calls must go first.
fn optimised(toolbox: &Toolbox, file: &Path) -> Result<Vec<u8>> {
    let after = file.with_extension("optimised.wasm");
    let mut wasm_opt: Command = toolbox.command("wasm-opt")?;
    wasm_opt
        .arg("-Oz")
        .args(FEATURES)
        .arg(file)
        .arg("-o")
        .arg(&after);
    process::run(&mut wasm_opt)?;
    bytes(&after)
}

/// Gives the parts names that change with their content, and tells the script that fetches them.
fn named(toolbox: &Toolbox, folder: &Path, parts: SplitWasm) -> Result<Vec<Asset>> {
    let file = folder.join(LOADER);
    let mut loader = text(&file)?;
    let (mut assets, mut fetched) = (Vec::new(), Vec::new());
    for pack in packs::of(&parts.prefetch_map) {
        let wasm = optimised(toolbox, &packs::merged(toolbox, folder, &pack)?)?;
        let asset = Asset::hashed(&format!("part-{}", pack.name), "wasm", wasm);
        fetched.push((pack, fetch_of(&asset)));
        assets.push(asset);
    }
    loader = packs::fetching(&loader, &fetched)?;
    for part in parts.split_modules {
        let stem = part.file_stem().unwrap_or_default().to_string_lossy();
        let Some(feature) = stem.strip_prefix(OWN) else {
            continue;
        };
        let mut wasm = glue::without_names(&bytes(&part)?)?;
        if wasm.len() > WORTH_OPTIMISING {
            fs::write(&part, wasm).with_context(|| format!("writing {}", part.display()))?;
            wasm = optimised(toolbox, &part)?;
        }
        let asset = Asset::hashed(&format!("part-{}", feature.replace('_', "-")), "wasm", wasm);
        loader = fetching(&loader, &stem, &fetch_of(&asset))?;
        assets.push(asset);
    }
    fs::write(&file, loader).with_context(|| format!("writing {}", file.display()))?;
    Ok(assets)
}

/// The expression that fetches an asset, checked by the browser against its hash.
fn fetch_of(asset: &Asset) -> String {
    let file = asset.name.rsplit('/').next().unwrap_or_default();
    let integrity = asset.integrity();
    format!("fetch(new URL(\"./{file}\", import.meta.url), {{ integrity: \"{integrity}\" }})")
}

/// The script, taking the module `stem` by another expression.
fn fetching(loader: &str, stem: &str, expression: &str) -> Result<String> {
    let before = format!("fetch(new URL(\"./{stem}.wasm\", import.meta.url))");
    ensure!(
        loader.contains(&before),
        "the script that fetches the parts does not fetch {stem}"
    );
    Ok(loader.replace(&before, expression))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_fetched_by_its_own_name_and_hash() {
        let asset = Asset::hashed("part-numbers", "wasm", b"part".to_vec());
        let loader = "const src = fetch(new URL(\"./split_numbers.wasm\", import.meta.url));";
        let loader = fetching(loader, "split_numbers", &fetch_of(&asset)).unwrap();
        assert!(loader.contains(&asset.integrity()), "{loader}");
        assert!(loader.contains("\"./part-numbers-"), "{loader}");
        assert!(fetching(&loader, "split_numbers", "").is_err());
    }
}
