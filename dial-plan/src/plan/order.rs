//! Where the server's order decides a match, and what of it cannot be brought back.

use std::fmt;

use hashbrown::HashMap;

use super::Plan;
use crate::matcher::Index;
use crate::rule::Rule;
use crate::snapshot::Snapshot;

/// A rule that fits some number exactly as well as another one with another tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderNote {
    /// The rule that comes or goes.
    pub rule: Rule,
    /// What its order means.
    pub cause: OrderCause,
    /// One of the rules it is equal to.
    pub equal_to: Rule,
    /// How many there are.
    pub count: usize,
}

/// Why the order matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderCause {
    /// It is new, and the server chooses whether it stands before or behind its equal.
    Comes,
    /// It stands before its equal and takes the numbers both fit. If it is brought back it stands
    /// where the server puts it, and may no longer take them.
    Goes,
}

impl fmt::Display for OrderNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (own, other) = (&self.rule, &self.equal_to);
        let others = match self.count {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        match self.cause {
            OrderCause::Comes => write!(
                f,
                "{} to {} fits as well as {} to {}{others}: the server's order decides, and it \
                 cannot be set.",
                own.prefix, own.tag, other.prefix, other.tag
            ),
            OrderCause::Goes => write!(
                f,
                "{} to {} stands before {} to {}{others}. If it is brought back, it may stand \
                 behind and take no numbers.",
                own.prefix, own.tag, other.prefix, other.tag
            ),
        }
    }
}

pub(super) fn notes(
    plan: &Plan,
    (live, before): (&Snapshot, &Index),
    (planned, after): (&[Rule], &Index),
) -> Vec<OrderNote> {
    let mut notes = Vec::new();
    let places: HashMap<&Rule, usize> = live
        .rules()
        .iter()
        .enumerate()
        .rev()
        .map(|(at, rule)| (rule, at))
        .collect();
    for rule in plan.removed() {
        let Some(own) = places.get(rule).copied() else {
            continue;
        };
        let ties = before.ties(own).rules;
        let behind = ties
            .into_iter()
            .filter(|other| *other > own)
            .map(|at| &live.rules()[at]);
        notes.extend(note(rule, OrderCause::Goes, behind));
    }
    // New rules stand at the end.
    let first = planned.len() - plan.added().count();
    for (at, rule) in plan.added().enumerate() {
        let ties = after.ties(first + at).rules;
        notes.extend(note(
            rule,
            OrderCause::Comes,
            ties.into_iter().map(|at| &planned[at]),
        ));
    }
    notes
}

fn note<'a>(
    rule: &Rule,
    cause: OrderCause,
    others: impl Iterator<Item = &'a Rule>,
) -> Option<OrderNote> {
    let mut others = others.filter(|other| other.tag != rule.tag);
    let equal_to = others.next()?.clone();
    Some(OrderNote {
        rule: rule.clone(),
        cause,
        equal_to,
        count: 1 + others.count(),
    })
}
