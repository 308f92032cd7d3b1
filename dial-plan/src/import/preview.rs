//! Every row of a table held against the plan.

mod judging;
mod reading;

use self::judging::Earlier;
use self::reading::Reader;
use super::columns::{Columns, Layout};
use super::outcome::{Outcome, Place, Row};
use super::table::Table;
use crate::change_set::{BatchId, ChangeSet, Entered};
use crate::snapshot::Snapshot;

/// What rows are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They name rules to add.
    Add,
    /// They name rules to remove; a prefix alone is enough.
    Remove,
}

/// What a table is held against.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What the rows are for.
    pub mode: Mode,
    /// How the table is read.
    pub layout: Layout,
    /// The name of rules whose row has none; empty for none. Not used when removing.
    pub name: &'a str,
    /// The tag of rules whose row has none; empty for none. Not used when removing.
    pub tag: &'a str,
    /// The plan.
    pub live: &'a Snapshot,
    /// What is pending already.
    pub pending: &'a ChangeSet,
}

/// The outcome of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The rows that hold something, in the order of the file.
    pub rows: Vec<Row>,
    /// Rows that hold nothing.
    pub blank: usize,
    /// What they are for.
    pub mode: Mode,
    columns: Columns,
}

/// How many rows have each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rules to add.
    pub add: usize,
    /// Rows whose rules are to be removed.
    pub remove: usize,
    /// Rules the plan has.
    pub already_there: usize,
    /// Rules the plan has not.
    pub already_gone: usize,
    /// Rows that repeat an earlier one.
    pub duplicate: usize,
    /// Rows whose prefix has another tag elsewhere.
    pub conflict: usize,
    /// Rows that cannot be read.
    pub invalid: usize,
    /// Rows of whichever outcome in which something was put right.
    pub repaired: usize,
}

/// What to do with rows whose prefix has another tag in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflicts {
    /// They stay behind.
    Leave,
    /// They replace the rule, where it is the only one with that prefix.
    Replace,
}

/// What of a preview became pending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entries {
    /// Changes that are pending now.
    pub pending: usize,
    /// Pending changes that were taken back, because a row says the opposite.
    pub cancelled: usize,
    /// Rows that stay behind.
    pub left: usize,
}

/// A preview that comes to be in slices, so that a page stays alive beside 50,000 rows. Table and
/// request are the same for every slice.
#[derive(Debug)]
pub struct Judging {
    next: usize,
    rows: Vec<Row>,
    blank: usize,
    earlier: Earlier,
}

impl Judging {
    /// Begins with the first row.
    pub fn new(request: Request<'_>) -> Self {
        Self {
            next: usize::from(request.layout.header),
            rows: Vec::new(),
            blank: 0,
            earlier: Earlier::new(request),
        }
    }

    /// Judges some of the rows; true when none is left.
    pub fn work(&mut self, table: &Table, request: Request<'_>, count: usize) -> bool {
        let reader = Reader::new(table, request);
        let end = table.len().min(self.next.saturating_add(count));
        for at in self.next..end {
            let Some(mut row) = reader.row(at) else {
                self.blank += 1;
                continue;
            };
            if let Some(outcome) = self.earlier.judge(&row, &self.rows, request) {
                row.outcome = outcome;
            }
            self.rows.push(row);
        }
        self.next = self.next.max(end);
        self.next >= table.len()
    }

    /// What became of the rows.
    pub fn finish(self, request: Request<'_>) -> Preview {
        Preview {
            rows: self.rows,
            blank: self.blank,
            mode: request.mode,
            columns: request.layout.columns,
        }
    }
}

impl Preview {
    /// Judges every row.
    pub fn new(table: &Table, request: Request<'_>) -> Self {
        let mut judging = Judging::new(request);
        judging.work(table, request, table.len());
        judging.finish(request)
    }

    /// How many rows have each outcome.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for row in &self.rows {
            *match &row.outcome {
                Outcome::Add => &mut totals.add,
                Outcome::Remove(_) => &mut totals.remove,
                Outcome::AlreadyThere(_) => &mut totals.already_there,
                Outcome::AlreadyGone => &mut totals.already_gone,
                Outcome::Duplicate { .. } => &mut totals.duplicate,
                Outcome::Conflict { .. } => &mut totals.conflict,
                Outcome::Invalid(_) => &mut totals.invalid,
            } += 1;
            totals.repaired += usize::from(!row.repairs.is_empty());
        }
        totals
    }

    /// Makes the rows that can be taken pending.
    pub fn enter(
        &self,
        set: &mut ChangeSet,
        base: &Snapshot,
        batch: BatchId,
        conflicts: Conflicts,
    ) -> Entries {
        let mut entries = Entries::default();
        for row in &self.rows {
            match &row.outcome {
                Outcome::Add => entries.note(set.add(base, batch, row.rule.clone())),
                Outcome::Remove(rules) => {
                    for rule in rules {
                        entries.note(set.remove(base, batch, rule.clone()));
                    }
                }
                Outcome::Conflict {
                    with,
                    place: Place::Plan,
                } if self.mode == Mode::Add
                    && conflicts == Conflicts::Replace
                    && base.with_prefix(&with.prefix).len() == 1 =>
                {
                    entries.note(set.edit(base, batch, with.clone(), row.rule.clone()));
                }
                Outcome::Conflict { .. } | Outcome::Invalid(_) => entries.left += 1,
                Outcome::AlreadyThere(_) | Outcome::AlreadyGone | Outcome::Duplicate { .. } => {}
            }
        }
        entries
    }

    pub(super) fn columns(&self) -> Columns {
        self.columns
    }
}

impl Entries {
    fn note(&mut self, entered: Entered) {
        match entered {
            Entered::Pending(_) => self.pending += 1,
            Entered::Cancelled => self.cancelled += 1,
            Entered::AlreadyThere | Entered::NotThere => {}
        }
    }
}
