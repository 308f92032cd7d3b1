//! `build`: trunk compiles the app; what it leaves is named by content, tied to the page by
//! integrity hashes, compressed and written to `dist/`.

mod asset;
mod fingerprint;
mod glue;
mod page;
mod parts;
mod sbom;
mod sizes;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::options::BuildOptions;
use crate::process::{self, Toolbox};
use crate::project::Project;
use crate::setup;
use asset::{Asset, digest};
use page::{Links, Source};
use parts::Program;

/// Builds the site, prints its sizes and holds it to the budget.
pub(crate) fn build(project: &Project, options: &BuildOptions) -> Result<()> {
    ensure(project, options)?;
    let sizes = sizes::of(&project.dist())?;
    print!("{sizes}");
    if let Some(budget) = options.budget {
        sizes.hold(budget)?;
    }
    Ok(())
}

/// Builds the site unless `dist/` already is what the sources and options say.
pub(crate) fn ensure(project: &Project, options: &BuildOptions) -> Result<()> {
    let stamp = project.scratch("site.stamp");
    let inputs = fingerprint::of_sources(project, options)?;
    let built = |outputs: &str| format!("{inputs} {outputs}\n");
    let dist = project.dist();
    if dist.is_dir()
        && fs::read_to_string(&stamp).is_ok_and(|last| {
            fingerprint::of_folder(&dist).is_ok_and(|outputs| last == built(&outputs))
        })
    {
        eprintln!("dist/ is up to date");
        return Ok(());
    }
    compile(project, options)?;
    assemble(project, options)?;
    fs::write(&stamp, built(&fingerprint::of_folder(&dist)?))
        .with_context(|| format!("writing {}", stamp.display()))
}

fn compile(project: &Project, options: &BuildOptions) -> Result<()> {
    let toolbox = setup::for_build(project)?;
    let mut trunk = toolbox.command("trunk")?;
    trunk
        .args(["build", "--release", "--locked", "--skip-version-check"])
        .args(["--features", "split"])
        // The names that carry hashes are given here, after the last change to the content.
        .args([
            "--filehash",
            "false",
            "--public-url",
            &options.public_url,
            "--dist",
        ])
        .arg(project.scratch("trunk"))
        .current_dir(&project.root)
        .env("CARGO_ENCODED_RUSTFLAGS", flags()?)
        // trunk takes NO_COLOR for an option of its own and accepts only true and false.
        .env_remove("NO_COLOR");
    process::run(&mut trunk)
}

/// The compiler's flags, in cargo's own encoding.
fn flags() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
            Some(PathBuf::from(std::env::var_os(home)?).join(".cargo"))
        });
    let sources = home
        .context("there is no home folder")?
        .join("registry")
        .join("src");
    let mut prefixes: Vec<PathBuf> = fs::read_dir(&sources)
        .map(|registries| {
            registries
                .flatten()
                .map(|registry| registry.path())
                .collect()
        })
        .unwrap_or_default();
    prefixes.sort();
    // Where this machine keeps its sources is nobody's business, and long. The project's own are
    // named from its root as it is; named here, no two checkouts could share what is compiled.
    let remapped = prefixes
        .iter()
        .map(|prefix| format!("--remap-path-prefix={}=", prefix.display()));
    let flags = remapped.chain([parts::LINKED.to_owned()]);
    Ok(flags.collect::<Vec<_>>().join("\u{1f}"))
}

fn assemble(project: &Project, options: &BuildOptions) -> Result<()> {
    let root = &project.root;
    let html = text(&root.join("index.html"))?;
    let source = Source::read(&html)?;

    let toolbox = setup::for_build(project)?;
    let Program { wasm, glue, parts } = Program::of(project, &toolbox)?;
    let minified = |kind, text| minified(project, &toolbox, kind, text);
    let styles = source.styles.iter().map(|file| text(&root.join(file)));
    let style = styles.collect::<Result<Vec<_>>>()?.join("\n");
    let hashed = [
        Asset::hashed("app", "css", minified("css", &style)?),
        Asset::hashed(
            "start",
            "js",
            minified("js", &text(&root.join(source.script))?)?,
        ),
        Asset::hashed("app", "js", glue),
        Asset::hashed("app", "wasm", wasm),
        Asset::hashed("mark", "png", bytes(&root.join(source.icon))?),
    ];
    let build = build_id(&hashed, &html);
    let page = page(&source, &hashed, &options.public_url, &build)?;
    let version = json!({ "version": env!("CARGO_PKG_VERSION"), "build": build });

    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("emptying {}", dist.display()))?;
    }
    for asset in hashed.iter().chain(&parts) {
        asset.write_compressed(&dist)?;
    }
    page.write_compressed(&dist)?;
    // Whoever runs the site edits this file: a compressed copy beside it would go on being served.
    for file in source.copies {
        Asset::named(file, bytes(&root.join(file))?).write(&dist)?;
    }
    let bill = sbom::of(project, &build)?;
    for (name, content) in [("version.json", version), ("sbom.cdx.json", bill)] {
        Asset::named(name, format!("{content:#}\n").into_bytes()).write(&dist)?;
    }
    Ok(())
}

/// Writes what `dist/` holds to `folder`, with a page that names another path. Nothing else in a
/// site knows where it stands.
pub(crate) fn moved(project: &Project, public_url: &str, folder: &Path) -> Result<()> {
    let dist = project.dist();
    let html = text(&project.root.join("index.html"))?;
    let source = Source::read(&html)?;
    let found = |stem, extension| Asset::found(&dist, stem, extension);
    let hashed = [
        found("app", "css")?,
        found("start", "js")?,
        found("app", "js")?,
        found("app", "wasm")?,
        found("mark", "png")?,
    ];
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    copied(&dist, folder)?;
    let build = build_id(&hashed, &html);
    page(&source, &hashed, public_url, &build)?.write_compressed(folder)
}

fn copied(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copied(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("writing {}", to.display()))?;
        }
    }
    Ok(())
}

fn page(source: &Source, hashed: &[Asset; 5], base: &str, build: &str) -> Result<Asset> {
    let [style, script, glue, wasm, icon] = hashed;
    let page = source.link(&Links {
        base,
        build,
        style,
        script,
        glue,
        wasm,
        icon,
    })?;
    Ok(Asset::named("index.html", page.into_bytes()))
}

/// The same script or style sheet, without what only people need.
fn minified(project: &Project, toolbox: &Toolbox, kind: &str, text: &str) -> Result<Vec<u8>> {
    let before = project.scratch(&format!("written.{kind}"));
    let after = project.scratch(&format!("minified.{kind}"));
    fs::write(&before, text).with_context(|| format!("writing {}", before.display()))?;
    let mut esbuild = toolbox.command("esbuild")?;
    esbuild
        .args(["--minify", "--charset=utf8", "--log-level=warning"])
        .arg(&before)
        .arg(format!("--outfile={}", after.display()));
    process::run(&mut esbuild)?;
    bytes(&after)
}

/// One name for everything that a visitor runs.
fn build_id(assets: &[Asset], html: &str) -> String {
    let names: String = assets.iter().map(|asset| asset.name.as_str()).collect();
    digest(format!("{names}{html}").as_bytes())[..12].to_owned()
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("reading {}", file.display()))
}
