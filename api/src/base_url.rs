//! Where an API lives.

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// Everything but the unreserved characters of RFC 3986 is encoded: an id is data, whatever it
/// holds, and `+` in a query would be read as a blank.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Far beyond any real address, and far below what [`Uri`] can hold with a path behind it.
const LONGEST: usize = 2_000;

/// The address that every path of an API is put behind. It holds no secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    text: String,
    origin_len: usize,
}

/// Why a text is no base address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaseUrlError {
    /// There is none.
    Empty,
    /// It is no address.
    NotAnAddress,
    /// It begins with something else than `https:`, `http:` or `/`.
    Scheme,
    /// `http:` to another machine, where anyone on the way reads the token.
    Insecure {
        /// The machine.
        host: String,
    },
    /// It carries a user name or password.
    Credentials,
    /// It carries a query or fragment.
    QueryOrFragment,
    /// Its path climbs with `.` or `..`.
    DotSegments,
    /// It is longer than any address should be.
    TooLong,
}

impl BaseUrl {
    /// Accepts `https:` anywhere, `http:` on loopback, or a path on `origin`, the app's own. A
    /// trailing `/` is stripped.
    pub fn parse(text: &str, origin: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BaseUrlError::Empty);
        }
        if text.len() > LONGEST {
            return Err(BaseUrlError::TooLong);
        }
        if text.contains(['?', '#']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        if text.contains('\\') || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(BaseUrlError::NotAnAddress);
        }
        if text.starts_with("//") {
            return Err(BaseUrlError::Scheme);
        }
        let absolute = if text.starts_with('/') {
            format!("{}{text}", origin.trim_end_matches('/'))
        } else {
            text.to_owned()
        };
        Self::parse_absolute(&absolute)
    }

    fn parse_absolute(text: &str) -> Result<Self, BaseUrlError> {
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::Scheme)?;
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        let path = path.trim_end_matches('/');
        if path.split('/').any(is_dots) {
            return Err(BaseUrlError::DotSegments);
        }
        let origin = format!("{}://{authority}", scheme.to_ascii_lowercase()).to_ascii_lowercase();
        let text = format!("{origin}{path}");
        let uri: Uri = text.parse().map_err(|_| BaseUrlError::NotAnAddress)?;
        let host = uri
            .host()
            .filter(|host| !host.is_empty())
            .ok_or(BaseUrlError::NotAnAddress)?;
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_loopback(host) => {}
            Some("http") => {
                return Err(BaseUrlError::Insecure {
                    host: host.to_owned(),
                });
            }
            _ => return Err(BaseUrlError::Scheme),
        }
        Ok(Self {
            origin_len: origin.len(),
            text,
        })
    }

    /// The address of what lies under it; segments and query are percent-encoded.
    pub fn join(&self, segments: &[&str], query: &[(&str, &str)]) -> Uri {
        let mut text = self.text.clone();
        for segment in segments {
            text.push('/');
            if matches!(*segment, "." | "..") {
                // A URL parser climbs at `.` and `..`, and at `%2e` too: encoded twice they are
                // an id that nothing has.
                text.push_str(&segment.replace('.', "%252E"));
            } else {
                text.extend(utf8_percent_encode(segment, ENCODED));
            }
        }
        for (at, (name, value)) in query.iter().enumerate() {
            text.push(if at == 0 { '?' } else { '&' });
            text.extend(utf8_percent_encode(name, ENCODED));
            text.push('=');
            text.extend(utf8_percent_encode(value, ENCODED));
        }
        // Only a text beyond 64 KiB is no address by now. It cannot name anything, and the bare
        // base address would be another resource: so it goes where nothing is.
        text.parse()
            .or_else(|_| format!("{}/address-too-long", self.text).parse())
            .unwrap_or_default()
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.text[..self.origin_len]
    }

    /// The whole address, without a trailing `/`.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({})", self.text)
    }
}

fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

/// The names and addresses that browsers hold to be trustworthy without TLS.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    // Compared as text: a browser reads 0127 as octal, which is another machine.
    let is_loopback_ip = host.split('.').count() == 4
        && host.starts_with("127.")
        && host.split('.').all(|octet| octet.parse::<u8>().is_ok());
    host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_loopback_ip
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the address is empty"),
            Self::NotAnAddress => f.write_str("this is not an address"),
            Self::Scheme => f.write_str("the address must begin with https:// or /"),
            Self::Insecure { host } => {
                write!(f, "http is accepted on this machine only, not on {host}")
            }
            Self::Credentials => f.write_str("the address must not hold a user name or password"),
            Self::QueryOrFragment => f.write_str("the address must not hold ? or #"),
            Self::DotSegments => f.write_str("the path must not hold . or .. segments"),
            Self::TooLong => f.write_str("the address is too long"),
        }
    }
}

impl std::error::Error for BaseUrlError {}
