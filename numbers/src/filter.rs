//! Filters by the values that a column has.

use std::ops::Range;

use crate::bits::Bits;
use crate::field::Field;
use crate::search::mark;
use crate::store::{NO_VALUE, Store, Words};

/// A column that can be filtered and counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Facet {
    /// `isoCountryCode`.
    Country,
    /// `acquiredCapabilities`; a number has several.
    Capability,
    /// `assignmentStatus`.
    Assignment,
    /// `callingProfileId`.
    Profile,
    /// `acquiredNumberStatus`.
    Status,
    /// `sbcList`, by host; a number has several.
    Sbc,
    /// `source`.
    Source,
}

pub(crate) const FACETS: usize = 7;

/// The word for null, a missing key and an empty list.
pub const NONE: &str = "none";
/// Before a word: those that do not have it.
const NOT: char = '!';
/// Before a capability: those for which it is available and that have not acquired it.
const ONLY_AVAILABLE: char = '~';

impl Facet {
    /// Every facet, in the order in which they are shown.
    pub const ALL: [Self; FACETS] = [
        Self::Country,
        Self::Capability,
        Self::Assignment,
        Self::Profile,
        Self::Status,
        Self::Sbc,
        Self::Source,
    ];

    /// The column it filters; its word is the filter's name in an address.
    pub fn field(self) -> Field {
        match self {
            Self::Country => Field::Country,
            Self::Capability => Field::Capability,
            Self::Assignment => Field::Assignment,
            Self::Profile => Field::Profile,
            Self::Status => Field::Status,
            Self::Sbc => Field::Sbc,
            Self::Source => Field::Source,
        }
    }
}

/// What is chosen in every filter, as words of an address: a value, [`NONE`], `!` and a value
/// for those without it, `~` and a capability for those that could have it and do not.
///
/// Values are compared without case. Several values of one filter mean any of them; several
/// capabilities mean all of them, because a number has several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    chosen: [Vec<String>; FACETS],
}

impl Filters {
    /// No filter.
    pub fn new() -> Self {
        Self::default()
    }

    /// Chooses a value.
    pub fn choose(&mut self, facet: Facet, word: &str) {
        let chosen = &mut self.chosen[facet as usize];
        if !word.is_empty() && !chosen.iter().any(|other| other == word) {
            chosen.push(word.to_owned());
        }
    }

    /// Chooses a value, or no longer.
    pub fn toggle(&mut self, facet: Facet, word: &str) {
        let chosen = &mut self.chosen[facet as usize];
        let before = chosen.len();
        chosen.retain(|other| other != word);
        if chosen.len() == before {
            self.choose(facet, word);
        }
    }

    /// Lifts the filter of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.chosen[facet as usize].clear();
    }

    /// What is chosen.
    pub fn chosen(&self, facet: Facet) -> &[String] {
        &self.chosen[facet as usize]
    }

    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(Vec::is_empty)
    }
}

/// The rows of a range that pass what is chosen in one facet.
pub(crate) fn pass(facet: Facet, chosen: &[String], store: &Store, rows: Range<usize>) -> Bits {
    let mut passed = Bits::default();
    passed.resize(rows.end, true);
    for (field, test) in tests(facet, chosen) {
        let Some(words) = store.words(field) else {
            continue;
        };
        let mut marked = Bits::default();
        marked.resize(rows.end, false);
        mark(words, &test.flags(words), rows.clone(), &mut marked);
        passed.keep_within(&marked, rows.clone());
    }
    passed
}

/// A question to one column.
struct Test<'a> {
    /// Any of these, unless there are none.
    any: Vec<&'a str>,
    none: Option<&'a str>,
}

impl Test<'_> {
    fn flags(&self, words: &Words) -> Vec<bool> {
        let any: Vec<_> = self.any.iter().map(|word| value(words, word)).collect();
        let none = self.none.map(|word| value(words, word));
        crate::search::flags(words, &|code| {
            let values = words.values_of(code);
            let has = |value: &Option<u32>| value.is_some_and(|value| values.contains(&value));
            (any.is_empty() || any.iter().any(has)) && !none.iter().any(has)
        })
    }
}

fn value(words: &Words, word: &str) -> Option<u32> {
    if word == NONE {
        Some(NO_VALUE)
    } else {
        words.value(word)
    }
}

fn tests(facet: Facet, chosen: &[String]) -> Vec<(Field, Test<'_>)> {
    let field = facet.field();
    let mut tests = Vec::new();
    let mut any = Vec::new();
    for word in chosen {
        if let Some(word) = word.strip_prefix(NOT) {
            tests.push((
                field,
                Test {
                    any: Vec::new(),
                    none: Some(word),
                },
            ));
        } else if let Some(word) = word.strip_prefix(ONLY_AVAILABLE) {
            tests.push((
                field,
                Test {
                    any: Vec::new(),
                    none: Some(word),
                },
            ));
            tests.push((
                Field::Available,
                Test {
                    any: vec![word],
                    none: None,
                },
            ));
        } else if facet == Facet::Capability {
            tests.push((
                field,
                Test {
                    any: vec![word],
                    none: None,
                },
            ));
        } else {
            any.push(word.as_str());
        }
    }
    if !any.is_empty() {
        tests.push((field, Test { any, none: None }));
    }
    tests
}
