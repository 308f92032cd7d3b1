//! A pasted list of numbers, and which of them the tenant has.

mod reading;
mod split;

pub use reading::Unreadable;
use reading::Written;

use crate::bits::Bits;
use crate::index::Index;
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
    exact: Sought,
    national: Sought,
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
            exact: Sought::default(),
            national: Sought::default(),
            next_row: 0,
        };
        let mut seen = Index::default();
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
                self.exact.meet(*digits, row);
                self.national.meet(digits.national(), row);
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
        let rows = self.entries.iter().filter_map(|entry| match entry.outcome {
            Outcome::Found { row, .. } if !entry.is_repeated => Some(row),
            Outcome::Found { .. }
            | Outcome::Ambiguous { .. }
            | Outcome::Missing
            | Outcome::Unreadable(_) => None,
        });
        rows.collect()
    }

    /// The entries that the tenant does not have, or that cannot be told, without repeats.
    pub fn not_found(&self) -> Vec<&Pasted> {
        let is_it =
            |entry: &&Pasted| !entry.is_repeated && !matches!(entry.outcome, Outcome::Found { .. });
        self.entries.iter().filter(is_it).collect()
    }

    fn add(&mut self, line: usize, piece: &str, seen: &mut Index) {
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
                if let Some(digits) = written.international() {
                    self.exact.seek(digits);
                }
                if let Some(digits) = written.national() {
                    self.national.seek(digits);
                }
                let hash = seen.hash(number.digits.as_bytes());
                let is_it = |at: u32| self.entries[at as usize].digits == number.digits;
                entry.is_repeated = seen.find(hash, &is_it).is_some();
                seen.insert(hash, self.entries.len() as u32);
                entry.digits = number.digits;
                entry.extension = number.extension;
                self.written.push(Some(written));
            }
        }
        self.entries.push(entry);
    }

    fn conclude(&mut self) {
        let mut seen = Bits::default();
        seen.resize(self.next_row, false);
        for (entry, written) in self.entries.iter_mut().zip(&self.written) {
            let Some(written) = written else { continue };
            let exact = written
                .international()
                .and_then(|digits| self.exact.rows(digits));
            let national = written
                .national()
                .and_then(|digits| self.national.rows(digits));
            let (row, by) = match (exact, national) {
                (Some([row, ..]), _) => {
                    let has_plus = matches!(written, Written::International(_));
                    (
                        *row,
                        if has_plus {
                            Match::Exact
                        } else {
                            Match::LostPlus
                        },
                    )
                }
                (_, Some([row])) => (*row, Match::National),
                (_, Some(rows @ [_, _, ..])) => {
                    entry.outcome = Outcome::Ambiguous {
                        rows: rows.to_vec(),
                    };
                    continue;
                }
                (_, Some([]) | None) => continue,
            };
            entry.outcome = Outcome::Found { row, by };
            // The same number may stand there twice in two ways of writing it.
            entry.is_repeated |= seen.has(row as usize);
            seen.set(row as usize);
        }
    }
}

/// Numbers that are looked for, and the rows that have them.
#[derive(Debug, Default)]
struct Sought {
    index: Index,
    numbers: Vec<(Digits, Vec<u32>)>,
}

impl Sought {
    fn find(&self, digits: Digits) -> (u32, Option<usize>) {
        let hash = self.index.hash(&digits.0.to_le_bytes());
        let at = self
            .index
            .find(hash, &|at| self.numbers[at as usize].0 == digits);
        (hash, at.map(|at| at as usize))
    }

    fn seek(&mut self, digits: Digits) {
        if let (hash, None) = self.find(digits) {
            self.index.insert(hash, self.numbers.len() as u32);
            self.numbers.push((digits, Vec::new()));
        }
    }

    fn meet(&mut self, digits: Digits, row: u32) {
        if let (_, Some(at)) = self.find(digits)
            && let Some((_, rows)) = self.numbers.get_mut(at)
            && rows.len() < MAX_CANDIDATES
        {
            rows.push(row);
        }
    }

    fn rows(&self, digits: Digits) -> Option<&[u32]> {
        self.find(digits).1.map(|at| self.numbers[at].1.as_slice())
    }
}
