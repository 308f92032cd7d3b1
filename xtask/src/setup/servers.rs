//! The web servers that the site is tested behind.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt::Apt;
use crate::process;

/// Where Debian keeps what only root usually starts.
const FOR_ROOT: &str = "/usr/sbin";

/// Where both programs are.
#[derive(Debug)]
pub(crate) struct Servers {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
}

/// Finds both, or lets the system's package manager install them.
pub(crate) fn ensure() -> Result<Servers> {
    if let Some(servers) = find() {
        return Ok(servers);
    }
    if let Some(apt) = Apt::find() {
        eprintln!("Installing nginx and Caddy (once; later runs find them)");
        apt.install(&["nginx", "caddy"]).with_context(missing)?;
    }
    find().with_context(missing)
}

fn find() -> Option<Servers> {
    let named = |variable: &str, program: &str| {
        env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| process::find(program, &[FOR_ROOT.into()]))
    };
    Some(Servers {
        nginx: named("CORDBOARD_NGINX", "nginx")?,
        caddy: named("CORDBOARD_CADDY", "caddy")?,
    })
}

fn missing() -> String {
    let how = match env::consts::OS {
        "macos" => "  brew install nginx caddy",
        "windows" => "  winget install nginxinc.nginx CaddyServer.Caddy",
        _ => {
            "  Debian, Ubuntu: sudo apt-get install nginx caddy\n  \
             Fedora:         sudo dnf install nginx caddy\n  \
             Arch:           sudo pacman -S nginx caddy"
        }
    };
    format!(
        "these tests need nginx and Caddy on the PATH:\n{how}\n\
         Elsewhere, CORDBOARD_NGINX and CORDBOARD_CADDY say where they are."
    )
}
