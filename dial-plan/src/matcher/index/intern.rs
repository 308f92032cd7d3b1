//! Lists and suffixes stand in the tree by number, so that equal ones are kept and compared once.

use std::collections::HashMap;

use super::{Label, List, Pattern, Suffix, Tail};
use crate::notation::{Ending, NumberList, Prefix, Step, Wildcard};

#[derive(Default)]
pub(super) struct Interned {
    lists: HashMap<NumberList, u32>,
    suffixes: HashMap<Vec<Step>, u32>,
}

impl Interned {
    pub(super) fn pattern(&mut self, prefix: &Prefix) -> Pattern {
        let labels = prefix.steps().iter().map(|step| self.label(step)).collect();
        let tail = match prefix.ending() {
            Ending::Open => Tail::Open,
            Ending::EndOfNumber => Tail::EndOfNumber,
            Ending::Suffix(steps) => Tail::Suffix(number(&mut self.suffixes, steps)),
        };
        Pattern { labels, tail }
    }

    pub(super) fn into_parts(self) -> (Vec<List>, Vec<Suffix>) {
        let lists = in_order(self.lists).into_iter().map(|numbers| {
            let rows = numbers.rows();
            List { numbers, rows }
        });
        let suffixes = in_order(self.suffixes).into_iter().map(|steps| {
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
            Step::List(list) => Label::List(number(&mut self.lists, list)),
        }
    }
}

fn number<Q, K>(known: &mut HashMap<K, u32>, key: &Q) -> u32
where
    Q: std::hash::Hash + Eq + ToOwned<Owned = K> + ?Sized,
    K: std::hash::Hash + Eq + std::borrow::Borrow<Q>,
{
    if let Some(number) = known.get(key) {
        return *number;
    }
    // As many rules as that do not fit into memory.
    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
    known.insert(key.to_owned(), next);
    next
}

fn in_order<K>(known: HashMap<K, u32>) -> Vec<K> {
    let mut all: Vec<(K, u32)> = known.into_iter().collect();
    all.sort_unstable_by_key(|(_, number)| *number);
    all.into_iter().map(|(key, _)| key).collect()
}
