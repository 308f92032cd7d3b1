//! `config.json`: which environments there are, and where their APIs answer. Pure.

use std::fmt;

use cordboard_api::opentact::{PathError, PathTemplate};
use cordboard_api::{BaseUrl, OpentactPaths};
use serde::Deserialize;

/// The file's name, below the app's base path.
pub const FILE: &str = "config.json";

/// What a deployment offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub environments: Vec<Environment>,
    /// Whether the sign-in forms let an administrator type another address.
    pub allow_custom_base_urls: bool,
    /// Keys that this version does not know, as paths: reported, never fatal.
    pub unknown_keys: Vec<String>,
}

/// One place to sign in to.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    pub name: String,
    pub kind: Kind,
    /// Hides every write.
    pub read_only: bool,
    pub requests_per_10_seconds: u32,
    pub live_platform: Option<LivePlatform>,
    pub open_tact: Option<OpenTact>,
    /// Where a gateway signs people in, and out.
    pub sign_in_url: Option<String>,
    pub sign_out_url: Option<String>,
}

/// How careful one has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    Production,
    Staging,
    Sandbox,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Staging => "staging",
            Self::Sandbox => "sandbox",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct LivePlatform {
    pub base_url: BaseUrl,
    pub auth: Auth,
    /// Sent as `X-Ovoc-Channel-Id`.
    pub channel_id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OpenTact {
    pub base_url: BaseUrl,
    pub auth: Auth,
    /// The addresses in which OpenTACT's documents and its servers differ.
    pub paths: OpentactPaths,
}

/// How an API learns who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Auth {
    /// A pasted access token.
    Token,
    /// E-mail and password once, for a token. OpenTACT only.
    Password,
    /// A reverse proxy on this origin adds the credentials.
    Gateway,
}

/// Why the file cannot be used, in words for whoever deployed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// 1-based; `None` where the file as a whole is at fault.
    pub line: Option<usize>,
    /// The key, such as `environments[0].livePlatform.baseUrl`.
    pub path: Option<String>,
    pub problem: String,
}

impl ConfigError {
    fn of_file(problem: impl Into<String>) -> Self {
        Self {
            line: None,
            path: None,
            problem: problem.into(),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FILE)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(path) = &self.path {
            write!(f, ", {path}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// Reads the file. `origin` is the app's own, for addresses that are paths.
pub fn parse(text: &str, origin: &str) -> Result<Config, ConfigError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ConfigError::of_file(
            "the file is empty. A JSON object with \"environments\" was expected.",
        ));
    }
    if text.trim_start().starts_with('<') {
        return Err(ConfigError::of_file(
            "the server answered with a page (HTML), not with JSON. The file is missing, or a fallback answers for it.",
        ));
    }
    let mut unknown_keys = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let file: ConfigFile = {
        let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
        serde_ignored::deserialize(tracked, |path| unknown_keys.push(path.to_string()))
    }
    .map_err(|error| {
        let path = track.path().to_string();
        ConfigError {
            line: Some(error.line()).filter(|line| *line > 0),
            path: Some(path).filter(|path| path != "."),
            problem: expected(&error),
        }
    })?;
    if file.environments.is_empty() {
        return Err(ConfigError {
            line: line_of(text, "\"environments\""),
            path: Some("environments".into()),
            problem: "the list is empty. At least one environment was expected.".into(),
        });
    }
    let mut environments = Vec::new();
    for (index, environment) in file.environments.into_iter().enumerate() {
        let path = format!("environments[{index}]");
        if environments
            .iter()
            .any(|other: &Environment| other.name == environment.name)
        {
            return Err(ConfigError {
                line: None,
                path: Some(format!("{path}.name")),
                problem: format!(
                    "\"{}\" is there twice. Each environment needs a name of its own.",
                    environment.name
                ),
            });
        }
        environments.push(environment.check(&path, text, origin)?);
    }
    Ok(Config {
        environments,
        allow_custom_base_urls: file.allow_custom_base_urls,
        unknown_keys,
    })
}

/// `serde_json` ends its message with the place; the place is shown by itself.
fn expected(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    let said = &message[..end];
    if error.is_syntax() || error.is_eof() {
        format!("this is not valid JSON: {said}.")
    } else {
        format!("{said}.")
    }
}

fn line_of(text: &str, needle: &str) -> Option<usize> {
    text.find(needle)
        .map(|place| text[..place].matches('\n').count() + 1)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfigFile {
    environments: Vec<EnvironmentFile>,
    #[serde(default = "yes")]
    allow_custom_base_urls: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EnvironmentFile {
    name: String,
    kind: Kind,
    #[serde(default)]
    read_only: bool,
    #[serde(default = "vendors_limit", rename = "requestsPer10s")]
    requests_per_10_seconds: u32,
    live_platform: Option<LivePlatformFile>,
    open_tact: Option<OpenTactFile>,
    sign_in_url: Option<String>,
    sign_out_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LivePlatformFile {
    base_url: String,
    auth: Auth,
    channel_id: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OpenTactFile {
    base_url: String,
    auth: Auth,
    #[serde(default)]
    paths: PathsFile,
}

/// What is left out stays as it is by default.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PathsFile {
    modify: Option<String>,
    remove: Option<String>,
    sip_connections: Option<String>,
    control_apps: Option<String>,
}

impl PathsFile {
    /// On failure, the key that is at fault.
    fn check(self) -> Result<OpentactPaths, (&'static str, PathError)> {
        let template = |key, written: Option<String>| {
            written
                .map(|text| PathTemplate::parse(&text))
                .transpose()
                .map_err(|error| (key, error))
        };
        let mut paths = OpentactPaths::default();
        if let Some(path) = template("modify", self.modify)? {
            paths = paths.with_modify(path);
        }
        if let Some(path) = template("remove", self.remove)? {
            paths = paths.with_remove(path).map_err(|error| ("remove", error))?;
        }
        if let Some(path) = template("sipConnections", self.sip_connections)? {
            paths = paths.with_sip_connections(path);
        }
        if let Some(path) = template("controlApps", self.control_apps)? {
            paths = paths.with_control_apps(path);
        }
        Ok(paths)
    }
}

fn yes() -> bool {
    true
}

/// "Release Operator Connect Numbers" states 10 requests in 10 seconds.
fn vendors_limit() -> u32 {
    10
}

impl EnvironmentFile {
    fn check(self, path: &str, text: &str, origin: &str) -> Result<Environment, ConfigError> {
        let base_url = |written: &str, key: &str| {
            BaseUrl::parse(written, origin).map_err(|error| ConfigError {
                line: line_of(text, &format!("\"{written}\"")),
                path: Some(format!("{path}.{key}.baseUrl")),
                problem: error.to_string(),
            })
        };
        let at_fault = |key: &str, problem: &str| ConfigError {
            line: None,
            path: Some(format!("{path}.{key}")),
            problem: problem.to_owned(),
        };
        if self.name.trim().is_empty() {
            return Err(at_fault(
                "name",
                "the name is blank. Administrators choose by it.",
            ));
        }
        if self.requests_per_10_seconds == 0 {
            return Err(at_fault(
                "requestsPer10s",
                "0 would let no call through. A number from 1 was expected.",
            ));
        }
        for (key, url) in [
            ("signInUrl", &self.sign_in_url),
            ("signOutUrl", &self.sign_out_url),
        ] {
            if url.as_deref().is_some_and(|url| !is_web_address(url)) {
                return Err(at_fault(
                    key,
                    "an https address or a path of this origin was expected.",
                ));
            }
        }
        let live_platform = match self.live_platform {
            Some(api) if api.auth == Auth::Password => {
                return Err(at_fault(
                    "livePlatform.auth",
                    "\"password\" is for OpenTACT. \"token\" or \"gateway\" was expected.",
                ));
            }
            Some(api) => Some(LivePlatform {
                base_url: base_url(&api.base_url, "livePlatform")?,
                auth: api.auth,
                channel_id: api.channel_id,
            }),
            None => None,
        };
        let open_tact = match self.open_tact {
            Some(api) => Some(OpenTact {
                base_url: base_url(&api.base_url, "openTact")?,
                auth: api.auth,
                paths: api.paths.check().map_err(|(key, error)| {
                    at_fault(&format!("openTact.paths.{key}"), &error.to_string())
                })?,
            }),
            None => None,
        };
        Ok(Environment {
            name: self.name,
            kind: self.kind,
            read_only: self.read_only,
            requests_per_10_seconds: self.requests_per_10_seconds,
            live_platform,
            open_tact,
            sign_in_url: self.sign_in_url,
            sign_out_url: self.sign_out_url,
        })
    }
}

/// `javascript:` and friends must not become a link.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || (url.starts_with('/') && !url.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://127.0.0.1:8080";

    fn minimal(extra: &str) -> String {
        format!(
            r#"{{
  "environments": [
    {{ "name": "Sandbox", "kind": "sandbox",
      "livePlatform": {{ "baseUrl": "/ac/tenantui", "auth": "token" }}{extra} }}
  ]
}}"#
        )
    }

    #[test]
    fn the_file_that_ships_is_read_without_unknown_keys() {
        let config = parse(include_str!("../config.json"), ORIGIN).unwrap();
        let sandbox = &config.environments[0];
        assert_eq!(config.unknown_keys, Vec::<String>::new());
        assert_eq!(
            (sandbox.name.as_str(), sandbox.kind),
            ("Sandbox", Kind::Sandbox)
        );
        assert_eq!(sandbox.requests_per_10_seconds, 10);
        assert_eq!(
            sandbox
                .live_platform
                .as_ref()
                .map(|api| api.base_url.to_string())
                .as_deref(),
            Some("http://127.0.0.1:8080/ac/tenantui")
        );
        assert_eq!(
            sandbox.open_tact.as_ref().map(|api| api.paths.clone()),
            Some(OpentactPaths::default())
        );
    }

    #[test]
    fn either_api_may_be_absent_and_defaults_hold() {
        let config = parse(&minimal(""), ORIGIN).unwrap();
        assert!(config.allow_custom_base_urls);
        assert_eq!(config.environments[0].open_tact, None);
        assert_eq!(config.environments[0].requests_per_10_seconds, 10);
    }

    #[test]
    fn unknown_keys_are_named_and_do_no_harm() {
        let config = parse(&minimal(r#", "colour": "red""#), ORIGIN).unwrap();
        assert_eq!(config.unknown_keys, ["environments.0.colour"]);
    }

    #[test]
    fn a_broken_file_names_line_and_expectation() {
        let error = parse(
            "{\n  \"environments\": [\n    { \"name\": \"A\" \"kind\": 1 }\n]}",
            ORIGIN,
        )
        .unwrap_err();
        assert_eq!(error.line, Some(3));
        assert!(error.problem.contains("not valid JSON"), "{error}");
    }

    #[test]
    fn a_wrong_word_names_key_line_and_what_was_expected() {
        let text = minimal("").replace("sandbox", "test");
        let error = parse(&text, ORIGIN).unwrap_err();
        assert_eq!(error.line, Some(3));
        assert_eq!(error.path.as_deref(), Some("environments[0].kind"));
        assert!(error.problem.contains("`production`"), "{error}");
    }

    #[test]
    fn html_and_nothing_are_told_apart_from_bad_json() {
        assert!(
            parse("<!doctype html>", ORIGIN)
                .unwrap_err()
                .problem
                .contains("HTML")
        );
        assert!(parse(" ", ORIGIN).unwrap_err().problem.contains("empty"));
    }

    #[test]
    fn addresses_that_would_leak_a_token_are_refused_with_their_line() {
        let text = minimal("").replace("/ac/tenantui", "http://live.example/tenantui");
        let error = parse(&text, ORIGIN).unwrap_err();
        assert_eq!(error.line, Some(4));
        assert_eq!(
            error.path.as_deref(),
            Some("environments[0].livePlatform.baseUrl")
        );
    }

    #[test]
    fn a_path_that_names_no_profile_to_remove_is_refused() {
        let open_tact = r#", "openTact": { "baseUrl": "/ot/rest", "auth": "password", "paths": { "remove": "/profile" } }"#;
        let error = parse(&minimal(open_tact), ORIGIN).unwrap_err();
        assert_eq!(
            error.path.as_deref(),
            Some("environments[0].openTact.paths.remove")
        );
    }

    #[test]
    fn links_that_are_no_web_address_are_refused() {
        let error = parse(&minimal(r#", "signInUrl": "javascript:alert(1)""#), ORIGIN).unwrap_err();
        assert_eq!(error.path.as_deref(), Some("environments[0].signInUrl"));
    }
}
