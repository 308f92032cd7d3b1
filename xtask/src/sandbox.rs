//! The imitated servers: built quickly, started on loopback.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;

/// Compiles the sandbox without optimising it: it starts within seconds of a change, and answers
/// faster than a browser asks.
pub(crate) fn build(project: &Project) -> Result<()> {
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--locked", "--package", "sandbox"])
        .current_dir(&project.root);
    process::run(&mut cargo)
}

/// The program that [`build`] leaves.
pub(crate) fn program(project: &Project) -> Command {
    let mut command = Command::new(built(project, "debug"));
    command.current_dir(&project.root);
    command
}

/// Compiles the sandbox for speed: as the other end of a measurement.
pub(crate) fn build_optimised(project: &Project) -> Result<()> {
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--locked", "--release", "--package", "sandbox"])
        .current_dir(&project.root);
    process::run(&mut cargo)
}

/// The file that [`build_optimised`] leaves.
pub(crate) fn optimised(project: &Project) -> PathBuf {
    built(project, "release")
}

fn built(project: &Project, profile: &str) -> PathBuf {
    let name = format!("sandbox{}", std::env::consts::EXE_SUFFIX);
    project.target.join(profile).join(name)
}

/// Refuses a port that somebody else listens on, and names one that is free.
pub(crate) fn require_free(port: u16) -> Result<()> {
    if is_free(port) {
        return Ok(());
    }
    match (port..u16::MAX)
        .map(|before| before + 1)
        .find(|next| is_free(*next))
    {
        Some(next) => bail!("port {port} is taken; {next} is free: add --port {next}"),
        None => bail!("port {port} is taken, and so is every port above it"),
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Lets `command` take this process's place, so that Ctrl-C and the exit code are its own.
#[cfg(unix)]
pub(crate) fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).with_context(|| format!("{} did not start", process::shown(&command)))
}

/// Waits for `command`; the console hands Ctrl-C to both.
#[cfg(not(unix))]
pub(crate) fn become_program(mut command: Command) -> Result<()> {
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::require_free;

    #[test]
    fn a_taken_port_is_named_with_the_next_free_one() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let refusal = require_free(port).unwrap_err().to_string();
        assert!(
            refusal.starts_with(&format!("port {port} is taken; ")),
            "{refusal}"
        );
        assert!(refusal.contains(": add --port "), "{refusal}");
        drop(taken);
        require_free(port).unwrap();
    }
}
