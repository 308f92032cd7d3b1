//! Cells as text.

use super::columns::Place;
use super::form::Form;
use super::guids::SaidGuid;
use super::stamps::Said;
use super::{NO_VALUE, Store, Words};
use crate::field::Field;
use crate::guid::Guid;
use crate::json;
use crate::moment::Moment;
use crate::phone::{self, Digits};
use crate::sbc::Sbc;

impl Store {
    /// Writes a cell as it came on the wire; the words of a list with `;` between them. Nothing
    /// where the server sent null or no such key.
    pub fn write_cell(&self, row: u32, field: Field, out: &mut String) {
        let at = row as usize;
        let form = self.form(row, field);
        if matches!(form, Form::Missing | Form::Null) {
            return;
        }
        let place = Place::of(field);
        if form == Form::Odd && !matches!(place, Place::Words(_)) {
            out.push_str(&json::readable(
                self.odd.get(row, field).unwrap_or_default(),
            ));
            return;
        }
        match place {
            Place::Phones => {
                if form == Form::Usual {
                    out.push('+');
                }
                self.columns.phones.get(at).write(out);
            }
            Place::Ids(column) => write_said(self.columns.ids[column].0.get(at), out),
            Place::Stamps(column) => match self.columns.stamps[column].moment(at) {
                Some(moment) => moment.write(out),
                None => write_said(self.columns.stamps[column].values.get(at), out),
            },
            Place::Guids(column) => {
                if let SaidGuid::Value(bits) = self.columns.guids[column].get(at) {
                    Guid {
                        bits,
                        is_upper: form == Form::Second,
                    }
                    .write(out);
                }
            }
            Place::Words(column) => {
                let words = &self.columns.words[column];
                out.push_str(words.text(words.codes.get(at) as usize));
            }
        }
    }

    /// A cell as [`Store::write_cell`] writes it.
    pub fn cell(&self, row: u32, field: Field) -> String {
        let mut out = String::new();
        self.write_cell(row, field, &mut out);
        out
    }

    /// The first row with this number, whatever stands between its digits.
    pub fn row_of(&self, number: &str) -> Option<u32> {
        let sought = Digits::within(number);
        if sought.is_empty() {
            return None;
        }
        self.columns
            .phones
            .slices(0..self.len)
            .find_map(|(first, slice)| {
                let at = slice.iter().position(|digits| *digits == sought)?;
                Some((first + at) as u32)
            })
    }

    /// Whether the server sent null, or no such key.
    pub fn is_null(&self, row: u32, field: Field) -> bool {
        matches!(self.form(row, field), Form::Missing | Form::Null)
    }

    /// The number grouped for reading: `+1 833 399 8785`.
    pub fn grouped_number(&self, row: u32) -> String {
        phone::grouped(&self.cell(row, Field::Number))
    }

    /// The moment a cell holds; nothing when it holds something else.
    pub fn moment(&self, row: u32, field: Field) -> Option<Moment> {
        match Place::of(field) {
            Place::Stamps(column) => self.columns.stamps[column].moment(row as usize),
            Place::Phones | Place::Ids(_) | Place::Guids(_) | Place::Words(_) => None,
        }
    }

    /// The words of a cell that holds a list, or its one word; for session border controllers
    /// their hosts. Spelled as the first row that had them.
    pub fn values(&self, row: u32, field: Field) -> impl Iterator<Item = &str> {
        self.words(field).into_iter().flat_map(move |words| {
            let code = words.codes.get(row as usize) as usize;
            let values = words
                .values_of(code)
                .iter()
                .filter(|value| **value != NO_VALUE);
            values.map(|value| words.label(*value))
        })
    }

    /// The session border controllers of a row.
    pub fn sbcs(&self, row: u32) -> Vec<Sbc> {
        let words = self.words(Field::Sbc);
        let raw = words.map(|words| words.raw(words.codes.get(row as usize) as usize));
        raw.and_then(Sbc::list).unwrap_or_default()
    }

    /// Every session border controller that serves some number, each once.
    pub fn all_sbcs(&self) -> Vec<Sbc> {
        let mut all: Vec<Sbc> = Vec::new();
        let words = self.words(Field::Sbc);
        let lists = words.map_or(0, Words::entries);
        for code in 0..lists {
            let raw = words.map_or("", |words| words.raw(code));
            for sbc in Sbc::list(raw).unwrap_or_default() {
                if !all.contains(&sbc) {
                    all.push(sbc);
                }
            }
        }
        all
    }
}

fn write_said(said: Said, out: &mut String) {
    if let Said::Value(value) = said {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(out, "{value}");
    }
}
