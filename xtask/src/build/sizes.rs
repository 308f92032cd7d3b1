//! What the site weighs.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Every file of the site with its compressed sizes, in bytes.
#[derive(Debug)]
pub(crate) struct Sizes(Vec<Size>);

#[derive(Debug)]
struct Size {
    name: String,
    raw: u64,
    gzip: Option<u64>,
    brotli: Option<u64>,
}

/// Weighs the files in `dist`.
pub(crate) fn of(dist: &Path) -> Result<Sizes> {
    let mut sizes = Vec::new();
    collect(dist, "", &mut sizes)?;
    sizes.sort_by(|a, b| b.raw.cmp(&a.raw).then_with(|| a.name.cmp(&b.name)));
    Ok(Sizes(sizes))
}

fn collect(folder: &Path, prefix: &str, sizes: &mut Vec<Size>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        let is_compressed = path
            .extension()
            .is_some_and(|kind| kind == "br" || kind == "gz");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), sizes)?;
        } else if !is_compressed {
            let beside = |ending| weight(&path.with_added_extension(ending));
            sizes.push(Size {
                raw: weight(&path).unwrap_or_default(),
                gzip: beside("gz"),
                brotli: beside("br"),
                name,
            });
        }
    }
    Ok(())
}

fn weight(file: &Path) -> Option<u64> {
    fs::metadata(file).ok().map(|data| data.len())
}

impl Sizes {
    /// What a first visit downloads, up to the sign-in page, with brotli: page, scripts, program and
    /// styles.
    fn first_view(&self) -> u64 {
        self.0
            .iter()
            .filter(|size| size.is_first_view())
            .filter_map(|size| size.brotli)
            .sum()
    }

    /// Refuses a first view of more than `budget` units of 1,000 bytes.
    pub(crate) fn hold(&self, budget: u64) -> Result<()> {
        let first_view = self.first_view();
        if first_view > budget * 1000 {
            bail!("the first view is {first_view} bytes as brotli; the budget is {budget},000");
        }
        Ok(())
    }
}

impl Size {
    /// Parts of the program come when their feature is first opened.
    fn is_first_view(&self) -> bool {
        if self.name.starts_with("assets/part-") {
            return false;
        }
        let extension = Path::new(&self.name).extension().unwrap_or_default();
        ["html", "js", "wasm", "css"]
            .iter()
            .any(|kind| extension == *kind)
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column =
            |size: Option<u64>| size.map_or_else(|| "-".to_owned(), |size| size.to_string());
        writeln!(
            f,
            "{:39} {:>10} {:>10} {:>10}",
            "bytes", "raw", "gzip", "brotli"
        )?;
        for Size {
            name,
            raw,
            gzip,
            brotli,
        } in &self.0
        {
            writeln!(
                f,
                "{name:39} {raw:>10} {:>10} {:>10}",
                column(*gzip),
                column(*brotli)
            )?;
        }
        writeln!(
            f,
            "{:39} {:>32}",
            "first view (html, js, wasm, css)",
            self.first_view()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, Sizes};

    fn size(name: &str, brotli: u64) -> Size {
        Size {
            name: name.to_owned(),
            raw: brotli * 3,
            gzip: None,
            brotli: Some(brotli),
        }
    }

    #[test]
    fn the_first_view_counts_what_a_visit_downloads() {
        let sizes = Sizes(vec![
            size("a.wasm", 900),
            size("index.html", 100),
            size("x.svg", 50),
            size("assets/part-numbers.wasm", 5000),
        ]);
        assert_eq!(sizes.first_view(), 1000);
        assert!(sizes.hold(1).is_ok());
        assert!(Sizes(vec![size("a.js", 1001)]).hold(1).is_err());
    }
}
