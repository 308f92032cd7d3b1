//! The project's own commands, as `cargo xtask COMMAND`.

#![allow(
    clippy::print_stdout,
    reason = "a command-line tool answers on standard output"
)]

mod advisories;
mod bench;
mod build;
mod headers;
mod options;
mod process;
mod project;
mod sandbox;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

use options::Command;
use project::Project;

fn main() -> ExitCode {
    match options::parse().and_then(carry_out) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Help => print!("{}", options::HELP),
        Command::Setup => {
            setup::for_build(&project)?;
        }
        Command::Build(options) => build::build(&project, &options)?,
        Command::Run(options) => serve::run(&project, &options)?,
        Command::Dev(options) => serve::dev(&project, &options)?,
        Command::Headers(options) => headers::headers(&project, &options)?,
        Command::Deny => deny(&project)?,
        Command::Advisories => return advisories::advisories(&project),
        Command::Bench(options) => bench::bench(&project, &options)?,
        Command::Test(options) => return test::test(&project, &options),
    }
    Ok(ExitCode::SUCCESS)
}

fn deny(project: &Project) -> anyhow::Result<()> {
    let mut cargo = setup::for_deny(project)?.command("cargo")?;
    cargo
        .args(["deny", "--workspace", "--locked", "check"])
        .args(["licenses", "bans", "sources"])
        .current_dir(&project.root);
    process::run(&mut cargo)
}
