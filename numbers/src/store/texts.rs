//! Values of fields that nobody documents, as they were sent.

use super::packed::{Packed, SEGMENT};
use crate::index::Index;
use crate::same::same;

/// A column of raw JSON. As with GUIDs, each segment shares its repeats.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    segments: Vec<Segment>,
    /// One more than the place in the segment; none is no value.
    places: Packed,
    len: usize,
    known: Index,
}

#[derive(Debug, Default)]
struct Segment {
    text: String,
    ends: Vec<u32>,
}

impl Segment {
    fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[place] as usize]
    }
}

impl Texts {
    /// How many rows it speaks about; those after them have no value.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Appends the value of a row; rows between the last one and this have none.
    pub(crate) fn put(&mut self, row: usize, raw: &str) {
        self.skip_to(row);
        let Some(segment) = self.segments.last_mut() else {
            return;
        };
        let hash = self.known.hash(raw.as_bytes());
        let found = self
            .known
            .find(hash, &|place| same(segment.get(place as usize), raw));
        let place = found.unwrap_or_else(|| {
            let place = segment.ends.len() as u32;
            segment.text.push_str(raw);
            segment.ends.push(segment.text.len() as u32);
            self.known.insert(hash, place);
            place
        });
        self.append(u64::from(place) + 1);
    }

    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        if row >= self.len {
            return None;
        }
        let place = (self.places.get(row) as usize).checked_sub(1)?;
        Some(self.segments[row / SEGMENT].get(place))
    }

    fn skip_to(&mut self, row: usize) {
        while self.len < row {
            self.begin_segment();
            self.append(0);
        }
        self.begin_segment();
    }

    fn begin_segment(&mut self) {
        if self.segments.len() == self.len / SEGMENT {
            self.segments.push(Segment::default());
            self.known.clear();
        }
    }

    fn append(&mut self, place: u64) {
        self.places.push(place);
        self.len += 1;
        if self.len.is_multiple_of(SEGMENT)
            && let Some(segment) = self.segments.last_mut()
        {
            segment.text.shrink_to_fit();
            segment.ends.shrink_to_fit();
        }
    }
}
