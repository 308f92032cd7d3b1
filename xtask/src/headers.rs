//! `headers`: what a web server has to send with the site, made from the site's own configuration,
//! so that the hosts the policy admits are the hosts the app calls.

pub(crate) mod hosts;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::options::HeadersOptions;
use crate::project::Project;

/// Prints the files for one kind of host, or writes them to a folder.
pub(crate) fn headers(project: &Project, options: &HeadersOptions) -> Result<()> {
    let config = options
        .config
        .clone()
        .unwrap_or_else(|| project.root.join("config.json"));
    let site = site(&config, &options.public_url)?;
    let Some(folder) = &options.out else {
        for (name, content) in hosts::files(options.host, &site)? {
            println!("==> {name} <==\n{content}");
        }
        return Ok(());
    };
    for file in write(&site, options.host, folder)? {
        println!("{}", file.display());
    }
    Ok(())
}

/// What a host has to know of a site with this configuration.
pub(crate) fn site(config: &Path, base: &str) -> Result<hosts::Site> {
    Ok(hosts::Site {
        headers: security(&origins(config)?),
        base: base.to_owned(),
    })
}

/// Writes the files for one kind of host and says which.
pub(crate) fn write(site: &hosts::Site, host: hosts::Host, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for (name, content) in hosts::files(host, site)? {
        let file = folder.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
        written.push(file);
    }
    Ok(written)
}

/// The headers of every answer.
fn security(origins: &[String]) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", policy(origins)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        ),
    ]
}

fn policy(origins: &[String]) -> String {
    let hosts: Vec<&str> = ["'self'"]
        .into_iter()
        .chain(origins.iter().map(String::as_str))
        .collect();
    let hosts = hosts.join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
         connect-src {hosts}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// The hosts besides its own that a site with this configuration calls.
fn origins(config: &Path) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(config).with_context(|| format!("reading {}", config.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("reading {}", config.display()))?;
    if value["allowCustomBaseUrls"] == Value::Bool(true) {
        eprintln!(
            "note: allowCustomBaseUrls is on, but the policy admits only the base URLs that are \
             configured; turn it off where this policy is served"
        );
    }
    let environments = value["environments"]
        .as_array()
        .context("it lists no environments")?;
    let mut origins = Vec::new();
    for environment in environments {
        for api in ["livePlatform", "openTact"] {
            if let Some(url) = environment[api]["baseUrl"].as_str() {
                origins.extend(origin(url).with_context(|| format!("{api}.baseUrl is {url}"))?);
            }
        }
    }
    origins.sort();
    origins.dedup();
    Ok(origins)
}

/// The origin of an absolute URL; none of a path on the site's own.
fn origin(url: &str) -> Result<Option<String>> {
    if url.starts_with('/') && !url.starts_with("//") {
        return Ok(None);
    }
    let (scheme, rest) = url.split_once("://").context("neither a URL nor a path")?;
    let authority = rest
        .split('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    // Whatever else stands here would end the header or widen the policy.
    ensure!(
        !authority.is_empty() && authority.chars().all(plain),
        "the host cannot be read"
    );
    let host = authority
        .rsplit_once(':')
        .map_or(authority.as_str(), |(host, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                host
            } else {
                &authority
            }
        });
    let is_loopback = matches!(host, "localhost" | "[::1]") || host.starts_with("127.");
    match scheme {
        "https" => {}
        "http" if is_loopback => {}
        _ => bail!("only https is allowed, or http on this machine"),
    }
    Ok(Some(format!("{scheme}://{authority}")))
}

#[cfg(test)]
mod tests {
    use super::{origin, security};

    #[test]
    fn the_headers_are_those_that_the_journeys_run_under() {
        for origins in [
            vec![],
            vec![
                "https://a.example".to_owned(),
                "https://b.example".to_owned(),
            ],
        ] {
            let of_sandbox = [(
                "Content-Security-Policy",
                sandbox::content_security_policy(&origins),
            )]
            .into_iter()
            .chain(sandbox::SECURITY_HEADERS.map(|(name, value)| (name, value.to_owned())));
            assert!(security(&origins).into_iter().eq(of_sandbox));
        }
    }

    #[test]
    fn only_other_hosts_are_named_and_only_safe_ones() {
        let of = |url: &str| origin(url).unwrap();
        assert_eq!(of("/ac/tenantui"), None);
        assert_eq!(
            of("https://Live.example/tenantui").as_deref(),
            Some("https://live.example")
        );
        assert_eq!(
            of("https://a.example:8443/x").as_deref(),
            Some("https://a.example:8443")
        );
        assert_eq!(
            of("http://127.0.0.1:8627").as_deref(),
            Some("http://127.0.0.1:8627")
        );
        assert_eq!(
            of("http://[::1]:8627/x").as_deref(),
            Some("http://[::1]:8627")
        );
        for refused in [
            "http://a.example",
            "//a.example",
            "javascript:alert(1)",
            "https://a.example; script-src *",
            "https://user@a.example",
            "https://*",
            "https:///x",
        ] {
            assert!(origin(refused).is_err(), "{refused}");
        }
    }
}
