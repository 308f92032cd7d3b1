//! Changes that are wanted and not yet made.

mod change;
mod draft;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use self::change::count;
pub use self::change::{BatchId, Change, ChangeId, Counts, Entered, Origin};
use self::draft::Draft;
use crate::rule::Rule;
use crate::snapshot::Snapshot;

/// What an administrator wants changed, in the order it was entered.
///
/// It is kept in its shortest form: adding a rule whose removal is pending takes the removal back,
/// editing an edited rule makes one edit of the two. So no rule stands on both sides, and an edit
/// is one change that cannot be torn apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Draft", into = "Draft")]
pub struct ChangeSet {
    changes: BTreeMap<ChangeId, Change>,
    batches: BTreeMap<BatchId, Origin>,
    /// How often a rule stood in the plan when it was changed, where that is not the usual: once
    /// for a rule that goes, never for one that comes.
    copies: BTreeMap<Rule, usize>,
    next: u64,
    leaving: HashMap<Rule, Vec<ChangeId>>,
    coming: HashMap<Rule, Vec<ChangeId>>,
}

impl ChangeSet {
    /// Nothing is pending.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes are pending.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// The changes in the order they were entered.
    pub fn iter(&self) -> impl Iterator<Item = (ChangeId, &Change)> {
        self.changes.iter().map(|(id, change)| (*id, change))
    }

    /// One change.
    pub fn get(&self, id: ChangeId) -> Option<&Change> {
        self.changes.get(&id)
    }

    /// How many of each kind.
    pub fn counts(&self) -> Counts {
        count(self.changes.values())
    }

    /// What was entered at one go and how much of it is still pending, oldest first.
    pub fn batches(&self) -> Vec<(BatchId, &Origin, Counts)> {
        let mut members: BTreeMap<BatchId, Vec<&Change>> = BTreeMap::new();
        for change in self.changes.values() {
            members.entry(change.batch).or_default().push(change);
        }
        let batches = members.into_iter().filter_map(|(id, changes)| {
            Some((id, self.batches.get(&id)?, count(changes.into_iter())))
        });
        batches.collect()
    }

    /// Begins a batch; what is entered with it can be undone at one go.
    pub fn batch(&mut self, origin: Origin) -> BatchId {
        let id = BatchId(self.number());
        self.batches.insert(id, origin);
        id
    }

    /// Adds a rule to a plan that was read as `base`.
    pub fn add(&mut self, base: &Snapshot, batch: BatchId, rule: Rule) -> Entered {
        if self.stands(base, &rule) > 0 {
            return Entered::AlreadyThere;
        }
        self.enter(Change {
            before: None,
            after: Some(rule),
            batch,
        })
    }

    /// Removes a rule; of several copies, one.
    pub fn remove(&mut self, base: &Snapshot, batch: BatchId, rule: Rule) -> Entered {
        if self.stands(base, &rule) == 0 {
            return Entered::NotThere;
        }
        self.enter_into(
            base,
            Change {
                before: Some(rule),
                after: None,
                batch,
            },
        )
    }

    /// Replaces one rule by another.
    pub fn edit(&mut self, base: &Snapshot, batch: BatchId, before: Rule, after: Rule) -> Entered {
        if self.stands(base, &before) == 0 {
            return Entered::NotThere;
        }
        if before == after {
            return Entered::Cancelled;
        }
        if self.stands(base, &after) > 0 {
            return Entered::AlreadyThere;
        }
        self.enter_into(
            base,
            Change {
                before: Some(before),
                after: Some(after),
                batch,
            },
        )
    }

    /// Takes one change back.
    pub fn undo(&mut self, id: ChangeId) -> Option<Change> {
        let change = self.changes.remove(&id)?;
        for (rule, index) in [
            (&change.before, &mut self.leaving),
            (&change.after, &mut self.coming),
        ] {
            let Some(rule) = rule else { continue };
            if let Some(ids) = index.get_mut(rule) {
                ids.retain(|known| *known != id);
                if ids.is_empty() {
                    index.remove(rule);
                    self.copies.remove(rule);
                }
            }
        }
        Some(change)
    }

    /// Takes back what is left of a batch.
    pub fn undo_batch(&mut self, batch: BatchId) -> usize {
        let ids = self
            .changes
            .iter()
            .filter(|(_, change)| change.batch == batch);
        let ids: Vec<ChangeId> = ids.map(|(id, _)| *id).collect();
        ids.iter().filter_map(|id| self.undo(*id)).count()
    }

    /// How many copies of a rule are to leave.
    pub fn leaving(&self, rule: &Rule) -> usize {
        self.leaving.get(rule).map_or(0, Vec::len)
    }

    /// How many copies of a rule are to come.
    pub fn coming(&self, rule: &Rule) -> usize {
        self.coming.get(rule).map_or(0, Vec::len)
    }

    /// The rules of a plan once every change is made. What comes stands at the end: where the
    /// server puts it is not documented.
    pub fn applied_to(&self, base: &Snapshot) -> Vec<Rule> {
        let mut going: HashMap<&Rule, usize> = HashMap::new();
        for change in self.changes.values() {
            if let Some(before) = &change.before {
                *going.entry(before).or_default() += 1;
            }
        }
        let stays = base
            .rules()
            .iter()
            .filter(|rule| match going.get_mut(rule) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                Some(_) | None => true,
            });
        let comes = self
            .changes
            .values()
            .filter_map(|change| change.after.as_ref());
        stays.chain(comes).cloned().collect()
    }

    /// How often the rule stood in the plan when the changes to it were entered.
    pub(crate) fn copies(&self, rule: &Rule) -> usize {
        let usual = usize::from(self.leaving.contains_key(rule));
        self.copies.get(rule).copied().unwrap_or(usual)
    }

    /// Enters a change to a plan that holds what `base` holds, and notes what is unusual there.
    pub(crate) fn enter_into(&mut self, base: &impl Copies, change: Change) -> Entered {
        let entered = self.enter(change);
        let id = match entered {
            Entered::Pending(id) => id,
            Entered::Cancelled | Entered::AlreadyThere | Entered::NotThere => return entered,
        };
        let Some(change) = self.changes.get(&id) else {
            return entered;
        };
        for (rule, usual) in [(&change.before, 1), (&change.after, 0)] {
            let Some(rule) = rule else { continue };
            let copies = base.copies_of(rule);
            if copies != usual {
                self.copies.insert(rule.clone(), copies);
            }
        }
        entered
    }

    fn enter(&mut self, mut change: Change) -> Entered {
        // A pending change that ends where this one begins, or begins where it ends, joins it.
        if let Some(id) = change
            .before
            .as_ref()
            .and_then(|rule| newest(&self.coming, rule))
        {
            change.before = self.undo(id).and_then(|earlier| earlier.before);
        }
        if let Some(id) = change
            .after
            .as_ref()
            .and_then(|rule| newest(&self.leaving, rule))
        {
            change.after = self.undo(id).and_then(|later| later.after);
        }
        if change.before == change.after {
            return Entered::Cancelled;
        }
        let id = ChangeId(self.number());
        self.insert(id, change);
        Entered::Pending(id)
    }

    fn insert(&mut self, id: ChangeId, change: Change) {
        for (rule, index) in [
            (&change.before, &mut self.leaving),
            (&change.after, &mut self.coming),
        ] {
            if let Some(rule) = rule {
                index.entry(rule.clone()).or_default().push(id);
            }
        }
        self.changes.insert(id, change);
    }

    fn stands(&self, base: &Snapshot, rule: &Rule) -> usize {
        (base.count(rule) + self.coming(rule)).saturating_sub(self.leaving(rule))
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

/// Something that knows how often a rule stands in a plan.
pub(crate) trait Copies {
    fn copies_of(&self, rule: &Rule) -> usize;
}

impl Copies for Snapshot {
    fn copies_of(&self, rule: &Rule) -> usize {
        self.count(rule)
    }
}

fn newest(index: &HashMap<Rule, Vec<ChangeId>>, rule: &Rule) -> Option<ChangeId> {
    index.get(rule)?.last().copied()
}
