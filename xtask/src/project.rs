//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that this command works on.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Project {
    /// The checkout that `cargo` was called in.
    pub(crate) fn find() -> Result<Self> {
        // Read when running: a target folder may be shared between checkouts.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .context("start this as `cargo xtask`, which says where the project is")?;
        let root = Path::new(&package)
            .parent()
            .context("the package has no folder above it")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The site as it is uploaded.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A place for what the commands themselves keep between two runs.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }
}
