//! What was asked for on the command line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::headers::hosts::Host;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  run      build the app, start the sandbox and say where it is
             --port N, --live-platform URL, --opentact URL, and whatever else the sandbox takes
  build    write the site to dist/, compressed and ready to upload
             --public-url /PATH/, --budget KB (refuses a larger first view)
  dev      rebuild and reload on every change, with the sandbox behind it
             --port N, and whatever else the sandbox takes
  test     run every test; the last line counts them
             --only host|browser|journeys|servers (may repeat), -- ARGUMENTS for Playwright,
             --behind nginx|caddy (every journey with that server before the sandbox)
  bench    measure the Numbers page in a headless browser and write docs/performance.md; for a
           machine that does nothing else meanwhile, by hand and not in the gate
             --sizes 100,10000,100000,1000000, --rounds N, --out FILE
  headers  print or write the configuration of a web server for a config.json
             --for nginx|caddy|netlify|cloudflare|azure|cloudfront, --config FILE,
             --public-url /PATH/, --out FOLDER
  deny     check the dependencies' licences and sources against deny.toml
  advisories
           ask what is known against the dependencies: RustSec's database and npm audit; says so
           when a source cannot be reached
  setup    install what building needs (the other commands do so by themselves)
";

/// One command with its options.
#[derive(Debug)]
pub(crate) enum Command {
    /// Say what there is.
    Help,
    /// Install the build tools.
    Setup,
    /// Write `dist/`.
    Build(BuildOptions),
    /// Serve the built app and the sandbox.
    Run(RunOptions),
    /// Serve the app while it changes.
    Dev(DevOptions),
    /// Run the tests.
    Test(TestOptions),
    /// Say what a web server has to send.
    Headers(HeadersOptions),
    /// Check the dependencies.
    Deny,
    /// Ask what is known against them.
    Advisories,
    /// Measure how fast the Numbers page is.
    Bench(BenchOptions),
}

/// How the site is to be built.
#[derive(Debug, Clone)]
pub(crate) struct BuildOptions {
    /// The path under which it will be served; begins and ends with a slash.
    pub(crate) public_url: String,
    /// The most that the first view may weigh as brotli, in units of 1,000 bytes.
    pub(crate) budget: Option<u64>,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            public_url: "/".to_owned(),
            budget: None,
        }
    }
}

/// Where to serve, and what the sandbox is told.
#[derive(Debug)]
pub(crate) struct RunOptions {
    pub(crate) port: u16,
    pub(crate) passed_on: Vec<OsString>,
}

/// The same for developing.
#[derive(Debug)]
pub(crate) struct DevOptions {
    pub(crate) port: u16,
    pub(crate) passed_on: Vec<OsString>,
}

/// For which server, and where to.
#[derive(Debug)]
pub(crate) struct HeadersOptions {
    pub(crate) host: Host,
    /// The site's configuration; left out, the project's own.
    pub(crate) config: Option<PathBuf>,
    pub(crate) public_url: String,
    /// A folder to write to instead of printing.
    pub(crate) out: Option<PathBuf>,
}

/// Which tests to run.
#[derive(Debug, Default)]
pub(crate) struct TestOptions {
    /// None named means all.
    pub(crate) only: Vec<Suite>,
    /// The web server that stands between the browser and the sandbox in every journey.
    pub(crate) behind: Option<String>,
    /// What Playwright is told.
    pub(crate) passed_on: Vec<OsString>,
}

/// What to measure, and how often.
#[derive(Debug)]
pub(crate) struct BenchOptions {
    /// How many numbers, separated by commas.
    pub(crate) sizes: String,
    pub(crate) rounds: u32,
    /// Another file to write than `docs/performance.md`.
    pub(crate) out: Option<PathBuf>,
}

impl BenchOptions {
    /// The file to write.
    pub(crate) fn out_within(&self, root: &Path) -> PathBuf {
        match &self.out {
            Some(file) => file.clone(),
            None => root.join("docs").join("performance.md"),
        }
    }
}

/// One of the ways of testing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Suite {
    /// `cargo test` on this machine.
    Host,
    /// The app's components in a headless browser.
    Browser,
    /// The built app in front of the sandbox.
    Journeys,
    /// The built app behind the web servers that `deploy/` has configurations for.
    Servers,
}

/// Reads this process's arguments.
pub(crate) fn parse() -> Result<Command> {
    let mut parser = lexopt::Parser::from_env();
    let Some(first) = parser.next()? else {
        return Ok(Command::Help);
    };
    match first {
        Short('h') | Long("help") => Ok(Command::Help),
        Value(name) => match name.to_string_lossy().as_ref() {
            "help" => nothing_more(parser, Command::Help),
            "setup" => nothing_more(parser, Command::Setup),
            "build" => build(parser),
            "run" => {
                let (port, passed_on) = port_and_rest(&mut parser, 8627)?;
                Ok(Command::Run(RunOptions { port, passed_on }))
            }
            "dev" => {
                let (port, passed_on) = port_and_rest(&mut parser, 8642)?;
                Ok(Command::Dev(DevOptions { port, passed_on }))
            }
            "test" => test(parser),
            "headers" => headers(parser),
            "deny" => nothing_more(parser, Command::Deny),
            "advisories" => nothing_more(parser, Command::Advisories),
            "bench" => bench(parser),
            other => bail!("there is no command {other}\n\n{HELP}"),
        },
        other @ (Short(_) | Long(_)) => Err(other.unexpected().into()),
    }
}

fn nothing_more(mut parser: lexopt::Parser, command: Command) -> Result<Command> {
    match parser.next()? {
        None => Ok(command),
        Some(extra) => Err(extra.unexpected().into()),
    }
}

fn build(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = BuildOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("public-url") => options.public_url = public_url(&parser.value()?.string()?)?,
            Long("budget") => options.budget = Some(parser.value()?.parse()?),
            other @ (Short(_) | Long(_) | Value(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Build(options))
}

/// The port is ours, because a taken one must be known before anything is built; all else is for
/// the sandbox, which knows its own flags.
fn port_and_rest(parser: &mut lexopt::Parser, usual: u16) -> Result<(u16, Vec<OsString>)> {
    let mut port = usual;
    let mut rest = Vec::new();
    let mut words = parser.raw_args()?;
    while let Some(word) = words.next() {
        if word == "--port" {
            let Some(value) = words.next() else {
                bail!("--port needs a number")
            };
            port = value.parse()?;
        } else if let Some(value) = word.to_str().and_then(|word| word.strip_prefix("--port=")) {
            port = value.parse()?;
        } else {
            rest.push(word);
        }
    }
    Ok((port, rest))
}

fn test(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = TestOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => options.only.push(suite(&parser.value()?.string()?)?),
            Long("behind") => match parser.value()?.string()?.as_str() {
                server @ ("nginx" | "caddy") => options.behind = Some(server.to_owned()),
                other => bail!("--behind takes nginx or caddy, not {other}"),
            },
            // lexopt hands on what follows `--` as values.
            Value(word) => options.passed_on.push(word),
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Test(options))
}

fn bench(mut parser: lexopt::Parser) -> Result<Command> {
    let mut options = BenchOptions {
        sizes: "100,10000,100000,1000000".to_owned(),
        // An odd count has a middle; seven show the spread.
        rounds: 7,
        out: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("sizes") => options.sizes = parser.value()?.string()?,
            Long("rounds") => options.rounds = parser.value()?.parse()?,
            Long("out") => options.out = Some(std::env::current_dir()?.join(parser.value()?)),
            other @ (Short(_) | Long(_) | Value(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Bench(options))
}

fn headers(mut parser: lexopt::Parser) -> Result<Command> {
    let mut host = None;
    let mut config = None;
    let mut public_path = "/".to_owned();
    let mut out = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("for") => host = Some(host_named(&parser.value()?.string()?)?),
            Long("config") => config = Some(parser.value()?.into()),
            Long("public-url") => public_path = public_url(&parser.value()?.string()?)?,
            Long("out") => out = Some(parser.value()?.into()),
            other @ (Short(_) | Long(_) | Value(_)) => return Err(other.unexpected().into()),
        }
    }
    let host = host.context("headers needs --for and the kind of host")?;
    Ok(Command::Headers(HeadersOptions {
        host,
        config,
        public_url: public_path,
        out,
    }))
}

fn host_named(name: &str) -> Result<Host> {
    let known = Host::NAMED.iter().find(|(known, _)| *known == name);
    known.map(|(_, host)| *host).with_context(|| {
        let names: Vec<&str> = Host::NAMED.iter().map(|(known, _)| *known).collect();
        format!("--for takes one of {}, not {name}", names.join(", "))
    })
}

fn suite(name: &str) -> Result<Suite> {
    Ok(match name {
        "host" => Suite::Host,
        "browser" => Suite::Browser,
        "journeys" => Suite::Journeys,
        "servers" => Suite::Servers,
        other => bail!("--only takes host, browser, journeys or servers, not {other}"),
    })
}

/// A path of its own for the app, as the page will name it.
fn public_url(given: &str) -> Result<String> {
    let path = given.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if !path.chars().all(plain) || path.split('/').any(|part| part == "..") {
        bail!("--public-url takes a path such as /console/, not {given}");
    }
    Ok(if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    })
}

#[cfg(test)]
mod tests {
    use super::{port_and_rest, public_url};

    #[test]
    fn a_public_url_always_begins_and_ends_with_a_slash() {
        for given in ["x", "/x", "x/", "/x/"] {
            assert_eq!(public_url(given).unwrap(), "/x/");
        }
        assert_eq!(public_url("/").unwrap(), "/");
        assert_eq!(public_url("a/b").unwrap(), "/a/b/");
    }

    #[test]
    fn a_public_url_that_would_break_out_of_an_attribute_is_refused() {
        for given in ["https://host.example/", "/x\" onload=\"", "/a b/", "/../x/"] {
            assert!(public_url(given).is_err(), "{given}");
        }
    }

    #[test]
    fn the_port_is_taken_out_and_the_sandbox_gets_the_rest() {
        for port in [&["--port", "9000"][..], &["--port=9000"]] {
            let words = ["--profiles", "5"].iter().chain(port).chain(&["--gzip"]);
            let mut parser = lexopt::Parser::from_args(words);
            let (port, rest) = port_and_rest(&mut parser, 1).unwrap();
            assert_eq!(port, 9000);
            assert_eq!(rest, ["--profiles", "5", "--gzip"]);
        }
    }
}
