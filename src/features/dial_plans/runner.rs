//! Applies a run: does what its ledger says next, and tells the ledger what happened.
//!
//! One piece at a time: its request, its task to the end, then the next. What decides is the plan
//! as it is read again, never the answer to a request.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::live::dial_plans::{DialPlanChange, DialPlanPatch, Rule as WireRule};
use cordboard_api::live::tasks::{TaskId, TaskStatus};
use cordboard_api::{ApiError, LiveClient, NoAnswer};
use cordboard_dial_plan::Rule;
use cordboard_dial_plan::ledger::{Ledger, Next, Reply, TaskEnd};
use cordboard_dial_plan::plan::{PatchBody, Plan, Question};
use cordboard_dial_plan::run::Run;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;
use serde_json::json;

use super::desk::{DeskState, Place, bump, now, rules};
use super::kept::{self, KeptRun};
use super::model::listing::Listing;
use super::model::words::counted;
use crate::browser::tabs::{self, Turn};
use crate::browser::{intl, task, timer};
use crate::change_sets;
use crate::route::Platform;
use crate::state::journal::{Write, noted, task_ended};
use crate::state::tasks::{self, Record, Tasks};
use crate::state::wire::Wire;
use crate::ui::notice::Notice;

/// A reading that failed is not repeated sooner.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

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

    async fn drive(&'static self, tasks: Tasks) {
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
            let why = format!(
                "Sign in to {} and press Continue.",
                place.target.environment
            );
            return self.pause(notice(format!("{what} waits"), why)).await;
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
            let why = format!(
                "Sign in to {} and press Continue.",
                place.target.environment
            );
            return self
                .pause(notice("The plan waits to be read".to_owned(), why))
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

/// What the ledger is told of an answer.
fn reply(outcome: Result<DialPlanChange, ApiError>, said: Option<&Notice>) -> Reply {
    let words = said.map_or_else(String::new, |said| said.title.clone());
    match outcome {
        Ok(change) => Reply::Task(change.task.to_string()),
        // It never left this device.
        Err(ApiError::NoAnswer(NoAnswer::Offline)) => Reply::NotTaken,
        Err(error) if error.leaves_open() => Reply::None(words),
        Err(error) => match error.status() {
            Some(401 | 429) => Reply::NotTaken,
            _ => Reply::Refused(words),
        },
    }
}

fn end_of(record: Option<&Record>) -> TaskEnd {
    let Some(record) = record else {
        return TaskEnd::Lost("The task was removed from this device.".to_owned());
    };
    match &record.status {
        TaskStatus::Completed => TaskEnd::Completed,
        TaskStatus::Failed => {
            let said = record.messages.iter().map(|own| own.message.as_str());
            let said: Vec<&str> = record
                .details
                .iter()
                .map(String::as_str)
                .chain(said)
                .collect();
            TaskEnd::Failed(
                format!("The task failed. {}", said.join(" "))
                    .trim()
                    .to_owned(),
            )
        }
        TaskStatus::Queued | TaskStatus::InProgress | TaskStatus::Unknown(_) => {
            TaskEnd::Lost("The end of its task was not seen.".to_owned())
        }
    }
}

/// What the journal says of a piece: the rules that go, and those that come.
fn write(place: &Place, patch: &DialPlanPatch) -> Write {
    let rules = |rules: &[WireRule]| {
        let rule = |rule: &WireRule| json!([rule.name, rule.prefix, rule.tag]);
        rules.iter().map(rule).collect()
    };
    let target = &place.target;
    Write {
        platform: Platform::LivePlatform,
        what: format!(
            "Change {} of customer {}, site {}",
            target.dial_plan, target.customer, target.site
        ),
        before: rules(&patch.remove),
        after: rules(&patch.add),
    }
}

fn patch(body: PatchBody) -> DialPlanPatch {
    let wire = |rules: Vec<Rule>| {
        let rules = rules.into_iter().map(|rule| WireRule {
            name: rule.name,
            prefix: rule.prefix,
            tag: rule.tag,
        });
        rules.collect()
    };
    DialPlanPatch {
        dial_plan_id: body.dial_plan_id,
        add: wire(body.add),
        remove: wire(body.remove),
    }
}

fn notice(title: String, advice: String) -> Notice {
    Notice {
        tone: crate::ui::notice::Tone::Warning,
        title,
        advice,
        details: Vec::new(),
        more: String::new(),
    }
}
