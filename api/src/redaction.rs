//! What must never be shown: dropped from values, and blotted out of text.

mod plain;

use http::header::{HeaderMap, HeaderValue};
use serde_json::Value;

use self::plain::redact_plain;

/// What stands where a secret stood.
pub const REDACTED: &str = "[redacted]";

/// The longest piece of a body that an error carries: enough to recognise a page or a message.
const EXCERPT_CHARS: usize = 300;

/// How much of a body is looked at for an excerpt; escapes and blanks may take most of it.
const LOOKED_AT_BYTES: usize = 4 * 1024;

/// Whether a field or header of this name holds a secret. Case and punctuation do not count.
pub fn is_secret_name(name: &str) -> bool {
    const WITHIN: [&str; 5] = ["password", "passwd", "token", "secret", "authorization"];
    const WHOLE: [&str; 4] = ["jwt", "apikey", "cookie", "setcookie"];
    let name = name.as_bytes();
    let starts_here = |at: usize| {
        // Every field of every answer comes by here: most positions end at their first letter.
        let first = name[at].to_ascii_lowercase();
        WITHIN.iter().any(|word| {
            word.as_bytes()[0] == first && {
                let mut letters = letters(&name[at..]);
                word.bytes().all(|letter| letters.next() == Some(letter))
            }
        })
    };
    (0..name.len()).any(starts_here) || WHOLE.iter().any(|word| letters(name).eq(word.bytes()))
}

fn letters(name: &[u8]) -> impl Iterator<Item = u8> {
    let letters = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters.map(u8::to_ascii_lowercase)
}

/// Drops every field that holds a secret, at any depth.
pub fn drop_secrets(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|name, _| !is_secret_name(name));
            object.values_mut().for_each(drop_secrets);
        }
        Value::Array(elements) => elements.iter_mut().for_each(drop_secrets),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Blots out of headers whatever lets somebody in; how it is written, such as `Bearer`, stays.
pub fn redact_headers(headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        if value.is_sensitive() || is_secret_name(name.as_str()) {
            let shown = match value.as_bytes().split(|byte| *byte == b' ').next() {
                Some(b"Bearer") => "Bearer [redacted]",
                Some(b"Basic") => "Basic [redacted]",
                _ => REDACTED,
            };
            *value = HeaderValue::from_static(shown);
        }
    }
}

/// Text with its secrets blotted out: the values of JSON fields with a secret's name, also of JSON
/// within a JSON string; whatever looks like a JWT; credentials in headers, forms, addresses and
/// XML. It works on text that is cut or no JSON at all, and leaves what it has blotted out as it is.
pub fn redact_text(text: &str) -> String {
    redact_plain(&redact_jwts(&redact_fields(text)))
}

fn redact_fields(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        let (before, from_quote) = rest.split_at(quote);
        clean.push_str(before);
        let key_end = string_end(from_quote);
        let (key, after) = from_quote.split_at(key_end);
        rest = after;
        if key.contains("\\\"") {
            clean.push_str(&redact_quoted(key));
            continue;
        }
        clean.push_str(key);
        if !is_secret_name(key) {
            continue;
        }
        let Some(value) = after.trim_start().strip_prefix(':') else {
            continue;
        };
        let value = value.trim_start();
        clean.push_str(":\"");
        clean.push_str(REDACTED);
        clean.push('"');
        rest = &value[value_end(value)..];
    }
    clean.push_str(rest);
    clean
}

/// A JSON string that holds quotes, as JSON within JSON does. One that is cut in the middle is
/// blotted out as a whole when it names a secret.
fn redact_quoted(string: &str) -> String {
    match serde_json::from_str::<Value>(string) {
        Ok(Value::String(inner)) => {
            let clean = redact_text(&inner);
            if clean == inner {
                string.to_owned()
            } else {
                Value::String(clean).to_string()
            }
        }
        _ if is_secret_name(string) => format!("\"{REDACTED}\""),
        _ => string.to_owned(),
    }
}

/// The length of the JSON value that the text starts with, or of what is left of it.
fn value_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += string_end(&text[at..]);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 1 => depth -= 1,
            b'}' | b']' => return at + depth,
            b',' | b'\n' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The length of the JSON string that the text starts with, quotes included.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A JWT begins with `{"` in base64, which is always `eyJ`.
fn redact_jwts(text: &str) -> String {
    const START: &str = "eyJ";
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, token) = rest.split_at(at);
        clean.push_str(before);
        let end = token
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=')))
            .unwrap_or(token.len());
        clean.push_str(REDACTED);
        rest = &token[end..];
    }
    clean.push_str(rest);
    clean
}

/// The beginning of a body on one line, fit for showing.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let looked_at = &body[..body.len().min(LOOKED_AT_BYTES)];
    let text = String::from_utf8_lossy(looked_at);
    let clean = redact_text(text.trim_start_matches('\u{FEFF}'));
    let words = clean.split(|c: char| c.is_whitespace() || c.is_control());
    let mut line = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.chars().take(EXCERPT_CHARS).collect()
}
