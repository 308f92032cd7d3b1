//! What to put into a web server's configuration, with the addresses at hand. Pure.

use std::fmt::Write as _;

use super::diagnosis::{host_of, origin_of};

/// An API as it is to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its key in `config.json`.
    pub key: &'static str,
    /// Where a proxy on this site has it, such as `ac/tenantui`.
    pub path: String,
    /// Its own address; `None` where only this site's proxy knows it.
    pub base: Option<String>,
    /// The address of an example, for where it is not known.
    pub example: &'static str,
}

impl Upstream {
    fn address(&self) -> &str {
        self.base.as_deref().unwrap_or(self.example)
    }

    fn origin(&self) -> &str {
        origin_of(self.address())
    }

    /// The path of its own address, which may be empty.
    fn own_path(&self) -> &str {
        &self.address()[self.origin().len()..]
    }

    fn to_be_set(&self) -> &'static str {
        if self.base.is_some() {
            ""
        } else {
            "  # set its own address"
        }
    }
}

/// A text with the name of what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    pub title: &'static str,
    pub text: String,
}

/// What this site's own server needs in order to pass the calls on; then no other server has to
/// allow anything.
pub fn proxies(origin: &str, upstreams: &[Upstream]) -> [Recipe; 3] {
    let mut nginx = format!(
        "# Within the server block of {origin}. The resolver is that machine's own.\nresolver 127.0.0.53;\n"
    );
    let mut caddy = format!("# Within the site block of {origin}, before its other handlers.\n");
    let mut config = String::from("# In config.json, for each environment:\n");
    for own in upstreams {
        let (path, own_path, origin) = (&own.path, own.own_path(), own.origin());
        let name = own.key.to_lowercase();
        let _ = write!(
            nginx,
            "\nlocation ^~ /{path}/ {{{}\n\
             \x20   # The path as it was sent: a location would decode an encoded slash.\n\
             \x20   if ($request_uri ~ \"^/{path}(/.*)$\") {{ set ${name}_path $1; }}\n\
             \x20   proxy_pass {origin}{own_path}${name}_path;\n\
             \x20   proxy_http_version 1.1;\n\
             \x20   proxy_set_header Host $proxy_host;\n\
             \x20   proxy_set_header Connection \"\";\n\
             \x20   proxy_set_header Cookie \"\";\n\
             \x20   proxy_set_header Origin \"\";\n\
             \x20   proxy_hide_header Set-Cookie;\n",
            own.to_be_set(),
        );
        if origin.starts_with("https:") {
            nginx.push_str(
                "    proxy_ssl_server_name on;\n    proxy_ssl_verify on;\n    proxy_ssl_verify_depth 4;\n    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n",
            );
        }
        nginx.push_str(
            "    proxy_redirect off;\n    proxy_buffering off;\n    proxy_read_timeout 300s;\n    # A write that had no answer must not be sent a second time.\n    proxy_next_upstream off;\n}\n",
        );
        let _ = write!(
            caddy,
            "\nhandle /{path}/* {{{}\n\turi strip_prefix /{path}\n",
            own.to_be_set()
        );
        if !own_path.is_empty() {
            let _ = writeln!(caddy, "\trewrite * {own_path}{{uri}}");
        }
        let _ = write!(
            caddy,
            "\treverse_proxy {origin} {{\n\t\theader_up Host {{upstream_hostport}}\n\t\theader_up -Cookie\n\t\theader_up -Origin\n\t\theader_down -Set-Cookie\n\t\tflush_interval 20ms\n\t}}\n}}\n"
        );
        let _ = writeln!(config, "\"{}\": {{ \"baseUrl\": \"/{path}\" }}", own.key);
    }
    [
        recipe("nginx: pass calls on", nginx),
        recipe("Caddy: pass calls on", caddy),
        recipe("config.json: call this site", config),
    ]
}

/// What the server in front of an API needs in order to let this site call it; only for whoever
/// runs that server.
pub fn permissions(origin: &str, upstreams: &[Upstream]) -> Vec<Recipe> {
    const METHODS: &str = "GET, POST, PATCH, DELETE, OPTIONS";
    const HEADERS: &str = "Authorization, Content-Type, X-Auth-Token, X-Ovoc-Channel-Id";
    const SEEN: &str = "Retry-After, WWW-Authenticate";
    let elsewhere = upstreams.iter().filter(|own| own.base.is_some());
    let hosts: Vec<&str> = elsewhere.map(|own| host_of(own.address())).collect();
    if hosts.is_empty() {
        return Vec::new();
    }
    let hosts = hosts.join(" and of ");
    let nginx = format!(
        "# Within the location that serves the API of {hosts}.\n\
         if ($request_method = OPTIONS) {{\n\
         \x20   add_header Access-Control-Allow-Origin \"{origin}\" always;\n\
         \x20   add_header Access-Control-Allow-Methods \"{METHODS}\" always;\n\
         \x20   add_header Access-Control-Allow-Headers \"{HEADERS}\" always;\n\
         \x20   add_header Access-Control-Max-Age 600 always;\n\
         \x20   add_header Vary Origin always;\n\
         \x20   return 204;\n\
         }}\n\
         add_header Access-Control-Allow-Origin \"{origin}\" always;\n\
         add_header Access-Control-Expose-Headers \"{SEEN}\" always;\n\
         add_header Vary Origin always;\n"
    );
    let caddy = format!(
        "# Within the site block that serves the API of {hosts}.\n\
         @cordboard header Origin {origin}\n\
         header @cordboard {{\n\
         \tAccess-Control-Allow-Origin \"{origin}\"\n\
         \tAccess-Control-Expose-Headers \"{SEEN}\"\n\
         \tVary Origin\n\
         }}\n\
         @asking {{\n\
         \tmethod OPTIONS\n\
         \theader Origin {origin}\n\
         \theader Access-Control-Request-Method *\n\
         }}\n\
         handle @asking {{\n\
         \theader Access-Control-Allow-Methods \"{METHODS}\"\n\
         \theader Access-Control-Allow-Headers \"{HEADERS}\"\n\
         \theader Access-Control-Max-Age 600\n\
         \trespond 204\n\
         }}\n"
    );
    vec![
        recipe("nginx: let this site call", nginx),
        recipe("Caddy: let this site call", caddy),
    ]
}

fn recipe(title: &'static str, text: String) -> Recipe {
    Recipe { title, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://cordboard.example";

    fn upstreams() -> [Upstream; 2] {
        [
            Upstream {
                key: "livePlatform",
                path: "ac/tenantui".into(),
                base: Some("https://live.example:8443/tenantui".into()),
                example: "",
            },
            Upstream {
                key: "openTact",
                path: "ot/rest".into(),
                base: None,
                example: "https://api.opentact.org/rest",
            },
        ]
    }

    #[test]
    fn the_blocks_hold_this_origin_and_these_addresses() {
        let [nginx, caddy, config] = proxies(ORIGIN, &upstreams()).map(|own| own.text);
        assert!(nginx.contains("server block of https://cordboard.example"));
        assert!(nginx.contains("proxy_pass https://live.example:8443/tenantui$liveplatform_path;"));
        assert!(nginx.contains("location ^~ /ot/rest/ {  # set its own address\n"));
        assert!(caddy.contains("\turi strip_prefix /ac/tenantui\n\trewrite * /tenantui{uri}\n"));
        assert!(caddy.contains("\treverse_proxy https://live.example:8443 {\n"));
        assert!(config.contains("\"livePlatform\": { \"baseUrl\": \"/ac/tenantui\" }\n"));
    }

    #[test]
    fn permissions_are_for_servers_elsewhere_alone() {
        let [nginx, caddy] = permissions(ORIGIN, &upstreams()).try_into().unwrap();
        assert!(nginx.text.contains("API of live.example.\n"));
        assert!(
            nginx
                .text
                .contains("Access-Control-Allow-Origin \"https://cordboard.example\" always")
        );
        assert!(
            caddy
                .text
                .contains("@cordboard header Origin https://cordboard.example\n")
        );
        assert!(permissions(ORIGIN, &upstreams()[1..]).is_empty());
    }
}
