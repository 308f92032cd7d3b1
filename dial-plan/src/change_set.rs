//! Changes that are wanted and not yet made.

mod change;
mod draft;

use hashbrown::HashMap;
use serde::Deserialize;

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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Draft")]
pub struct ChangeSet {
    /// By id; those taken back leave a gap.
    changes: Vec<Option<Change>>,
    pending: usize,
    batches: Vec<Origin>,
    /// How often a rule stood in the plan when it was changed, where that is not the usual: once
    /// for a rule that goes, never for one that comes.
    copies: HashMap<Rule, usize>,
    leaving: HashMap<Rule, Vec<ChangeId>>,
    coming: HashMap<Rule, Vec<ChangeId>>,
}

impl ChangeSet {
    /// Nothing is pending.
    pub fn is_empty(&self) -> bool {
        self.pending == 0
    }

    /// How many changes are pending.
    pub fn len(&self) -> usize {
        self.pending
    }

    /// The changes in the order they were entered.
    pub fn iter(&self) -> impl Iterator<Item = (ChangeId, &Change)> {
        let changes = self.changes.iter().enumerate();
        changes.filter_map(|(at, change)| Some((ChangeId(at), change.as_ref()?)))
    }

    /// One change.
    pub fn get(&self, id: ChangeId) -> Option<&Change> {
        self.changes.get(id.0)?.as_ref()
    }

    /// How many of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (_, change) in self.iter() {
            count(&mut counts, change);
        }
        counts
    }

    /// What was entered at one go and how much of it is still pending, oldest first.
    pub fn batches(&self) -> Vec<(BatchId, &Origin, Counts)> {
        let mut counts = vec![Counts::default(); self.batches.len()];
        for (_, change) in self.iter() {
            if let Some(counts) = counts.get_mut(change.batch.0) {
                count(counts, change);
            }
        }
        let batches = self.batches.iter().zip(counts).enumerate();
        batches
            .filter(|(_, (_, counts))| counts.total() > 0)
            .map(|(at, (origin, counts))| (BatchId(at), origin, counts))
            .collect()
    }

    /// Begins a batch; what is entered with it can be undone at one go.
    pub fn batch(&mut self, origin: Origin) -> BatchId {
        self.batches.push(origin);
        BatchId(self.batches.len() - 1)
    }

    /// Adds a rule to a plan that was read as `base`.
    pub fn add(&mut self, base: &Snapshot, batch: BatchId, rule: Rule) -> Entered {
        if self.stands(base, &rule) > 0 {
            return Entered::AlreadyThere;
        }
        let change = Change {
            before: None,
            after: Some(rule),
            batch,
        };
        self.enter_into(change, |rule| base.count(rule))
    }

    /// Removes a rule; of several copies, one.
    pub fn remove(&mut self, base: &Snapshot, batch: BatchId, rule: Rule) -> Entered {
        if self.stands(base, &rule) == 0 {
            return Entered::NotThere;
        }
        let change = Change {
            before: Some(rule),
            after: None,
            batch,
        };
        self.enter_into(change, |rule| base.count(rule))
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
        let change = Change {
            before: Some(before),
            after: Some(after),
            batch,
        };
        self.enter_into(change, |rule| base.count(rule))
    }

    /// Takes one change back.
    pub fn undo(&mut self, id: ChangeId) -> Option<Change> {
        let change = self.changes.get_mut(id.0)?.take()?;
        self.pending -= 1;
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
        let ids = self.iter().filter(|(_, change)| change.batch == batch);
        let ids: Vec<ChangeId> = ids.map(|(id, _)| id).collect();
        ids.iter().filter_map(|id| self.undo(*id)).count()
    }

    /// How many copies of a rule are to leave.
    pub fn leaving(&self, rule: &Rule) -> usize {
        self.leaving.get(rule).map_or(0, Vec::len)
    }

    /// The changes that take a copy of a rule away, oldest first.
    pub fn taking(&self, rule: &Rule) -> impl Iterator<Item = &Change> {
        let ids = self.leaving.get(rule).into_iter().flatten();
        ids.filter_map(|id| self.get(*id))
    }

    /// How many copies of a rule are to come.
    pub fn coming(&self, rule: &Rule) -> usize {
        self.coming.get(rule).map_or(0, Vec::len)
    }

    /// The rules of a plan once every change is made. What comes stands at the end: where the
    /// server puts it is not documented.
    pub fn applied_to(&self, base: &Snapshot) -> Vec<Rule> {
        let going = self.iter().filter_map(|(_, change)| change.before.as_ref());
        let mut rules = base.without(going);
        rules.extend(self.iter().filter_map(|(_, change)| change.after.clone()));
        rules
    }

    /// How often the rule stood in the plan when the changes to it were entered.
    pub(crate) fn copies(&self, rule: &Rule) -> usize {
        let usual = usize::from(self.leaving.contains_key(rule));
        self.copies.get(rule).copied().unwrap_or(usual)
    }

    /// Enters a change to a plan, and notes what `copies` says about it that is unusual.
    pub(crate) fn enter_into(
        &mut self,
        change: Change,
        copies: impl Fn(&Rule) -> usize,
    ) -> Entered {
        let entered = self.enter(change);
        if let Entered::Pending(id) = entered
            && let Some(Some(change)) = self.changes.get(id.0)
        {
            for (rule, usual) in [(&change.before, 1), (&change.after, 0)] {
                if let Some(rule) = rule
                    && copies(rule) != usual
                {
                    self.copies.insert(rule.clone(), copies(rule));
                }
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
        let id = ChangeId(self.changes.len());
        for (rule, index) in [
            (&change.before, &mut self.leaving),
            (&change.after, &mut self.coming),
        ] {
            if let Some(rule) = rule {
                index.entry_ref(rule).or_default().push(id);
            }
        }
        self.changes.push(Some(change));
        self.pending += 1;
        Entered::Pending(id)
    }

    fn stands(&self, base: &Snapshot, rule: &Rule) -> usize {
        (base.count(rule) + self.coming(rule)).saturating_sub(self.leaving(rule))
    }
}

impl PartialEq for ChangeSet {
    /// The same changes in the same order, whatever was taken back on the way.
    fn eq(&self, other: &Self) -> bool {
        self.written().eq(other.written()) && self.copies == other.copies
    }
}

impl ChangeSet {
    fn written(&self) -> impl Iterator<Item = (&Option<Rule>, &Option<Rule>, Option<&Origin>)> {
        self.iter().map(|(_, change)| {
            (
                &change.before,
                &change.after,
                self.batches.get(change.batch.0),
            )
        })
    }
}

fn newest(index: &HashMap<Rule, Vec<ChangeId>>, rule: &Rule) -> Option<ChangeId> {
    index.get(rule)?.last().copied()
}
