//! A request as a command for a terminal, without its secrets.

use std::fmt::Write as _;

use cordboard_api::Request;

/// Writes the command; `body` is the one that may be shown. The token is a variable of the shell.
pub fn curl(request: &Request, body: &str) -> String {
    let mut text = format!(
        "curl -X {} {}",
        request.method(),
        quoted(&request.uri().to_string())
    );
    for (name, value) in request.headers() {
        if name.as_str() == "authorization" || value.is_sensitive() {
            continue;
        }
        let value = value.to_str().unwrap_or_default();
        let value = quoted(&format!("{name}: {value}"));
        let _ = write!(text, " \\\n  -H {value}");
    }
    text.push_str(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
    let _ = write!(text, " \\\n  --data-raw {}", quoted(body));
    text
}

/// A word that no shell reads anything into.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_gets_out_of_its_quotes_and_no_token_is_written() {
        let request = http::Request::post("https://sp.example/tenantui/api/v3/customer")
            .header("authorization", "Bearer canary")
            .header("content-type", "application/json")
            .body(Vec::new())
            .unwrap();
        let text = curl(&request, r#"{"customerFullName":"O'Neil $(reboot)"}"#);
        assert!(!text.contains("canary"), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                r"curl -X POST 'https://sp.example/tenantui/api/v3/customer' \",
                r"  -H 'content-type: application/json' \",
                r#"  -H "Authorization: Bearer $TOKEN" \"#,
                r#"  --data-raw '{"customerFullName":"O'\''Neil $(reboot)"}'"#,
            ]
        );
    }
}
