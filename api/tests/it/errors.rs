//! What the clients make of answers that are no good.

use crate::canned::Canned;
use cordboard_api::{ApiError, FieldError, NoAnswer, Problem, Refusal};
use futures::executor::block_on;
use std::time::Duration;

const PROBLEM_500: &str = include_str!("fixtures/problem_500.json");
const PROBLEM: &str = "application/problem+json";
const HTML: &str = "<!DOCTYPE html>\n<html><body>Bad\u{7} gateway</body></html>";

fn error(canned: &Canned) -> ApiError {
    block_on(canned.live().calling_profiles()).unwrap_err()
}

fn refusal(canned: &Canned) -> Refusal {
    error(canned).refusal().unwrap().clone()
}

fn problem(body: impl Into<Vec<u8>>) -> Problem {
    let error = error(&Canned::new(200, "application/json", body));
    let ApiError::Unreadable(unreadable) = error else {
        panic!("{error:?}");
    };
    unreadable.problem
}

#[test]
fn the_status_sorts_the_refusals() {
    let sorted = |status| match error(&Canned::new(status, PROBLEM, PROBLEM_500)) {
        ApiError::Unauthorised(_) => "unauthorised",
        ApiError::Forbidden(_) => "forbidden",
        ApiError::NotFound(_) => "not found",
        ApiError::Refused(_) => "refused",
        ApiError::NoAnswer(_) => "no answer",
        ApiError::Unreadable(_) => "unreadable",
    };
    let table = [
        (401, "unauthorised"),
        (403, "forbidden"),
        (404, "not found"),
        (400, "refused"),
        (405, "refused"),
        (409, "refused"),
        (429, "refused"),
        (500, "refused"),
        (302, "no answer"),
    ];
    for (status, expected) in table {
        assert_eq!(sorted(status), expected, "{status}");
    }
}

#[test]
fn what_no_server_answered_may_have_taken_effect() {
    for status in [502, 503, 504] {
        assert!(
            error(&Canned::new(status, PROBLEM, "")).leaves_open(),
            "{status}"
        );
    }
    for status in [401, 403, 404, 405, 409, 429, 500, 501] {
        assert!(
            !error(&Canned::new(status, PROBLEM, "")).leaves_open(),
            "{status}"
        );
    }
    assert!(ApiError::from(NoAnswer::Redirected).leaves_open());
    assert!(!ApiError::from(NoAnswer::Offline).leaves_open());
}

#[test]
fn problem_json_is_read_and_the_http_status_wins() {
    let refusal = refusal(&Canned::new(405, PROBLEM, PROBLEM_500));
    assert_eq!(refusal.status, 405);
    assert_eq!(refusal.title.as_deref(), Some("Internal Server Error"));
    assert_eq!(
        refusal.trace_id.as_deref(),
        Some("00-5bcfb1f75627574e43998a4558b34f5e-85a4aabfabc87feb-00")
    );
    assert_eq!(refusal.content_type.as_deref(), Some(PROBLEM));
    assert_eq!(refusal.to_string(), "status 405: Internal Server Error");
}

#[test]
fn field_errors_of_both_vendors_are_read() {
    let body = r#"{"title":"One or more validation errors occurred.","errors":{
        "$.siteLocation.sbcId":["not an integer","too large"],"customerShortName":"taken"},
        "fields":{"params.to":{"message":"invalid integer number","value":"x"},"x":{"value":1}}}"#;
    let refusal = refusal(&Canned::new(400, PROBLEM, body));
    let read: Vec<_> = refusal
        .fields
        .iter()
        .map(|it| (it.last_segment(), it.message.as_str()))
        .collect();
    assert_eq!(
        read,
        [
            ("sbcId", "not an integer"),
            ("sbcId", "too large"),
            ("customerShortName", "taken"),
            ("to", "invalid integer number"),
        ]
    );
    assert_eq!(refusal.fields[0].field, "$.siteLocation.sbcId");
}

#[test]
fn a_fields_last_segment_is_its_own_name() {
    let table = [
        ("params.to", "to"),
        ("add[3].prefix", "prefix"),
        ("add[3]", "add"),
        ("/siteLocation/sbcId", "sbcId"),
        ("CustomVar.Variable1", "Variable1"),
        ("name", "name"),
        ("", ""),
    ];
    for (field, expected) in table {
        let error = FieldError {
            field: field.to_owned(),
            message: String::new(),
        };
        assert_eq!(error.last_segment(), expected, "{field}");
    }
}

#[test]
fn a_proxys_page_is_recognised_and_excerpted() {
    let bad_gateway = refusal(&Canned::new(502, "text/html", HTML));
    assert_eq!(bad_gateway.status, 502);
    assert_eq!(
        bad_gateway.excerpt,
        "<!DOCTYPE html> <html><body>Bad gateway</body></html>"
    );
    let long = refusal(&Canned::new(502, "text/html", "ä ".repeat(5_000)));
    assert_eq!(long.excerpt.chars().count(), 300);
    assert_eq!(refusal(&Canned::new(401, "text/plain", "")).excerpt, "");
}

#[test]
fn a_success_that_cannot_be_read_says_why() {
    assert_eq!(problem(""), Problem::Empty);
    assert_eq!(problem(" \r\n"), Problem::Empty);
    assert_eq!(problem("\u{feff}"), Problem::Empty);
    assert_eq!(problem(HTML), Problem::Html);
    assert_eq!(problem(r#"[{"name": "a"#), Problem::Truncated);
    assert_eq!(problem(r#"[{"name": 7}, tr"#), Problem::Truncated);
    assert_eq!(problem(b"[\"\xff\"]".as_slice()), Problem::NotText);
    assert_eq!(problem(b"\xff\xfe[\0]\0".as_slice()), Problem::NotText);
    assert_eq!(
        problem("[1,\n  oops]"),
        Problem::NotJson { line: 2, column: 3 }
    );
    assert_eq!(problem("[] []"), Problem::NotJson { line: 1, column: 4 });
    let shape = Problem::Shape {
        path: "$".to_owned(),
        expected: "expected a list".to_owned(),
    };
    for body in ["{}", "null", "7", r#""text""#, r#"{"data":{}}"#] {
        assert_eq!(problem(body), shape, "{body}");
    }
}

#[test]
fn any_cut_of_an_answer_is_told_to_be_cut() {
    let whole = r#"[{"callingProfileId":"ä€😀","name":"a\u00e4\"b","offerTypes":[],"n":-1.5e3}]"#;
    assert!(block_on(Canned::json(whole).live().calling_profiles()).is_ok());
    for end in 1..whole.len() {
        assert_eq!(
            problem(&whole.as_bytes()[..end]),
            Problem::Truncated,
            "{end}"
        );
    }
    let whole = r#"{"success":true,"payload":[{"uuid":"ä€😀","max_rate":-0.10e-7}]}"#;
    for end in 1..whole.len() {
        let canned = Canned::new(200, "application/json", &whole.as_bytes()[..end]);
        let error = block_on(canned.opentact().voice_profiles()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the answer stops before its end",
            "{end}"
        );
    }
}

#[test]
fn a_page_announced_as_such_is_a_page_whatever_it_begins_with() {
    let ApiError::Unreadable(unreadable) = error(&Canned::new(200, "text/html", "Sign in")) else {
        panic!("read");
    };
    assert_eq!(unreadable.problem, Problem::Html);
    assert_eq!(unreadable.content_type.as_deref(), Some("text/html"));
    let mislabelled = Canned::new(200, "text/html", "[]");
    assert_eq!(
        block_on(mislabelled.live().calling_profiles()),
        Ok(Vec::new())
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_body() {
    let canned = Canned::json("\u{feff}[]");
    assert_eq!(block_on(canned.live().calling_profiles()), Ok(Vec::new()));
    let marked = format!("\u{feff}{PROBLEM_500}");
    assert!(
        error(&Canned::new(500, PROBLEM, marked))
            .trace_id()
            .is_some()
    );
}

#[test]
fn retry_after_comes_in_seconds_or_as_a_date() {
    let date = ("date", "Wed, 21 Oct 2026 07:28:00 GMT");
    let table = [
        ("120", Some(120)),
        (" 5 ", Some(5)),
        ("Wed, 21 Oct 2026 07:28:45 GMT", Some(45)),
        ("Wed, 21 Oct 2026 07:00:00 GMT", Some(0)),
        ("soon", None),
        ("-3", None),
    ];
    for (value, seconds) in table {
        let canned = Canned::new(429, PROBLEM, "{}")
            .with("retry-after", value)
            .with(date.0, date.1);
        let expected = seconds.map(Duration::from_secs);
        assert_eq!(refusal(&canned).retry_after, expected, "{value}");
    }
    let undated =
        Canned::new(429, PROBLEM, "{}").with("retry-after", "Wed, 21 Oct 2026 07:28:45 GMT");
    assert_eq!(refusal(&undated).retry_after, None);
}
