//! A call as a command, for a terminal or for `PowerShell`. The token is a variable. Pure.

use std::fmt::Write as _;

use cordboard_api::redaction::{REDACTED, is_secret_name, redact_text};

use crate::state::activity::{Call, MOST_OF_BODY};

/// Headers as they are to be written, and whether a variable stands in them.
fn headers(call: &Call) -> impl Iterator<Item = (&str, String, bool)> {
    call.request.headers.iter().map(|(name, value)| {
        let value = value.to_str().unwrap_or_default();
        let is_secret = is_secret_name(name.as_str());
        let value = if is_secret {
            value.replace(REDACTED, "$TOKEN")
        } else {
            redact_text(value)
        };
        (name.as_str(), value, is_secret)
    })
}

fn was_cut(call: &Call) -> Option<String> {
    (call.size > MOST_OF_BODY).then(|| {
        format!(
            "# The body had {} bytes; only its beginning is kept.\n",
            call.size
        )
    })
}

/// For a POSIX shell.
pub fn curl(call: &Call) -> String {
    let mut text = was_cut(call).unwrap_or_default();
    let url = redact_text(&call.request.uri.to_string());
    let _ = write!(text, "curl -X {} {}", call.request.method, quoted(&url));
    for (name, value, has_variable) in headers(call) {
        let header = format!("{name}: {value}");
        let header = if has_variable {
            format!("\"{header}\"")
        } else {
            quoted(&header)
        };
        let _ = write!(text, " \\\n  -H {header}");
    }
    if !call.body.is_empty() {
        let _ = write!(text, " \\\n  --data-raw {}", quoted(&call.body));
    }
    text
}

/// A word that no shell reads anything into.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// For `PowerShell` 5 and later.
pub fn powershell(call: &Call) -> String {
    let mut text = was_cut(call).unwrap_or_default();
    let url = redact_text(&call.request.uri.to_string());
    let _ = write!(
        text,
        "Invoke-WebRequest -UseBasicParsing -Method {} -Uri {}",
        call.request.method,
        literal(&url)
    );
    let mut entries = Vec::new();
    for (name, value, has_variable) in headers(call) {
        // Before version 6 a content type among the headers is refused.
        if name == "content-type" {
            let _ = write!(text, " `\n  -ContentType {}", literal(&value));
        } else if has_variable {
            entries.push(format!("{} = \"{value}\"", literal(name)));
        } else {
            entries.push(format!("{} = {}", literal(name), literal(&value)));
        }
    }
    let _ = write!(text, " `\n  -Headers @{{ {} }}", entries.join("; "));
    if !call.body.is_empty() {
        // Given as text, version 5 would send Latin-1.
        let _ = write!(
            text,
            " `\n  -Body ([Text.Encoding]::UTF8.GetBytes({}))",
            literal(&call.body)
        );
    }
    text
}

/// A string that nothing is read into. Typographic quotes end one as well as the straight one.
fn literal(text: &str) -> String {
    let mut quoted = String::from("'");
    for letter in text.chars() {
        quoted.push(letter);
        if matches!(
            letter,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'
        ) {
            quoted.push(letter);
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn call() -> Rc<Call> {
        let call = super::super::line::tests::call(
            1,
            "POST",
            "/tenantui/api/v3/customer?it's=1",
            Ok((200, "")),
        );
        let mut call = Rc::into_inner(call).unwrap();
        call.body = r#"{"a":"it's ’fine’ $(x)"}"#.to_owned();
        call.size = call.body.len();
        Rc::new(call)
    }

    #[test]
    fn curl_writes_the_variable_and_nothing_leaves_its_quotes() {
        assert_eq!(
            curl(&call()),
            r#"curl -X POST 'https://live.example/tenantui/api/v3/customer?it'\''s=1' \
  -H 'accept: application/json' \
  -H "authorization: Bearer $TOKEN" \
  --data-raw '{"a":"it'\''s ’fine’ $(x)"}'"#
        );
    }

    #[test]
    fn powershell_doubles_every_kind_of_quote() {
        assert_eq!(
            powershell(&call()),
            r#"Invoke-WebRequest -UseBasicParsing -Method POST -Uri 'https://live.example/tenantui/api/v3/customer?it''s=1' `
  -Headers @{ 'accept' = 'application/json'; 'authorization' = "Bearer $TOKEN" } `
  -Body ([Text.Encoding]::UTF8.GetBytes('{"a":"it''s ’’fine’’ $(x)"}'))"#
        );
    }
}
