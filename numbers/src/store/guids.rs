//! GUIDs that differ from row to row: sixteen bytes each, and repeats share them.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::ops::Range;

use super::form::Form;
use super::packed::{Packed, SEGMENT};
use crate::guid::{Bits128, Guid};

/// A column of GUIDs. Every segment has a dictionary of its own, so that only the one being
/// filled needs a hash table, and a column of all different GUIDs costs little more than they do.
#[derive(Debug, Default)]
pub(crate) struct Guids {
    segments: Vec<Vec<Bits128>>,
    /// Place in the segment's dictionary, after the marks.
    places: Packed,
    len: usize,
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

const NOTHING: u64 = 0;
const ODD: u64 = 1;
const MARKS: u64 = 2;

/// What a GUID cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SaidGuid {
    Nothing,
    Value(Bits128),
    Odd,
}

impl Guids {
    pub(crate) fn push(&mut self, raw: &str) -> Form {
        let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
        let (place, form) = match inner.and_then(Guid::parse) {
            Some(guid) => {
                let form = if guid.is_upper {
                    Form::Second
                } else {
                    Form::Usual
                };
                (MARKS + u64::from(self.place(guid.bits)), form)
            }
            None if raw == "null" => (NOTHING, Form::Null),
            None => (ODD, Form::Odd),
        };
        self.append(place);
        form
    }

    pub(crate) fn skip(&mut self) {
        self.append(NOTHING);
    }

    pub(crate) fn get(&self, row: usize) -> SaidGuid {
        said(self.places.get(row), &self.segments[row / SEGMENT])
    }

    /// Calls with each row of the range and what it says.
    pub(crate) fn scan(&self, range: Range<usize>, mut visit: impl FnMut(usize, SaidGuid)) {
        let mut start = range.start;
        while start < range.end {
            let end = ((start / SEGMENT + 1) * SEGMENT).min(range.end);
            let values = &self.segments[start / SEGMENT];
            self.places
                .scan(start..end, |row, place| visit(row, said(place, values)));
            start = end;
        }
    }

    /// Calls with the rows of the range whose GUID matches. Each distinct one is asked about once
    /// a segment.
    pub(crate) fn find(
        &self,
        range: Range<usize>,
        matches: impl Fn(Bits128) -> bool,
        mut found: impl FnMut(usize),
    ) {
        let mut start = range.start;
        while start < range.end {
            let end = ((start / SEGMENT + 1) * SEGMENT).min(range.end);
            let values = &self.segments[start / SEGMENT];
            let matching: Vec<u64> = (MARKS..)
                .zip(values)
                .filter(|(_, bits)| matches(**bits))
                .map(|(place, _)| place)
                .collect();
            if !matching.is_empty() {
                self.places.scan(start..end, |row, place| {
                    if matching.binary_search(&place).is_ok() {
                        found(row);
                    }
                });
            }
            start = end;
        }
    }

    fn append(&mut self, place: u64) {
        self.begin_segment();
        self.places.push(place);
        self.len += 1;
        if self.len.is_multiple_of(SEGMENT)
            && let Some(values) = self.segments.last_mut()
        {
            values.shrink_to_fit();
        }
    }

    fn begin_segment(&mut self) {
        if self.segments.len() == self.len / SEGMENT {
            self.segments.push(Vec::new());
            self.known.clear();
        }
    }

    fn place(&mut self, bits: Bits128) -> u32 {
        self.begin_segment();
        let Some(values) = self.segments.last_mut() else {
            return 0;
        };
        let hasher = &self.hasher;
        let place = *self
            .known
            .entry(
                hasher.hash_one(bits),
                |place| values[*place as usize] == bits,
                |place| hasher.hash_one(values[*place as usize]),
            )
            .or_insert(values.len() as u32)
            .get();
        if place as usize == values.len() {
            values.push(bits);
        }
        place
    }
}

fn said(place: u64, values: &[Bits128]) -> SaidGuid {
    match place {
        NOTHING => SaidGuid::Nothing,
        ODD => SaidGuid::Odd,
        _ => values
            .get((place - MARKS) as usize)
            .map_or(SaidGuid::Nothing, |bits| SaidGuid::Value(*bits)),
    }
}
