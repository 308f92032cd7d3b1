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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::of_sources;
    use crate::options::BuildOptions;
    use crate::project::Project;

    fn write(file: &Path, content: &str) {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    #[test]
    fn what_the_site_is_made_from_counts_and_nothing_else() {
        let root = std::env::temp_dir().join(format!("cordboard-sources-{}", std::process::id()));
        let project = Project {
            target: root.join("target"),
            root: root.clone(),
        };
        let mut options = BuildOptions::default();
        write(&root.join("src/app.rs"), "one");
        write(&root.join("index.html"), "page");
        let first = of_sources(&project, &options).unwrap();

        write(&root.join("docs/deploy.md"), "words");
        write(&root.join("dist/index.html"), "built");
        write(&root.join("target/debug/app"), "compiled");
        assert_eq!(of_sources(&project, &options).unwrap(), first);

        write(&root.join("src/app.rs"), "two");
        let changed = of_sources(&project, &options).unwrap();
        assert_ne!(changed, first);

        write(&root.join("src/app.rs"), "one");
        options.public_url = "/x/".to_owned();
        let elsewhere = of_sources(&project, &options).unwrap();
        assert_ne!(elsewhere, first);

        write(&root.join("new/file"), "");
        assert_ne!(of_sources(&project, &options).unwrap(), elsewhere);
        fs::remove_dir_all(&root).unwrap();
    }
}
