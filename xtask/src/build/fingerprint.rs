//! Tells whether anything changed since the last build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::asset::digest;
use crate::options::BuildOptions;
use crate::project::Project;

/// Folders of the checkout that nothing in the site comes from. All others count, so that a new
/// one is at worst built once too often.
const APART: [&str; 7] = [".ci", ".git", "deploy", "dist", "docs", "sandbox", "tests"];

/// One value for everything that the site is made from.
pub(crate) fn of_sources(project: &Project, options: &BuildOptions) -> Result<String> {
    let apart: Vec<PathBuf> = APART
        .iter()
        .map(|name| project.root.join(name))
        .chain([project.target.clone(), project.root.join("target")])
        .collect();
    let sources = of(&project.root, &apart)?;
    Ok(digest(
        format!("{sources} {}", options.public_url).as_bytes(),
    ))
}

/// One value for all files below `folder`.
pub(crate) fn of_folder(folder: &Path) -> Result<String> {
    of(folder, &[])
}

fn of(folder: &Path, apart: &[PathBuf]) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, apart, &mut files)?;
    files.sort();
    let mut all = Sha256::new();
    for file in &files {
        let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
        all.update(format!("{name}\0{}\0", digest(&content)));
    }
    Ok(digest(&all.finalize()))
}

fn collect(folder: &Path, apart: &[PathBuf], files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if apart.contains(&path) {
            continue;
        }
        if path.is_dir() {
            collect(&path, apart, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
