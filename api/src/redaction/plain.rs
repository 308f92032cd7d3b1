//! Secrets in text that is no JSON: headers, forms, addresses, XML.

use std::ops::Range;

use super::{REDACTED, is_secret_name, string_end};

/// Headers that carry credentials. Other names before a colon are prose: "Password: at least eight
/// characters" is what an administrator has to read.
const HEADERS: [&str; 5] = [
    "authorization",
    "proxy-authorization",
    "x-auth-token",
    "cookie",
    "set-cookie",
];

/// Shorter words behind "Bearer" are prose, such as "Bearer token missing".
const SHORTEST_PLAIN_TOKEN: usize = 16;

/// Blots out what follows `name=`, `"name":`, `<name>`, a credential's header, `Bearer` and `Basic`.
pub(super) fn redact_plain(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['=', ':', '>', ' ']) {
        let (before, after) = rest.split_at(at + 1);
        clean.push_str(before);
        rest = after;
        if let Some(secret) = secret_in(before, after).filter(|secret| !secret.is_empty()) {
            clean.push_str(&after[..secret.start]);
            clean.push_str(REDACTED);
            rest = &after[secret.end..];
        }
    }
    clean.push_str(rest);
    clean
}

/// Where a secret stands in `after`, which follows `before` with its sign at the end.
fn secret_in(before: &str, after: &str) -> Option<Range<usize>> {
    let (name, sign) = before.split_at(before.len() - 1);
    let until = |ends: &[char]| after.find(ends).unwrap_or(after.len());
    match sign {
        "=" if is_secret_name(last_name(name)) => Some(match after.strip_prefix('"') {
            Some(quoted) => 1..1 + quoted.find('"').unwrap_or(quoted.len()),
            None => 0..until(&['&', ' ', '\n', '\r', '\t', '"', '\'', ';', ',', '<', ')']),
        }),
        ">" if is_secret_name(last_name(name)) => Some(0..until(&['<', '\n'])),
        ":" if name.trim_end().ends_with('"') => {
            let own = name.trim_end().trim_end_matches(['"', '\\']);
            is_secret_name(last_name(own)).then(|| value_in(after))
        }
        ":" if HEADERS
            .iter()
            .any(|own| own.eq_ignore_ascii_case(last_name(name))) =>
        {
            let start = after.len() - after.trim_start_matches(' ').len();
            let shown = ["Bearer ", "Basic "];
            // How it is written is left to the rules for "Bearer" and "Basic".
            let is_known = shown
                .iter()
                .any(|scheme| after[start..].starts_with(scheme));
            let end = until(&['\n', '\r', '"', '\'']);
            (!is_known).then_some(start.min(end)..end)
        }
        " " if last_name(name).eq_ignore_ascii_case("bearer") => {
            let word = word(after);
            let is_prose = word.len() < SHORTEST_PLAIN_TOKEN
                && word.bytes().all(|byte| byte.is_ascii_lowercase());
            (!is_prose && !word.starts_with(REDACTED)).then_some(0..word.len())
        }
        // Base64 comes in fours; most words of prose do not.
        " " if last_name(name).eq_ignore_ascii_case("basic") => {
            let word = word(after);
            let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
            (word.len().is_multiple_of(4) && word.bytes().all(is_base64)).then_some(0..word.len())
        }
        _ => None,
    }
}

/// The value of a field, without its quotes, which may be escaped.
fn value_in(after: &str) -> Range<usize> {
    let start = after.len() - after.trim_start().len();
    let value = &after[start..];
    if let Some(quoted) = value.strip_prefix("\\\"") {
        let end = quoted.find("\\\"").unwrap_or(quoted.len());
        start + 2..start + 2 + end
    } else if value.starts_with('"') {
        let end = string_end(value);
        let closing = usize::from(end > 1 && value[..end].ends_with('"'));
        start + 1..start + end - closing
    } else {
        start..start + value.find([',', '}', '\n']).unwrap_or(value.len())
    }
}

fn last_name(text: &str) -> &str {
    let is_named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
    let start = text
        .char_indices()
        .rfind(|(_, c)| !is_named(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

fn word(text: &str) -> &str {
    let ends = [' ', '\n', '\r', '\t', '"', '\'', ',', ';', '<'];
    &text[..text.find(ends).unwrap_or(text.len())]
}
