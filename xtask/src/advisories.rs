//! `advisories`: whether anything known speaks against the dependencies. Apart from the gate: what
//! it says changes without the project changing, and its sources are not always to be had.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::project::Project;
use crate::setup;

/// What is known of one set of dependencies.
#[derive(Debug, PartialEq)]
enum Known {
    Nothing,
    /// Printed in full above.
    Something,
    /// Nobody could be asked, and why.
    Unasked(String),
}

/// Asks for the crates and for the packages that the tests need.
pub(crate) fn advisories(project: &Project) -> Result<ExitCode> {
    let known = [
        ("crates (RustSec)", crates(project)?),
        ("npm packages of the tests (npm audit)", packages(project)?),
    ];
    for (what, known) in &known {
        match known {
            Known::Nothing => println!("{what}: nothing is known against them"),
            Known::Something => println!("{what}: see above"),
            Known::Unasked(why) => {
                println!("{what}: NOT CHECKED, the source cannot be reached: {why}");
            }
        }
    }
    Ok(if known.iter().all(|(_, known)| *known == Known::Nothing) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn crates(project: &Project) -> Result<Known> {
    let toolbox = setup::for_deny(project)?;
    let deny = |arguments: &[&str]| -> Result<Command> {
        let mut cargo = toolbox.command("cargo")?;
        cargo
            .args(["deny", "--workspace", "--locked"])
            .args(arguments)
            .current_dir(&project.root);
        Ok(cargo)
    };
    // Fetched first and by itself: the check would fail alike for an advisory and for no network.
    let fetched = deny(&["fetch", "db"])?
        .output()
        .context("cargo-deny did not start")?;
    if !fetched.status.success() {
        return Ok(Known::Unasked(last_words(&fetched.stderr)));
    }
    let checked = deny(&["check", "--disable-fetch", "advisories"])?.status()?;
    Ok(if checked.success() {
        Known::Nothing
    } else {
        Known::Something
    })
}

fn packages(project: &Project) -> Result<Known> {
    let mut npm = Command::new(setup::NPM);
    npm.args(["audit", "--json", "--package-lock-only"])
        .current_dir(project.root.join("tests").join("e2e"));
    let output = npm
        .output()
        .with_context(|| format!("{} did not start", process::shown(&npm)))?;
    let known = read(&output.stdout, &output.stderr);
    if known == Known::Something {
        println!("{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(known)
}

/// A report counts what it found; anything else is npm saying why there is none.
fn read(report: &[u8], errors: &[u8]) -> Known {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    match report["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(0) => Known::Nothing,
        Some(_) => Known::Something,
        None => {
            let said = [&report["message"], &report["error"]["summary"]];
            let said = said.iter().find_map(|said| said.as_str());
            Known::Unasked(said.map_or_else(|| last_words(errors), str::to_owned))
        }
    }
}

fn last_words(errors: &[u8]) -> String {
    let text = String::from_utf8_lossy(errors);
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    line.unwrap_or("it did not say why").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Known, read};

    #[test]
    fn no_report_is_never_taken_for_a_clean_one() {
        let counted =
            |total: u8| format!(r#"{{"metadata":{{"vulnerabilities":{{"total":{total}}}}}}}"#);
        assert_eq!(read(counted(0).as_bytes(), b""), Known::Nothing);
        assert_eq!(read(counted(2).as_bytes(), b""), Known::Something);
        let refused = br#"{"message":"request failed, reason: ENOTFOUND"}"#;
        assert_eq!(
            read(refused, b""),
            Known::Unasked("request failed, reason: ENOTFOUND".to_owned())
        );
        assert_eq!(
            read(b"", b"npm error a\nnpm error b\n\n"),
            Known::Unasked("npm error b".to_owned())
        );
    }
}
