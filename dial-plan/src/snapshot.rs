//! A dial plan as it was read: its rules, in the order of the server.

use std::cmp::Ordering;
use std::hash::Hasher as _;

use fnv::FnvHasher;
use hashbrown::HashMap;

use crate::rule::Rule;
use crate::sorting::sort_places;

/// The rules of one dial plan at one moment: a multiset, with the server's order kept beside it.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    rules: Vec<Rule>,
    /// Places in `rules`, sorted by prefix, tag, name, and then by place.
    sorted: Vec<usize>,
}

impl Snapshot {
    /// Takes the rules in the order in which the server gave them.
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut sorted: Vec<usize> = (0..rules.len()).collect();
        sort_places(&mut sorted, &|a, b| compare(&rules[a], &rules[b]));
        Self { rules, sorted }
    }

    /// The rules in the server's order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// How often exactly this rule stands in the plan.
    pub fn count(&self, rule: &Rule) -> usize {
        let from = self
            .sorted
            .partition_point(|at| compare(&self.rules[*at], rule).is_lt());
        self.equal(from, |other| compare(other, rule).is_eq())
    }

    /// The rules with exactly this prefix, as places in [`Self::rules`].
    pub fn with_prefix(&self, prefix: &str) -> &[usize] {
        let from = self
            .sorted
            .partition_point(|at| self.rules[*at].prefix.as_str() < prefix);
        let length = self.equal(from, |other| other.prefix == prefix);
        &self.sorted[from..from + length]
    }

    /// The rules that are left, in order, when these are taken away: one copy for each.
    pub(crate) fn without<'a>(&self, taken: impl Iterator<Item = &'a Rule>) -> Vec<Rule> {
        let mut going: HashMap<&Rule, usize> = HashMap::new();
        for rule in taken {
            *going.entry(rule).or_default() += 1;
        }
        let left = self.rules.iter().filter(|rule| match going.get_mut(rule) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            Some(_) | None => true,
        });
        left.cloned().collect()
    }

    /// Whether some rule's prefix begins with `head`.
    pub fn has_prefix_under(&self, head: &str) -> bool {
        let from = self
            .sorted
            .partition_point(|at| self.rules[*at].prefix.as_str() < head);
        self.sorted
            .get(from)
            .is_some_and(|at| self.rules[*at].prefix.starts_with(head))
    }

    /// A fingerprint of the multiset: equal for equal rules in any order. It tells whether a plan
    /// has moved; nothing is trusted because of it.
    pub fn digest(&self) -> String {
        let mut hasher = FnvHasher::default();
        for rule in self.in_order() {
            for part in [&rule.prefix, &rule.tag, &rule.name] {
                hasher.write(part.as_bytes());
                // No text holds this byte, so it keeps ("ab", "c") apart from ("a", "bc").
                hasher.write(&[0xff]);
            }
        }
        format!("{:016x}", hasher.finish())
    }

    /// What has to be added to and removed from this plan to have the other one.
    pub fn difference(&self, later: &Self) -> Difference {
        let mut difference = Difference::default();
        let (mut left, mut right) = (self.in_order().peekable(), later.in_order().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some(old), Some(new)) => compare(old, new),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            if order.is_le()
                && let Some(old) = left.next()
                && order.is_lt()
            {
                difference.removed.push(old.clone());
            }
            if order.is_ge()
                && let Some(new) = right.next()
                && order.is_gt()
            {
                difference.added.push(new.clone());
            }
        }
        let same = difference.added.is_empty() && difference.removed.is_empty();
        difference.reordered = same && self.rules != later.rules;
        difference
    }

    /// How many rules from a place on are alike: one or none nearly always.
    fn equal(&self, from: usize, alike: impl Fn(&Rule) -> bool) -> usize {
        let rest = &self.sorted[from..];
        let few = rest
            .iter()
            .take(2)
            .take_while(|at| alike(&self.rules[**at]))
            .count();
        if few < 2 {
            few
        } else {
            rest.partition_point(|at| alike(&self.rules[*at]))
        }
    }

    fn in_order(&self) -> impl Iterator<Item = &Rule> {
        self.sorted.iter().map(|at| &self.rules[*at])
    }
}

/// What lies between two readings of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rules that only the later reading has, once for each copy.
    pub added: Vec<Rule>,
    /// Rules that only the earlier reading has, once for each copy.
    pub removed: Vec<Rule>,
    /// The rules are the same and their order is not.
    pub reordered: bool,
}

impl Difference {
    /// Nothing lies between the two.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && !self.reordered
    }
}

fn compare(a: &Rule, b: &Rule) -> Ordering {
    a.prefix
        .cmp(&b.prefix)
        .then_with(|| a.tag.cmp(&b.tag))
        .then_with(|| a.name.cmp(&b.name))
}
