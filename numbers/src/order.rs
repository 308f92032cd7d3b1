//! The order of the rows by a column.

use std::cmp::Ordering;

use crate::field::Field;
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

#[derive(Default)]
struct Keyed {
    keys: Vec<u64>,
    rows: Vec<u32>,
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
    odd.sort_by(|a, b| {
        let by_text = odd_text(store, *a, sort.field).cmp(odd_text(store, *b, sort.field));
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

fn odd_text(store: &Store, row: u32, field: Field) -> &str {
    store.odd().get(row, field).unwrap_or_default()
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

/// Bits of a key that one pass of the sort looks at: a table of counts fits the fastest cache.
const PASS: u32 = 11;
/// Below this many rows a sort by comparison is faster than clearing the tables.
const FEW: usize = 512;

impl Keyed {
    /// Sorts by the key and leaves equals in their order. By digits from the least: it takes the
    /// same time for any order, and passes in which all keys are alike are skipped.
    fn sort(&mut self) {
        let len = self.keys.len();
        if len < FEW {
            let mut pairs: Vec<(u64, u32)> = self
                .keys
                .iter()
                .copied()
                .zip(self.rows.iter().copied())
                .collect();
            pairs.sort_by_key(|pair| pair.0);
            self.rows = pairs.into_iter().map(|pair| pair.1).collect();
            return;
        }
        let first = self.keys[0];
        let varying = self
            .keys
            .iter()
            .fold(0, |varying, key| varying | (key ^ first));
        let mut other = Self {
            keys: vec![0; len],
            rows: vec![0; len],
        };
        let mut starts = vec![0u32; 1 << PASS];
        for shift in (0..u64::BITS).step_by(PASS as usize) {
            let digit = |key: u64| (key >> shift) as usize & ((1 << PASS) - 1);
            if digit(varying) == 0 {
                continue;
            }
            starts.fill(0);
            for key in &self.keys {
                starts[digit(*key)] += 1;
            }
            let mut sum = 0;
            for start in &mut starts {
                sum += std::mem::replace(start, sum);
            }
            for (key, row) in self.keys.iter().zip(&self.rows) {
                let start = &mut starts[digit(*key)];
                other.keys[*start as usize] = *key;
                other.rows[*start as usize] = *row;
                *start += 1;
            }
            std::mem::swap(self, &mut other);
        }
    }

    /// Sorts by the key, and by the other halves of it where that is the same.
    fn sort_with(&mut self, low: Vec<u64>, flip: u64) {
        let places = (0..low.len() as u32).collect();
        let mut by_low = Self {
            keys: low.into_iter().map(|key| key ^ flip).collect(),
            rows: places,
        };
        by_low.sort();
        let pick = |at: &u32| (self.keys[*at as usize], self.rows[*at as usize]);
        let (keys, rows) = by_low.rows.iter().map(pick).unzip();
        *self = Self { keys, rows };
        self.sort();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_sort_as_they_should(few in prop::collection::vec(0..5u64, 0..40), wide in any::<u64>(), many in 0..2000usize) {
            let keys: Vec<u64> = few.iter().copied().chain((0..many as u64).map(|at| at.wrapping_mul(wide) >> (at % 60))).collect();
            let rows: Vec<u32> = (0..keys.len() as u32).collect();
            let mut sorted = Keyed { keys: keys.clone(), rows: rows.clone() };
            sorted.sort();
            let mut naive = rows;
            naive.sort_by_key(|row| keys[*row as usize]);
            prop_assert_eq!(sorted.rows, naive);
        }
    }

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
