//! The app's `config.json`: a file, the one that was built, or the sandbox's own.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::{Value, json};
use url::Url;

/// Where the app's configuration comes from.
#[derive(Clone, Debug)]
pub(crate) struct ConfigSource {
    /// A file that was asked for.
    pub(crate) file: Option<PathBuf>,
    /// The one beside the app, if there is one.
    pub(crate) built: PathBuf,
    /// Calls go to a real server: whatever was built must not pass them off as a sandbox's.
    pub(crate) forwards: bool,
}

impl ConfigSource {
    /// The configuration as text, read anew so that an edit shows at the next reload.
    pub(crate) async fn text(&self) -> String {
        let file = match &self.file {
            Some(file) => Some(file),
            None if self.forwards => None,
            None => Some(&self.built),
        };
        let text = match file {
            Some(file) => tokio::fs::read_to_string(file).await.ok(),
            None => None,
        };
        text.unwrap_or_else(|| format!("{:#}\n", standard(self.forwards)))
    }
}

/// The configuration of a sandbox, or of real servers behind it.
fn standard(forwards: bool) -> Value {
    let (name, kind) = if forwards {
        ("Forwarded", "production")
    } else {
        ("Sandbox", "sandbox")
    };
    let connections = "/profile/outbound_voice/{uuid}/connections/sip";
    json!({
        "environments": [{
            "name": name,
            "kind": kind,
            "readOnly": false,
            "requestsPer10s": 10,
            "livePlatform": {"baseUrl": "/ac/tenantui", "auth": "token", "channelId": null},
            "openTact": {
                "baseUrl": "/ot/rest",
                "auth": "password",
                "paths": {
                    "modify": "/profile/outbound_voice/{uuid}",
                    "remove": "/profile/outbound_voice/{uuid}",
                    "sipConnections": connections,
                    "controlApps": connections,
                },
            },
            "signInUrl": null,
            "signOutUrl": null,
        }],
        "allowCustomBaseUrls": true,
    })
}

/// The origins of the base URLs that are not the app's own.
pub(crate) fn connect_hosts(config: &str) -> Vec<String> {
    let config: Value = serde_json::from_str(config).unwrap_or_default();
    let environments = config["environments"].as_array().into_iter().flatten();
    let hosts: BTreeSet<String> = environments
        .flat_map(|environment| [&environment["livePlatform"], &environment["openTact"]])
        .filter_map(|api| Url::parse(api["baseUrl"].as_str()?).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .map(|url| url.origin().ascii_serialization())
        .collect();
    hosts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_origins_need_to_be_named() {
        let config = json!({"environments": [
            {"livePlatform": {"baseUrl": "/ac/tenantui"},
             "openTact": {"baseUrl": "https://api.opentact.org/rest"}},
            {"livePlatform": {"baseUrl": "http://127.0.0.1:81/tenantui"}},
            {"openTact": {"baseUrl": "https://api.opentact.org/other"}},
            {"openTact": {"baseUrl": "javascript:alert(1)"}},
        ]});
        let hosts = connect_hosts(&config.to_string());
        assert_eq!(hosts, ["http://127.0.0.1:81", "https://api.opentact.org"]);
        assert!(connect_hosts("{ broken").is_empty());
        assert!(connect_hosts(&standard(false).to_string()).is_empty());
    }

    #[tokio::test]
    async fn real_servers_are_never_called_a_sandbox() {
        let mut source = ConfigSource {
            file: None,
            built: "no such file".into(),
            forwards: false,
        };
        assert!(source.text().await.contains(r#""kind": "sandbox""#));
        source.forwards = true;
        assert!(source.text().await.contains(r#""kind": "production""#));
    }
}
