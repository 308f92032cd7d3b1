//! An answer, and how far it can be read.

use crate::error::{ApiError, NoAnswer, Problem, Refusal, Unreadable};
use crate::transport::Response;
use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// A complete answer, borrowed.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// An answer of which no more than this has arrived.
    pub(crate) fn head(head: &'a Parts, body: &'a [u8]) -> Self {
        Self {
            status: head.status,
            headers: &head.headers,
            body,
        }
    }

    /// Sorts out every answer that is not a success.
    pub(crate) fn accept(response: &'a Response) -> Result<Self, ApiError> {
        let answer = Self {
            status: response.status(),
            headers: response.headers(),
            body: response.body(),
        };
        if answer.status.is_success() {
            Ok(answer)
        } else if answer.status.is_redirection() {
            Err(NoAnswer::Redirected.into())
        } else {
            Err(Refusal::read(answer).into())
        }
    }

    /// The media type that the answer claims, without parameters.
    pub(crate) fn content_type(&self) -> Option<String> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let media_type = value.split(';').next().unwrap_or(value).trim();
        (!media_type.is_empty()).then(|| media_type.to_ascii_lowercase())
    }

    /// Whether the head announces a web page.
    pub(crate) fn claims_html(&self) -> bool {
        self.content_type()
            .is_some_and(|it| it == "text/html" || it == "application/xhtml+xml")
    }

    pub(crate) fn unreadable(&self, problem: Problem) -> ApiError {
        Unreadable::new(*self, problem).into()
    }

    /// A body of another form than documented.
    pub(crate) fn misshapen(&self, path: &str, expected: &str) -> ApiError {
        self.unreadable(Problem::Shape {
            path: path.to_owned(),
            expected: expected.to_owned(),
        })
    }

    /// The body as text. A byte order mark is no part of it.
    pub(crate) fn text(&self) -> Result<&'a str, Problem> {
        let body = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(self.body);
        // No length: the text ends within a character.
        let text = std::str::from_utf8(body).map_err(|error| match error.error_len() {
            None => Problem::Truncated,
            Some(_) => Problem::NotText,
        })?;
        if text.trim().is_empty() {
            Err(Problem::Empty)
        } else {
            Ok(text)
        }
    }

    /// The body as whatever JSON it is.
    pub(crate) fn json(&self) -> Result<Value, ApiError> {
        let text = self.text().map_err(|problem| self.unreadable(problem))?;
        serde_json::from_str(text).map_err(|error| self.unreadable(self.fault(text, &error)))
    }

    /// The body as text that is JSON from its first to its last character.
    pub(crate) fn json_text(&self) -> Result<&'a str, ApiError> {
        let text = self.text().map_err(|problem| self.unreadable(problem))?;
        match serde_json::from_str::<&RawValue>(text) {
            Ok(_) => Ok(text),
            Err(error) => Err(self.unreadable(self.fault(text, &error))),
        }
    }

    /// The members of the body where it is a JSON object, else none.
    pub(crate) fn json_object(&self) -> Map<String, Value> {
        match self.text().map(serde_json::from_str) {
            Ok(Ok(Value::Object(object))) => object,
            _ => Map::new(),
        }
    }

    fn fault(&self, text: &str, error: &serde_json::Error) -> Problem {
        if self.claims_html() || text.trim_start().starts_with('<') {
            Problem::Html
        } else if error.is_eof() || ends_within_number(text) {
            Problem::Truncated
        } else {
            Problem::NotJson {
                line: error.line(),
                column: error.column(),
            }
        }
    }
}

/// Whether the text stops where a number must go on, which `serde_json` does not report as an end
/// when it only skims.
fn ends_within_number(text: &str) -> bool {
    let digits = text.trim_end_matches(['+', '-', '.', 'e', 'E']);
    let goes_on = digits.len() < text.len() && digits.ends_with(|c: char| c.is_ascii_digit());
    goes_on || text.ends_with('-')
}
