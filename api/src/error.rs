//! Why a call gave nothing: it got no answer, the server said no, or the answer cannot be read.

use crate::answer::Answer;
use crate::redaction::excerpt;
use http::StatusCode;
use std::fmt;
use std::time::Duration;

mod refusal;

pub(crate) use refusal::retry_after;
pub use refusal::{FieldError, Refusal};

/// Why there is no complete answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// The browser rejected the call without a status. Network, DNS, TLS, CORS and policy look
    /// the same from inside a page.
    Unreachable {
        /// What the browser said, which differs between browsers.
        reason: String,
    },
    /// The device has no network.
    Offline,
    /// Nothing came within the limit.
    TimedOut {
        /// The limit.
        after: Duration,
        /// Which part of the answer was waited for.
        waiting_for: WaitingFor,
    },
    /// The server pointed elsewhere, which is not followed with a token.
    Redirected,
    /// The page that asked has gone.
    Aborted,
    /// The body ended early.
    CutOff {
        /// Bytes that arrived.
        received: u64,
        /// Bytes that were announced, where they were.
        expected: Option<u64>,
    },
}

/// The part of an answer that did not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingFor {
    /// Status and headers.
    Head,
    /// The next byte of the body.
    Body,
}

/// How a call failed. Every call of both clients fails in these ways and no other.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// No complete answer arrived; whether the server acted is not known.
    NoAnswer(NoAnswer),
    /// 401: the credentials are missing, wrong or expired.
    Unauthorised(Box<Refusal>),
    /// 403: the credentials are good, and this is not allowed to them.
    Forbidden(Box<Refusal>),
    /// 404: the server knows no such thing, or no such address.
    NotFound(Box<Refusal>),
    /// Any other status that is not a success, and a refusal inside a success: `success: false` of
    /// OpenTACT, a filled `error` of a dial-plan change.
    Refused(Box<Refusal>),
    /// The server accepted, but its answer cannot be read.
    Unreadable(Unreadable),
}

/// A successful answer that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The HTTP status, a success.
    pub status: u16,
    /// The media type that the answer claims.
    pub content_type: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
    /// The beginning of the body, at most 300 characters, without secrets and control characters.
    pub excerpt: String,
}

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is none.
    Empty,
    /// It is a web page, which a proxy or a sign-in service answers with.
    Html,
    /// It is text but not JSON.
    NotJson {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault.
        column: usize,
    },
    /// It is JSON that stops before its end.
    Truncated,
    /// It is JSON of another form than the documented one.
    Shape {
        /// Where, as a JSONPath: `$[3].name`.
        path: String,
        /// What was found and what was expected there.
        expected: String,
    },
    /// It is not UTF-8.
    NotText,
}

impl Unreadable {
    pub(crate) fn new(head: Answer<'_>, problem: Problem) -> Self {
        Self {
            status: head.status.as_u16(),
            content_type: head.content_type(),
            problem,
            excerpt: excerpt(head.body),
        }
    }
}

impl ApiError {
    /// The HTTP status, where an answer came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::NoAnswer(_) => None,
            Self::Unreadable(unreadable) => Some(unreadable.status),
            Self::Unauthorised(refusal)
            | Self::Forbidden(refusal)
            | Self::NotFound(refusal)
            | Self::Refused(refusal) => Some(refusal.status),
        }
    }

    /// What the server said, where it refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Unauthorised(refusal)
            | Self::Forbidden(refusal)
            | Self::NotFound(refusal)
            | Self::Refused(refusal) => Some(refusal),
            Self::NoAnswer(_) | Self::Unreadable(_) => None,
        }
    }

    /// Whether the server may have done what a write asked for all the same.
    pub fn leaves_open(&self) -> bool {
        match self {
            // Without a network nothing left this device.
            Self::NoAnswer(NoAnswer::Offline)
            | Self::Unauthorised(_)
            | Self::Forbidden(_)
            | Self::NotFound(_) => false,
            Self::NoAnswer(_) | Self::Unreadable(_) => true,
            // A gateway speaks for a server that it got no answer from.
            Self::Refused(refusal) => (502..=504).contains(&refusal.status),
        }
    }

    /// The vendor's id of the call, which its support asks for.
    pub fn trace_id(&self) -> Option<&str> {
        self.refusal()?.trace_id.as_deref()
    }
}

impl From<Refusal> for ApiError {
    /// Sorts a refusal by its HTTP status, which wins over any status that the body claims.
    fn from(refusal: Refusal) -> Self {
        let refusal = Box::new(refusal);
        match StatusCode::from_u16(refusal.status) {
            Ok(StatusCode::UNAUTHORIZED) => Self::Unauthorised(refusal),
            Ok(StatusCode::FORBIDDEN) => Self::Forbidden(refusal),
            Ok(StatusCode::NOT_FOUND) => Self::NotFound(refusal),
            _ => Self::Refused(refusal),
        }
    }
}

impl From<NoAnswer> for ApiError {
    fn from(no_answer: NoAnswer) -> Self {
        Self::NoAnswer(no_answer)
    }
}

impl From<Unreadable> for ApiError {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable { reason } => write!(f, "no answer: {reason}"),
            Self::Offline => f.write_str("no network"),
            Self::TimedOut { after, waiting_for } => {
                let part = match waiting_for {
                    WaitingFor::Head => "answer",
                    WaitingFor::Body => "more of the answer",
                };
                write!(f, "no {part} within {} s", after.as_secs())
            }
            Self::Redirected => f.write_str("the server redirects elsewhere"),
            Self::Aborted => f.write_str("given up"),
            Self::CutOff { received, .. } => {
                write!(f, "the answer ended early, after {received} bytes")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the answer is empty"),
            Self::Html => f.write_str("the answer is a web page"),
            Self::NotJson { line, column } => {
                write!(f, "the answer is not JSON: line {line}, column {column}")
            }
            Self::Truncated => f.write_str("the answer stops before its end"),
            Self::Shape { path, expected } => write!(f, "{path}: {expected}"),
            Self::NotText => f.write_str("the answer is not UTF-8 text"),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer(no_answer) => no_answer.fmt(f),
            Self::Unreadable(unreadable) => unreadable.problem.fmt(f),
            Self::Unauthorised(refusal)
            | Self::Forbidden(refusal)
            | Self::NotFound(refusal)
            | Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl std::error::Error for NoAnswer {}
impl std::error::Error for ApiError {}
