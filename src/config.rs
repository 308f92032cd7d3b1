//! `config.json`: which environments there are, and where their APIs answer. Pure.

use std::fmt;

use cordboard_api::opentact::PathTemplate;
use cordboard_api::{BaseUrl, OpentactPaths};
use serde_json::Value;

/// The file's name, below the app's base path.
pub const FILE: &str = "config.json";

/// What a deployment offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub environments: Vec<Environment>,
    /// Whether the sign-in forms let an administrator type another address.
    pub allow_custom_base_urls: bool,
    pub idle_lock: IdleLock,
    /// Keys that this version does not know, as paths: reported, never fatal.
    pub unknown_keys: Vec<String>,
}

/// When a page that nobody uses is locked, and what opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleLock {
    /// 0 for never.
    pub minutes: u32,
    unlock: Option<Unlock>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unlock {
    Press,
    SignIn,
}

impl Default for IdleLock {
    fn default() -> Self {
        Self {
            minutes: 15,
            unlock: None,
        }
    }
}

impl IdleLock {
    /// Whether the tokens of an environment are given up with the lock, so that unlocking takes a
    /// new sign-in. In production they are, unless the file says otherwise.
    pub fn ends_sessions(self, kind: Kind) -> bool {
        match self.unlock {
            Some(unlock) => unlock == Unlock::SignIn,
            None => kind == Kind::Production,
        }
    }
}

/// One place to sign in to.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    pub name: String,
    pub kind: Kind,
    /// Hides every write.
    pub read_only: bool,
    pub requests_per_10_seconds: u32,
    /// How long a change without an answer is searched for before it may be sent again.
    pub settling_seconds: u32,
    pub live_platform: Option<LivePlatform>,
    pub open_tact: Option<OpenTact>,
    /// Where a gateway signs people in, and out.
    pub sign_in_url: Option<String>,
    pub sign_out_url: Option<String>,
}

/// How careful one has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let value: Value = serde_json::from_str(text).map_err(|error| ConfigError {
        line: Some(error.line()).filter(|line| *line > 0),
        path: None,
        problem: format!(
            "this is not valid JSON: {}.",
            without_place(&error.to_string())
        ),
    })?;
    let mut reader = Reader {
        text,
        origin,
        unknown_keys: Vec::new(),
    };
    let mut file = reader.object(&value, "")?;
    let environments = file.take("environments").and_then(Value::as_array);
    let Some(environments) = environments.filter(|list| !list.is_empty()) else {
        return Err(reader.fault(
            "environments",
            "a list with at least one environment was expected",
        ));
    };
    let allow_custom_base_urls = file.flag(&reader, "allowCustomBaseUrls", true)?;
    let idle_lock = match file.take("idleLock") {
        Some(value) => reader.idle_lock(value)?,
        None => IdleLock::default(),
    };
    // Editors read it; the app does not.
    file.take("$schema");
    file.end(&mut reader);
    let mut read: Vec<Environment> = Vec::new();
    for (index, environment) in environments.iter().enumerate() {
        let path = format!("environments[{index}]");
        let environment = reader.environment(environment, &path)?;
        if read.iter().any(|other| other.name == environment.name) {
            let problem = format!(
                "\"{}\" is there twice; a name of its own was expected",
                environment.name
            );
            return Err(reader.fault(&format!("{path}.name"), &problem));
        }
        read.push(environment);
    }
    Ok(Config {
        environments: read,
        allow_custom_base_urls,
        idle_lock,
        unknown_keys: reader.unknown_keys,
    })
}

/// `serde_json` ends its message with the place; the place is shown by itself.
fn without_place(message: &str) -> &str {
    &message[..message.rfind(" at line ").unwrap_or(message.len())]
}

/// Walks the file by hand: derived readers know neither lines nor keys they do not expect, and
/// weigh more.
struct Reader<'a> {
    text: &'a str,
    origin: &'a str,
    unknown_keys: Vec<String>,
}

/// An object whose keys are taken one by one.
struct Object<'a> {
    path: String,
    keys: Vec<(&'a str, &'a Value)>,
}

impl<'a> Object<'a> {
    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// A value that is there and not null.
    fn take(&mut self, key: &str) -> Option<&'a Value> {
        let place = self.keys.iter().position(|(own, _)| *own == key)?;
        Some(self.keys.swap_remove(place).1).filter(|value| !value.is_null())
    }

    fn text(&mut self, reader: &Reader, key: &str) -> Result<Option<String>, ConfigError> {
        self.take(key)
            .map(|value| {
                let text = value.as_str().map(str::to_owned);
                text.ok_or_else(|| reader.fault(&self.path_of(key), "a text was expected"))
            })
            .transpose()
    }

    fn flag(&mut self, reader: &Reader, key: &str, default: bool) -> Result<bool, ConfigError> {
        self.take(key).map_or(Ok(default), |value| {
            let expected = "true or false was expected";
            value
                .as_bool()
                .ok_or_else(|| reader.fault(&self.path_of(key), expected))
        })
    }

    fn count(&mut self, reader: &Reader, key: &str, default: u32) -> Result<u32, ConfigError> {
        self.take(key).map_or(Ok(default), |value| {
            let count = value.as_u64().and_then(|own| u32::try_from(own).ok());
            let expected = "a whole number from 1 was expected";
            count
                .filter(|count| *count > 0)
                .ok_or_else(|| reader.fault(&self.path_of(key), expected))
        })
    }

    /// One of several words; the first of them where none is given and none is needed.
    fn word<T: Copy>(
        &mut self,
        reader: &Reader,
        key: &str,
        words: &[(&str, T)],
    ) -> Result<T, ConfigError> {
        let written = self.take(key).and_then(Value::as_str);
        let found = words.iter().find(|(word, _)| Some(*word) == written);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            reader.fault(
                &self.path_of(key),
                &format!("one of {} was expected", known.join(", ")),
            )
        })
    }

    /// What is left was not expected.
    fn end(self, reader: &mut Reader) {
        for (key, _) in &self.keys {
            reader.unknown_keys.push(self.path_of(key));
        }
    }
}

const AUTHS: [(&str, Auth); 3] = [
    ("token", Auth::Token),
    ("password", Auth::Password),
    ("gateway", Auth::Gateway),
];

impl<'a> Reader<'a> {
    fn fault(&self, path: &str, expected: &str) -> ConfigError {
        let key = path.rsplit('.').next().unwrap_or(path);
        ConfigError {
            line: self.line_of_key(path, key),
            path: Some(path.to_owned()),
            problem: format!("{expected}."),
        }
    }

    /// The line of a key: the n-th of its kind, n being the environment that it belongs to.
    fn line_of_key(&self, path: &str, key: &str) -> Option<usize> {
        let index: usize = path
            .strip_prefix("environments[")
            .and_then(|rest| rest.split(']').next()?.parse().ok())
            .unwrap_or_default();
        let quoted = format!("\"{key}\"");
        let mut places = self.text.match_indices(&quoted).map(|(place, _)| place);
        // `baseUrl` and `auth` stand in both APIs: the one behind the name of its own API counts.
        let after = path
            .rsplit('.')
            .nth(1)
            .filter(|api| !api.starts_with("environments"))
            .and_then(|api| self.text.match_indices(&format!("\"{api}\"")).nth(index))
            .map_or(0, |(place, _)| place);
        let place = if after > 0 {
            places.find(|place| *place > after)
        } else {
            places.nth(index)
        };
        place.map(|place| self.text[..place].matches('\n').count() + 1)
    }

    fn object(&self, value: &'a Value, path: &str) -> Result<Object<'a>, ConfigError> {
        let Some(object) = value.as_object() else {
            return Err(self.fault(path, "an object ({ … }) was expected"));
        };
        let keys = object
            .iter()
            .map(|(key, value)| (key.as_str(), value))
            .collect();
        Ok(Object {
            path: path.to_owned(),
            keys,
        })
    }

    fn idle_lock(&mut self, value: &'a Value) -> Result<IdleLock, ConfigError> {
        let mut object = self.object(value, "idleLock")?;
        let minutes = object.take("minutes").map_or(Some(15), Value::as_u64);
        let Some(minutes) = minutes.and_then(|minutes| u32::try_from(minutes).ok()) else {
            let expected = "a whole number of minutes was expected, or 0 for no lock";
            return Err(self.fault("idleLock.minutes", expected));
        };
        let words = [("press", Unlock::Press), ("signIn", Unlock::SignIn)];
        let is_given = object.keys.iter().any(|(key, _)| *key == "unlock");
        let unlock = if is_given {
            Some(object.word(self, "unlock", &words)?)
        } else {
            None
        };
        object.end(self);
        Ok(IdleLock { minutes, unlock })
    }

    fn environment(&mut self, value: &'a Value, path: &str) -> Result<Environment, ConfigError> {
        let mut object = self.object(value, path)?;
        let name = object
            .text(self, "name")?
            .filter(|name| !name.trim().is_empty());
        let Some(name) = name else {
            return Err(self.fault(&object.path_of("name"), "a name to choose by was expected"));
        };
        let kinds = [
            ("production", Kind::Production),
            ("staging", Kind::Staging),
            ("sandbox", Kind::Sandbox),
        ];
        let kind = object.word(self, "kind", &kinds)?;
        let read_only = object.flag(self, "readOnly", false)?;
        // "Release Operator Connect Numbers" states 10 requests in 10 seconds.
        let requests_per_10_seconds = object.count(self, "requestsPer10s", 10)?;
        // Tasks take minutes, and what they did is seen no sooner.
        let settling_seconds = object.count(self, "settlingSeconds", 300)?;
        let mut urls = [None, None];
        for (url, key) in urls.iter_mut().zip(["signInUrl", "signOutUrl"]) {
            *url = object.text(self, key)?;
            if url.as_deref().is_some_and(|url| !is_web_address(url)) {
                let expected = "an https address or a path of this origin was expected";
                return Err(self.fault(&object.path_of(key), expected));
            }
        }
        let [sign_in_url, sign_out_url] = urls;
        let live_platform = match object.take("livePlatform") {
            Some(value) => Some(self.live_platform(value, &object.path_of("livePlatform"))?),
            None => None,
        };
        let open_tact = match object.take("openTact") {
            Some(value) => Some(self.open_tact(value, &object.path_of("openTact"))?),
            None => None,
        };
        object.end(self);
        Ok(Environment {
            name,
            kind,
            read_only,
            requests_per_10_seconds,
            settling_seconds,
            live_platform,
            open_tact,
            sign_in_url,
            sign_out_url,
        })
    }

    fn base_url(&self, object: &mut Object<'a>) -> Result<BaseUrl, ConfigError> {
        let written = object.text(self, "baseUrl")?.unwrap_or_default();
        BaseUrl::parse(&written, self.origin).map_err(|error| ConfigError {
            problem: error.to_string(),
            ..self.fault(&object.path_of("baseUrl"), "")
        })
    }

    fn live_platform(&mut self, value: &'a Value, path: &str) -> Result<LivePlatform, ConfigError> {
        let mut object = self.object(value, path)?;
        let base_url = self.base_url(&mut object)?;
        let auth = object.word(self, "auth", &AUTHS)?;
        if auth == Auth::Password {
            let expected = "\"password\" is for OpenTACT; \"token\" or \"gateway\" was expected";
            return Err(self.fault(&object.path_of("auth"), expected));
        }
        let channel_id = object
            .take("channelId")
            .map(|value| {
                let expected = "a whole number was expected";
                value
                    .as_i64()
                    .ok_or_else(|| self.fault(&object.path_of("channelId"), expected))
            })
            .transpose()?;
        object.end(self);
        Ok(LivePlatform {
            base_url,
            auth,
            channel_id,
        })
    }

    fn open_tact(&mut self, value: &'a Value, path: &str) -> Result<OpenTact, ConfigError> {
        let mut object = self.object(value, path)?;
        let base_url = self.base_url(&mut object)?;
        let auth = object.word(self, "auth", &AUTHS)?;
        let paths = match object.take("paths") {
            Some(value) => self.paths(value, &object.path_of("paths"))?,
            None => OpentactPaths::default(),
        };
        object.end(self);
        Ok(OpenTact {
            base_url,
            auth,
            paths,
        })
    }

    fn paths(&mut self, value: &'a Value, path: &str) -> Result<OpentactPaths, ConfigError> {
        let mut object = self.object(value, path)?;
        let mut paths = OpentactPaths::default();
        for key in ["modify", "remove", "sipConnections", "controlApps"] {
            let Some(written) = object.text(self, key)? else {
                continue;
            };
            let template = PathTemplate::parse(&written);
            let changed = template.and_then(|template| match key {
                "modify" => Ok(paths.clone().with_modify(template)),
                "remove" => paths.clone().with_remove(template),
                "sipConnections" => Ok(paths.clone().with_sip_connections(template)),
                _ => Ok(paths.clone().with_control_apps(template)),
            });
            paths =
                changed.map_err(|error| self.fault(&object.path_of(key), &error.to_string()))?;
        }
        object.end(self);
        Ok(paths)
    }
}

/// `javascript:` and friends must not become a link.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || (url.starts_with('/') && !url.starts_with("//"))
}

#[cfg(test)]
mod tests;
