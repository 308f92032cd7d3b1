//! A pasted list of numbers, and which of them the tenant has.

mod reading;
mod split;

use hashbrown::HashMap;

pub use reading::Unreadable;
use reading::Written;

use crate::phone::Digits;
use crate::store::Store;

/// The most numbers that are read from one paste.
pub const MAX_PASTED: usize = 10_000;
/// Rows that are named where a number without its country code fits several.
const MAX_CANDIDATES: usize = 8;

/// One number of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The line it stood in, counted from 1.
    pub line: usize,
    /// As it was pasted.
    pub text: String,
    /// Its digits as they were read; empty where it could not be.
    pub digits: String,
    /// The extension that stood behind it; it takes no part in the comparison.
    pub extension: Option<String>,
    /// It stands further up already.
    pub is_repeated: bool,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a pasted number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The tenant has it.
    Found {
        /// Its row.
        row: u32,
        /// What was done to find it.
        by: Match,
    },
    /// Written without its country code it fits several numbers of the tenant.
    Ambiguous {
        /// Some of their rows.
        rows: Vec<u32>,
    },
    /// The tenant does not have it.
    Missing,
    /// It is no number that can be looked up.
    Unreadable(Unreadable),
}

/// How a pasted number was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It was written with its country code.
    Exact,
    /// It has all its digits and no plus: a spreadsheet took it for an integer.
    LostPlus,
    /// It was written as in its own country.
    National,
}

/// A pasted list. Reading it and looking it up are separate, and looking up can be done in
/// slices.
#[derive(Debug)]
pub struct Paste {
    entries: Vec<Pasted>,
    written: Vec<Option<Written>>,
    left_out: usize,
    exact: HashMap<Digits, Option<u32>>,
    national: HashMap<Digits, Vec<u32>>,
    next_row: usize,
}

/// How many pasted numbers came to what; repeats are counted apart and nowhere else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PasteCounts {
    /// In the tenant.
    pub found: usize,
    /// Not in the tenant.
    pub missing: usize,
    /// Several could be meant.
    pub ambiguous: usize,
    /// No numbers.
    pub unreadable: usize,
    /// Standing further up already.
    pub repeated: usize,
}

impl Paste {
    /// Reads a pasted text: one number a line, or several with something between them.
    pub fn read(text: &str) -> Self {
        let mut paste = Self {
            entries: Vec::new(),
            written: Vec::new(),
            left_out: 0,
            exact: HashMap::new(),
            national: HashMap::new(),
            next_row: 0,
        };
        let mut seen = HashMap::new();
        split::pieces(text, |line, piece| {
            if paste.entries.len() < MAX_PASTED {
                paste.add(line, piece, &mut seen);
            } else {
                paste.left_out += 1;
            }
        });
        paste
    }

    /// Compares with the next `max_rows` rows of the store. Answers whether that was the last of
    /// them; outcomes count only then.
    pub fn look_up(&mut self, store: &Store, max_rows: usize) -> bool {
        let end = store.len().min(self.next_row.saturating_add(max_rows));
        for (first, slice) in store.columns().phones.slices(self.next_row..end) {
            for (row, digits) in (first as u32..).zip(slice) {
                if let Some(found) = self.exact.get_mut(digits) {
                    found.get_or_insert(row);
                }
                if let Some(rows) = self.national.get_mut(&digits.national())
                    && rows.len() < MAX_CANDIDATES
                {
                    rows.push(row);
                }
            }
        }
        self.next_row = end;
        let is_done = end == store.len();
        if is_done {
            self.conclude();
        }
        is_done
    }

    /// The numbers in the order in which they were pasted.
    pub fn entries(&self) -> &[Pasted] {
        &self.entries
    }

    /// How many numbers were too many to be read.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// How many came to what.
    pub fn counts(&self) -> PasteCounts {
        let mut counts = PasteCounts::default();
        for entry in &self.entries {
            let count = match &entry.outcome {
                _ if entry.is_repeated => &mut counts.repeated,
                Outcome::Found { .. } => &mut counts.found,
                Outcome::Missing => &mut counts.missing,
                Outcome::Ambiguous { .. } => &mut counts.ambiguous,
                Outcome::Unreadable(_) => &mut counts.unreadable,
            };
            *count += 1;
        }
        counts
    }

    /// The rows of the numbers that the tenant has, each once, in the order of the list.
    pub fn found_rows(&self) -> Vec<u32> {
        let mut seen = hashbrown::HashSet::new();
        let rows = self.entries.iter().filter_map(|entry| match entry.outcome {
            Outcome::Found { row, .. } => Some(row),
            Outcome::Ambiguous { .. } | Outcome::Missing | Outcome::Unreadable(_) => None,
        });
        rows.filter(|row| seen.insert(*row)).collect()
    }

    /// The entries that the tenant does not have, or that cannot be told, without repeats.
    pub fn not_found(&self) -> Vec<&Pasted> {
        let is_it =
            |entry: &&Pasted| !entry.is_repeated && !matches!(entry.outcome, Outcome::Found { .. });
        self.entries.iter().filter(is_it).collect()
    }

    fn add(&mut self, line: usize, piece: &str, seen: &mut HashMap<String, ()>) {
        let reading = reading::read(piece);
        let mut entry = Pasted {
            line,
            text: piece.to_owned(),
            digits: String::new(),
            extension: None,
            is_repeated: false,
            outcome: Outcome::Missing,
        };
        match reading {
            Err(problem) => {
                entry.outcome = Outcome::Unreadable(problem);
                self.written.push(None);
            }
            Ok(number) => {
                let written = number.written;
                self.exact
                    .extend(written.international().map(|digits| (digits, None)));
                self.national
                    .extend(written.national().map(|digits| (digits, Vec::new())));
                entry.digits = number.digits;
                entry.extension = number.extension;
                entry.is_repeated = seen.insert(entry.digits.clone(), ()).is_some();
                self.written.push(Some(written));
            }
        }
        self.entries.push(entry);
    }

    fn conclude(&mut self) {
        for (entry, written) in self.entries.iter_mut().zip(&self.written) {
            let Some(written) = written else { continue };
            let exact = written
                .international()
                .and_then(|digits| self.exact.get(&digits).copied().flatten());
            let national = written
                .national()
                .and_then(|digits| self.national.get(&digits));
            entry.outcome = match (exact, national.map(Vec::as_slice)) {
                (Some(row), _) => {
                    let has_plus = matches!(written, Written::International(_));
                    let by = if has_plus {
                        Match::Exact
                    } else {
                        Match::LostPlus
                    };
                    Outcome::Found { row, by }
                }
                (None, Some([row])) => Outcome::Found {
                    row: *row,
                    by: Match::National,
                },
                (None, Some(rows @ [_, _, ..])) => Outcome::Ambiguous {
                    rows: rows.to_vec(),
                },
                (None, Some([]) | None) => Outcome::Missing,
            };
        }
    }
}
