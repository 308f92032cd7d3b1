//! Cells that no column can hold, as they were sent.

use std::ops::Range;

use crate::field::Field;

/// Raw JSON by row and field, in the order in which rows came.
#[derive(Debug, Default)]
pub(crate) struct Odd {
    places: Vec<(u32, Field)>,
    ends: Vec<usize>,
    text: String,
}

impl Odd {
    pub(crate) fn push(&mut self, row: u32, field: Field, raw: &str) {
        self.text.push_str(raw);
        self.places.push((row, field));
        self.ends.push(self.text.len());
    }

    pub(crate) fn get(&self, row: u32, field: Field) -> Option<&str> {
        let at = self.places.binary_search(&(row, field)).ok()?;
        Some(self.at(at))
    }

    /// Calls with every odd cell of the rows.
    pub(crate) fn scan(&self, rows: Range<usize>, mut visit: impl FnMut(usize, &str)) {
        let first = self
            .places
            .partition_point(|(row, _)| (*row as usize) < rows.start);
        for (at, (row, _)) in self.places.iter().enumerate().skip(first) {
            if *row as usize >= rows.end {
                break;
            }
            visit(*row as usize, self.at(at));
        }
    }

    fn at(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }
}
