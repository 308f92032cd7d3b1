//! One number against all rules.

use super::index::{Index, Node, Tail};
use super::order::{Characters, Rank};
use crate::notation::{NumberList, Step};
use crate::sorting::{in_order, sort_numbers, sort_places};

/// What becomes of one number. Rules are named by their place in the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Match {
    /// The rule that the SBC would take.
    pub winner: Option<usize>,
    /// The other rules that fit, the better first.
    pub shadowed: Vec<usize>,
}

impl Index {
    /// Which rule wins for this number, and which it shadows. The number is taken as it is; see
    /// [`super::dialled`] for typed ones.
    pub fn test(&self, number: &str) -> Match {
        let mut search = Search {
            index: self,
            number: number.as_bytes(),
            found: Vec::new(),
        };
        search.descend(&self.root(), 0, &mut Vec::new());
        let found = search.found;
        let mut places: Vec<usize> = (0..found.len()).collect();
        sort_places(&mut places, &|a, b| found[a].0.cmp(&found[b].0));
        let found = in_order(found, &places);
        let mut order = Vec::new();
        let mut at = 0;
        while let Some((rank, _)) = found.get(at) {
            // Equal all along: the plan's order decides.
            let equal = found[at..]
                .iter()
                .take_while(|(other, _)| other == rank)
                .count();
            let mut tied: Vec<usize> = found[at..at + equal]
                .iter()
                .flat_map(|(_, pattern)| self.rules_of(*pattern..*pattern + 1))
                .copied()
                .collect();
            sort_numbers(&mut tied);
            order.append(&mut tied);
            at += equal;
        }
        let mut order = order.into_iter();
        Match {
            winner: order.next(),
            shadowed: order.collect(),
        }
    }
}

struct Search<'a> {
    index: &'a Index,
    number: &'a [u8],
    found: Vec<(Vec<Rank>, usize)>,
}

impl Search<'_> {
    fn descend(&mut self, node: &Node, at: usize, ranks: &mut Vec<Rank>) {
        let index = self.index;
        for pattern in index.ended(node) {
            if let Some(mut tail) = self.tail(index.patterns[pattern].tail, at) {
                let mut key = ranks.clone();
                key.append(&mut tail);
                self.found.push((key, pattern));
            }
        }
        let Some(next) = self.number.get(at).copied() else {
            return;
        };
        for (label, child) in index.children(node) {
            let before = ranks.len();
            if let Some((characters, rank)) = Index::place(label) {
                if characters.has(next) {
                    ranks.push(rank);
                    self.descend(&child, at + 1, ranks);
                }
            } else if let Some(list) = index.list(label) {
                let width = list.numbers.width();
                let digits = self.number.get(at..at + width);
                if let Some(step) = digits.and_then(|digits| list_ranks(&list.numbers, digits)) {
                    ranks.extend_from_slice(&step);
                    self.descend(&child, at + width, ranks);
                }
            }
            ranks.truncate(before);
        }
    }

    /// The ranks from the end of the prefix on, when the rest of the number fits.
    fn tail(&self, tail: Tail, at: usize) -> Option<Vec<Rank>> {
        match tail {
            Tail::Open => Some(vec![Rank::open()]),
            Tail::EndOfNumber => (at == self.number.len()).then(|| vec![Rank::specific()]),
            Tail::Suffix(_) => {
                let suffix = self.index.suffix(tail)?;
                // The suffix follows the prefix: no digit counts for both.
                let from = self
                    .number
                    .len()
                    .checked_sub(suffix.length)
                    .filter(|from| *from >= at)?;
                let mut digits = steps_ranks(&suffix.steps, &self.number[from..])?;
                digits.insert(0, Rank::suffix(suffix.length));
                Some(digits)
            }
        }
    }
}

fn steps_ranks(steps: &[Step], mut rest: &[u8]) -> Option<Vec<Rank>> {
    let mut ranks = Vec::new();
    for step in steps {
        let width = match step {
            Step::Exactly(character) => {
                (rest.first()? == character).then(|| ranks.push(Rank::specific()))?;
                1
            }
            Step::Wildcard(wildcard) => {
                let fits = Characters::wildcard(*wildcard).has(*rest.first()?);
                fits.then(|| ranks.push(Rank::wildcard(*wildcard)))?;
                1
            }
            Step::List(list) => {
                ranks.append(&mut list_ranks(list, rest.get(..list.width())?)?);
                list.width()
            }
        };
        rest = &rest[width..];
    }
    Some(ranks)
}

fn list_ranks(list: &NumberList, digits: &[u8]) -> Option<Vec<Rank>> {
    (0..digits.len())
        .map(|at| {
            let digit = digits[at].checked_sub(b'0').filter(|digit| *digit <= 9)?;
            let allowed = list.next_digits(&digits[..at]);
            (allowed & 1 << digit != 0).then(|| Rank::listed(allowed.count_ones()))
        })
        .collect()
}
