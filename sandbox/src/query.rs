//! Query strings as ASP.NET binds them: the case of a key does not matter.

use percent_encoding::percent_decode_str;

/// The first value of a key.
pub(crate) fn get(query: &str, key: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        decode(name)
            .eq_ignore_ascii_case(key)
            .then(|| decode(value))
    })
}

/// A whole number; what is none counts as left out.
pub(crate) fn number(query: &str, key: &str) -> Option<u64> {
    get(query, key)?.parse().ok()
}

/// `true` in any case.
pub(crate) fn is_true(query: &str, key: &str) -> bool {
    get(query, key).is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn decode(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_any_case_and_encoded_values() {
        assert_eq!(
            get("a=1&MSTenantID=x%2By", "msTenantId").as_deref(),
            Some("x+y")
        );
        assert_eq!(number("PageSize=20", "pagesize"), Some(20));
        assert_eq!(number("PageSize=many", "pagesize"), None);
        assert!(is_true("allDetails=True", "alldetails"));
        assert_eq!(get("", "a"), None);
    }
}
