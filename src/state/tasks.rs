//! Every asynchronous job of this device: who began it, what for, and how far it is.
//!
//! A feature hands a task over with [`Tasks::follow`] and may wait for its end with
//! [`Tasks::end_of`]. Tasks are kept in the browser and come back after a reload. Among all tabs one
//! looks at a task, by turns; what it sees it tells the others. Nobody looks while the page is
//! hidden, or while nobody is signed in to the task's environment.

mod record;
mod watch;

use std::rc::Rc;

use cordboard_api::live::tasks::{TaskId, TaskStatus};
use futures::channel::oneshot;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use serde_json::{Value, json};

pub use self::record::{Record, note};
use super::connection::Status;
use super::session::Session;
use crate::browser::database::{self, Store};
use crate::browser::dom::follow;
use crate::browser::tabs::Line;
use crate::browser::{page, timer};
use crate::parts::{Missing, part};
use crate::route::Platform;
use crate::ui::lamp::Lamp;

/// What only a device that has tasks needs.
#[derive(Debug, Clone, Copy)]
struct Watching {
    hear: fn(Tasks, &str),
    watch: fn(Tasks, String) -> LocalBoxFuture<'static, ()>,
}

part!(watching: load_watching -> Watching = Watching {
    hear: Tasks::hear,
    watch: |tasks, key| Box::pin(watch::watch(tasks, key)),
});

/// The line on which tabs tell each other about tasks.
const LINE: &str = "cordboard:tasks";

/// All tasks of this device, newest first.
#[derive(Debug, Clone, Copy)]
pub struct Tasks {
    session: Session,
    records: StoredValue<Vec<Rc<Record>>, LocalStorage>,
    changed: RwSignal<usize>,
    /// What the status region says: the end of a task.
    pub said: RwSignal<String>,
    /// Why tasks are not kept on this device; empty while they are.
    pub not_kept: RwSignal<String>,
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
    line: StoredValue<Option<Line>, LocalStorage>,
    /// When somebody asked to look at once, in milliseconds since 1970.
    asked: StoredValue<f64>,
}

/// The key of a task, which tells it from every other of this device.
pub fn key(environment: &str, id: &TaskId) -> String {
    database::key(environment, &[id.as_str()])
}

impl Record {
    pub fn key(&self) -> String {
        key(&self.environment, &self.id)
    }

    /// The lamp that stands beside the state.
    pub fn lamp(&self) -> Lamp {
        match self.status {
            TaskStatus::Queued => Lamp::Queued,
            TaskStatus::InProgress => Lamp::Running,
            TaskStatus::Completed => Lamp::Done,
            TaskStatus::Failed => Lamp::Critical,
            TaskStatus::Unknown(_) => Lamp::Unknown,
        }
    }
}

impl Tasks {
    /// Takes up what this device has kept, and listens to the other tabs.
    pub fn start(session: Session) -> Self {
        let tasks = Self {
            session,
            records: StoredValue::new_local(Vec::new()),
            changed: RwSignal::new(0),
            said: RwSignal::new(String::new()),
            not_kept: RwSignal::new(String::new()),
            waiting: StoredValue::new_local(Vec::new()),
            line: StoredValue::new_local(None),
            asked: StoredValue::new(0.0),
        };
        // First the line, then the disk: what another tab says meanwhile is newer.
        let line = Line::open(LINE, move |text| {
            tasks.on_watching(move |own| (own.hear)(tasks, &text));
        });
        tasks.line.set_value(Some(line));
        crate::browser::task::start(async move {
            match database::all(Store::Tasks, "").await {
                Ok(kept) if kept.is_empty() => {}
                Ok(kept) => tasks.on_watching(move |own| {
                    for (_, text) in kept {
                        (own.hear)(tasks, &text);
                    }
                }),
                Err(why) => tasks.not_kept.set(why.to_string()),
            }
        });
        follow(move || {
            for connection in session.every_live() {
                connection.status.track();
            }
            tasks.wake();
        });
        page::on_visibility(move || tasks.wake());
        tasks
    }

    /// Takes on a task that the chosen environment has just given. `what` says what it is for.
    /// Gives its key.
    pub fn follow(self, id: TaskId, what: String) -> String {
        let environment = untrack(|| self.session.environment()).name;
        let connection = untrack(|| self.session.connection(Platform::LivePlatform));
        let by = connection.status.with_untracked(|status| {
            status
                .account()
                .map_or_else(String::new, |account| account.who.clone())
        });
        let record = Record::new(&environment, id, what, by, timer::now());
        let key = record.key();
        self.share(record);
        key
    }

    /// Every task, newest first; tracked.
    pub fn all(self) -> Vec<Rc<Record>> {
        self.changed.track();
        self.records.get_value()
    }

    /// A task by its key; tracked.
    pub fn get(self, key: &str) -> Option<Rc<Record>> {
        self.changed.track();
        self.peek(key)
    }

    fn peek(self, key: &str) -> Option<Rc<Record>> {
        self.records
            .with_value(|records| records.iter().find(|own| own.key() == key).cloned())
    }

    /// How many tasks run; tracked.
    pub fn running(self) -> usize {
        self.all().iter().filter(|own| own.is_running()).count()
    }

    /// Waits until a task has ended or is given up; `None` when it was removed meanwhile.
    pub async fn end_of(self, key: &str) -> Option<Rc<Record>> {
        loop {
            let record = self.peek(key)?;
            if !record.is_running() {
                return Some(record);
            }
            self.woken().await;
        }
    }

    /// Whether a task waits because nobody is signed in to its environment; tracked.
    pub fn waits_for_sign_in(self, record: &Record) -> bool {
        let is_signed_in = self
            .session
            .live_of(&record.environment)
            .is_some_and(|connection| connection.status.with(Status::is_signed_in));
        record.is_running() && !is_signed_in
    }

    /// Looks at every task that has not ended, now; also at those that were given up.
    pub fn look_again(self) {
        for record in self.records.get_value() {
            if !record.status.has_ended() && record.is_given_up {
                let now = timer::now();
                self.share(Record {
                    watched_from: now,
                    is_given_up: false,
                    changed: now,
                    ..Record::clone(&record)
                });
            }
        }
        self.asked.set_value(timer::now());
        self.wake();
    }

    /// Forgets the tasks that have ended or were given up.
    pub fn remove_finished(self) {
        for record in self.records.get_value() {
            if !record.is_running() {
                self.remove(&record.key());
            }
        }
    }

    /// Forgets all tasks, also those that run.
    pub fn remove_all(self) {
        for record in self.records.get_value() {
            self.remove(&record.key());
        }
    }

    /// Forgets a task, here and in the other tabs.
    pub fn remove(self, key: &str) {
        self.forget(key);
        self.say(&json!({ "removed": key }));
        let key = key.to_owned();
        crate::browser::task::start(async move {
            // What cannot be removed shows again after a reload, and can be removed then.
            let _ = database::delete(Store::Tasks, &key).await;
        });
    }

    fn forget(self, key: &str) {
        self.records
            .update_value(|records| records.retain(|own| own.key() != key));
        self.tell();
    }

    /// Does something once the part of the program that watches tasks is there.
    fn on_watching(self, act: impl FnOnce(Watching) + 'static) {
        crate::browser::task::start(async move {
            match load_watching().await {
                Ok(watching) => act(watching),
                Err(Missing) => self.not_kept.set(
                    "A part of Cordboard that follows tasks did not arrive. Reload the page to follow them."
                        .to_owned(),
                ),
            }
        });
    }

    /// What another tab says, or the disk holds.
    fn hear(self, text: &str) {
        let Ok(heard) = serde_json::from_str::<Value>(text) else {
            return;
        };
        if let Some(key) = heard["removed"].as_str() {
            self.forget(key);
        } else if let Some(record) = Record::from_json(&heard) {
            self.take(record);
        }
    }

    /// Takes a record, keeps it, and tells the other tabs. It is newer than what it replaces, also
    /// within one millisecond, and when the clock was put back.
    fn share(self, mut record: Record) {
        if let Some(before) = self.peek(&record.key()) {
            record.changed = record.changed.max(before.changed + 1.0);
        }
        let (key, kept) = (record.key(), record.to_json());
        self.say(&kept);
        crate::browser::task::start(async move {
            let why = match database::put(Store::Tasks, &key, &kept.to_string()).await {
                Ok(()) => String::new(),
                Err(why) => why.to_string(),
            };
            if self.not_kept.get_untracked() != why {
                self.not_kept.set(why);
            }
        });
        self.take(record);
    }

    fn say(self, heard: &Value) {
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.say(&heard.to_string());
            }
        });
    }

    fn take(self, record: Record) {
        let before = self.peek(&record.key());
        if before
            .as_ref()
            .is_some_and(|own| own.changed >= record.changed)
        {
            return;
        }
        let was_running = before.as_ref().is_some_and(|own| own.is_running());
        let (is_running, key) = (record.is_running(), record.key());
        if was_running && !is_running {
            self.said.set(announcement(&record));
        }
        let record = Rc::new(record);
        self.records.update_value(|records| {
            records.retain(|own| own.key() != key);
            let place = records.iter().position(|own| own.begun <= record.begun);
            records.insert(place.unwrap_or(records.len()), record);
        });
        if is_running && !was_running {
            self.on_watching(move |own| crate::browser::task::start((own.watch)(self, key)));
        }
        self.tell();
    }

    /// Lets everybody know that the list is another one.
    fn tell(self) {
        self.changed.update(|changed| *changed += 1);
        self.wake();
    }

    /// Wakes whoever waits: something has changed that may matter.
    fn wake(self) {
        let waiting = self.waiting.try_update_value(std::mem::take);
        for sender in waiting.unwrap_or_default() {
            // Whoever no longer waits has gone.
            let _ = sender.send(());
        }
    }

    async fn woken(self) {
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| {
            waiting.retain(|own| !own.is_canceled());
            waiting.push(sender);
        });
        let _ = receiver.await;
    }
}

/// What is heard when a task ends.
fn announcement(record: &Record) -> String {
    let what = &record.what;
    match record.status {
        TaskStatus::Completed => format!("Task completed: {what}."),
        TaskStatus::Failed => format!("Task failed: {what}."),
        TaskStatus::Queued | TaskStatus::InProgress | TaskStatus::Unknown(_) => {
            format!("The end of a task was not seen: {what}.")
        }
    }
}

pub fn use_tasks() -> Tasks {
    expect_context()
}
