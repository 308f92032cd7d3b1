//! What a server says when it says no.

use crate::answer::Answer;
use crate::redaction::{excerpt, redact_text};
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use serde_json::{Map, Value};
use std::fmt;
use std::time::Duration;

/// A server's no, read from the forms of both vendors: problem+json of Live Platform, and
/// `{success: false, message, fields}` of OpenTACT.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status of the answer, whatever its body claims.
    pub status: u16,
    /// The kind of fault in the server's words.
    pub title: Option<String>,
    /// This fault in the server's words.
    pub detail: Option<String>,
    /// The vendor's id of the call.
    pub trace_id: Option<String>,
    /// Faults of single fields.
    pub fields: Vec<FieldError>,
    /// How long to wait before asking again.
    pub retry_after: Option<Duration>,
    /// The media type that the answer claims.
    pub content_type: Option<String>,
    /// The beginning of the body, at most 300 characters, without secrets and control characters.
    pub excerpt: String,
}

/// A fault of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field as the server wrote it, such as `params.to`.
    pub field: String,
    /// What is wrong with it, in the server's words.
    pub message: String,
}

impl FieldError {
    /// The field's own name: what stands after the last dot, without an index.
    pub fn last_segment(&self) -> &str {
        let path = self.field.as_str();
        let path = match path.rfind('[') {
            Some(at) if at > 0 && path.ends_with(']') => &path[..at],
            _ => path,
        };
        path.rsplit(['.', '/']).next().unwrap_or(path)
    }
}

impl Refusal {
    pub(crate) fn read(answer: Answer<'_>) -> Self {
        let body = answer.json_object();
        Self {
            status: answer.status.as_u16(),
            title: text(&body, "title"),
            detail: text(&body, "detail").or_else(|| text(&body, "message")),
            trace_id: text(&body, "traceId"),
            fields: field_errors(&body),
            retry_after: retry_after(answer.headers),
            content_type: answer.content_type(),
            excerpt: excerpt(answer.body),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status)?;
        match self.detail.as_ref().or(self.title.as_ref()) {
            Some(said) => write!(f, ": {said}"),
            None => Ok(()),
        }
    }
}

fn text(body: &Map<String, Value>, name: &str) -> Option<String> {
    let text = body.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| redact_text(text))
}

/// ASP.NET writes `errors: {"Name": ["too short"]}`, OpenTACT `fields: {"params.to": {"message":
/// "invalid integer number"}}` (doc.opentact.org, "Remove Number from SIP Connection").
fn field_errors(body: &Map<String, Value>) -> Vec<FieldError> {
    let mut found = Vec::new();
    for name in ["errors", "fields"] {
        let Some(Value::Object(fields)) = body.get(name) else {
            continue;
        };
        for (field, said) in fields {
            let mut messages = Vec::new();
            collect_messages(said, &mut messages);
            found.extend(messages.into_iter().map(|message| FieldError {
                field: field.clone(),
                message,
            }));
        }
    }
    found
}

fn collect_messages(said: &Value, messages: &mut Vec<String>) {
    match said {
        Value::String(message) => messages.push(redact_text(message)),
        Value::Array(several) => several
            .iter()
            .for_each(|one| collect_messages(one, messages)),
        Value::Object(object) => {
            if let Some(message) = object.get("message") {
                collect_messages(message, messages);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Seconds, or a date, which is read against the answer's own `Date`: the device's clock may be
/// wrong, and this crate has none.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now = httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}
