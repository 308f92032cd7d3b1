//! The journeys behind the web servers that `deploy/` has configurations for.

use std::process::Command;

use anyhow::Result;

use super::{Tally, counted, playwright};
use crate::build;
use crate::headers;
use crate::headers::hosts::Host;
use crate::options::{BuildOptions, TestOptions};
use crate::project::Project;
use crate::setup::servers::{self, Servers};

/// A path of its own for the second site. The program is the same; only the page differs.
const BELOW: &str = "/below/";

/// Each server with both ways to the APIs, and with a site below a path; then the journeys that
/// also go through each.
pub(super) fn behind_each(project: &Project, options: &TestOptions) -> Result<Tally> {
    build::ensure(project, &BuildOptions::default())?;
    let mut node = playwright(project, options)?;
    before(&mut node, project)?;
    for server in ["nginx", "caddy"] {
        node.arg(format!("--project={server}"));
        node.arg(format!("--project=journeys through {server}"));
    }
    counted(&mut node, project)
}

/// Tells Playwright where the servers are, and the site that stands below a path.
pub(super) fn before(playwright: &mut Command, project: &Project) -> Result<()> {
    let Servers { nginx, caddy } = servers::ensure()?;
    let below = project.scratch("below");
    build::moved(
        project,
        BELOW,
        &below.join("site").join(BELOW.trim_matches('/')),
    )?;
    let site = headers::site(&project.root.join("config.json"), BELOW)?;
    for (name, host) in [("nginx", Host::Nginx), ("caddy", Host::Caddy)] {
        headers::write(&site, host, &below.join(name))?;
    }
    playwright
        .env("CORDBOARD_NGINX", nginx)
        .env("CORDBOARD_CADDY", caddy)
        .env("CORDBOARD_BELOW", below);
    Ok(())
}
