//! `bench`: how fast the Numbers page is, beside the least that the same browser needs.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::options::{BenchOptions, BuildOptions};
use crate::process;
use crate::project::Project;
use crate::sandbox;
use crate::setup::browser::{self, Browser};
use crate::test;

/// Builds what is measured, measures it in a headless Chromium and writes `docs/performance.md`.
pub(crate) fn bench(project: &Project, options: &BenchOptions) -> Result<()> {
    let Browser { chromium, .. } = browser::ensure()?;
    build::ensure(project, &BuildOptions::default())?;
    // Unoptimised, the sandbox would be what is measured.
    sandbox::build_optimised(project)?;
    test::install_packages(&project.root.join("tests").join("e2e"))?;
    let mut node = Command::new("node");
    node.arg(project.root.join("tests").join("bench").join("run.mjs"))
        .current_dir(&project.root)
        .env("CORDBOARD_CHROMIUM", chromium)
        .env("CORDBOARD_DIST", project.dist())
        .env("CORDBOARD_SANDBOX", sandbox::optimised(project))
        .env("CORDBOARD_SIZES", sizes(&options.sizes)?)
        .env("CORDBOARD_ROUNDS", options.rounds.to_string())
        .env("CORDBOARD_OUT", options.out_within(&project.root));
    process::run(&mut node).context("the measurement stopped")
}

fn sizes(given: &str) -> Result<String> {
    let sizes: Result<Vec<u64>, _> = given.split(',').map(str::parse).collect();
    match sizes {
        Ok(sizes) if sizes.iter().all(|size| *size > 0) => Ok(given.to_owned()),
        _ => bail!("--sizes takes counts such as 100,100000, not {given}"),
    }
}

#[cfg(test)]
mod tests {
    use super::sizes;

    #[test]
    fn sizes_are_counts_above_zero() {
        assert_eq!(sizes("100,10000").unwrap(), "100,10000");
        for given in ["", "100,", "many", "0"] {
            assert!(sizes(given).is_err(), "{given}");
        }
    }
}
