//! Raw JSON values: cut apart with serde, never turned into a tree.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::decoder::Scan;

/// The text of a JSON string; nothing when the value is no string. A string whose escapes make
/// no Unicode keeps them as written.
pub(crate) fn text(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        let decoded = serde_json::from_str::<String>(raw).ok();
        return Some(decoded.map_or(Cow::Borrowed(inner), Cow::Owned));
    }
    Some(Cow::Borrowed(inner))
}

/// A value as a person reads it: the text of a string, anything else as it was sent.
pub(crate) fn readable(raw: &str) -> Cow<'_, str> {
    text(raw).unwrap_or(Cow::Borrowed(raw))
}

/// The items of an array, each as it was sent. It must have been read as JSON before.
pub(crate) fn items(raw: &str) -> Option<Vec<&str>> {
    let mut rest = raw.strip_prefix('[')?.trim_start();
    let mut items = Vec::new();
    while !rest.is_empty() && !rest.starts_with(']') {
        let end = Scan::default()
            .advance(rest.as_bytes(), usize::MAX)
            .filter(|end| *end > 0)?;
        let (item, after) = rest.split_at_checked(end)?;
        items.push(item.trim_end());
        rest = after.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(items)
}

/// What kind of value this is, for a message.
pub(crate) fn kind(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a text",
        Some(b't' | b'f') => "a truth value",
        Some(b'n') => "null",
        Some(_) => "a number",
        None => "nothing",
    }
}

/// Writes text as a JSON string.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{other:04x}");
            }
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_unescaped_only_when_it_must_be() {
        assert!(matches!(text("\"webapi\""), Some(Cow::Borrowed("webapi"))));
        assert_eq!(text(r#""a\u0062\n""#).as_deref(), Some("ab\n"));
        assert_eq!(text(r#""\ud800""#).as_deref(), Some("\\ud800"));
        assert_eq!(text("12"), None);
    }

    #[test]
    fn arrays_are_cut_at_their_own_commas() {
        assert_eq!(items("[]"), Some(vec![]));
        assert_eq!(items("[ ]"), Some(vec![]));
        assert_eq!(
            items(r#"[ "a,]" , 1 ,[2,3], {"b":[4]},null ]"#),
            Some(vec!["\"a,]\"", "1", "[2,3]", "{\"b\":[4]}", "null"])
        );
        assert_eq!(items("7"), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        let text = "a\"b\\c\n\r\t\u{1}é\u{1F4DE}";
        let mut raw = String::new();
        write_string(text, &mut raw);
        assert_eq!(serde_json::from_str::<String>(&raw).unwrap(), text);
    }
}
