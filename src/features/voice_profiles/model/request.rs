//! A request as it is shown before it is sent. Pure.

use cordboard_api::Request;
use cordboard_api::redaction::{is_secret_name, redact_text};

/// Method, path and headers, then the body: exactly what is sent, with secrets blotted out.
pub fn preview(request: &Request) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri().path());
    for (name, value) in request.headers() {
        let is_secret = value.is_sensitive() || is_secret_name(name.as_str());
        let value = value.to_str().ok().filter(|_| !is_secret);
        text.push_str(name.as_str());
        text.push_str(": ");
        text.push_str(value.unwrap_or("[redacted]"));
        text.push('\n');
    }
    if !request.body().is_empty() {
        let body = String::from_utf8_lossy(request.body());
        text.push('\n');
        text.push_str(&redact_text(&indented(&body)));
    }
    text
}

/// The same as a shell's command: the token is a variable, other secrets are blotted out.
pub fn curl(request: &Request) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let address = request.uri().to_string();
    let mut text = format!("curl -X {} {}", request.method(), quoted(&address));
    for (name, value) in request.headers() {
        text.push_str(" \\\n  -H ");
        let is_secret = value.is_sensitive() || is_secret_name(name.as_str());
        match value.to_str().ok().filter(|_| !is_secret) {
            Some(value) => text.push_str(&quoted(&format!("{name}: {value}"))),
            None if *name == http::header::AUTHORIZATION => {
                text.push_str("\"authorization: Bearer $TOKEN\"");
            }
            None => {
                text.push('"');
                text.push_str(name.as_str());
                text.push_str(": $TOKEN\"");
            }
        }
    }
    if !request.body().is_empty() {
        let body = String::from_utf8_lossy(request.body());
        text.push_str(" \\\n  --data-raw ");
        text.push_str(&quoted(&redact_text(&body)));
    }
    text
}

/// JSON on lines of its own; every value keeps its text.
fn indented(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    let mut last = ' ';
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    for letter in json.chars() {
        if is_string {
            text.push(letter);
            is_string = letter != '"' || is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            last = letter;
            continue;
        }
        if letter.is_whitespace() {
            continue;
        }
        let is_end = matches!(letter, '}' | ']');
        if is_end {
            depth = depth.saturating_sub(1);
        }
        let is_empty = is_end && matches!(last, '{' | '[');
        if is_end && !is_empty || !is_end && matches!(last, '{' | '[' | ',') {
            line(&mut text, depth);
        }
        text.push(letter);
        match letter {
            '"' => is_string = true,
            '{' | '[' => depth += 1,
            ':' => text.push(' '),
            _ => {}
        }
        last = letter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_and_keeps_every_digit() {
        let json = r#"{"a":0.10,"b":[1,{"c":"x, {\"}"}],"d":{},"e":[]}"#;
        let lines = "{\n  \"a\": 0.10,\n  \"b\": [\n    1,\n    {\n      \"c\": \"x, {\\\"}\"\n    }\n  ],\n  \"d\": {},\n  \"e\": []\n}";
        assert_eq!(indented(json), lines);
    }

    #[test]
    fn a_command_names_the_token_and_keeps_quotes() {
        let body = br#"{"name":"O'Hara","password":"canary"}"#.to_vec();
        let request = http::Request::post("https://tact.example/rest/profile")
            .header("content-type", "application/json")
            .header("x-auth-token", "canary")
            .body(body)
            .unwrap();
        let lines = [
            "curl -X POST 'https://tact.example/rest/profile' \\",
            "  -H 'content-type: application/json' \\",
            "  -H \"x-auth-token: $TOKEN\" \\",
            r#"  --data-raw '{"name":"O'\''Hara","password":"[redacted]"}'"#,
        ];
        assert_eq!(curl(&request), lines.join("\n"));
    }

    #[test]
    fn a_preview_shows_all_but_secrets() {
        let body = br#"{"name":"x","password":"canary"}"#.to_vec();
        let request = http::Request::post("https://tact.example/rest/profile")
            .header("x-auth-token", "canary")
            .header("content-type", "application/json")
            .body(body)
            .unwrap();
        let shown = preview(&request);
        assert!(
            shown.starts_with("POST /rest/profile\nx-auth-token: [redacted]\n"),
            "{shown}"
        );
        assert!(
            shown.contains("content-type: application/json\n\n{\n  \"name\": \"x\""),
            "{shown}"
        );
        assert!(!shown.contains("canary"), "{shown}");
    }
}
