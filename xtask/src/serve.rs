//! `run` and `dev`: the app in front of the sandbox.

use std::process::Child;

use anyhow::{Context, Result};

use crate::build;
use crate::options::{BuildOptions, DevOptions, RunOptions};
use crate::process;
use crate::project::Project;
use crate::sandbox;
use crate::setup;

/// Where Trunk.toml forwards the APIs to while developing.
const DEV_SANDBOX: u16 = 8643;

/// Builds what changed and becomes the sandbox, which serves the site and both APIs.
pub(crate) fn run(project: &Project, options: &RunOptions) -> Result<()> {
    // Asked first: a build of minutes must not end in a port that was never to be had.
    sandbox::require_free(options.port)?;
    build::ensure(project, &BuildOptions::default())?;
    sandbox::build(project)?;
    let mut command = sandbox::program(project);
    command
        .args(["--port", &options.port.to_string(), "--dist"])
        .arg(project.dist());
    command.args(&options.passed_on);
    sandbox::become_program(command)
}

/// Serves the app through trunk, which builds and reloads on every change.
pub(crate) fn dev(project: &Project, options: &DevOptions) -> Result<()> {
    sandbox::require_free(options.port)?;
    let toolbox = setup::for_build(project)?;
    sandbox::build(project)?;
    let mut servers = sandbox::program(project);
    servers
        .args(["--api-only", "--port", &DEV_SANDBOX.to_string()])
        .args(&options.passed_on);
    let _servers = Ended(servers.spawn().context("the sandbox did not start")?);
    let mut trunk = toolbox.command("trunk")?;
    trunk
        .args([
            "serve",
            "--skip-version-check",
            "--port",
            &options.port.to_string(),
        ])
        .current_dir(&project.root)
        .env_remove("NO_COLOR");
    process::run(&mut trunk)
}

/// A program that does not outlive this value.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
