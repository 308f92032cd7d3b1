//! `config.json`: which environments there are, and where their APIs answer. Pure.

mod reading;
#[cfg(test)]
mod tests;
mod walk;

use std::fmt;

use cordboard_api::{BaseUrl, OpentactPaths};

pub use self::reading::parse;

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
