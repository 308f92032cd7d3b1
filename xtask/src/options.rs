//! What was asked for on the command line.

use anyhow::{Result, bail};
use lexopt::prelude::*;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  run      build the app, start the sandbox and say where it is
  build    write the site to dist/, compressed and ready to upload
  dev      rebuild and reload on every change, with the sandbox behind it
  test     run every test; the last line counts them
  headers  print a web server's configuration for a config.json
  setup    install what the other commands need (they do so by themselves)
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
            other => bail!("there is no command {other}\n\n{HELP}"),
        },
        other => Err(other.unexpected().into()),
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
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Build(options))
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
    use super::public_url;

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
}
