//! What has become of each change of a run.
//!
//! The ledger decides what comes next and never acts: the caller sends, asks and reads, and tells
//! it what happened. It is to be stored after each step, and *before* a request goes out, so that a
//! piece that was on its way when the page died comes back as unknown and not as planned. Neither
//! the answer to a request nor the word of a task makes a change verified; only a reading of the
//! plan does.

mod reading;
mod state;

use serde::{Deserialize, Serialize};

pub use self::state::{Next, NotNow, Reply, State, Tally, TaskEnd};
use crate::moment::Moment;
use crate::plan::PatchBody;
use crate::run::Run;
use crate::settling::next_reading;
use crate::version::Version;

/// The states of all pieces of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    version: Version<1>,
    entries: Vec<Entry>,
    stopped: bool,
}

/// What is known of one piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its state.
    pub state: State,
    /// When it came into that state.
    pub since: Moment,
    /// When it was sent, the last time.
    pub sent: Option<Moment>,
    /// When the plan was read, the last time since then.
    pub read: Option<Moment>,
    /// The task it became.
    pub task: Option<String>,
    /// What the server, the task or the reading said.
    pub message: Option<String>,
    /// How often it was sent.
    pub attempts: u32,
    /// The administrator went on without it.
    pub skipped: bool,
    /// What the plan shows of each change.
    shown: Vec<reading::Shown>,
}

impl Ledger {
    /// Everything is planned.
    pub fn new(run: &Run) -> Self {
        let entry = |size: usize| Entry {
            state: State::Planned,
            since: run.started,
            sent: None,
            read: None,
            task: None,
            message: None,
            attempts: 0,
            skipped: false,
            shown: vec![reading::Shown::default(); size],
        };
        let entries = run.pieces.iter().map(|piece| entry(piece.len())).collect();
        Self {
            version: Version,
            entries,
            stopped: false,
        }
    }

    /// The pieces in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The administrator stopped the run.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Something is planned and will still be sent: leaving the page would leave it unsent.
    pub fn has_unsent(&self) -> bool {
        !self.stopped
            && self
                .entries
                .iter()
                .any(|entry| entry.state == State::Planned)
    }

    /// What to do next.
    pub fn next(&self, run: &Run) -> Next {
        for (piece, entry) in self.entries.iter().enumerate() {
            match entry.state {
                State::Verified | State::Applied => {}
                State::Planned if self.stopped => {}
                State::Planned => return Next::Send(piece),
                State::Sent => return Next::Await(piece),
                State::Running => match &entry.task {
                    Some(task) => {
                        return Next::Follow {
                            piece,
                            task: task.clone(),
                        };
                    }
                    None => return Next::Await(piece),
                },
                State::Failed | State::Unknown if entry.skipped => {}
                State::Failed if entry.read.is_none() => return Next::Read(entry.since),
                State::Failed | State::Unknown => match entry.next_reading(run) {
                    Some(at) if entry.state == State::Unknown => return Next::Read(at),
                    _ if self.stopped => {}
                    _ => return Next::Decide(piece),
                },
            }
        }
        let applied = self
            .entries
            .iter()
            .filter(|entry| entry.state == State::Applied);
        match applied.filter_map(|entry| entry.next_reading(run)).min() {
            Some(at) => Next::Read(at),
            None => Next::Finished,
        }
    }

    /// The request of a piece: what the plan does not show yet. None when it shows everything.
    pub fn body(&self, run: &Run, piece: usize) -> Option<PatchBody> {
        let shown = &self.entries.get(piece)?.shown;
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        for (item, shown) in run.pieces.get(piece)?.iter().zip(shown) {
            if item.adds && !shown.added() {
                add.extend(item.after.clone());
            }
            if item.removes && !shown.removed() {
                remove.extend(item.before.clone());
            }
        }
        let dial_plan_id = run.target.dial_plan.clone();
        let empty = add.is_empty() && remove.is_empty();
        (!empty).then_some(PatchBody {
            dial_plan_id,
            add,
            remove,
        })
    }

    /// A piece is about to be sent.
    pub fn sending(&mut self, piece: usize, now: Moment) {
        if let Some(entry) = self.entries.get_mut(piece) {
            entry.attempts += 1;
            entry.sent = Some(now);
            entry.task = None;
            entry.turn(State::Sent, now, None);
        }
    }

    /// The answer to a request, or that there was none.
    pub fn answered(&mut self, piece: usize, reply: Reply, now: Moment) {
        let Some(entry) = self.entries.get_mut(piece) else {
            return;
        };
        match reply {
            Reply::Task(task) => {
                entry.task = Some(task);
                entry.turn(State::Running, now, None);
            }
            Reply::Refused(message) => entry.turn(State::Failed, now, Some(message)),
            Reply::NotTaken => entry.turn(State::Planned, now, None),
            Reply::None(message) => entry.turn(State::Unknown, now, Some(message)),
        }
    }

    /// The end of a piece's task.
    pub fn task_ended(&mut self, piece: usize, end: TaskEnd, now: Moment) {
        let Some(entry) = self.entries.get_mut(piece) else {
            return;
        };
        match end {
            TaskEnd::Completed => entry.turn(State::Applied, now, None),
            TaskEnd::Failed(message) => entry.turn(State::Failed, now, Some(message)),
            TaskEnd::Lost(message) => entry.turn(State::Unknown, now, Some(message)),
        }
    }

    /// After a reload: what was on its way has lost its answer.
    pub fn resume(&mut self) {
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| entry.state == State::Sent)
        {
            let sent = entry.sent.unwrap_or(entry.since);
            let message = "The page was closed before the answer came.".to_owned();
            entry.turn(State::Unknown, sent, Some(message));
        }
    }

    /// Sends a piece again: only what the plan does not show.
    pub fn retry(&mut self, run: &Run, piece: usize, now: Moment) -> Result<(), NotNow> {
        let entry = self.at_fault(run, piece)?;
        entry.skipped = false;
        entry.task = None;
        entry.turn(State::Planned, now, None);
        self.stopped = false;
        Ok(())
    }

    /// Goes on without a piece; its changes keep their state.
    pub fn skip(&mut self, run: &Run, piece: usize) -> Result<(), NotNow> {
        self.at_fault(run, piece)?.skipped = true;
        Ok(())
    }

    /// Sends nothing more. What was sent is followed to its end.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// The state of one change.
    pub fn state(&self, run: &Run, piece: usize, item: usize) -> Option<State> {
        let entry = self.entries.get(piece)?;
        let (item, shown) = run
            .pieces
            .get(piece)?
            .get(item)
            .zip(entry.shown.get(item))?;
        Some(if shown.covers(item) {
            State::Verified
        } else {
            entry.state
        })
    }

    /// How many changes are in each state.
    pub fn tally(&self, run: &Run) -> Tally {
        let mut tally = Tally::default();
        for (entry, items) in self.entries.iter().zip(&run.pieces) {
            let shown = items
                .iter()
                .zip(&entry.shown)
                .filter(|(item, shown)| shown.covers(item));
            let shown = shown.count();
            tally.verified += shown;
            *tally.of(entry.state) += items.len() - shown;
        }
        tally
    }

    fn at_fault(&mut self, run: &Run, piece: usize) -> Result<&mut Entry, NotNow> {
        let entry = self.entries.get_mut(piece).ok_or(NotNow::NotAtFault)?;
        match entry.state {
            State::Failed if entry.read.is_none() => Err(NotNow::Unread),
            State::Unknown if entry.next_reading(run).is_some() => {
                Err(NotNow::Settling(entry.since.after(run.settling)))
            }
            State::Failed | State::Unknown => Ok(entry),
            State::Planned | State::Sent | State::Running | State::Applied | State::Verified => {
                Err(NotNow::NotAtFault)
            }
        }
    }
}

impl Entry {
    fn turn(&mut self, state: State, now: Moment, message: Option<String>) {
        self.state = state;
        self.since = now;
        self.read = None;
        self.message = message;
    }

    fn next_reading(&self, run: &Run) -> Option<Moment> {
        let last = self.read.map(|read| read.since(self.since));
        next_reading(last, run.settling).map(|wait| self.since.after(wait))
    }
}
