//! The order of the rows by a column.

mod radix;

use std::cmp::Ordering;

use radix::Keyed;

use crate::field::Field;
use crate::json;
use crate::names::Names;
use crate::store::{Place, Said, SaidGuid, Store, Words};

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub field: Field,
    /// Greatest first. Rows without a value are last either way.
    pub descending: bool,
}

impl Sort {
    /// Reads `column` or `-column`, as an address has it.
    pub fn parse(word: &str) -> Option<Self> {
        let (descending, column) = match word.strip_prefix('-') {
            Some(column) => (true, column),
            None => (false, word),
        };
        Field::from_word(column).map(|field| Self { field, descending })
    }

    /// Writes it for an address.
    pub fn word(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.field.word())
    }
}

/// Rows to be sorted: those with a key, those that can only be compared as text, and those that
/// say nothing.
#[derive(Default)]
struct Rows {
    keyed: Keyed,
    /// The lower halves of the keys, where they have two.
    low: Vec<u64>,
    odd: Vec<u32>,
    nothing: Vec<u32>,
}

/// All rows of the store in the order of a column; rows that are equal stay as they came.
pub(crate) fn order(store: &Store, sort: Sort, names: &Names) -> Vec<u32> {
    let mut rows = Rows::default();
    rows.keyed.keys.reserve_exact(store.len());
    rows.keyed.rows.reserve_exact(store.len());
    rows.fill(store, sort.field, names);
    let Rows {
        mut keyed,
        low,
        mut odd,
        mut nothing,
    } = rows;
    let flip = if sort.descending { u64::MAX } else { 0 };
    keyed.keys.iter_mut().for_each(|key| *key ^= flip);
    if low.is_empty() {
        keyed.sort();
    } else {
        keyed.sort_with(low, flip);
    }
    let text = |row: &u32| store.odd().get(*row, sort.field).unwrap_or_default();
    // An empty text says nothing either.
    nothing.extend(odd.extract_if(.., |row| json::readable(text(row)).trim().is_empty()));
    nothing.sort_unstable();
    odd.sort_by(|a, b| {
        let by_text = text(a).cmp(text(b));
        if sort.descending {
            by_text.reverse()
        } else {
            by_text
        }
    });
    let (mut order, rest) = if sort.descending {
        (odd, keyed.rows)
    } else {
        (keyed.rows, odd)
    };
    order.extend(rest);
    order.extend(nothing);
    order
}

impl Rows {
    fn fill(&mut self, store: &Store, field: Field, names: &Names) {
        let all = 0..store.len();
        let columns = store.columns();
        match Place::of(field) {
            Place::Phones => {
                for (first, slice) in columns.phones.slices(all) {
                    for (row, digits) in (first..).zip(slice) {
                        if !digits.is_empty() {
                            self.key(row, digits.0);
                        } else if store.odd().get(row as u32, field).is_some() {
                            self.odd.push(row as u32);
                        } else {
                            self.nothing.push(row as u32);
                        }
                    }
                }
            }
            Place::Ids(at) => columns.ids[at]
                .0
                .scan(all, |row, said| self.said(row, said)),
            Place::Stamps(at) => {
                columns.stamps[at]
                    .values
                    .scan(all, |row, said| self.said(row, said));
            }
            Place::Guids(at) => columns.guids[at].scan(all, |row, said| match said {
                SaidGuid::Value([high, low]) => {
                    self.key(row, high);
                    self.low.push(low);
                }
                SaidGuid::Odd => self.odd.push(row as u32),
                SaidGuid::Nothing => self.nothing.push(row as u32),
            }),
            Place::Words(at) => {
                let words = &columns.words[at];
                let ranks = ranks(words, field, names);
                words
                    .codes
                    .scan(all, |row, code| match ranks[code as usize] {
                        Some(rank) => self.key(row, u64::from(rank)),
                        None => self.nothing.push(row as u32),
                    });
            }
        }
    }

    fn said(&mut self, row: usize, said: Said) {
        match said {
            Said::Value(value) => self.key(row, value.cast_unsigned() ^ 1 << 63),
            Said::Odd => self.odd.push(row as u32),
            Said::Nothing => self.nothing.push(row as u32),
        }
    }

    fn key(&mut self, row: usize, key: u64) {
        self.keyed.keys.push(key);
        self.keyed.rows.push(row as u32);
    }
}

/// The place of each entry of a dictionary among the others; entries that read alike share one.
fn ranks(words: &Words, field: Field, names: &Names) -> Vec<Option<u32>> {
    let mut entries: Vec<(Rank<'_>, usize)> = (0..words.entries())
        .filter(|code| !words.text(*code).is_empty())
        .map(|code| (Rank::new(words, code, field, names), code))
        .collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let mut ranks = vec![None; words.entries()];
    let mut rank = 0;
    let mut before: Option<&Rank<'_>> = None;
    for (entry, code) in &entries {
        if before.is_some_and(|before| before.cmp(entry) != Ordering::Equal) {
            rank += 1;
        }
        ranks[*code] = Some(rank);
        before = Some(entry);
    }
    ranks
}

/// What an entry is compared by: numbers before words, words without case.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    Number(i64),
    Word(&'a str),
}

impl<'a> Rank<'a> {
    fn new(words: &'a Words, code: usize, field: Field, names: &'a Names) -> Self {
        let folded = words.folded(code);
        if field == Field::Profile {
            return Self::Word(names.folded_profile(folded).unwrap_or(folded));
        }
        folded.parse().map_or(Self::Word(folded), Self::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_column_and_direction() {
        let sort = Sort::parse("-number").unwrap();
        assert_eq!(
            sort,
            Sort {
                field: Field::Number,
                descending: true
            }
        );
        assert_eq!(sort.word(), "-number");
        assert_eq!(Sort::parse("nothing"), None);
    }
}
