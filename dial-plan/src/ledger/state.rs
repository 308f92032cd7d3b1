//! Where a change stands, what moves it, and what is to be done.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// Where a change, or a piece, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// Not sent.
    Planned,
    /// On its way, or answered by nobody yet.
    Sent,
    /// The server works on it.
    Running,
    /// The task says that it is done.
    Applied,
    /// A reading of the plan shows it.
    Verified,
    /// It was refused, or the task failed, or the task is done and the plan does not show it.
    Failed,
    /// There was no answer: it may be applied or not.
    Unknown,
}

/// What came back for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A task was started.
    Task(String),
    /// The server said no: another status than 2xx, or `error` in a 200.
    Refused(String),
    /// The server did not take it up (401, 429) or it never left this device: it is still planned.
    NotTaken,
    /// Nothing, or nothing that can be read.
    None(String),
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskEnd {
    /// It says it is done.
    Completed,
    /// It says it failed.
    Failed(String),
    /// It cannot be followed any more.
    Lost(String),
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Call [`super::Ledger::sending`], store the ledger, and send this piece.
    Send(usize),
    /// The answer for this piece is awaited.
    Await(usize),
    /// Ask for this task.
    Follow {
        /// The piece.
        piece: usize,
        /// Its task.
        task: String,
    },
    /// Read the plan at this moment, or at once when it has passed.
    Read(Moment),
    /// The administrator has to choose: [`super::Ledger::retry`], [`super::Ledger::skip`] or [`super::Ledger::stop`].
    Decide(usize),
    /// Nothing is left to do.
    Finished,
}

/// A choice that cannot be made now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// The piece may still be applied; wait and read the plan until then.
    Settling(Moment),
    /// The plan has to be read first.
    Unread,
    /// The piece is neither failed nor unknown.
    NotAtFault,
}

/// How many changes are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not sent.
    pub planned: usize,
    /// On their way.
    pub sent: usize,
    /// Being worked on.
    pub running: usize,
    /// Said to be done.
    pub applied: usize,
    /// Seen in the plan.
    pub verified: usize,
    /// Failed.
    pub failed: usize,
    /// Without an answer.
    pub unknown: usize,
}

impl Tally {
    pub(super) fn of(&mut self, state: State) -> &mut usize {
        match state {
            State::Planned => &mut self.planned,
            State::Sent => &mut self.sent,
            State::Running => &mut self.running,
            State::Applied => &mut self.applied,
            State::Verified => &mut self.verified,
            State::Failed => &mut self.failed,
            State::Unknown => &mut self.unknown,
        }
    }
}
