//! What the outcomes of small calls mean, and how sure that is. Pure.

use crate::browser::probe::Outcome;

/// What was found out about one API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub is_online: bool,
    /// Where this page comes from, such as `https://cordboard.example`.
    pub origin: String,
    /// What this site answers about itself.
    pub own_site: Outcome,
    /// The API's base address.
    pub base: String,
    /// The header that carries this API's token.
    pub header: &'static str,
    pub opaque: Outcome,
    pub plain: Outcome,
    pub asking: Outcome,
    /// What the browser says about calling machines of the local network.
    pub local_network: Option<String>,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    Certain,
    Likely,
    Possible,
}

impl Certainty {
    pub fn label(self) -> &'static str {
        match self {
            Self::Certain => "Certain",
            Self::Likely => "Likely",
            Self::Possible => "Possible",
        }
    }
}

/// One explanation, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub certainty: Certainty,
    /// Nothing is wrong.
    pub is_well: bool,
    pub title: String,
    pub advice: String,
}

fn found(certainty: Certainty, title: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding {
        certainty,
        is_well: false,
        title: title.into(),
        advice: advice.into(),
    }
}

fn well(title: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding {
        is_well: true,
        ..found(Certainty::Certain, title, advice)
    }
}

impl Facts {
    /// Whether the API stands on this page's own origin, so that a proxy passes its calls on.
    pub fn is_same_origin(&self) -> bool {
        origin_of(&self.base) == self.origin
    }

    /// Whether the browser would hold the call back because it is not encrypted and this page is.
    pub fn is_mixed(&self) -> bool {
        self.origin.starts_with("https:")
            && self.base.starts_with("http:")
            && !is_loopback(host_of(&self.base))
    }
}

/// The part of an address that names scheme, host and port.
pub fn origin_of(address: &str) -> &str {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..]
        .find('/')
        .map_or(address.len(), |at| start + at);
    &address[..end]
}

/// The host of an address, without its port.
pub fn host_of(address: &str) -> &str {
    let origin = origin_of(address);
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or(rest);
    }
    host.split(':').next().unwrap_or(host)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || host.starts_with("127.")
}

/// Whether a host looks like one of a local network: a private address (RFC 1918, RFC 4193), or a
/// name that no public server has.
fn is_local(host: &str) -> bool {
    let second: Option<u8> = host.split('.').nth(1).and_then(|part| part.parse().ok());
    is_loopback(host)
        || host.starts_with("10.")
        || host.starts_with("192.168.")
        || host.starts_with("169.254.")
        || (host.starts_with("172.") && second.is_some_and(|part| (16..32).contains(&part)))
        || host.starts_with("fd") && host.contains(':')
        || !host.contains(['.', ':'])
        || [".local", ".internal", ".lan", ".home.arpa"]
            .iter()
            .any(|ending| host.ends_with(ending))
}

/// What it is: the most certain first. More than one that is not certain means "one of".
pub fn diagnose(facts: &Facts) -> Vec<Finding> {
    use Certainty::{Certain, Likely};
    if !facts.is_online {
        return vec![found(
            Certain,
            "This device is offline",
            "The browser knows of no network. What is on screen stays; calls go on once the connection is back.",
        )];
    }
    let mut findings = if facts.is_same_origin() {
        behind_this_site(facts)
    } else {
        elsewhere(facts)
    };
    let is_gone = matches!(facts.own_site, Outcome::Failed | Outcome::TimedOut);
    if is_gone && findings.iter().all(|own| !own.is_well) {
        findings.insert(
            0,
            found(
                Likely,
                "This site does not answer either",
                "The network, a VPN or the site itself is gone, and not only the API. Check the connection first.",
            ),
        );
    }
    findings
}

fn behind_this_site(facts: &Facts) -> Vec<Finding> {
    use Certainty::{Certain, Likely, Possible};
    let path = &facts.base[origin_of(&facts.base).len()..];
    match &facts.plain {
        Outcome::Answered {
            status: status @ 502..=504,
            ..
        } => vec![found(
            Certain,
            format!("The proxy of this site answers {status}: it does not reach the API"),
            "Its log says why: the name, the port, the certificate or a firewall between the two.",
        )],
        Outcome::Answered {
            status: 404 | 405, ..
        } => vec![found(
            Likely,
            format!("Nothing of the API stands at {path} of this site"),
            "The proxy is missing, or passes the path on wrongly. Compare it with the blocks below.",
        )],
        Outcome::Answered { is_page: true, .. } => vec![
            found(
                Likely,
                format!("No proxy stands at {path} of this site"),
                "A web page answers where the API should. The server of this site needs one of the blocks below.",
            ),
            found(
                Possible,
                "A sign-in page of the gateway answers instead",
                "Its session may have ended. Open the gateway's own sign-in, then try again.",
            ),
        ],
        Outcome::Answered { status: 403, .. } => vec![found(
            Likely,
            "The proxy of this site refuses calls",
            "It may want its own sign-in first, or not see the header Sec-Fetch-Site that every current browser sends.",
        )],
        Outcome::Answered { status, .. } => vec![well(
            "Calls reach the API",
            format!(
                "It answered {status} to a call without credentials, as it should. What fails now has a status, and the alert quotes it."
            ),
        )],
        Outcome::Blocked(directive) => vec![blocked(directive, facts)],
        Outcome::TimedOut => vec![found(
            Likely,
            "The proxy of this site takes calls and does not answer",
            "It waits for the API. Its log says for which address.",
        )],
        Outcome::Failed | Outcome::Reached => vec![
            found(
                Likely,
                "This site broke the call off",
                "The proxy closes the connection without an answer. Its log says why.",
            ),
            found(
                Possible,
                "An extension of this browser holds the call back",
                "Try a window without extensions.",
            ),
        ],
    }
}

fn blocked(directive: &str, facts: &Facts) -> Finding {
    let origin = origin_of(&facts.base);
    found(
        Certainty::Certain,
        "This site's own policy blocks the call",
        format!(
            "The Content-Security-Policy of this site does not list {origin} under {directive}. Whoever runs the site adds it there: cargo xtask headers --config config.json writes the policy from the configuration."
        ),
    )
}

fn elsewhere(facts: &Facts) -> Vec<Finding> {
    use Certainty::{Certain, Likely};
    let (host, origin) = (host_of(&facts.base), &facts.origin);
    let all = [&facts.opaque, &facts.plain, &facts.asking];
    let by_policy = all.into_iter().find_map(|outcome| match outcome {
        Outcome::Blocked(directive) => Some(directive),
        Outcome::Answered { .. } | Outcome::Reached | Outcome::Failed | Outcome::TimedOut => None,
    });
    if let Some(directive) = by_policy {
        return vec![blocked(directive, facts)];
    }
    if facts.is_mixed() {
        return vec![found(
            Certain,
            "The API's address is not encrypted, and this page is",
            format!("Browsers hold such calls back. Use https:// for {host}, or the proxy below."),
        )];
    }
    let is_answered = |outcome: &Outcome| matches!(outcome, Outcome::Answered { .. });
    if is_answered(&facts.asking) {
        return vec![well(
            "Reads reach the API, and it allows this site",
            "A call with the token's header was let through. What can still be refused are other methods: the server has to allow POST, PATCH and DELETE too, as in the blocks below.",
        )];
    }
    if is_answered(&facts.plain) {
        return vec![found(
            Certain,
            format!("{host} allows this site, but not the question that comes beforehand"),
            format!(
                "A plain call was let through, one with the header {} was not. The browser asks first (OPTIONS): the server has to answer that without credentials, and to allow this header and the methods. The blocks below do.",
                facts.header
            ),
        )];
    }
    if facts.opaque == Outcome::Reached {
        return vec![found(
            Likely,
            format!("{host} is reached, but does not allow {origin} to read its answers"),
            "It has to answer with Access-Control-Allow-Origin. Neither vendor is known to: use the proxy below, which needs no such permission.",
        )];
    }
    unreached(facts, host)
}

fn unreached(facts: &Facts, host: &str) -> Vec<Finding> {
    use Certainty::{Certain, Likely, Possible};
    let is_crossing = is_local(host) && !is_local(host_of(&facts.origin));
    let is_late = facts.opaque == Outcome::TimedOut;
    let mut findings = Vec::new();
    if is_local(host) && facts.local_network.as_deref() == Some("denied") {
        // A page that came from the same network needs no permission.
        let certainty = if is_crossing { Certain } else { Likely };
        findings.push(found(
            certainty,
            "This browser does not let this site call machines of the local network",
            format!("{host} is one. Allow \"Local network access\" for this site in the browser's settings, or use the proxy below."),
        ));
        if is_crossing {
            return findings;
        }
    } else if is_crossing && facts.local_network.as_deref() != Some("granted") {
        findings.push(found(
            Likely,
            "The browser's permission for the local network",
            format!("{host} looks like a machine of a local network: the browser asks before a public site may call one. Look for its question, or in the site's settings."),
        ));
    }
    findings.extend([
        found(
            if is_late { Likely } else { Possible },
            "A firewall or a VPN in between",
            "Ask from the same network with another program: the commands of Activity (Copy as cURL) show it.",
        ),
        found(
            Possible,
            format!("{host} is down, or the name is wrong or not known here"),
            "Compare the base URL with what the vendor gave you.",
        ),
        found(
            Possible,
            format!("The certificate of {host} is not trusted by this browser"),
            "Open its address in a tab of its own: the browser then says so.",
        ),
        found(
            Possible,
            "An extension of this browser holds the call back",
            "Try a window without extensions.",
        ),
        found(
            Possible,
            format!("{host} hides even that it is there (Cross-Origin-Resource-Policy)"),
            "Then the proxy below is the way.",
        ),
    ]);
    findings
}

#[cfg(test)]
mod tests;
