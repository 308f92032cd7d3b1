//! The credentials of a session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use std::fmt;
use zeroize::Zeroizing;

/// A bearer token. It cannot be printed or serialised, and is overwritten when dropped (as far as
/// the memory is still the one it was written to).
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

/// Why a text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenError {
    /// Nothing is left once blanks, quotes and `Bearer` are removed.
    Empty,
    /// It holds a character that no HTTP header carries.
    ForeignCharacter {
        /// How many characters of the token stand before it.
        at: usize,
    },
}

impl Token {
    /// Accepts what people paste: a whole `Authorization: Bearer …` line, quotes, line breaks and
    /// blanks are removed.
    pub fn parse(pasted: &str) -> Result<Self, TokenError> {
        let text = unquoted(pasted);
        let text = unquoted(without_prefix(text, "authorization:"));
        let text = unquoted(without_prefix(text, "bearer"));
        let token: Zeroizing<String> =
            Zeroizing::new(text.chars().filter(|&c| !is_blank(c)).collect());
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        match token.chars().position(|c| !c.is_ascii_graphic()) {
            Some(at) => Err(TokenError::ForeignCharacter { at }),
            None => Ok(Self(token)),
        }
    }

    /// What the token says of itself, where it is a JWT. Its signature is not checked, so this is
    /// for showing and for nothing else.
    pub fn claims(&self) -> Option<Claims> {
        let mut parts = self.0.split('.');
        let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
        let claims: Map<String, Value> = serde_json::from_slice(&bytes).ok()?;
        Some(Claims::read(&claims))
    }

    /// The token itself: for the header that it is sent in, and for storage that was asked for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([redacted])")
    }
}

/// How a client proves who is asking.
#[derive(Debug, Clone)]
pub enum Auth {
    /// With a token of its own: `Authorization: Bearer` on Live Platform, `X-Auth-Token` on
    /// OpenTACT.
    Bearer(Token),
    /// Not at all: a reverse proxy adds the credentials.
    Gateway,
}

/// A secret that is sent once and kept nowhere, such as the password of a Teams application.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret as it was typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret itself, for the request that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// What a token says of itself, unverified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// Who it was given to: a person's name, else an address, else an application, else an id.
    pub name: Option<String>,
    /// Whom it is meant for.
    pub audience: Option<String>,
    /// The Microsoft Entra directory that issued it.
    pub tenant: Option<String>,
    /// When it was issued, in seconds since 1970.
    pub issued_at: Option<i64>,
    /// When it ends, in seconds since 1970.
    pub expires_at: Option<i64>,
}

impl Claims {
    /// Entra names people by `name` and `upn` (version 1) or `preferred_username` (version 2) and
    /// applications by `app_displayname` and `appid`; OpenTACT has `uuid` alone.
    fn read(claims: &Map<String, Value>) -> Self {
        let name = [
            "name",
            "upn",
            "preferred_username",
            "app_displayname",
            "appid",
            "email",
            "sub",
            "uuid",
        ]
        .into_iter()
        .find_map(|name| text(claims, name));
        Self {
            name,
            audience: text(claims, "aud"),
            tenant: text(claims, "tid"),
            issued_at: seconds(claims, "iat"),
            expires_at: seconds(claims, "exp"),
        }
    }
}

fn text(claims: &Map<String, Value>, name: &str) -> Option<String> {
    let mut value = claims.get(name)?;
    if let Value::Array(several) = value {
        value = several.first()?;
    }
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn seconds(claims: &Map<String, Value>, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    // A date may carry fractions, which nobody needs; a float's tables would weigh ten kilobytes.
    value
        .as_i64()
        .or_else(|| value.to_string().split('.').next()?.parse().ok())
}

/// Blanks, and the characters without width that web pages put into what is copied from them.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(|c| is_blank(c) || matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’'))
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    match text.get(..prefix.len()) {
        Some(start) if start.eq_ignore_ascii_case(prefix) => {
            let rest = &text[prefix.len()..];
            let ends = prefix.ends_with(':') || rest.chars().next().is_none_or(is_blank);
            if ends { rest } else { text }
        }
        _ => text,
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the token is empty"),
            Self::ForeignCharacter { at } => {
                write!(
                    f,
                    "the token holds a foreign character after {at} characters"
                )
            }
        }
    }
}

impl std::error::Error for TokenError {}
