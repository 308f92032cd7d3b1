//! The journal of writes on this device: who changed what, when, from what to what, and how it
//! ended. Kept only where it was asked for, each environment apart. Every entry carries the hash
//! of the one before.

pub mod chain;

use std::future::Future;

use cordboard_api::ApiError;
use cordboard_api::redaction::redact_text;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use serde_json::{Value, json};

use self::chain::{Head, head_of, link};
use super::connection::Status;
use super::session::Session;
use crate::browser::database::{self, Store};
use crate::browser::storage::{self, Keep};
use crate::browser::{digest, tabs, timer};
use crate::route::Platform;

/// What is about to be changed.
#[derive(Debug, Clone)]
pub struct Write {
    pub platform: Platform,
    /// As an administrator would say it: "Change voice profile Sales".
    pub what: String,
    pub before: Value,
    pub after: Value,
}

fn switch(environment: &str) -> String {
    format!("cordboard:journal:{environment}")
}

fn head_key(environment: &str) -> String {
    format!("cordboard:journal-head:{environment}")
}

fn lost_key(environment: &str) -> String {
    format!("cordboard:journal-lost:{environment}")
}

/// When a write could not be noted last, in milliseconds since 1970.
pub fn lost_at(environment: &str) -> Option<f64> {
    storage::read(Keep::Device, &lost_key(environment))?
        .parse()
        .ok()
}

/// Whether this device keeps a journal of an environment.
pub fn is_kept(environment: &str) -> bool {
    storage::read(Keep::Device, &switch(environment)).is_some()
}

/// Begins to keep one, or stops; what was kept stays.
pub fn set_kept(environment: &str, is_kept: bool) {
    let key = switch(environment);
    if is_kept {
        storage::write(Keep::Device, &key, "on");
    } else {
        storage::remove(Keep::Device, &key);
    }
}

/// The newest entry that this device remembers apart from the entries themselves.
pub fn head(environment: &str) -> Option<Head> {
    Head::parse(&storage::read(Keep::Device, &head_key(environment))?)
}

/// Every entry of an environment as it is kept, oldest first.
pub async fn entries(environment: &str) -> Result<Vec<String>, database::NotKept> {
    let prefix = database::key(environment, &[""]);
    let kept = database::all(Store::Journal, &prefix).await?;
    Ok(kept.into_iter().map(|(_, text)| text).collect())
}

/// Removes every entry of an environment.
pub async fn wipe(environment: &str) -> Result<(), database::NotKept> {
    let _turn = tabs::turn(&switch(environment)).await;
    let prefix = database::key(environment, &[""]);
    for (key, _) in database::all(Store::Journal, &prefix).await? {
        database::delete(Store::Journal, &key).await?;
    }
    storage::remove(Keep::Device, &head_key(environment));
    storage::remove(Keep::Device, &lost_key(environment));
    Ok(())
}

/// Makes a call that changes something, and notes it before and after where a journal is kept.
/// `task` names the task that the answer began.
pub async fn noted<T>(
    session: Session,
    write: impl FnOnce() -> Write,
    call: impl Future<Output = Result<T, ApiError>>,
    task: impl FnOnce(&T) -> Option<String>,
) -> Result<T, ApiError> {
    let environment = untrack(|| session.environment()).name;
    if !is_kept(&environment) {
        return call.await;
    }
    let number = begin(session, &environment, write()).await;
    let outcome = call.await;
    let said = match &outcome {
        Ok(answer) => (String::new(), task(answer)),
        Err(error) => (words(error), None),
    };
    end(&environment, number, said).await;
    outcome
}

fn words(error: &ApiError) -> String {
    match (error.status(), error) {
        (Some(status), ApiError::Unreadable(_)) => format!("{status}, not readable"),
        (Some(status), _) => format!("refused with {status}"),
        (None, _) => "no answer".to_owned(),
    }
}

fn begin(session: Session, environment: &str, write: Write) -> LocalBoxFuture<'_, Option<usize>> {
    let connection = untrack(|| session.connection(write.platform));
    let who = connection.status.with_untracked(|status| {
        if matches!(status, Status::Gateway | Status::GatewayEnded) {
            return "via gateway".to_owned();
        }
        let account = status.account();
        account.map_or_else(String::new, |account| account.who.clone())
    });
    let entry = json!({
        "kind": "sent",
        "api": write.platform.name(),
        "who": who,
        "what": write.what,
        "before": write.before,
        "after": write.after,
    });
    Box::pin(append(environment, entry))
}

async fn end(environment: &str, number: Option<usize>, (trouble, task): (String, Option<String>)) {
    let entry = json!({
        "kind": "answered",
        "of": number,
        "outcome": if trouble.is_empty() { "accepted" } else { trouble.as_str() },
        "task": task,
    });
    append(environment, entry).await;
}

/// Notes how a task ended that a write of an environment began.
pub async fn task_ended(environment: &str, task: &str, outcome: &str) {
    if is_kept(environment) {
        let entry = json!({ "kind": "task ended", "task": task, "outcome": outcome });
        append(environment, entry).await;
    }
}

/// The newest entry: the one that is remembered, as long as it is there.
async fn newest(environment: &str) -> Result<Option<Head>, database::NotKept> {
    if let Some(head) = head(environment)
        && database::get(Store::Journal, &entry_key(environment, head.number))
            .await?
            .is_some()
    {
        return Ok(Some(head));
    }
    let last = entries(environment).await?.pop();
    Ok(last.as_deref().and_then(head_of))
}

/// Keys stand in the order of their numbers.
fn entry_key(environment: &str, number: usize) -> String {
    database::key(environment, &[&format!("{number:012}")])
}

/// Puts an entry behind the last one; gives its number. What cannot be kept leaves a mark.
async fn append(environment: &str, entry: Value) -> Option<usize> {
    let number = put(environment, entry).await;
    if number.is_none() {
        let now = timer::now().to_string();
        storage::write(Keep::Device, &lost_key(environment), &now);
    }
    number
}

/// One tab at a time, so that no two entries follow the same one.
async fn put(environment: &str, mut entry: Value) -> Option<usize> {
    let _turn = tabs::turn(&switch(environment)).await;
    let before = newest(environment).await.ok()?;
    entry["at"] = json!(timer::now());
    entry["environment"] = json!(environment);
    let (number, body) = link(before.as_ref(), entry);
    // Before and after may hold what a vendor calls by an odd name.
    let body = redact_text(&body);
    let hash = digest::sha256(&body).await?;
    let key = entry_key(environment, number);
    let text = format!("{hash}\n{body}");
    database::put(Store::Journal, &key, &text).await.ok()?;
    let head = Head { number, hash };
    storage::write(Keep::Device, &head_key(environment), &head.to_string());
    Some(number)
}
