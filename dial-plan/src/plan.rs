//! A change set held against the live plan: what there is left to do, and what to know first.

mod body;
mod order;
mod outcomes;
mod pieces;
mod warnings;

use hashbrown::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use self::body::PatchBody;
pub use self::order::{OrderCause, OrderNote};
use self::outcomes::settle;
use crate::change_set::{Change, ChangeId, ChangeSet, Origin};
use crate::emergency::{EmergencyNumbers, EmergencyWarning};
use crate::matcher::Index;
use crate::notation::PrefixError;
use crate::rule::Rule;
use crate::snapshot::{Difference, Snapshot};
use crate::sorting::{in_order, sort_places};
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
    /// How often `before` stands in the plan once everything is applied.
    pub(crate) remaining: usize,
    /// How often `after` stands in the plan once everything is applied.
    pub(crate) standing: usize,
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
        plan.count_copies(live);
        plan.warn_of_copies(live);
        plan.warn_of_notation();
        if let Some(trunks) = trunks {
            plan.warn_of_tags(trunks);
        }
        let planned = plan.applied_to(live);
        let (before, after) = (Index::new(live.rules()), Index::new(&planned));
        let touched = plan.removed().chain(plan.added());
        plan.emergency = emergency.compare((live.rules(), &before), (&planned, &after), touched);
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

    /// The changes of which nothing is left to send, because they are made or their rule is gone.
    /// After a run these are done, and can be taken out of the change set.
    pub fn without_effect(&self) -> Vec<ChangeId> {
        let sent = self.items.iter().filter(|item| item.is_sent());
        let sent: HashSet<ChangeId> = sent.map(|item| item.change).collect();
        let changes = self.items.iter().map(|item| item.change);
        changes.filter(|change| !sent.contains(change)).collect()
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
        let mut rules = live.without(self.removed());
        rules.extend(self.added().cloned());
        rules
    }

    /// The changes that lead back to the live plan this was computed on, also when only a part of
    /// it has been applied.
    pub fn inverse(&self) -> ChangeSet {
        inverse(self.items.iter())
    }

    /// Notes with each rule that is sent how often it stands in the plan afterwards.
    fn count_copies(&mut self, live: &Snapshot) {
        let mut sent: HashMap<&Rule, (usize, usize)> = HashMap::with_capacity(self.items.len());
        for rule in self.removed() {
            sent.entry(rule).or_default().0 += 1;
        }
        for rule in self.added() {
            sent.entry(rule).or_default().1 += 1;
        }
        let afterwards = |rule: &Option<Rule>| {
            let rule = rule.as_ref()?;
            let (removed, added) = sent.get(rule).copied()?;
            Some((live.count(rule) + added).saturating_sub(removed))
        };
        let copies = self
            .items
            .iter()
            .map(|item| (afterwards(&item.before), afterwards(&item.after)));
        let copies: Vec<_> = copies.collect();
        drop(sent);
        for (item, (before, after)) in self.items.iter_mut().zip(copies) {
            item.remaining = before.unwrap_or(item.remaining);
            item.standing = after.unwrap_or(item.standing);
        }
    }

    fn sort(&mut self) {
        let mut places: Vec<usize> = (0..self.items.len()).collect();
        let key = |at: usize| (!self.items[at].emergency, self.items[at].outcome);
        sort_places(&mut places, &|a, b| key(a).cmp(&key(b)));
        self.items = in_order(std::mem::take(&mut self.items), &places);
    }
}

impl Item {
    /// Whether anything of it is sent.
    pub fn is_sent(&self) -> bool {
        self.removes || self.adds
    }
}

/// The opposite of what these send.
pub(crate) fn inverse<'a>(items: impl Iterator<Item = &'a Item>) -> ChangeSet {
    let mut inverse = ChangeSet::default();
    let batch = inverse.batch(Origin::Revert);
    for item in items.filter(|item| item.is_sent()) {
        let before = item.after.clone().filter(|_| item.adds);
        let after = item.before.clone().filter(|_| item.removes);
        let copies = |rule: &Rule| {
            if Some(rule) == item.after.as_ref() {
                item.standing
            } else {
                item.remaining
            }
        };
        inverse.enter_into(
            Change {
                before,
                after,
                batch,
            },
            copies,
        );
    }
    inverse
}
