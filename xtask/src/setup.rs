//! Installs what building needs. What is there in the right version is used as it is; the rest goes
//! into a cache folder, one folder for each version, so that no other project's tools change.

mod apt;
pub(crate) mod browser;
pub(crate) mod servers;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::process::{self, Toolbox};
use crate::project::Project;

/// npm's program.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const CARGO_DENY: &str = "0.20.2";
const TRUNK: &str = "0.21.14";
/// Binaryen's releases are plain numbers; Trunk.toml names the same one.
const BINARYEN: &str = "132";
const ESBUILD: &str = "0.28.2";

/// Makes sure of the wasm target, trunk, wasm-bindgen, wasm-opt and esbuild.
pub(crate) fn for_build(project: &Project) -> Result<Toolbox> {
    let bindgen = bindgen_version(project)?;
    let mut toolbox = Toolbox::default();
    wasm_target()?;
    ensure(&mut toolbox, project, &Tool::cargo("trunk", "trunk", TRUNK))?;
    ensure(
        &mut toolbox,
        project,
        &Tool::cargo("wasm-bindgen", "wasm-bindgen-cli", &bindgen),
    )?;
    ensure(
        &mut toolbox,
        project,
        &Tool::npm("wasm-opt", "binaryen", BINARYEN),
    )?;
    ensure(
        &mut toolbox,
        project,
        &Tool::npm("esbuild", "esbuild", ESBUILD),
    )?;
    Ok(toolbox)
}

/// Makes sure of cargo-deny.
pub(crate) fn for_deny(project: &Project) -> Result<Toolbox> {
    let mut toolbox = Toolbox::default();
    ensure(
        &mut toolbox,
        project,
        &Tool::cargo("cargo-deny", "cargo-deny", CARGO_DENY),
    )?;
    Ok(toolbox)
}

struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    source: Source,
}

enum Source {
    Cargo,
    Npm,
}

impl<'a> Tool<'a> {
    fn cargo(program: &'a str, package: &'a str, version: &'a str) -> Self {
        Self {
            program,
            package,
            version,
            source: Source::Cargo,
        }
    }

    fn npm(program: &'a str, package: &'a str, version: &'a str) -> Self {
        Self {
            program,
            package,
            version,
            source: Source::Npm,
        }
    }

    fn is_at(&self, file: &Path) -> bool {
        process::output(file, &["--version"])
            .is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
    }

    /// Where its programs stand below the folder that it was installed into.
    fn programs(&self, folder: &Path) -> PathBuf {
        match self.source {
            Source::Cargo => folder.join("bin"),
            Source::Npm => folder.join("node_modules").join(".bin"),
        }
    }

    fn installers(&self, folder: &Path) -> Vec<Command> {
        let pinned = format!("{}@{}", self.package, self.version);
        match self.source {
            Source::Cargo => {
                let mut ways = Vec::new();
                if process::find("cargo-binstall", &[]).is_some() {
                    let mut binstall = Command::new("cargo");
                    binstall
                        .args(["binstall", "--no-confirm", "--root"])
                        .arg(folder)
                        .arg(&pinned);
                    ways.push(binstall);
                }
                ways.push(cargo_install(self.package, &pinned, folder));
                ways
            }
            Source::Npm => {
                let mut npm = Command::new(NPM);
                npm.args(["install", "--no-fund", "--no-audit", "--prefix"])
                    .arg(folder)
                    .arg(pinned);
                vec![npm]
            }
        }
    }
}

fn cargo_install(package: &str, pinned: &str, folder: &Path) -> Command {
    let mut install = Command::new("cargo");
    install.args(["install", pinned, "--root"]).arg(folder);
    match package {
        // Its default brings OpenSSL, which needs a C library's headers to be there.
        "trunk" => install.args(["--locked", "--no-default-features", "--features", "rustls"]),
        "cargo-deny" => install.arg("--locked"),
        // wasm-bindgen's own lock file lags behind what it can be built with.
        _ => &mut install,
    };
    // Else it would share this build's folder, and wait for its lock.
    install.env_remove("CARGO_TARGET_DIR");
    // A tool that runs for seconds does not repay minutes of optimising it.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    install
}

fn ensure(toolbox: &mut Toolbox, project: &Project, tool: &Tool) -> Result<()> {
    if process::find(tool.program, &[]).is_some_and(|file| tool.is_at(&file)) {
        return Ok(());
    }
    let folder = cache(project).join(format!("{}-{}", tool.package, tool.version));
    let programs = tool.programs(&folder);
    let installed =
        || process::find_in(&programs, tool.program).is_some_and(|file| tool.is_at(&file));
    if !installed() {
        eprintln!(
            "Installing {} {} (once; later runs find it)",
            tool.package, tool.version
        );
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        install(tool, &folder)?;
        if !installed() {
            bail!(
                "{} {} was installed but does not run",
                tool.program,
                tool.version
            );
        }
    }
    toolbox.add(programs);
    Ok(())
}

fn install(tool: &Tool, folder: &Path) -> Result<()> {
    let mut last = anyhow!("there is no way to install {}", tool.program);
    for mut way in tool.installers(folder) {
        match process::run(&mut way) {
            Ok(()) => return Ok(()),
            Err(error) => {
                last = error.context(format!(
                    "{} {} is missing; install it by hand with\n  {}",
                    tool.program,
                    tool.version,
                    process::shown(&way)
                ));
            }
        }
    }
    Err(last)
}

fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = process::output(Path::new("rustc"), &["--print", "sysroot"])
        .context("rustc does not run; install Rust with rustup")?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.args(["target", "add", TARGET]);
    process::run(&mut add).with_context(|| {
        format!("{TARGET} is missing; install it with\n  rustup target add {TARGET}")
    })
}

/// The command-line tool and the library must be of one version: they share a private format.
fn bindgen_version(project: &Project) -> Result<String> {
    let file = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    locked(&lock, "wasm-bindgen").context("Cargo.lock does not name wasm-bindgen")
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

fn cache(project: &Project) -> PathBuf {
    let given = |name: &str| env::var_os(name).map(PathBuf::from);
    let home = given("XDG_CACHE_HOME")
        .or_else(|| given("LOCALAPPDATA"))
        .or_else(|| given("HOME").map(|home| home.join(".cache")));
    home.map_or_else(
        || project.scratch("tools"),
        |folder| folder.join("cordboard").join("tools"),
    )
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
