//! What a reading of the plan shows of a run: it decides, not the task's word.

use serde::{Deserialize, Serialize};

use super::{Entry, Ledger, State};
use crate::moment::Moment;
use crate::plan::Item;
use crate::run::Run;
use crate::snapshot::Snapshot;

/// Which halves of a change the plan shows, as bits: stored once for each of 50,000 changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Shown(u8);

impl Shown {
    const REMOVED: u8 = 1;
    const ADDED: u8 = 2;

    pub(super) fn removed(self) -> bool {
        self.0 & Self::REMOVED != 0
    }

    pub(super) fn added(self) -> bool {
        self.0 & Self::ADDED != 0
    }

    /// Whether everything that the change sends is there.
    pub(super) fn covers(self, item: &Item) -> bool {
        (self.removed() || !item.removes) && (self.added() || !item.adds)
    }

    fn read(item: &Item, live: &Snapshot) -> Self {
        let gone = |rule| live.count(rule) <= item.remaining;
        let there = |rule| live.count(rule) >= item.standing;
        let removed = item.before.as_ref().is_none_or(gone);
        let added = item.after.as_ref().is_none_or(there);
        Self(u8::from(removed) * Self::REMOVED + u8::from(added) * Self::ADDED)
    }
}

impl Ledger {
    /// The plan was read. Pieces on their way or being worked on are left alone: what is not there
    /// yet may still come.
    pub fn read(&mut self, run: &Run, live: &Snapshot, now: Moment) {
        for (entry, items) in self.entries.iter_mut().zip(&run.pieces) {
            match entry.state {
                State::Sent | State::Running | State::Verified => continue,
                State::Planned | State::Applied | State::Failed | State::Unknown => {}
            }
            entry.shown = items.iter().map(|item| Shown::read(item, live)).collect();
            let missing = items
                .iter()
                .zip(&entry.shown)
                .filter(|(item, shown)| !shown.covers(item))
                .count();
            entry.judge(run, missing, items.len(), now);
        }
    }
}

impl Entry {
    fn judge(&mut self, run: &Run, missing: usize, size: usize, now: Moment) {
        if missing == 0 {
            self.turn(State::Verified, now, None);
            return;
        }
        self.read = Some(now);
        // The task's word counts only as long as the plan may still follow.
        if self.state == State::Applied && self.next_reading(run).is_none() {
            let message =
                format!("The task is done, and the plan does not show {missing} of {size}.");
            self.turn(State::Failed, self.since, Some(message));
            self.read = Some(now);
        }
    }
}
