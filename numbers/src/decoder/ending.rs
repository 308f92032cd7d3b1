//! How an answer can end.

/// How an answer ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The array was closed: every row is there.
    Whole,
    /// The bytes ended before the array was closed: the rows that came are there.
    CutOff,
    /// It could not be read to its end; the rows before that are there.
    Failed(StreamError),
}

/// Why an answer cannot be read as a list of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamError {
    /// There was nothing in it.
    Empty,
    /// It is a page, not data: a proxy or a sign-in page answered.
    Html {
        /// Its beginning.
        found: String,
    },
    /// It is JSON, but no array.
    NoArray {
        /// What came: "an object".
        kind: &'static str,
        /// Its beginning.
        found: String,
    },
    /// It is no JSON.
    NoJson {
        /// Its beginning.
        found: String,
    },
    /// It was an array and then was none any more.
    Malformed {
        /// Bytes from the beginning of the answer.
        offset: u64,
        /// What should have come there.
        expected: &'static str,
        /// What came there.
        found: String,
    },
}

/// Characters of a text that is shown in a message.
const EXCERPT: usize = 300;

impl StreamError {
    /// Says what came where the array should begin.
    pub(super) fn no_array(rest: &[u8]) -> Self {
        let found = excerpt(rest);
        let starts_with = |word: &str| found.starts_with(word);
        let kind = match rest.first() {
            Some(b'<') => return Self::Html { found },
            Some(b'{') => "an object",
            Some(b'"') => "a text",
            Some(b'-' | b'0'..=b'9') => "a number",
            _ if starts_with("null") => "null",
            _ if starts_with("true") || starts_with("false") => "a truth value",
            _ => return Self::NoJson { found },
        };
        Self::NoArray { kind, found }
    }
}

/// The beginning of what came, fit to be shown: no control characters, and nothing that turns
/// the direction of the text around it.
pub(super) fn excerpt(bytes: &[u8]) -> String {
    // Four bytes are the most that a character takes.
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * EXCERPT)]);
    let shown = text
        .chars()
        .filter(|c| !c.is_control() && !is_direction(*c));
    shown.take(EXCERPT).collect()
}

/// The characters that Unicode's bidirectional algorithm (UAX #9) obeys without showing them.
pub(crate) fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
