//! Looking at one task until its end, by the schedule of `polling::plan`.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::ApiError;
use cordboard_api::polling::{Next, Watch, plan};
use futures::future::{Either, select};
use leptos::prelude::{GetValue, WithUntracked};

use super::{Record, Tasks};
use crate::browser::tabs::{self, Turn};
use crate::browser::{page, timer};
use crate::explain::explain;
use crate::state::connection::{Connection, Status, host_of};

/// What one tab knows of its looks at a task.
#[derive(Default)]
struct Looks {
    /// Looks that failed since the last one that did not.
    failures: u32,
    /// What the last answer asked to wait.
    retry_after: Option<Duration>,
    /// When the next look is due, in milliseconds since 1970.
    due: Option<f64>,
    /// A task that comes back after a reload is looked at once, however old it is.
    has_looked: bool,
    /// When this tab looked last, in milliseconds since 1970.
    looked: f64,
    /// This tab's turn to look.
    turn: Option<Turn>,
}

/// Looks at a task until it has ended, is given up or is removed.
pub async fn watch(tasks: Tasks, key: String) {
    let mut looks = Looks::default();
    while let Some(record) = tasks.peek(&key).filter(|own| own.is_running()) {
        looks.step(tasks, &record, &key).await;
    }
}

impl Looks {
    /// Does whatever is next: waits for something, or looks.
    async fn step(&mut self, tasks: Tasks, record: &Rc<Record>, key: &str) {
        let wait = match self.plan(record) {
            Next::Ended => return,
            Next::Pause => {
                self.turn = None;
                return tasks.woken().await;
            }
            Next::GiveUp if self.has_looked => {
                tasks.share(Record {
                    is_given_up: true,
                    changed: timer::now(),
                    ..Record::clone(record)
                });
                return;
            }
            Next::GiveUp => Duration::ZERO,
            Next::LookAfter(wait) => wait,
        };
        let connection = tasks
            .session
            .live_of(&record.environment)
            .filter(|own| own.status.with_untracked(Status::is_signed_in));
        let Some(connection) = connection else {
            self.turn = None;
            return tasks.woken().await;
        };
        if self.turn.is_none() {
            let turn = tabs::turn(&format!("cordboard:task:{key}"));
            if let Either::Left((turn, _)) = select(turn, Box::pin(tasks.woken())).await {
                self.turn = Some(turn);
            }
            return;
        }
        let now = timer::now();
        let latest = now + wait.as_secs_f64() * 1000.0;
        // A clock that was put back makes no wait longer.
        let due = self.due.unwrap_or(latest).min(latest);
        self.due = Some(due);
        // A server that asked to wait is not pressed.
        let is_asked = self.retry_after.is_none() && tasks.asked.get_value() > self.looked;
        if due > now && !is_asked {
            let rest = Duration::from_secs_f64((due - now) / 1000.0);
            select(Box::pin(timer::sleep(rest)), Box::pin(tasks.woken())).await;
            return;
        }
        self.due = None;
        self.has_looked = true;
        self.looked = now;
        self.look(tasks, record, connection).await;
    }

    fn plan(&self, record: &Record) -> Next {
        let age = (timer::now() - record.watched_from).max(0.0) / 1000.0;
        plan(&Watch {
            age: Duration::try_from_secs_f64(age).unwrap_or_default(),
            has_ended: record.status.has_ended(),
            is_hidden: page::is_hidden(),
            failures: self.failures,
            retry_after: self.retry_after,
            jitter: timer::jitter(),
        })
    }

    async fn look(&mut self, tasks: Tasks, record: &Rc<Record>, connection: Connection) {
        let Some(client) = connection.live_client() else {
            return;
        };
        let seen = match client.task(&record.id).await {
            Ok(task) => {
                (self.failures, self.retry_after) = (0, None);
                record.seen(&task, timer::now())
            }
            Err(error) => {
                self.failures += 1;
                self.retry_after = retry_after(&error);
                let what = "The task could not be read";
                let notice = explain(what, &host_of(client.base()), &error);
                Record {
                    trouble: notice.title,
                    changed: timer::now(),
                    ..Record::clone(record)
                }
            }
        };
        // It may have been removed meanwhile.
        if tasks.peek(&record.key()).is_some() && !record.is_as(&seen) {
            tasks.share(seen);
        }
    }
}

fn retry_after(error: &ApiError) -> Option<Duration> {
    if let ApiError::Refused(refusal) = error {
        refusal.retry_after
    } else {
        None
    }
}
