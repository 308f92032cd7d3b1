use cordboard_api::redaction::{REDACTED, drop_secrets, redact_text};
use serde_json::json;

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
    ];
    for (text, expected) in table {
        assert_eq!(redact_text(text), expected, "{text}");
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
