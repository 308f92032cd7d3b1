//! The answers of either vendor that are not data: refusals in each one's own form.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::scatter::scatter;

/// Which of the two vendors a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// `AudioCodes` Live Platform, under `/ac/tenantui`.
    Live,
    /// OpenTACT, under `/ot/rest`.
    OpenTact,
}

impl Api {
    /// The path under which this API is served.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Live => "/ac/tenantui",
            Self::OpenTact => "/ot/rest",
        }
    }

    /// A refusal as this vendor words it.
    pub(crate) fn refusal(self, status: StatusCode) -> Response {
        match self {
            Self::Live if status == StatusCode::UNAUTHORIZED => live_unauthorised("Bearer"),
            Self::Live => problem(status, None),
            Self::OpenTact => envelope_error(status, opentact_words(status)),
        }
    }
}

/// A JSON answer without blanks, as both servers send it.
pub(crate) fn json_answer(status: StatusCode, value: &Value) -> Response {
    typed(status, "application/json; charset=utf-8", value.to_string())
}

/// An answer with a content type.
pub(crate) fn typed(status: StatusCode, content_type: &str, body: impl Into<Body>) -> Response {
    let mut response = (status, body.into()).into_response();
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Live Platform's 401: an empty body, and the reason in a header.
pub(crate) fn live_unauthorised(challenge: &str) -> Response {
    let mut response = StatusCode::UNAUTHORIZED.into_response();
    if let Ok(value) = HeaderValue::from_str(challenge) {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, value);
    }
    response
}

/// Live Platform's error body. Its 405 carries the body of a 500 (page "Create OC Essential
/// Service from Lead with IP Group").
pub(crate) fn problem(status: StatusCode, detail: Option<&str>) -> Response {
    let told = match status {
        StatusCode::METHOD_NOT_ALLOWED => StatusCode::INTERNAL_SERVER_ERROR,
        other => other,
    };
    let mut body = problem_body(told);
    if let Some(detail) = detail {
        body.insert("detail".into(), detail.into());
    }
    typed(
        status,
        "application/problem+json; charset=utf-8",
        Value::Object(body).to_string(),
    )
}

/// Live Platform's 400 with a message for each field.
pub(crate) fn invalid(errors: Map<String, Value>) -> Response {
    let mut body = problem_body(StatusCode::BAD_REQUEST);
    body.insert(
        "title".into(),
        "One or more validation errors occurred.".into(),
    );
    body.insert("errors".into(), Value::Object(errors));
    typed(
        StatusCode::BAD_REQUEST,
        "application/problem+json; charset=utf-8",
        Value::Object(body).to_string(),
    )
}

fn problem_body(status: StatusCode) -> Map<String, Value> {
    static TRACES: AtomicU64 = AtomicU64::new(1);
    let trace = TRACES.fetch_add(1, Ordering::Relaxed);
    let trace_id = format!(
        "00-{:016x}{:016x}-{:016x}-00",
        scatter(trace),
        scatter(trace ^ 0xaaaa),
        scatter(trace ^ 0x5555)
    );
    let title = status.canonical_reason().unwrap_or("Error");
    Map::from_iter([
        (
            "type".to_owned(),
            json!(format!("https://httpstatuses.com/{}", status.as_u16())),
        ),
        ("title".to_owned(), json!(title)),
        ("status".to_owned(), json!(status.as_u16())),
        ("traceId".to_owned(), json!(trace_id)),
    ])
}

/// OpenTACT's envelope around data.
pub(crate) fn envelope(status: StatusCode, payload: Value) -> Response {
    json_answer(status, &json!({"success": true, "payload": payload}))
}

/// OpenTACT's envelope around a refusal.
pub(crate) fn envelope_error(status: StatusCode, message: &str) -> Response {
    json_answer(
        status,
        &json!({"success": false, "message": message, "status": status.as_u16()}),
    )
}

fn opentact_words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "Forbidden",
        StatusCode::NOT_FOUND => "Not found",
        other => other.canonical_reason().unwrap_or("Error"),
    }
}
