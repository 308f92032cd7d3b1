//! One step after another, until the ledger says that the run is over.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::LiveClient;
use cordboard_api::live::dial_plans::DialPlanChange;
use cordboard_api::live::tasks::TaskId;
use cordboard_dial_plan::ledger::{Next, Reply, TaskEnd};
use cordboard_dial_plan::plan::{Plan, Question};
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;

use super::super::desk::{DeskState, Place, bump, now, rules};
use super::super::kept::{self, KeptRun};
use super::super::model::listing::Listing;
use super::super::model::words::counted;
use super::pieces::{end_of, patch, reply, write};
use crate::browser::{intl, timer};
use crate::route::Platform;
use crate::state::journal::{noted, task_ended};
use crate::state::tasks::{self, Tasks};
use crate::state::wire::Wire;
use crate::ui::notice::{Notice, Tone};

/// A reading that failed is not repeated sooner.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

impl DeskState {
    pub(super) async fn drive(&'static self, tasks: Tasks) {
        loop {
            let next = self.with_active(|active| active.ledger.next(&active.run));
            match next {
                None => return,
                Some(Next::Finished) => return self.finish(),
                Some(Next::Decide(_)) => self.woken(None).await,
                Some(Next::Await(piece)) => {
                    let message = "The answer named no task.".to_owned();
                    self.with_active(|active| {
                        active.ledger.answered(piece, Reply::None(message), now());
                    });
                }
                Some(Next::Send(piece)) => self.send(tasks, piece).await,
                Some(Next::Follow { piece, task }) => self.follow(tasks, piece, task).await,
                Some(Next::Read(at)) => {
                    self.woken(Some(at.since(now()))).await;
                    self.read_again().await;
                }
            }
            self.keep_ledger().await;
        }
    }

    async fn keep_ledger(&'static self) {
        bump(self.ran);
        let step = self.with_active(|active| (Rc::clone(&active.run), active.ledger.clone()));
        if let Some((run, ledger)) = step {
            let is_kept = kept::save_ledger(&run, &ledger).await;
            let before = self.with_active(|active| std::mem::replace(&mut active.is_kept, is_kept));
            if before != Some(is_kept) {
                bump(self.ran);
            }
        }
    }

    /// The client for the run's own environment: another one may be chosen by now.
    fn client(&'static self, place: &Place) -> Option<LiveClient<Wire>> {
        let name = untrack(|| self.session.environment()).name;
        (name == place.target.environment)
            .then(|| self.session.live())
            .flatten()
    }

    async fn send(&'static self, tasks: Tasks, piece: usize) {
        let what = format!("Piece {}", piece + 1);
        let step = self.with_active(|active| {
            let body = active.ledger.body(&active.run, piece);
            (active.place.clone(), body)
        });
        let Some((place, Some(body))) = step else {
            return self.read_again().await;
        };
        let Some(client) = self.client(&place) else {
            return self
                .pause(signed_out(&format!("{what} waits"), &place))
                .await;
        };
        // A locked page begins nothing, not even in the ledger.
        self.session.unlocked().await;
        self.with_active(|active| active.ledger.sending(piece, now()));
        // Before the request leaves: a page that dies now comes back with the piece unknown.
        self.keep_ledger().await;
        let patch = patch(body);
        let call = client.modify_dial_plan(&place.customer, &place.site, &patch);
        let task = |change: &DialPlanChange| Some(change.task.as_str().to_owned());
        let outcome = noted(self.session, || write(&place, &patch), call, task).await;
        if let Ok(DialPlanChange { task, .. }) = &outcome {
            let count = patch.add.len() + patch.remove.len();
            let rules = counted(&intl::count(count), count, "rule");
            let plan = &place.target.dial_plan;
            tasks.follow(
                task.clone(),
                format!("{what} of a change to {plan}, {rules}"),
            );
        }
        let said = outcome.as_ref().err().map(|error| {
            let was = if error.leaves_open() {
                format!("Whether piece {} was applied is not known", piece + 1)
            } else {
                format!("{what} was not applied")
            };
            self.session.explain(&was, Platform::LivePlatform, error)
        });
        let reply = reply(outcome, said.as_ref());
        let is_taken = reply != Reply::NotTaken;
        self.with_active(|active| active.ledger.answered(piece, reply, now()));
        if let Some(said) = said.filter(|_| !is_taken) {
            self.keep_ledger().await;
            self.pause(said).await;
        }
    }

    async fn follow(&'static self, tasks: Tasks, piece: usize, task: String) {
        let Some(place) = self.with_active(|active| active.place.clone()) else {
            return;
        };
        let end = match TaskId::parse(&task) {
            None => TaskEnd::Lost("The task has no id.".to_owned()),
            Some(id) => {
                let key = tasks::key(&place.target.environment, &id);
                if untrack(|| tasks.get(&key)).is_none() {
                    tasks.follow(
                        id,
                        format!(
                            "Piece {} of a change to {}",
                            piece + 1,
                            place.target.dial_plan
                        ),
                    );
                }
                let ended = Box::pin(tasks.end_of(&key));
                match select(ended, Box::pin(self.woken(None))).await {
                    Either::Left((record, _)) => {
                        if let Some(record) = &record {
                            let state = record.state();
                            task_ended(&record.environment, record.id.as_str(), &state).await;
                        }
                        end_of(record.as_deref())
                    }
                    Either::Right(_) if self.is_stopping() => return self.forget_wake(),
                    Either::Right(_) => {
                        TaskEnd::Lost("Nobody waits for its task any more.".to_owned())
                    }
                }
            }
        };
        self.with_active(|active| active.ledger.task_ended(piece, end, now()));
    }

    /// Stop was pressed while a task was awaited: the task is awaited all the same.
    fn is_stopping(&'static self) -> bool {
        self.with_active(|active| active.ledger.is_stopped() && !active.is_paused) == Some(true)
    }

    fn forget_wake(&'static self) {
        self.with_active(|active| active.wake = None);
    }

    async fn read_again(&'static self) {
        let Some(place) = self.with_active(|active| active.place.clone()) else {
            return;
        };
        let Some(client) = self.client(&place) else {
            return self
                .pause(signed_out("The plan waits to be read", &place))
                .await;
        };
        let name = &place.target.dial_plan;
        match client.dial_plan(&place.customer, &place.site, name).await {
            Ok(plan) => {
                let listing = Rc::new(Listing::new(rules(plan)));
                self.with_active(|active| {
                    active.ledger.read(&active.run, &listing.plan, now());
                    active.last = Some(listing);
                    active.notice = None;
                });
            }
            Err(error) => {
                let what = "The plan could not be read again";
                let said = self.session.explain(what, Platform::LivePlatform, &error);
                self.with_active(|active| active.notice = Some(said));
                bump(self.ran);
                self.woken(Some(AFTER_FAILURE)).await;
            }
        }
    }

    async fn pause(&'static self, why: Notice) {
        self.with_active(|active| {
            active.notice = Some(why);
            active.is_paused = true;
        });
        bump(self.ran);
        self.woken(None).await;
        self.with_active(|active| {
            active.notice = None;
            active.is_paused = false;
        });
    }

    /// Waits for a press, or for a time to pass.
    async fn woken(&'static self, within: Option<Duration>) {
        let (sender, receiver) = oneshot::channel();
        self.with_active(|active| active.wake = Some(sender));
        bump(self.ran);
        match within {
            None => {
                let _ = receiver.await;
            }
            Some(time) => {
                select(receiver, Box::pin(timer::sleep(time))).await;
            }
        }
    }

    /// The run is over: its changes are no longer pending, as far as the plan shows them.
    fn finish(&'static self) {
        let last = self.with_active(|active| {
            active.is_over = true;
            active.last.take().map(|last| (active.place.clone(), last))
        });
        let shown = last
            .flatten()
            .filter(|(place, _)| Some(place) == self.place().as_ref());
        if let Some((_, listing)) = shown {
            let (changes, base) = self.held.with_value(|held| {
                let mut changes = held.changes.clone();
                let plan = Plan::new(Question {
                    live: &listing.plan,
                    base: None,
                    changes: &changes,
                    trunks: None,
                    emergency: &held.known.emergency,
                });
                for done in plan.without_effect() {
                    changes.undo(done);
                }
                let base = (!changes.is_empty()).then(|| Rc::clone(&listing.plan));
                (changes, base)
            });
            self.show(listing);
            self.put_changes(changes, base);
        }
        self.held.update_value(|held| {
            let Some(active) = &held.runs.active else {
                return;
            };
            if held.place.as_ref() == Some(&active.place) {
                let done = KeptRun {
                    run: Rc::clone(&active.run),
                    ledger: active.ledger.clone(),
                };
                held.runs.history.insert(0, done);
            }
        });
        bump(self.ran);
    }
}

/// Why a step waits, titled with what waits.
fn signed_out(title: &str, place: &Place) -> Notice {
    let environment = &place.target.environment;
    let advice = format!("Sign in to {environment} and press Continue.");
    Notice::new(Tone::Warning, title, advice)
}
