//! The order of the rows by a column.

pub(crate) mod merge;
mod radix;

use std::ops::Range;

use radix::Keyed;

use crate::field::Field;
use crate::json;
use crate::names::Names;
use crate::store::{Integers, Place, Said, SaidGuid, Store, Words, parts};

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
        nothing,
    } = rows;
    let flip = if sort.descending { u64::MAX } else { 0 };
    keyed.keys.iter_mut().for_each(|key| *key ^= flip);
    if low.is_empty() {
        keyed.sort();
    } else {
        keyed.sort_with(low, flip);
    }
    let text = |row: u32| store.odd().get(row, sort.field).unwrap_or_default();
    merge::sort(&mut odd, &|a, b| {
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
        let columns = store.columns();
        let mut stored = Vec::new();
        let ranks = match Place::of(field) {
            Place::Words(at) => ranks(&columns.words[at], field, names),
            Place::Phones | Place::Ids(_) | Place::Stamps(_) | Place::Guids(_) => Vec::new(),
        };
        for rows in parts(0..store.len()) {
            match Place::of(field) {
                Place::Phones => {
                    for row in rows {
                        match columns.phones.get(row) {
                            digits if digits.is_empty() => self.odd(store, row, field),
                            digits => self.key(row, digits.0),
                        }
                    }
                }
                Place::Ids(at) => {
                    self.integers(&columns.ids[at].0, rows, &mut stored, store, field);
                }
                Place::Stamps(at) => {
                    self.integers(&columns.stamps[at].values, rows, &mut stored, store, field);
                }
                Place::Guids(at) => {
                    columns.guids[at].unpack(&rows, &mut stored);
                    for (row, place) in rows.zip(&stored) {
                        if let SaidGuid::Value([high, low]) = columns.guids[at].said(row, *place) {
                            self.key(row, high);
                            self.low.push(low);
                        } else {
                            self.odd(store, row, field);
                        }
                    }
                }
                Place::Words(at) => {
                    columns.words[at].codes.unpack(&rows, &mut stored);
                    for (row, code) in rows.zip(&stored) {
                        match ranks[*code as usize] {
                            Some(rank) => self.key(row, u64::from(rank)),
                            None => self.nothing.push(row as u32),
                        }
                    }
                }
            }
        }
    }

    fn integers(
        &mut self,
        column: &Integers,
        rows: Range<usize>,
        stored: &mut Vec<u64>,
        store: &Store,
        field: Field,
    ) {
        column.unpack(&rows, stored);
        for (row, stored) in rows.zip(stored) {
            if let Said::Value(value) = column.said(row, *stored) {
                self.key(row, value.cast_unsigned() ^ 1 << 63);
            } else {
                self.odd(store, row, field);
            }
        }
    }

    /// A cell without a key: it can be compared as text, unless it says nothing at all.
    fn odd(&mut self, store: &Store, row: usize, field: Field) {
        let raw = store.odd().get(row as u32, field).unwrap_or_default();
        let list = if json::readable(raw).trim().is_empty() {
            &mut self.nothing
        } else {
            &mut self.odd
        };
        list.push(row as u32);
    }

    fn key(&mut self, row: usize, key: u64) {
        self.keyed.keys.push(key);
        self.keyed.rows.push(row as u32);
    }
}

/// The place of each entry of a dictionary among the others; entries that read alike share one.
fn ranks(words: &Words, field: Field, names: &Names) -> Vec<Option<u32>> {
    let entry = |code: u32| Rank::new(words, code as usize, field, names);
    let mut codes: Vec<u32> = (0..words.entries() as u32).collect();
    codes.retain(|code| !words.text(*code as usize).is_empty());
    merge::sort(&mut codes, &|a, b| entry(a).cmp(&entry(b)));
    let mut ranks = vec![None; words.entries()];
    let mut rank = 0;
    let mut before = None;
    for code in codes {
        if before.is_some_and(|before| entry(before) != entry(code)) {
            rank += 1;
        }
        ranks[code as usize] = Some(rank);
        before = Some(code);
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
