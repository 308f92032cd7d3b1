//! Applies a run: does what its ledger says next, and tells the ledger what happened.
//!
//! One piece at a time: its request, its task to the end, then the next. What decides is the plan
//! as it is read again, never the answer to a request.

mod driving;
mod pieces;

use std::rc::Rc;
use std::time::Duration;

use cordboard_dial_plan::ledger::{Ledger, Next};
use cordboard_dial_plan::run::Run;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;

use super::desk::{DeskState, Place, bump};
use super::kept::{self, KeptRun};
use super::model::listing::Listing;
use crate::browser::tabs::{self, Turn};
use crate::browser::{task, timer};
use crate::change_sets;
use crate::state::tasks::Tasks;
use crate::ui::notice::Notice;

/// A turn that nobody else has is given at once.
const TURN_WITHIN: Duration = Duration::from_secs(1);

/// The run under way, and those that are over.
#[derive(Debug, Default)]
pub struct Runs {
    pub active: Option<Active>,
    /// Runs of the plan that is shown, the newest first.
    pub history: Vec<KeptRun>,
}

/// The run that this tab follows, to its end and until its view is closed.
#[derive(Debug)]
pub struct Active {
    pub place: Place,
    pub run: Rc<Run>,
    pub ledger: Ledger,
    pub is_over: bool,
    /// The device has the ledger as it stands.
    pub is_kept: bool,
    /// Why it stands still, and whether a press is needed to go on.
    pub notice: Option<Notice>,
    pub is_paused: bool,
    wake: Option<oneshot::Sender<bool>>,
    last: Option<Rc<Listing>>,
}

/// This tab's turn to change a plan; nothing while another tab of this browser does.
pub async fn turn_at(place: &Place) -> Option<Turn> {
    let waiting = tabs::turn(&format!(
        "cordboard:run:{}",
        change_sets::key(&place.target, &[])
    ));
    match select(waiting, Box::pin(timer::sleep(TURN_WITHIN))).await {
        Either::Left((turn, _)) => Some(turn),
        Either::Right(_) => None,
    }
}

impl Runs {
    /// What stays when another plan is opened: the run under way.
    pub fn without_history(self) -> Self {
        Self {
            active: self.active.filter(|active| !active.is_over),
            history: Vec::new(),
        }
    }

    /// Takes up what was kept. A run that was interrupted waits for a press.
    pub fn take_kept(&mut self, kept: Vec<KeptRun>) {
        for mut own in kept {
            let is_active = self
                .active
                .as_ref()
                .is_some_and(|active| active.run.started == own.run.started);
            if is_active {
                continue;
            }
            own.ledger.resume();
            self.history.push(own);
        }
    }

    /// The newest run that was interrupted.
    pub fn interrupted(&self) -> Option<&KeptRun> {
        let mut runs = self.history.iter();
        runs.find(|own| own.ledger.next(&own.run) != Next::Finished)
    }
}

impl DeskState {
    fn with_active<T>(&'static self, read: impl FnOnce(&mut Active) -> T) -> Option<T> {
        self.held
            .try_update_value(|held| held.runs.active.as_mut().map(read))
            .flatten()
    }

    /// Whether a run is under way in this tab; tracked.
    pub fn is_running(&'static self) -> bool {
        self.ran.track();
        self.held.with_value(|held| {
            let active = held.runs.active.as_ref();
            active.is_some_and(|active| !active.is_over)
        })
    }

    /// Puts a run that is over away: what is shown next is the one to come.
    pub fn put_away(&'static self) {
        self.held.update_value(|held| {
            held.runs.active.take_if(|active| active.is_over);
        });
        bump(self.ran);
    }

    /// How many pieces are still to be sent; tracked.
    pub fn unsent(&'static self) -> bool {
        self.ran.track();
        self.held.with_value(|held| {
            let active = held.runs.active.as_ref();
            active.is_some_and(|active| !active.is_over && active.ledger.has_unsent())
        })
    }

    /// Begins a run, or goes on with one that was interrupted.
    pub fn run(&'static self, tasks: Tasks, run: Rc<Run>, ledger: Ledger, turn: Turn) {
        let Some(place) = self.place() else {
            return;
        };
        self.held.update_value(|held| {
            let started = run.started;
            held.runs.history.retain(|own| own.run.started != started);
            held.runs.active = Some(Active {
                place,
                run,
                ledger,
                is_over: false,
                is_kept: true,
                notice: None,
                is_paused: false,
                wake: None,
                last: None,
            });
        });
        bump(self.ran);
        task::start(async move {
            let first = self.with_active(|active| (Rc::clone(&active.run), active.ledger.clone()));
            if let Some((run, ledger)) = first {
                let is_kept = kept::save_run(&run, &ledger).await;
                self.with_active(|active| active.is_kept = is_kept);
            }
            self.drive(tasks).await;
            drop(turn);
        });
    }

    /// Goes on after a press.
    pub fn wake(&'static self) {
        let sender = self.with_active(|active| active.wake.take()).flatten();
        if let Some(sender) = sender {
            // Whoever no longer waits goes on by itself.
            let _ = sender.send(true);
        }
    }

    /// Sends a piece again, goes on without it, or sends nothing more.
    pub fn decide(&'static self, act: &dyn Fn(&mut Ledger, &Run)) {
        self.with_active(|active| {
            let run = Rc::clone(&active.run);
            act(&mut active.ledger, &run);
        });
        self.wake();
        bump(self.ran);
    }
}
