//! Search that does not mind formatting.

mod guid_part;
mod query;

pub(crate) use query::Query;

use std::ops::Range;

use guid_part::GuidPart;
use query::{Term, Way};

use crate::bits::Bits;
use crate::field::Field;
use crate::names::Names;
use crate::phone::Digits;
use crate::store::{Said, Store, Words, parts};

/// Columns of words that are searched. Capabilities that are only available are not: who searches
/// for one looks for the numbers that have it.
const WORDS: [Field; 9] = [
    Field::Source,
    Field::Sbc,
    Field::Status,
    Field::Profile,
    Field::Capability,
    Field::Country,
    Field::Assignment,
    Field::Tenant,
    Field::Verification,
];

/// The rows of a range that the query finds, of those that may be found at all.
pub(crate) fn find(
    query: &Query,
    store: &Store,
    names: &Names,
    rows: Range<usize>,
    candidates: &mut Bits,
) {
    for term in &query.terms {
        let mut found = Bits::default();
        found.resize(rows.end, false);
        let search = Search {
            store,
            names,
            rows: rows.clone(),
            candidates,
        };
        search.term(term, &mut found);
        candidates.keep_within(&found, rows.clone());
    }
}

struct Search<'a> {
    store: &'a Store,
    names: &'a Names,
    rows: Range<usize>,
    candidates: &'a Bits,
}

impl Search<'_> {
    fn term(&self, term: &Term, found: &mut Bits) {
        for way in &term.ways {
            match way {
                Way::Digits(part) => self.phones(|digits| digits.contains(*part), found),
                Way::Begins(part) => self.phones(|digits| digits.starts_with(*part), found),
                Way::Text(text) => self.text(text, found),
                Way::Guid(part) => self.guids(part, found),
                Way::Id(id) => self.ids(*id, found),
            }
        }
    }

    fn phones(&self, matches: impl Fn(Digits) -> bool, found: &mut Bits) {
        let phones = &self.store.columns().phones;
        // Once few rows are left, as after the first letters of a term, only they are looked at.
        if self.candidates.count() < self.rows.len() / 8 {
            self.candidates.each(self.rows.clone(), |row| {
                if matches(phones.get(row)) {
                    found.set(row);
                }
            });
            return;
        }
        for (first, slice) in phones.slices(self.rows.clone()) {
            for (at, digits) in slice.iter().enumerate() {
                if matches(*digits) {
                    found.set(first + at);
                }
            }
        }
    }

    fn text(&self, text: &str, found: &mut Bits) {
        for field in WORDS {
            let Some(words) = self.store.words(field) else {
                continue;
            };
            let flags = flags(words, &|code| {
                let folded = words.folded(code);
                let name = if field == Field::Profile {
                    self.names.folded_profile(folded)
                } else if field == Field::Country {
                    self.names.folded_country(folded)
                } else {
                    None
                };
                folded.contains(text) || name.is_some_and(|name| name.contains(text))
            });
            mark(words, &flags, self.rows.clone(), found);
        }
        self.store.odd().scan(self.rows.clone(), |row, raw| {
            if raw.to_lowercase().contains(text) {
                found.set(row);
            }
        });
    }

    fn guids(&self, part: &GuidPart, found: &mut Bits) {
        for column in &self.store.columns().guids {
            column.find(self.rows.clone(), &|bits| part.is_in(bits), found);
        }
    }

    fn ids(&self, id: i64, found: &mut Bits) {
        let mut stored = Vec::new();
        for column in &self.store.columns().ids {
            for rows in parts(self.rows.clone()) {
                column.0.unpack(&rows, &mut stored);
                for (row, stored) in rows.zip(&stored) {
                    if column.0.said(row, *stored) == Said::Value(id) {
                        found.set(row);
                    }
                }
            }
        }
    }
}

/// What holds for each entry of a dictionary.
pub(crate) fn flags(words: &Words, holds: &dyn Fn(usize) -> bool) -> Vec<bool> {
    (0..words.entries()).map(holds).collect()
}

/// Puts the rows whose entry is flagged into the set.
pub(crate) fn mark(words: &Words, flags: &[bool], rows: Range<usize>, found: &mut Bits) {
    if !flags.contains(&true) {
        return;
    }
    let mut codes = Vec::new();
    for rows in parts(rows) {
        words.codes.unpack(&rows, &mut codes);
        for (row, code) in rows.zip(&codes) {
            if flags.get(*code as usize).is_some_and(|flag| *flag) {
                found.set(row);
            }
        }
    }
}
