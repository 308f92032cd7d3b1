//! The column of phone numbers: eight bytes each.

use std::ops::Range;

use super::form::Form;
use super::packed::SEGMENT;
use crate::json;
use crate::phone::Digits;

/// The digits of every row; none where there is no number.
#[derive(Debug, Default)]
pub(crate) struct Phones {
    segments: Vec<Vec<Digits>>,
}

impl Phones {
    pub(crate) fn push(&mut self, raw: &str) -> Form {
        let (digits, form) = read(raw);
        self.append(digits);
        form
    }

    pub(crate) fn skip(&mut self) {
        self.append(Digits::default());
    }

    pub(crate) fn get(&self, row: usize) -> Digits {
        self.segments[row / SEGMENT][row % SEGMENT]
    }

    /// The digits of each row of the range, in slices.
    pub(crate) fn slices(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &[Digits])> {
        let segments = range.start / SEGMENT..range.end.div_ceil(SEGMENT);
        segments.filter_map(move |segment| {
            let first = segment * SEGMENT;
            let start = range.start.max(first);
            let slice = self.segments.get(segment)?.get(start - first..)?;
            let len = range.end.saturating_sub(start).min(slice.len());
            Some((start, &slice[..len]))
        })
    }

    fn append(&mut self, digits: Digits) {
        match self.segments.last_mut() {
            Some(segment) if segment.len() < SEGMENT => segment.push(digits),
            _ => self.segments.push(vec![digits]),
        }
    }
}

fn read(raw: &str) -> (Digits, Form) {
    if raw == "null" {
        return (Digits::default(), Form::Null);
    }
    let (inner, plus, plain) = match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
        Some(inner) => (inner, Form::Usual, Form::Second),
        // A bare number begins with no zero, so its digits are all there is to it.
        None => (raw, Form::Odd, Form::Third),
    };
    let exact = match inner.strip_prefix('+') {
        Some(digits) => Digits::exactly(digits.as_bytes()).map(|digits| (digits, plus)),
        None => Digits::exactly(inner.as_bytes()).map(|digits| (digits, plain)),
    };
    exact.unwrap_or_else(|| (Digits::within(&json::readable(raw)), Form::Odd))
}
