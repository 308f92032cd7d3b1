//! Which rules share numbers, and who takes them.

mod plain;
mod walk;

use std::ops::Range;

use self::walk::{Close, Seeks, Walk, Way};
use super::index::{Index, Tail};
use super::order::ways;
use crate::sorting::sort_numbers;

/// Ways through the lists of one pattern that are followed: four lists of three ranges each stay
/// below it, and nobody can read a rule with more.
const WAYS: usize = 256;

/// Steps of one run over all rules. Plain numbers need none and patterns some hundreds; only
/// thousands of patterns that begin with wildcards come near it (about a second in a browser).
const STEPS: u64 = 10_000_000;

/// For each rule, how many others take numbers from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shadows {
    /// By the rule's place in the plan: rules with another prefix that win on some of its numbers.
    pub by: Vec<usize>,
    /// Rules that could not be counted to the end: they overlap in too many ways.
    pub uncounted: Vec<usize>,
}

/// Rules that fit some number exactly as well: the server's order decides between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// Places in the plan, ascending.
    pub rules: Vec<usize>,
    /// Whether every way was followed.
    pub complete: bool,
}

impl Index {
    /// How many rules take numbers from each rule.
    pub fn shadows(&self) -> Shadows {
        let mut shadows = Shadows {
            by: vec![0; self.rule_count()],
            uncounted: Vec::new(),
        };
        let mut counted = Counted::new(self.patterns.len());
        let mut steps = STEPS;
        for own in 0..self.patterns.len() {
            let rules = self.rules_of(own..own + 1);
            if let Some(more) = self.plain_extensions(own) {
                for rule in rules {
                    shadows.by[*rule] = more;
                }
                continue;
            }
            let Some(found) = self.overlaps(own, Seeks::Better, &mut steps) else {
                shadows.uncounted.extend_from_slice(rules);
                continue;
            };
            counted.begin();
            let better: usize = found
                .better
                .into_iter()
                .map(|patterns| counted.once(self, patterns))
                .sum();
            let tied = found
                .equal
                .iter()
                .filter(|other| **other != own && !counted.has(**other));
            let tied: Vec<usize> = tied.copied().collect();
            for rule in rules {
                let earlier = tied.iter().map(|other| self.earlier(*other, *rule));
                shadows.by[*rule] = better + earlier.sum::<usize>();
            }
        }
        self.count_lists_over_plain(&mut shadows.by);
        sort_numbers(&mut shadows.uncounted);
        shadows
    }

    /// The rules that fit some number exactly as well as this one does, itself left out.
    pub fn ties(&self, rule: usize) -> Ties {
        let Some(own) = self.pattern(rule) else {
            return Ties::default();
        };
        if !self.has_lists() && self.is_plain(own) {
            let rules = self
                .same_prefix(rule)
                .iter()
                .copied()
                .filter(|other| *other != rule);
            return Ties {
                rules: rules.collect(),
                complete: true,
            };
        }
        let found = self.overlaps(own, Seeks::Equal, &mut STEPS.clone());
        let complete = found.is_some();
        let mut rules: Vec<usize> = found
            .map_or_else(|| vec![own], |found| found.equal)
            .into_iter()
            .flat_map(|pattern| self.rules_of(pattern..pattern + 1))
            .copied()
            .filter(|other| *other != rule)
            .collect();
        sort_numbers(&mut rules);
        Ties { rules, complete }
    }

    /// Nothing when there are too many ways or no steps are left.
    fn overlaps(&self, own: usize, seeks: Seeks, steps: &mut u64) -> Option<Overlaps> {
        let mut overlaps = Overlaps::default();
        for way in self.ways_of(own)? {
            let mut walk = Walk::new(self, &way, seeks, steps);
            walk.run();
            walk.complete().then_some(())?;
            overlaps.better.append(&mut walk.better);
            overlaps.equal.append(&mut walk.equal);
        }
        sort_numbers(&mut overlaps.equal);
        overlaps.equal.dedup();
        Some(overlaps)
    }

    fn ways_of(&self, pattern: usize) -> Option<Vec<Way>> {
        let heads = ways(&self.steps_of(pattern), WAYS)?;
        let closes = self.closes(self.patterns[pattern].tail)?;
        let pairs = heads.iter().flat_map(|places| {
            closes.iter().map(|close| Way {
                places: places.clone(),
                close: close.clone(),
            })
        });
        (heads.len() * closes.len() <= WAYS).then(|| pairs.collect())
    }

    fn closes(&self, tail: Tail) -> Option<Vec<Close>> {
        match (tail, self.suffix(tail)) {
            (_, Some(suffix)) => Some(
                ways(&suffix.steps, WAYS)?
                    .into_iter()
                    .map(Close::Suffix)
                    .collect(),
            ),
            (Tail::EndOfNumber, None) => Some(vec![Close::EndOfNumber]),
            (Tail::Open | Tail::Suffix(_), None) => Some(vec![Close::Open]),
        }
    }

    fn earlier(&self, pattern: usize, rule: usize) -> usize {
        self.rules_of(pattern..pattern + 1)
            .partition_point(|other| *other < rule)
    }
}

#[derive(Default)]
struct Overlaps {
    better: Vec<Range<usize>>,
    equal: Vec<usize>,
}

/// Keeps a pattern that is met on several ways from counting twice. Ranges met on different ways
/// are equal or apart, so their start stands for them.
struct Counted {
    round: usize,
    seen: Vec<usize>,
}

impl Counted {
    fn new(patterns: usize) -> Self {
        Self {
            round: 0,
            seen: vec![0; patterns],
        }
    }

    fn begin(&mut self) {
        self.round += 1;
    }

    fn has(&self, pattern: usize) -> bool {
        self.seen[pattern] == self.round
    }

    fn once(&mut self, index: &Index, patterns: Range<usize>) -> usize {
        if self.has(patterns.start) {
            return 0;
        }
        self.seen[patterns.start] = self.round;
        index.rules_of(patterns).len()
    }
}
