//! Debian's package manager.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::process;

/// How apt may be called without anybody there to type a password.
#[derive(Debug)]
pub(super) enum Apt {
    AsRoot,
    Sudo,
}

impl Apt {
    /// The way that works here, if any.
    pub(super) fn find() -> Option<Self> {
        process::find("apt-get", &[])?;
        let id = process::output("id".as_ref(), &["-u"])?;
        if id.trim() == "0" {
            return Some(Self::AsRoot);
        }
        let may = Command::new("sudo")
            .args(["-n", "true"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        may.is_ok_and(|status| status.success())
            .then_some(Self::Sudo)
    }

    /// Installs what is not there yet.
    pub(super) fn install(&self, packages: &[&str]) -> Result<()> {
        process::run(&mut self.command(&["update"]))?;
        let mut install = self.command(&["install", "--yes", "--no-install-recommends"]);
        process::run(install.args(packages))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::AsRoot => Command::new("apt-get"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "apt-get"]);
                sudo
            }
        };
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}
