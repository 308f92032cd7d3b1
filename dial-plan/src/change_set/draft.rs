//! The stored form of a change set.

use serde::{Deserialize, Serialize, Serializer};

use super::{BatchId, Change, ChangeSet, Origin};
use crate::rule::Rule;
use crate::version::Version;

#[derive(Deserialize)]
pub(super) struct Draft {
    #[serde(rename = "version")]
    _version: Version<1>,
    changes: Vec<Change>,
    #[serde(default)]
    batches: Vec<Origin>,
    #[serde(default)]
    copies: Vec<(Rule, usize)>,
}

/// The same, written from a set that stays in use.
#[derive(Serialize)]
struct Written<'a> {
    version: Version<1>,
    changes: Vec<WrittenChange<'a>>,
    batches: Vec<&'a Origin>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<(&'a Rule, usize)>,
}

#[derive(Serialize)]
struct WrittenChange<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a Rule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a Rule>,
    batch: usize,
}

impl Serialize for ChangeSet {
    /// Without the gaps that taking back has left.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let used = self.batches();
        let mut numbers = vec![0; self.batches.len()];
        for (number, (id, _, _)) in used.iter().enumerate() {
            numbers[id.0] = number;
        }
        let changes = self.iter().map(|(_, change)| WrittenChange {
            before: change.before.as_ref(),
            after: change.after.as_ref(),
            batch: numbers.get(change.batch.0).copied().unwrap_or_default(),
        });
        let written = Written {
            version: Version,
            changes: changes.collect(),
            batches: used.into_iter().map(|(_, origin, _)| origin).collect(),
            copies: self
                .copies
                .iter()
                .map(|(rule, copies)| (rule, *copies))
                .collect(),
        };
        written.serialize(serializer)
    }
}

impl From<Draft> for ChangeSet {
    /// Entered anew, so that a file that a hand has torn apart comes back in shortest form.
    fn from(draft: Draft) -> Self {
        let mut set = Self {
            batches: draft.batches,
            ..Self::default()
        };
        if set.batches.is_empty() {
            set.batches.push(Origin::PlanFile);
        }
        for change in draft.changes {
            let batch = BatchId(change.batch.0.min(set.batches.len() - 1));
            set.enter(Change { batch, ..change });
        }
        set.copies = draft.copies.into_iter().collect();
        set
    }
}
