//! Calls in the archive format that developers' tools read (HAR 1.2). Pure.

use cordboard_api::redaction::redact_text;
use http::HeaderMap;
use serde_json::{Value, json};

use super::line::{status, trace_id};
use crate::state::activity::{Call, MOST_OF_BODY};

/// The archive. `time` writes a moment in ISO 8601.
pub fn archive<'a>(
    calls: impl IntoIterator<Item = &'a Call>,
    version: &str,
    time: &dyn Fn(f64) -> String,
) -> Value {
    let entries: Vec<Value> = calls.into_iter().map(|call| entry(call, time)).collect();
    json!({ "log": {
        "version": "1.2",
        "creator": { "name": "Cordboard", "version": version },
        "comment": "Tokens, passwords and other secrets are blotted out. Large bodies are cut.",
        "entries": entries,
    } })
}

fn entry(call: &Call, time: &dyn Fn(f64) -> String) -> Value {
    let answer = call.answer.borrow();
    let ended = answer.ended_after.unwrap_or(answer.head_after);
    let uri = &call.request.uri;
    let query: Vec<Value> = uri
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .map(|pair| {
            let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
            let pair = redact_text(pair);
            let value = pair.split_once('=').map_or("", |(_, value)| value);
            json!({ "name": name, "value": value })
        })
        .collect();
    let mut request = json!({
        "method": call.request.method.as_str(),
        "url": redact_text(&uri.to_string()),
        "httpVersion": "",
        "cookies": [],
        "headers": headers(&call.request.headers),
        "queryString": query,
        "headersSize": -1,
        "bodySize": call.size,
    });
    if !call.body.is_empty() {
        request["postData"] = json!({
            "mimeType": media_type(&call.request.headers),
            "text": redact_text(&call.body),
        });
    }
    let (code, response_headers) = answer.head.as_ref().map_or((0, None), |head| {
        (head.status.as_u16(), Some(&head.headers))
    });
    let mut content = json!({
        "size": answer.size,
        "mimeType": response_headers.map_or_else(String::new, media_type),
        "text": redact_text(&answer.text),
    });
    if answer.size > MOST_OF_BODY {
        content["comment"] = json!("Only the beginning is kept.");
    }
    let mut entry = json!({
        "startedDateTime": time(call.begun),
        "time": ended,
        "request": request,
        "response": {
            "status": code,
            "statusText": "",
            "httpVersion": "",
            "cookies": [],
            "headers": response_headers.map_or_else(Vec::new, headers),
            "content": content,
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {
            "send": 0,
            "wait": answer.head_after,
            "receive": (ended - answer.head_after).max(0.0),
        },
    });
    if answer.failure.is_some() {
        entry["comment"] = json!(status(call));
    }
    if let Some(trace_id) = trace_id(call) {
        entry["_traceId"] = json!(trace_id);
    }
    entry
}

fn headers(headers: &HeaderMap) -> Vec<Value> {
    let mut headers = headers.clone();
    cordboard_api::redaction::redact_headers(&mut headers);
    let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| json!({ "name": name.as_str(), "value": redact_text(value.to_str().unwrap_or_default()) });
    headers.iter().map(pair).collect()
}

fn media_type(headers: &HeaderMap) -> String {
    headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::{call, calls};
    use super::*;

    #[test]
    fn an_archive_has_what_the_format_asks_for() {
        let calls = calls();
        let archive = archive(calls.iter().map(AsRef::as_ref), "1.2.3", &|at| {
            at.to_string()
        });
        let entries = archive["log"]["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[1]["response"]["status"], 500);
        assert_eq!(entries[1]["_traceId"], "00-5bcf-00");
        assert_eq!(entries[2]["response"]["status"], 0);
        assert_eq!(entries[2]["comment"], "offline");
        for entry in entries {
            for field in [
                "startedDateTime",
                "time",
                "request",
                "response",
                "cache",
                "timings",
            ] {
                assert!(!entry[field].is_null(), "{field}");
            }
        }
    }

    #[test]
    fn what_slipped_by_on_capture_is_blotted_out_on_output() {
        let call = call(
            1,
            "GET",
            "/x?token=canary&a=1",
            Ok((200, r#"{"password":"canary"}"#)),
        );
        let text = archive([&*call], "", &|_| String::new()).to_string();
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("\"a\""), "{text}");
    }
}
