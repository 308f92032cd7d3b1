//! A Chromium and its driver, for the tests.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::apt::Apt;
use crate::process;

const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVER: &str = "chromedriver";

/// Where both programs are.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds both, or lets the system's package manager install them.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if let Some(apt) = Apt::find() {
        eprintln!("Installing Chromium and its driver (once; later runs find them)");
        apt.install(&["chromium", "chromium-driver"])
            .with_context(missing)?;
    }
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("{}", missing()),
    }
}

fn find() -> Option<Browser> {
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
    let chromium = named("CORDBOARD_CHROMIUM")
        .or_else(|| CHROMIUM.iter().find_map(|name| process::find(name, &[])));
    let driver = named("CHROMEDRIVER").or_else(|| process::find(DRIVER, &[]));
    Some(Browser {
        chromium: chromium?,
        driver: driver?,
    })
}

fn missing() -> String {
    let how = match env::consts::OS {
        "macos" => "  brew install --cask chromium chromedriver",
        "windows" => "  winget install Google.Chrome Chromium.ChromeDriver",
        _ => {
            "  Debian:   sudo apt-get install chromium chromium-driver\n  \
             Ubuntu:   sudo snap install chromium\n  \
             Fedora:   sudo dnf install chromium chromedriver\n  \
             Arch:     sudo pacman -S chromium"
        }
    };
    format!(
        "the tests need Chromium (or Chrome) and the chromedriver of the same version on the PATH:\n\
         {how}\n\
         Elsewhere, CORDBOARD_CHROMIUM and CHROMEDRIVER say where they are."
    )
}
