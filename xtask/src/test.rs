//! `test`: every test there is, streamed as it runs, counted on the last line.

mod servers;
mod tally;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::build;
use crate::options::{BuildOptions, Suite, TestOptions};
use crate::process;
use crate::project::Project;
use crate::sandbox;
use crate::setup;
use crate::setup::browser::{self, Browser};
use tally::Tally;

/// Runs the suites one after the other and counts; a suite that cannot even start is a failure.
pub(crate) fn test(project: &Project, options: &TestOptions) -> Result<ExitCode> {
    let chosen = |suite: &Suite| options.only.is_empty() || options.only.contains(suite);
    let mut total = Tally::default();
    for suite in [Suite::Host, Suite::Browser, Suite::Journeys, Suite::Servers]
        .into_iter()
        .filter(chosen)
    {
        let outcome = match suite {
            Suite::Host => host(project),
            Suite::Browser => components(project),
            Suite::Journeys => journeys(project, options),
            Suite::Servers => servers::behind_each(project, options),
        };
        total += outcome.unwrap_or_else(|error| {
            eprintln!("error: the {suite:?} tests did not run: {error:#}");
            Tally::of_broken(&format!("{suite:?}"))
        });
    }
    println!("{total}");
    // The count is the last line even for a reader that closes the pipe early.
    std::io::stdout().flush()?;
    Ok(if total.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn host(project: &Project) -> Result<Tally> {
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--locked", "--workspace", "--no-fail-fast"])
        .current_dir(&project.root);
    libtest(&mut cargo)
}

/// The app's own modules that need a page, in a real one.
fn components(project: &Project) -> Result<Tally> {
    let toolbox = setup::for_build(project)?;
    let browser = browser::ensure()?;
    let mut cargo = toolbox.command("cargo")?;
    cargo
        .args(["test", "--locked", "--package", "cordboard", "--lib"])
        .args(["--target", "wasm32-unknown-unknown"])
        .current_dir(&project.root)
        .env("CHROMEDRIVER", &browser.driver);
    libtest(&mut cargo)
}

/// `tests/e2e`: the built app in front of the sandbox.
fn journeys(project: &Project, options: &TestOptions) -> Result<Tally> {
    build::ensure(project, &BuildOptions::default())?;
    let mut node = playwright(project, options)?;
    node.arg("--project=journeys");
    if let Some(server) = &options.behind {
        servers::before(&mut node, project)?;
        node.env("CORDBOARD_BEHIND", server);
    }
    counted(&mut node, project)
}

/// Playwright, told of what was built.
fn playwright(project: &Project, options: &TestOptions) -> Result<Command> {
    let Browser { chromium, .. } = browser::ensure()?;
    sandbox::build(project)?;
    let folder = project.root.join("tests").join("e2e");
    install_packages(&folder)?;
    let mut node = Command::new("node");
    node.arg("node_modules/@playwright/test/cli.js")
        .arg("test")
        .args(&options.passed_on)
        .current_dir(&folder)
        .env("CORDBOARD_CHROMIUM", chromium)
        .env("CORDBOARD_DIST", project.dist())
        .env("CORDBOARD_SANDBOX", sandbox::program(project).get_program());
    Ok(node)
}

fn counted(playwright: &mut Command, project: &Project) -> Result<Tally> {
    let report = project.scratch("journeys.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let status = playwright
        .env("CORDBOARD_REPORT", &report)
        .status()
        .context("node did not start")?;
    let report = fs::read_to_string(&report).context("Playwright left no report")?;
    Ok(Tally::from_playwright(&report)?.checked(status.success()))
}

/// `npm ci`, unless what it would install is there.
pub(crate) fn install_packages(folder: &Path) -> Result<()> {
    let wanted = fs::read_to_string(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules").join(".installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = Command::new(setup::NPM);
    npm.args(["ci", "--no-fund", "--no-audit"])
        .current_dir(folder);
    process::run(&mut npm).context("the journeys need Node with npm, version 20 or newer")?;
    Ok(fs::write(stamp, wanted)?)
}

/// Runs something that reports as Rust's test harness does, showing every line as it comes.
fn libtest(command: &mut Command) -> Result<Tally> {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("{} did not start", process::shown(command)))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally += Tally::from_libtest_line(&line);
        }
    }
    Ok(tally.checked(child.wait()?.success()))
}
