//! The numbers of a tenant in columns: some hundred bytes a number, with every field that came.

mod bad;
mod cells;
mod columns;
mod form;
mod guids;
mod layouts;
mod odd;
mod packed;
mod phones;
mod rebuild;
mod stamps;
mod texts;
mod words;

pub use bad::BadRow;
pub(crate) use columns::Place;
pub(crate) use form::Form;
pub(crate) use guids::SaidGuid;
pub(crate) use packed::parts;
pub(crate) use stamps::{Integers, Said};
pub(crate) use words::{NO_VALUE, Words};

use columns::Columns;
use layouts::{Layouts, Target};
use odd::Odd;
use texts::Texts;

use crate::decoder::Element;
use crate::field::{FIELDS, Field};
use crate::json;

/// Every number that came, in the order in which they came. Rows are numbered from 0, and a row
/// never changes.
#[derive(Debug, Default)]
pub struct Store {
    len: usize,
    columns: Columns,
    layouts: Layouts,
    odd: Odd,
    extras: Vec<Texts>,
    rest: Texts,
    bad: Vec<BadRow>,
    /// Taken from row to row, so that a row needs no allocation.
    pairs: Vec<u8>,
}

impl Store {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows there are, unreadable ones among them.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing has come.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows that could not be read, or not wholly, in order.
    pub fn bad_rows(&self) -> &[BadRow] {
        &self.bad
    }

    /// What is wrong with a row, if anything is.
    pub fn bad_row(&self, row: u32) -> Option<&BadRow> {
        let at = self.bad.binary_search_by_key(&row, |bad| bad.row).ok()?;
        self.bad.get(at)
    }

    /// Appends an element. Answers the field whose value is of a kind that it cannot have.
    pub(crate) fn push(&mut self, element: &Element<'_>) -> Option<(Field, &'static str)> {
        let row = self.len as u32;
        let mut known = element.known;
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.clear();
        let mut rest = String::new();
        for key in &element.order {
            match usize::from(*key)
                .checked_sub(FIELDS)
                .and_then(|at| element.extras.get(at))
            {
                None => pairs.extend([*key as u8, 0]),
                Some((key, raw)) => {
                    if let Some(key) = self.place_extra(key, raw, &mut known) {
                        pairs.extend([key, 0]);
                    } else {
                        push_rest(key, raw, &mut rest);
                    }
                }
            }
        }
        if !rest.is_empty() {
            self.rest.put(self.len, &rest);
        }
        let mut forms = [Form::Missing; FIELDS];
        let mut complaint = None;
        for (field, raw) in Field::ALL.into_iter().zip(known) {
            let form = self.columns.push(field, raw);
            forms[field as usize] = form;
            if let (Form::Odd, Some(raw)) = (form, raw) {
                if !matches!(Place::of(field), Place::Words(_)) {
                    self.odd.push(row, field, raw);
                }
                complaint = complaint.or_else(|| Some((field, complaint_about(field, raw)?)));
            }
        }
        for pair in pairs.chunks_exact_mut(2) {
            if let Target::Field(field) = self.layouts.target(pair[0]) {
                pair[1] = forms[field as usize] as u8;
            }
        }
        self.layouts.push(&pairs, &forms);
        self.pairs = pairs;
        self.len += 1;
        complaint
    }

    /// Appends a row of which nothing could be read.
    pub(crate) fn push_blank(&mut self) {
        for field in Field::ALL {
            self.columns.push(field, None);
        }
        self.layouts.push(&[], &[Form::Missing; FIELDS]);
        self.len += 1;
    }

    pub(crate) fn push_bad(&mut self, bad: BadRow) {
        self.bad.push(bad);
    }

    /// Finds a place for a key that is not spelled as documented, or that came twice. What comes a
    /// third time is kept with the rest.
    fn place_extra<'a>(
        &mut self,
        key: &str,
        raw: &'a str,
        known: &mut [Option<&'a str>; FIELDS],
    ) -> Option<u8> {
        let number = self
            .layouts
            .spelled(key, |field| known[field as usize].is_some())?;
        match self.layouts.target(number) {
            Target::Field(field) => known[field as usize] = Some(raw),
            Target::Extra(at) => {
                if self.extras.len() <= at {
                    self.extras.resize_with(at + 1, Texts::default);
                }
                if self.extras[at].len() > self.len {
                    return None;
                }
                self.extras[at].put(self.len, raw);
            }
        }
        Some(number)
    }

    pub(crate) fn form(&self, row: u32, field: Field) -> Form {
        self.layouts.form(row as usize, field)
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(crate) fn odd(&self) -> &Odd {
        &self.odd
    }

    /// The column of a field with few distinct values.
    pub(crate) fn words(&self, field: Field) -> Option<&Words> {
        match Place::of(field) {
            Place::Words(at) => Some(&self.columns.words[at]),
            Place::Phones | Place::Ids(_) | Place::Stamps(_) | Place::Guids(_) => None,
        }
    }
}

fn push_rest(key: &str, raw: &str, rest: &mut String) {
    if !rest.is_empty() {
        rest.push(',');
    }
    json::write_string(key, rest);
    rest.push(':');
    rest.push_str(raw);
}

/// What to say about a value of a kind that the field cannot have. Other odd values, such as a
/// date in another form, are shown as they are and are no error.
fn complaint_about(field: Field, raw: &str) -> Option<&'static str> {
    let is_nested = raw.starts_with(['{', '[']);
    let expected = match Place::of(field) {
        Place::Words(_) => "a text, a number or a list",
        Place::Phones | Place::Stamps(_) | Place::Guids(_) if is_nested => "a text",
        Place::Ids(_) if is_nested => "a number",
        Place::Phones if raw.starts_with(['t', 'f']) => "a text",
        Place::Phones | Place::Stamps(_) | Place::Guids(_) | Place::Ids(_) => return None,
    };
    Some(expected)
}
