//! What every page that reads a tenant's numbers goes by.

use cordboard_api::{ApiError, Problem, Unreadable};
use cordboard_numbers::StreamError;

/// Read at a time: about a millisecond's work.
pub const SLICE: usize = 256 << 10;
/// Read before the first rows are shown: as many as a screen holds.
pub const FIRST_SLICE: usize = 40 << 10;
/// Half a frame, in milliseconds; the other half is for input and painting.
pub const PATIENCE: f64 = 8.0;

/// What the decoder could not read, in the words of every other call.
pub fn unreadable(status: u16, content_type: Option<String>, error: StreamError) -> ApiError {
    let (problem, excerpt) = match error {
        StreamError::Empty => (Problem::Empty, String::new()),
        StreamError::Html { found } => (Problem::Html, found),
        StreamError::NoJson { found } => (Problem::NotJson { line: 1, column: 1 }, found),
        StreamError::NoArray { kind, found } => {
            let (path, expected) = ("$".to_owned(), format!("expected an array, found {kind}"));
            (Problem::Shape { path, expected }, found)
        }
        StreamError::Malformed {
            offset,
            expected,
            found,
        } => {
            let (path, expected) = (format!("byte {offset}"), format!("expected {expected}"));
            (Problem::Shape { path, expected }, found)
        }
    };
    ApiError::Unreadable(Unreadable {
        status,
        content_type,
        problem,
        excerpt,
    })
}
