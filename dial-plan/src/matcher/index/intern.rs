//! Lists and suffixes stand in the tree by number, so that equal ones are kept and compared once.

use std::hash::Hash;

use hashbrown::HashMap;

use super::{Label, List, Pattern, Suffix, Tail};
use crate::notation::{Ending, NumberList, Prefix, Step, Wildcard};

#[derive(Default)]
pub(super) struct Interned {
    lists: Numbered<NumberList>,
    suffixes: Numbered<Vec<Step>>,
}

/// Things that are told apart, in the order they came.
struct Numbered<T> {
    numbers: HashMap<T, u32>,
    things: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            things: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.numbers.get(thing) {
            return *number;
        }
        // As many rules as that do not fit into memory.
        let next = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        self.numbers.insert(thing.clone(), next);
        self.things.push(thing.clone());
        next
    }
}

impl Interned {
    pub(super) fn pattern(&mut self, prefix: &Prefix) -> Pattern {
        let labels = prefix.steps().iter().map(|step| self.label(step)).collect();
        let tail = match prefix.ending() {
            Ending::Open => Tail::Open,
            Ending::EndOfNumber => Tail::EndOfNumber,
            Ending::Suffix(steps) => Tail::Suffix(self.suffixes.number(steps)),
        };
        Pattern { labels, tail }
    }

    pub(super) fn into_parts(self) -> (Vec<List>, Vec<Suffix>) {
        let lists = self.lists.things.into_iter().map(|numbers| {
            let rows = numbers.rows();
            List { numbers, rows }
        });
        let suffixes = self.suffixes.things.into_iter().map(|steps| {
            let length = steps.iter().map(Step::width).sum();
            Suffix { steps, length }
        });
        (lists.collect(), suffixes.collect())
    }

    fn label(&mut self, step: &Step) -> Label {
        match step {
            Step::Exactly(character) => Label::Exactly(*character),
            Step::Wildcard(Wildcard::N) => Label::Wildcard(0),
            Step::Wildcard(Wildcard::Z) => Label::Wildcard(1),
            Step::Wildcard(Wildcard::X) => Label::Wildcard(2),
            Step::Wildcard(Wildcard::AnyCharacter) => Label::Wildcard(3),
            Step::List(list) => Label::List(self.lists.number(list)),
        }
    }
}
