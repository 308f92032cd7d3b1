//! How many rows have which value.

use hashbrown::HashMap;

use super::View;
use crate::bits::Bits;
use crate::field::Field;
use crate::filter::{Facet, NONE};
use crate::store::{NO_VALUE, Store, Words};

/// How many rows have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The value as it was sent; nothing for null, a missing key and an empty list.
    pub value: Option<String>,
    /// The word for it in an address.
    pub word: String,
    /// Rows with it when everything is filtered but this facet: what choosing it would show.
    pub offered: u32,
    /// Rows with it among those shown: the summary.
    pub shown: u32,
    /// For capabilities: rows for which it is available and that have not acquired it, everything
    /// filtered but this facet.
    pub only_available: u32,
}

/// The values of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Every value that occurs, the most frequent first.
    pub values: Vec<Tally>,
    /// Rows when everything is filtered but this facet; without a value it is the difference.
    pub offered: u32,
}

impl View {
    /// Counts the values of a facet.
    pub fn tallies(&self, store: &Store, facet: Facet) -> Tallies {
        let Some(words) = store.words(facet.field()) else {
            return Tallies::default();
        };
        let offered_rows = self.all_but(Some(facet));
        let offered = count(words, &offered_rows, self.seen);
        let is_filtered = !self.filters.chosen(facet).is_empty();
        let shown = if is_filtered {
            count(words, &self.shown, self.seen)
        } else {
            offered.clone()
        };
        let only_available = if facet == Facet::Capability {
            only_available(store, words, &offered_rows, self.seen)
        } else {
            HashMap::new()
        };
        let mut values: Vec<Tally> = (NO_VALUE..)
            .zip(offered.into_iter().zip(shown))
            .map(|(value, (offered, shown))| Tally {
                value: (value != NO_VALUE).then(|| words.label(value).to_owned()),
                word: if value == NO_VALUE {
                    NONE
                } else {
                    words.label(value)
                }
                .to_owned(),
                offered,
                shown,
                only_available: only_available
                    .get(words.key_of(value))
                    .map_or(0, |(_, count)| *count),
            })
            .collect();
        for (key, (label, count)) in &only_available {
            if words.value(key).is_none() {
                values.push(Tally {
                    value: Some(label.clone()),
                    word: label.clone(),
                    offered: 0,
                    shown: 0,
                    only_available: *count,
                });
            }
        }
        values.retain(|tally| {
            let is_chosen = self.filters.chosen(facet).contains(&tally.word);
            tally.offered > 0 || tally.only_available > 0 || is_chosen
        });
        values.sort_by(|a, b| b.offered.cmp(&a.offered).then_with(|| a.word.cmp(&b.word)));
        Tallies {
            values,
            offered: offered_rows.count() as u32,
        }
    }
}

/// How many of the rows have each value.
fn count(words: &Words, rows: &Bits, len: usize) -> Vec<u32> {
    let mut by_code = vec![0u32; words.entries()];
    // Looking at all rows in turn is cheaper than looking up each one, unless they are few.
    if rows.count() > len / 8 {
        words.codes.scan(0..len, |row, code| {
            by_code[code as usize] += u32::from(rows.has(row));
        });
    } else {
        rows.each(0..len, |row| by_code[words.codes.get(row) as usize] += 1);
    }
    let mut by_value = vec![0; words.values()];
    for (code, count) in by_code.into_iter().enumerate() {
        for value in words.values_of(code) {
            by_value[*value as usize] += count;
        }
    }
    by_value
}

/// How many of the rows could acquire a capability that they have not, by its key, and how it is
/// spelled.
fn only_available(
    store: &Store,
    acquired: &Words,
    rows: &Bits,
    len: usize,
) -> HashMap<String, (String, u32)> {
    let mut counts: HashMap<String, (String, u32)> = HashMap::new();
    let Some(available) = store.words(Field::Available) else {
        return counts;
    };
    for ((has, could), rows) in pairs(acquired, available, rows, len) {
        let has: Vec<&str> = acquired
            .values_of(has)
            .iter()
            .map(|value| acquired.key_of(*value))
            .collect();
        for value in available.values_of(could) {
            let key = available.key_of(*value);
            if *value != NO_VALUE && !has.contains(&key) {
                let label = || (available.label(*value).to_owned(), 0);
                counts.entry(key.to_owned()).or_insert_with(label).1 += rows;
            }
        }
    }
    counts
}

/// Pairs of codes that are counted in a table. A tenant has a few dozen lists of capabilities;
/// where a server makes up thousands, the pairs are looked up.
const MAX_TABLE: usize = 1 << 16;

/// How many of the rows have each pair of codes.
fn pairs(a: &Words, b: &Words, rows: &Bits, len: usize) -> Vec<((usize, usize), u32)> {
    let width = b.entries();
    let place = |row: usize| a.codes.get(row) as usize * width + b.codes.get(row) as usize;
    let pair = |place: usize| (place / width, place % width);
    if a.entries() * width > MAX_TABLE {
        let mut counts: HashMap<usize, u32> = HashMap::new();
        rows.each(0..len, |row| *counts.entry(place(row)).or_default() += 1);
        return counts
            .into_iter()
            .map(|(place, count)| (pair(place), count))
            .collect();
    }
    let mut counts = vec![0u32; a.entries() * width];
    rows.each(0..len, |row| counts[place(row)] += 1);
    let counted = counts
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0);
    counted.map(|(place, count)| (pair(place), count)).collect()
}
