//! The stored form of a change set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BatchId, Change, ChangeId, ChangeSet, Origin};
use crate::rule::Rule;
use crate::version::Version;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Draft {
    version: Version<1>,
    next: u64,
    changes: Vec<(ChangeId, Change)>,
    batches: Vec<(BatchId, Origin)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    copies: Vec<(Rule, usize)>,
}

impl From<ChangeSet> for Draft {
    fn from(set: ChangeSet) -> Self {
        let used: Vec<BatchId> = set.batches().into_iter().map(|(id, _, _)| id).collect();
        Self {
            version: Version,
            next: set.next,
            changes: set.changes.into_iter().collect(),
            batches: set
                .batches
                .into_iter()
                .filter(|(id, _)| used.contains(id))
                .collect(),
            copies: set.copies.into_iter().collect(),
        }
    }
}

impl From<Draft> for ChangeSet {
    fn from(draft: Draft) -> Self {
        // A file edited by hand may count too low, and an id must never be given twice.
        let highest = draft
            .changes
            .iter()
            .map(|(id, change)| id.0.max(change.batch.0))
            .max();
        let mut set = Self {
            batches: BTreeMap::from_iter(draft.batches),
            copies: BTreeMap::from_iter(draft.copies),
            next: draft.next.max(highest.unwrap_or(0)),
            ..Self::default()
        };
        for (id, change) in draft.changes {
            set.restore(id, change);
        }
        set
    }
}

impl ChangeSet {
    /// Puts a stored change back under its id, and in shortest form if a hand has torn it apart.
    fn restore(&mut self, id: ChangeId, change: Change) {
        let joins = change
            .before
            .as_ref()
            .is_some_and(|rule| self.coming(rule) > 0)
            || change
                .after
                .as_ref()
                .is_some_and(|rule| self.leaving(rule) > 0);
        if joins || self.changes.contains_key(&id) || change.before == change.after {
            self.enter(change);
        } else {
            self.insert(id, change);
        }
    }
}
