//! A change set held against the live plan: what there is left to do, and what to know first.

mod body;
mod order;
mod outcomes;
mod pieces;
mod warnings;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use self::body::PatchBody;
pub use self::order::{OrderCause, OrderNote};
use self::outcomes::settle;
use crate::change_set::{BatchId, Change, ChangeId, ChangeSet, Copies, Origin};
use crate::emergency::{EmergencyNumbers, EmergencyWarning};
use crate::matcher::Index;
use crate::notation::PrefixError;
use crate::rule::Rule;
use crate::snapshot::{Difference, Snapshot};
use crate::trunks::{Trunks, UnknownTag};

/// Changes in one PATCH, unless the administrator chooses otherwise.
pub const PIECE_SIZE: usize = 500;

/// What a plan is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The plan as it was read just now.
    pub live: &'a Snapshot,
    /// The plan as it was when the changes were made; none when only its digest is known.
    pub base: Option<&'a Snapshot>,
    /// The changes that are wanted.
    pub changes: &'a ChangeSet,
    /// All trunks; none when they could not be read, and then no tag is called unknown.
    pub trunks: Option<&'a Trunks>,
    /// Numbers to watch.
    pub emergency: &'a EmergencyNumbers,
}

/// What is to be done, in the order of the review.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Emergency first, then removed, changed, added, already so, gone.
    pub items: Vec<Item>,
    /// What others changed since the changes were made; none when that cannot be told.
    pub moved: Option<Difference>,
    /// What happens to emergency numbers.
    pub emergency: Vec<EmergencyWarning>,
    /// New rules whose tag is no known trunk.
    pub unknown_tags: Vec<UnknownTag>,
    /// Where the server's order decides a match.
    pub order: Vec<OrderNote>,
    /// New rules that the SBC would not take; they have to be corrected first.
    pub malformed: Vec<(Rule, PrefixError)>,
    /// Rules to remove of which the plan holds several: whether the server takes one or all of
    /// them is not documented.
    pub several_copies: Vec<Rule>,
    expected: HashMap<Rule, usize>,
}

/// One change in the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The pending change it comes from.
    pub change: ChangeId,
    /// What becomes of it.
    pub outcome: Outcome,
    /// The rule that goes.
    pub before: Option<Rule>,
    /// The rule that comes.
    pub after: Option<Rule>,
    /// Whether `before` is still there and will be removed.
    pub removes: bool,
    /// Whether `after` is not there yet and will be added.
    pub adds: bool,
    /// Whether one of the rules is for, or takes, an emergency number.
    pub emergency: bool,
}

/// What becomes of one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It is removed.
    Removed,
    /// It is replaced.
    Changed,
    /// It is added.
    Added,
    /// The plan is like that already; nothing is sent.
    AlreadySo,
    /// What was to go or to change is not there any more; nothing is sent.
    Gone,
}

impl Plan {
    /// Holds the changes against the live plan.
    pub fn new(question: Question<'_>) -> Self {
        let Question {
            live,
            base,
            changes,
            trunks,
            emergency,
        } = question;
        let mut plan = Self {
            items: settle(live, changes),
            moved: base.map(|base| base.difference(live)),
            ..Self::default()
        };
        if plan.is_empty() {
            plan.sort();
            return plan;
        }
        plan.expect(live);
        plan.warn_of_copies(live);
        plan.warn_of_notation();
        if let Some(trunks) = trunks {
            plan.warn_of_tags(trunks);
        }
        let planned = plan.applied_to(live);
        let (before, after) = (Index::new(live.rules()), Index::new(&planned));
        let touched: Vec<&Rule> = plan.removed().chain(plan.added()).collect();
        plan.emergency = emergency.compare((live.rules(), &before), (&planned, &after), &touched);
        plan.mark_emergency(emergency);
        plan.order = order::notes(&plan, (live, &before), (&planned, &after));
        plan.sort();
        plan
    }

    /// Nothing is left to send.
    pub fn is_empty(&self) -> bool {
        !self.items.iter().any(Item::is_sent)
    }

    /// How many changes are sent; an edit is one.
    pub fn sent(&self) -> usize {
        self.items.iter().filter(|item| item.is_sent()).count()
    }

    /// How many items have each outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items
            .iter()
            .filter(|item| item.outcome == outcome)
            .count()
    }

    /// The rules that are removed.
    pub fn removed(&self) -> impl Iterator<Item = &Rule> {
        self.items
            .iter()
            .filter(|item| item.removes)
            .filter_map(|item| item.before.as_ref())
    }

    /// The rules that are added.
    pub fn added(&self) -> impl Iterator<Item = &Rule> {
        self.items
            .iter()
            .filter(|item| item.adds)
            .filter_map(|item| item.after.as_ref())
    }

    /// The live plan as it will be. New rules stand at the end: where the server puts them is not
    /// documented.
    pub fn applied_to(&self, live: &Snapshot) -> Vec<Rule> {
        let mut going: HashMap<&Rule, usize> = HashMap::new();
        for rule in self.removed() {
            *going.entry(rule).or_default() += 1;
        }
        let stays = live
            .rules()
            .iter()
            .filter(|rule| match going.get_mut(rule) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                Some(_) | None => true,
            });
        stays.chain(self.added()).cloned().collect()
    }

    /// The changes that lead back to the live plan this was computed on, also when only a part of
    /// it has been applied.
    pub fn inverse(&self) -> ChangeSet {
        let mut inverse = ChangeSet::default();
        let batch: BatchId = inverse.batch(Origin::Revert);
        for item in self.items.iter().filter(|item| item.is_sent()) {
            let before = item.after.clone().filter(|_| item.adds);
            let after = item.before.clone().filter(|_| item.removes);
            inverse.enter_into(
                &Expected(&self.expected),
                Change {
                    before,
                    after,
                    batch,
                },
            );
        }
        inverse
    }

    /// How often a rule of this plan stands in the live plan once everything is applied.
    pub(crate) fn expected(&self, rule: &Rule) -> usize {
        self.expected.get(rule).copied().unwrap_or_default()
    }

    fn expect(&mut self, live: &Snapshot) {
        let mut expected: HashMap<Rule, usize> = HashMap::new();
        for item in &self.items {
            for rule in [&item.before, &item.after].into_iter().flatten() {
                if !expected.contains_key(rule) {
                    expected.insert(rule.clone(), live.count(rule));
                }
            }
            if let Some(count) = item.before.as_ref().and_then(|rule| expected.get_mut(rule))
                && item.removes
            {
                *count = count.saturating_sub(1);
            }
            if let Some(count) = item.after.as_ref().and_then(|rule| expected.get_mut(rule))
                && item.adds
            {
                *count += 1;
            }
        }
        self.expected = expected;
    }

    fn sort(&mut self) {
        self.items
            .sort_by_key(|item| (!item.emergency, item.outcome));
    }
}

impl Item {
    /// Whether anything of it is sent.
    pub fn is_sent(&self) -> bool {
        self.removes || self.adds
    }
}

struct Expected<'a>(&'a HashMap<Rule, usize>);

impl Copies for Expected<'_> {
    fn copies_of(&self, rule: &Rule) -> usize {
        self.0.get(rule).copied().unwrap_or_default()
    }
}
