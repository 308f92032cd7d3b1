//! The same rules in the words of each kind of host:
//!
//! - hashed files, all of them in `assets/`, may be kept for ever; everything else is asked for
//!   again each time;
//! - an address that is no file answers with the page, except below `assets/` and for scripts,
//!   programs, style sheets and JSON, which are missing when they are missing.

use anyhow::Result;
use serde_json::{Map, Value, json};

const FOREVER: &str = "public, max-age=31536000, immutable";

/// A kind of web server or static host.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Host {
    Nginx,
    Caddy,
    Netlify,
    Cloudflare,
    Azure,
    Cloudfront,
}

impl Host {
    /// All of them, as the command line names them.
    pub(crate) const NAMED: [(&str, Self); 6] = [
        ("nginx", Self::Nginx),
        ("caddy", Self::Caddy),
        ("netlify", Self::Netlify),
        ("cloudflare", Self::Cloudflare),
        ("azure", Self::Azure),
        ("cloudfront", Self::Cloudfront),
    ];
}

/// What a host has to know.
#[derive(Debug)]
pub(crate) struct Site {
    /// Headers of every answer.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The path that the site was built for; begins and ends with a slash.
    pub(crate) base: String,
}

/// Names and contents of the files that `host` reads.
pub(crate) fn files(host: Host, site: &Site) -> Result<Vec<(&'static str, String)>> {
    Ok(match host {
        Host::Nginx => vec![("cordboard.conf", site.nginx())],
        Host::Caddy => vec![("Caddyfile", site.caddy())],
        Host::Netlify => vec![
            ("_headers", site.headers_file()),
            ("_redirects", site.netlify_redirects()),
            ("assets/404.html", MISSING.to_owned()),
        ],
        // Without a 404.html at the top it answers with the page; the one in assets/ is nearer.
        Host::Cloudflare => vec![
            ("_headers", site.headers_file()),
            ("assets/404.html", MISSING.to_owned()),
        ],
        Host::Azure => vec![("staticwebapp.config.json", pretty(&site.azure())?)],
        Host::Cloudfront => vec![
            (
                "response-headers-policy.json",
                pretty(&site.cloudfront_policy())?,
            ),
            ("viewer-request.js", site.cloudfront_function()),
        ],
    })
}

const MISSING: &str = "<!doctype html>\n<title>Not found</title>\n\
                       <p>This file is not part of the version now deployed.\n";

impl Site {
    fn nginx(&self) -> String {
        let headers =
            self.lines(|name, value| format!("    add_header {name} \"{value}\" always;"));
        self.fill(include_str!("nginx.conf"), &headers)
    }

    fn caddy(&self) -> String {
        let headers = self.lines(|name, value| format!("\t\t{name} \"{value}\""));
        self.fill(include_str!("Caddyfile"), &headers)
    }

    fn fill(&self, template: &str, headers: &str) -> String {
        template
            .replace("@HEADERS@", headers)
            .replace("@FOREVER@", FOREVER)
            .replace("@BASE@", &self.base)
    }

    fn lines(&self, line: impl Fn(&str, &str) -> String) -> String {
        let lines: Vec<String> = self
            .headers
            .iter()
            .map(|(name, value)| line(name, value))
            .collect();
        lines.join("\n")
    }

    /// Both hosts join the values of a header that two rules set, so only one rule may set
    /// Cache-Control; what they send by themselves makes a browser ask again each time.
    fn headers_file(&self) -> String {
        let headers = self.lines(|name, value| format!("  {name}: {value}"));
        let base = &self.base;
        format!("{base}*\n{headers}\n{base}assets/*\n  Cache-Control: {FOREVER}\n")
    }

    fn netlify_redirects(&self) -> String {
        let base = &self.base;
        format!("{base}assets/* {base}assets/404.html 404\n{base}* {base}index.html 200\n")
    }

    fn azure(&self) -> Value {
        let base = &self.base;
        let mut headers: Map<String, Value> = self
            .headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)))
            .collect();
        headers.insert("Cache-Control".to_owned(), json!("no-cache"));
        json!({
            "globalHeaders": headers,
            "routes": [
                { "route": format!("{base}assets/*"), "headers": { "Cache-Control": FOREVER } },
            ],
            "navigationFallback": {
                "rewrite": format!("{base}index.html"),
                "exclude": [format!("{base}assets/*"), "*.{js,wasm,css,json}"],
            },
            "mimeTypes": { ".wasm": "application/wasm" },
        })
    }

    fn cloudfront_policy(&self) -> Value {
        let mut custom = Vec::new();
        let mut security = Map::new();
        for (name, value) in &self.headers {
            // These have a place of their own and are refused among the custom ones.
            let (key, setting) = match *name {
                "Content-Security-Policy" => (
                    "ContentSecurityPolicy",
                    json!({ "Override": true, "ContentSecurityPolicy": value }),
                ),
                "X-Content-Type-Options" => ("ContentTypeOptions", json!({ "Override": true })),
                "Referrer-Policy" => (
                    "ReferrerPolicy",
                    json!({ "Override": true, "ReferrerPolicy": value }),
                ),
                _ => {
                    custom.push(json!({ "Header": name, "Value": value, "Override": true }));
                    continue;
                }
            };
            security.insert(key.to_owned(), setting);
        }
        json!({
            "Name": "cordboard",
            "Comment": "Headers of every answer",
            "SecurityHeadersConfig": security,
            "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
        })
    }

    fn cloudfront_function(&self) -> String {
        self.fill(include_str!("viewer-request.js"), "")
    }
}

fn pretty(value: &Value) -> Result<String> {
    Ok(format!("{}\n", serde_json::to_string_pretty(value)?))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Host, Site, files};
    use crate::headers::security;

    #[test]
    fn what_stands_in_deploy_is_what_the_command_writes() {
        let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy");
        let site = Site {
            headers: security(&[]),
            base: "/".to_owned(),
        };
        for (folder, host) in Host::NAMED {
            for (name, content) in files(host, &site).unwrap() {
                let kept = fs::read_to_string(deploy.join(folder).join(name)).unwrap();
                assert!(
                    kept == content,
                    "deploy/{folder}/{name} is stale: cargo xtask headers --for {folder} \
                     --out deploy/{folder}"
                );
            }
        }
    }

    #[test]
    fn a_site_below_a_path_is_named_by_it_everywhere() {
        let site = Site {
            headers: security(&[]),
            base: "/x/".to_owned(),
        };
        for (folder, host) in Host::NAMED {
            for (name, content) in files(host, &site).unwrap() {
                assert!(
                    !content.contains('@') || folder == "caddy",
                    "{folder}/{name}"
                );
                assert!(!content.contains(" /assets/"), "{folder}/{name}");
                assert!(!content.contains(" /index.html"), "{folder}/{name}");
            }
        }
    }
}
