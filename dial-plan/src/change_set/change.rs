//! One change, and what is said of it.

use serde::{Deserialize, Serialize};

use crate::rule::Rule;

/// Names one change within its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChangeId(pub(super) usize);

/// Names what was entered at one go: a form, an import, a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BatchId(pub(super) usize);

/// One change. The two halves of an edit are one change and travel together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The rule that goes; none when one is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Rule>,
    /// The rule that comes; none when one is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Rule>,
    /// What it was entered with.
    pub batch: BatchId,
}

/// Where changes come from, for the list of pending changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub enum Origin {
    /// Typed into a form, one rule at a time.
    Form,
    /// Rows marked in the list.
    Selection,
    /// A file of this name.
    Import(String),
    /// Pasted rows.
    Paste,
    /// A generated range, from its first number to its last.
    Range(String, String),
    /// The drift report.
    Drift,
    /// The inverse of a run.
    Revert,
    /// A colleague's plan file.
    PlanFile,
}

impl From<Origin> for Vec<String> {
    fn from(origin: Origin) -> Self {
        let word = |word: &str| word.to_owned();
        match origin {
            Origin::Form => vec![word("form")],
            Origin::Selection => vec![word("selection")],
            Origin::Import(file) => vec![word("import"), file],
            Origin::Paste => vec![word("paste")],
            Origin::Range(from, to) => vec![word("range"), from, to],
            Origin::Drift => vec![word("drift")],
            Origin::Revert => vec![word("revert")],
            Origin::PlanFile => vec![word("planFile")],
        }
    }
}

impl From<Vec<String>> for Origin {
    /// What a hand has made unreadable came from a file at any rate.
    fn from(words: Vec<String>) -> Self {
        let mut words = words.into_iter();
        let kind = words.next().unwrap_or_default();
        let mut detail = || words.next().unwrap_or_default();
        match kind.as_str() {
            "form" => Self::Form,
            "selection" => Self::Selection,
            "import" => Self::Import(detail()),
            "paste" => Self::Paste,
            "range" => Self::Range(detail(), detail()),
            "drift" => Self::Drift,
            "revert" => Self::Revert,
            _ => Self::PlanFile,
        }
    }
}

/// What became of a wish to change something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It is pending.
    Pending(ChangeId),
    /// It undid a pending change, and nothing is left of the two.
    Cancelled,
    /// The plan has that rule already, or will have it.
    AlreadyThere,
    /// The plan has no such rule, or no longer will.
    NotThere,
}

/// How many changes of each kind are pending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rules to add.
    pub add: usize,
    /// Rules to remove.
    pub remove: usize,
    /// Rules to change.
    pub change: usize,
}

impl Counts {
    /// All changes; an edit counts once.
    pub fn total(self) -> usize {
        self.add + self.remove + self.change
    }
}

pub(super) fn count(counts: &mut Counts, change: &Change) {
    match (&change.before, &change.after) {
        (None, Some(_)) => counts.add += 1,
        (Some(_), None) => counts.remove += 1,
        (Some(_), Some(_)) => counts.change += 1,
        (None, None) => {}
    }
}
