use cordboard_api::redaction::{REDACTED, drop_secrets, redact_headers, redact_text};
use http::HeaderMap;
use http::header::HeaderValue;
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn secrets_are_dropped_at_any_depth() {
    let mut value = json!({
        "name": "kept",
        "Password": "x",
        "created_by": [{"email": "kept", "token": "x", "deep": {"apiToken": "x", "a": 1}}],
        "ApplicationClientSecret": "x",
        "customerVariables": {"CarrierUserPassword": "x", "CustomVar.Variable1": "kept"},
    });
    drop_secrets(&mut value);
    assert_eq!(
        value,
        json!({
            "name": "kept",
            "created_by": [{"email": "kept", "deep": {"a": 1}}],
            "customerVariables": {"CustomVar.Variable1": "kept"},
        })
    );
}

#[test]
fn secrets_are_blotted_out_of_text_whole_or_cut() {
    let table = [
        (
            r#"{"token": "abc", "a": 1}"#,
            r#"{"token":"[redacted]", "a": 1}"#,
        ),
        (
            r#"{"token" : "a\"b", "a": 1}"#,
            r#"{"token":"[redacted]", "a": 1}"#,
        ),
        (r#"{"token":"abc"#, r#"{"token":"[redacted]""#),
        (r#"{"token":123,"a":1}"#, r#"{"token":"[redacted]","a":1}"#),
        (
            r#"{"token":{"x":"1","y":[2]},"a":1}"#,
            r#"{"token":"[redacted]","a":1}"#,
        ),
        (r#"["password", "kept"]"#, r#"["password", "kept"]"#),
        (
            "Bearer eyJhbGciOi.eyJ1dWlk.c2ln failed",
            "Bearer [redacted] failed",
        ),
        ("no secret", "no secret"),
        (
            r#"{"body":"{\"password\":\"x\",\"a\":\"b\\nc\"}"}"#,
            r#"{"body":"{\"password\":\"[redacted]\",\"a\":\"b\\nc\"}"}"#,
        ),
        (
            r#"a 5" pipe, {"token":"abc"}"#,
            r#"a 5" pipe, {"token":"[redacted]"}"#,
        ),
        (
            "X-Auth-Token: abc def\nAccept: text/html",
            "X-Auth-Token: [redacted]\nAccept: text/html",
        ),
        (
            "Authorization: Basic YTpi",
            "Authorization: Basic [redacted]",
        ),
        ("Bearer sandbox-opaque", "Bearer [redacted]"),
        ("Bearer token missing", "Bearer token missing"),
        (
            "Password: at least eight characters",
            "Password: at least eight characters",
        ),
        (
            "https://a.example/?access_token=abc&b=1",
            "https://a.example/?access_token=[redacted]&b=1",
        ),
        (
            "<x><applicationPassword>abc</applicationPassword></x>",
            "<x><applicationPassword>[redacted]</applicationPassword></x>",
        ),
        ("päss password=\"ä b\" c", "päss password=\"[redacted]\" c"),
    ];
    for (text, expected) in table {
        assert_eq!(redact_text(text), expected, "{text}");
        assert_eq!(redact_text(expected), expected, "once more: {text}");
    }
    assert_eq!(REDACTED, "[redacted]");
}

#[test]
fn any_cut_of_an_answer_hides_its_secret() {
    let answer = r#"{"success":true,"payload":{"email":"ann","token":"SECRETSECRET","x":[{}]}}"#;
    for end in 0..=answer.len() {
        let clean = redact_text(&answer[..end]);
        assert!(!clean.contains("SEC"), "{clean}");
    }
}

#[test]
fn headers_keep_how_they_are_written_and_nothing_more() {
    let mut headers = HeaderMap::new();
    let mut sensitive = HeaderValue::from_static("abc");
    sensitive.set_sensitive(true);
    headers.insert("authorization", HeaderValue::from_static("Bearer abc"));
    headers.insert("x-auth-token", HeaderValue::from_static("abc"));
    headers.insert("x-own", sensitive);
    headers.insert("accept", HeaderValue::from_static("application/json"));
    redact_headers(&mut headers);
    assert_eq!(headers["authorization"], "Bearer [redacted]");
    assert_eq!(headers["x-auth-token"], REDACTED);
    assert_eq!(headers["x-own"], REDACTED);
    assert_eq!(headers["accept"], "application/json");
}

const CANARY: &str = "cAnArY-7";

/// What the vendors and their proxies may call a secret.
fn secret_name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "password",
        "Password",
        "token",
        "access_token",
        "X-Auth-Token",
        "applicationPassword",
        "ApplicationClientSecret",
        "CarrierUserPassword",
    ])
    .prop_map(str::to_owned)
}

/// Answers with a secret somewhere in them, at any depth, also as JSON within a JSON string.
fn answer() -> impl Strategy<Value = Value> {
    let odd = "[ a-z\"\\\\:=,{}\\[\\]\n\u{e9}]{0,12}";
    let secret = (secret_name(), odd).prop_map(|(name, odd)| {
        let value = format!("{CANARY}{odd}{CANARY}");
        json!({ name: value, "kept": odd })
    });
    secret.prop_recursive(4, 16, 3, move |inner| {
        prop_oneof![
            (inner.clone(), odd).prop_map(|(inner, odd)| json!([odd, inner, null])),
            (inner.clone(), odd).prop_map(|(inner, odd)| json!({ "a": odd, "b": inner })),
            inner
                .clone()
                .prop_map(|inner| json!({ "body": inner.to_string() })),
            (inner, secret_name()).prop_map(|(inner, name)| json!({ name: inner, "z": 1 })),
        ]
    })
}

proptest! {
    #[test]
    fn no_answer_shows_its_secret(answer in answer(), is_pretty: bool) {
        let text = if is_pretty { format!("{answer:#}") } else { answer.to_string() };
        let clean = redact_text(&text);
        prop_assert!(!clean.contains(CANARY), "{text}\n{clean}");
        prop_assert_eq!(redact_text(&clean), clean.clone());
        // What is left is JSON still.
        prop_assert!(serde_json::from_str::<Value>(&clean).is_ok(), "{}", clean);
    }

    #[test]
    fn no_cut_shows_its_secret(answer in answer(), share in 0.0..1.0_f64) {
        let text = answer.to_string();
        let count = text.chars().count();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a short text")]
        let cut: String = text.chars().take((count as f64 * share) as usize).collect();
        let clean = redact_text(&cut);
        prop_assert!(!clean.contains(CANARY), "{cut}\n{clean}");
    }

    #[test]
    fn no_header_form_or_address_shows_its_secret(name in secret_name(), before in "[ a-z\"{}\n]{0,12}") {
        for text in [
            format!("{before} {name}={CANARY}"),
            format!("{before}\nAuthorization: Bearer {CANARY}\n"),
            format!("{before}\nx-auth-token: {CANARY}\r\nb: c"),
            format!("https://a.example/x?{name}={CANARY}&b={before}"),
            format!("{before}<{name}>{CANARY}</{name}>"),
        ] {
            let clean = redact_text(&text);
            prop_assert!(!clean.contains(CANARY), "{text}\n{clean}");
        }
    }
}
