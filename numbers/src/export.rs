//! Files out of rows, written in slices so that a page stays alive meanwhile.

mod json;

pub use json::Json;

use std::fmt::Write as _;

use cordboard_sheets::Table;

use crate::field::Field;
use crate::names::Names;
use crate::paste::{Outcome, Pasted, Unreadable};
use crate::store::Store;

/// A column of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A field, as it came on the wire.
    Field(Field),
    /// The name of the calling profile, which the numbers do not carry.
    ProfileName,
}

impl Column {
    /// Every documented field.
    pub fn all() -> Vec<Self> {
        Field::ALL.into_iter().map(Self::Field).collect()
    }
}

/// Some rows of a store.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a> {
    /// The store.
    pub store: &'a Store,
    /// Its rows, in the order in which they are written.
    pub rows: &'a [u32],
    /// The columns.
    pub columns: &'a [Column],
    /// What to write above the columns; the keys of the wire where this is too short.
    pub headings: &'a [String],
    /// Names of calling profiles.
    pub names: &'a Names,
}

impl Table for Numbers<'_> {
    fn columns(&self) -> usize {
        self.columns.len()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn write_heading(&self, column: usize, out: &mut String) {
        let wire = match self.columns[column] {
            Column::Field(field) => field.key(),
            Column::ProfileName => "callingProfileName",
        };
        out.push_str(self.headings.get(column).map_or(wire, String::as_str));
    }

    fn write_cell(&self, row: usize, column: usize, out: &mut String) {
        let row = self.rows[row];
        match self.columns[column] {
            Column::Field(field) => self.store.write_cell(row, field, out),
            Column::ProfileName => {
                let id = self.store.cell(row, Field::Profile);
                out.push_str(self.names.profile(&id).unwrap_or_default());
            }
        }
    }
}

/// Entries of a pasted list: line, as pasted, digits as read, extension, and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct PastedList<'a> {
    /// The entries.
    pub entries: &'a [&'a Pasted],
    /// What to write above the columns; words for programs where this is too short.
    pub headings: &'a [String],
}

const PASTED: [&str; 5] = ["line", "pasted", "digits", "extension", "outcome"];

impl Table for PastedList<'_> {
    fn columns(&self) -> usize {
        PASTED.len()
    }

    fn rows(&self) -> usize {
        self.entries.len()
    }

    fn write_heading(&self, column: usize, out: &mut String) {
        out.push_str(
            self.headings
                .get(column)
                .map_or(PASTED[column], String::as_str),
        );
    }

    fn write_cell(&self, row: usize, column: usize, out: &mut String) {
        let entry = self.entries[row];
        match column {
            0 => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{}", entry.line);
            }
            1 => out.push_str(&entry.text),
            2 => out.push_str(&entry.digits),
            3 => out.push_str(entry.extension.as_deref().unwrap_or_default()),
            _ => out.push_str(outcome(&entry.outcome)),
        }
    }
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Found { .. } => "in the tenant",
        Outcome::Ambiguous { .. } => "several numbers fit",
        Outcome::Missing => "not in the tenant",
        Outcome::Unreadable(Unreadable::NoDigits) => "no digits",
        Outcome::Unreadable(Unreadable::NotANumber) => "not a number",
        Outcome::Unreadable(Unreadable::TooShort) => "too few digits",
        Outcome::Unreadable(Unreadable::TooLong) => "too many digits",
        Outcome::Unreadable(Unreadable::Scientific) => "digits lost in a spreadsheet",
        Outcome::Unreadable(Unreadable::Hashes) => "copied from a narrow column",
    }
}
