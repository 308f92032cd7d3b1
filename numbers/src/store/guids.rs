//! GUIDs that differ from row to row: sixteen bytes each, and repeats share them.

use std::ops::Range;

use super::form::Form;
use super::packed::{Packed, SEGMENT, parts};
use crate::bits::Bits;
use crate::guid::{Bits128, Guid};
use crate::index::Index;

/// A column of GUIDs. Every segment has a dictionary of its own, so that only the one being
/// filled needs a hash table, and a column of all different GUIDs costs little more than they do.
#[derive(Debug, Default)]
pub(crate) struct Guids {
    segments: Vec<Vec<Bits128>>,
    /// Place in the segment's dictionary, after the marks.
    places: Packed,
    len: usize,
    known: Index,
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
        self.said(row, self.places.get(row))
    }

    /// Replaces `out` by the places of rows of one segment, to be given to [`Guids::said`].
    pub(crate) fn unpack(&self, rows: &Range<usize>, out: &mut Vec<u64>) {
        self.places.unpack(rows, out);
    }

    /// What the place stored for a row says.
    pub(crate) fn said(&self, row: usize, place: u64) -> SaidGuid {
        match place {
            NOTHING => SaidGuid::Nothing,
            ODD => SaidGuid::Odd,
            _ => self.segments[row / SEGMENT]
                .get((place - MARKS) as usize)
                .map_or(SaidGuid::Nothing, |bits| SaidGuid::Value(*bits)),
        }
    }

    /// Puts the rows of the range whose GUID matches into the set. Each distinct one is asked
    /// about once a segment.
    pub(crate) fn find(
        &self,
        range: Range<usize>,
        matches: &dyn Fn(Bits128) -> bool,
        found: &mut Bits,
    ) {
        let mut places = Vec::new();
        for rows in parts(range) {
            let values = &self.segments[rows.start / SEGMENT];
            let matching: Vec<u64> = (MARKS..)
                .zip(values)
                .filter(|(_, bits)| matches(**bits))
                .map(|(place, _)| place)
                .collect();
            if matching.is_empty() {
                continue;
            }
            self.unpack(&rows, &mut places);
            for (row, place) in rows.zip(&places) {
                if matching.binary_search(place).is_ok() {
                    found.set(row);
                }
            }
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
        let [high, low] = bits;
        let hash = self
            .known
            .hash((high ^ low.rotate_left(23)).to_le_bytes().as_slice());
        if let Some(place) = self
            .known
            .find(hash, &|place| values[place as usize] == bits)
        {
            return place;
        }
        let place = values.len() as u32;
        self.known.insert(hash, place);
        values.push(bits);
        place
    }
}
