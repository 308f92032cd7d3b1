//! How many rows have which value.

use super::View;
use crate::bits::Bits;
use crate::field::Field;
use crate::filter::{Facet, NONE};
use crate::index::Index;
use crate::order::merge;
use crate::store::{NO_VALUE, Store, Words, parts};

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
                only_available: 0,
            })
            .collect();
        if facet == Facet::Capability {
            add_only_available(store, words, &offered_rows, self.seen, &mut values);
        }
        values.retain(|tally| {
            let is_chosen = self.filters.chosen(facet).contains(&tally.word);
            tally.offered > 0 || tally.only_available > 0 || is_chosen
        });
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        merge::sort(&mut order, &|a, b| {
            let (a, b) = (&values[a as usize], &values[b as usize]);
            b.offered.cmp(&a.offered).then_with(|| a.word.cmp(&b.word))
        });
        let values = order
            .into_iter()
            .map(|at| values[at as usize].clone())
            .collect();
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
        let mut codes = Vec::new();
        for part in parts(0..len) {
            words.codes.unpack(&part, &mut codes);
            for (row, code) in part.zip(&codes) {
                by_code[*code as usize] += u32::from(rows.has(row));
            }
        }
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

/// Counts the rows that could acquire a capability and have not, and adds capabilities that
/// nobody has acquired.
fn add_only_available(
    store: &Store,
    acquired: &Words,
    rows: &Bits,
    len: usize,
    tallies: &mut Vec<Tally>,
) {
    let Some(available) = store.words(Field::Available) else {
        return;
    };
    let mut counts = vec![0; available.values()];
    for ((has, could), rows) in pairs(acquired, available, rows, len) {
        let has = acquired.values_of(has);
        for value in available.values_of(could) {
            let is_acquired = acquired
                .value(available.label(*value))
                .is_some_and(|value| has.contains(&value));
            if *value != NO_VALUE && !is_acquired {
                counts[*value as usize] += rows;
            }
        }
    }
    for (value, count) in (NO_VALUE..).zip(counts).filter(|(_, count)| *count > 0) {
        let label = available.label(value);
        match acquired.value(label) {
            Some(value) => tallies[value as usize].only_available = count,
            None => tallies.push(Tally {
                value: Some(label.to_owned()),
                word: label.to_owned(),
                offered: 0,
                shown: 0,
                only_available: count,
            }),
        }
    }
}

/// How many of the rows have each pair of codes.
fn pairs(a: &Words, b: &Words, rows: &Bits, len: usize) -> Vec<((usize, usize), u32)> {
    let mut index = Index::default();
    let mut counts: Vec<((usize, usize), u32)> = Vec::new();
    let mut last = 0;
    rows.each(0..len, |row| {
        let pair = (a.codes.get(row) as usize, b.codes.get(row) as usize);
        if counts.get(last).is_none_or(|count| count.0 != pair) {
            let hash = index.hash([pair.0.to_le_bytes(), pair.1.to_le_bytes()].as_flattened());
            let found = index.find(hash, &|at| counts[at as usize].0 == pair);
            last = found.map_or(counts.len(), |at| at as usize);
            if found.is_none() {
                index.insert(hash, last as u32);
                counts.push((pair, 0));
            }
        }
        counts[last].1 += 1;
    });
    counts
}
