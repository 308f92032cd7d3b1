//! The file as it is read: walked by hand, so that what is wrong has its line.

use cordboard_api::opentact::PathTemplate;
use cordboard_api::{BaseUrl, OpentactPaths};
use serde_json::Value;

use super::walk::{Object, Reader};
use super::{
    Auth, Config, ConfigError, Environment, IdleLock, Kind, LivePlatform, OpenTact, Unlock,
};

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

const AUTHS: [(&str, Auth); 3] = [
    ("token", Auth::Token),
    ("password", Auth::Password),
    ("gateway", Auth::Gateway),
];

impl<'a> Reader<'a> {
    fn idle_lock(&mut self, value: &'a Value) -> Result<IdleLock, ConfigError> {
        let mut object = self.object(value, "idleLock")?;
        let minutes = object.take("minutes").map_or(Some(15), Value::as_u64);
        let Some(minutes) = minutes.and_then(|minutes| u32::try_from(minutes).ok()) else {
            let expected = "a whole number of minutes was expected, or 0 for no lock";
            return Err(self.fault("idleLock.minutes", expected));
        };
        let words = [("press", Unlock::Press), ("signIn", Unlock::SignIn)];
        let is_given = object.has("unlock");
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
