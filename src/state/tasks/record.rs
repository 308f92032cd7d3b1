//! What is known of one task, and how it is kept. Pure.

use cordboard_api::live::tasks::{Task, TaskId, TaskMessage, TaskStatus};
use serde_json::{Value, json};

use crate::ui::notice::{Notice, Tone};

/// A task that was given to this device.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub environment: String,
    pub id: TaskId,
    /// What it is for, as whoever began it says.
    pub what: String,
    /// Who began it, as far as the session knew.
    pub by: String,
    /// In milliseconds since 1970, as every time here.
    pub begun: f64,
    /// Since when it has been watched: a new look at an old task begins anew.
    pub watched_from: f64,
    pub status: TaskStatus,
    pub details: Vec<String>,
    pub messages: Vec<TaskMessage>,
    /// What came out of it, as JSON; empty when nothing did.
    pub output: String,
    pub ended: Option<f64>,
    /// Nobody looks any more: its end was not seen within the age limit.
    pub is_given_up: bool,
    /// Why the last look at it failed; empty when it did not.
    pub trouble: String,
    /// The later of two records of one task is the true one.
    pub changed: f64,
}

impl Record {
    pub fn new(environment: &str, id: TaskId, what: String, by: String, now: f64) -> Self {
        Self {
            environment: environment.to_owned(),
            id,
            what,
            by,
            begun: now,
            watched_from: now,
            // The server has taken it on and said no more.
            status: TaskStatus::Queued,
            details: Vec::new(),
            messages: Vec::new(),
            output: String::new(),
            ended: None,
            is_given_up: false,
            trouble: String::new(),
            changed: now,
        }
    }

    /// What a ticket about it begins with, once it has failed.
    pub fn ticket(&self) -> Notice {
        Notice::new(
            Tone::Critical,
            format!("Task {} failed: {}", self.id, self.what),
            "",
        )
    }

    /// Whether it is worth looking at.
    pub fn is_running(&self) -> bool {
        !self.status.has_ended() && !self.is_given_up
    }

    /// The state in the words of the task centre.
    pub fn state(&self) -> String {
        let word = state_word(&self.status);
        if let TaskStatus::Unknown(own) = &self.status {
            return format!("{word} {own}").trim_end().to_owned();
        }
        word.to_owned()
    }

    /// The record after a look.
    pub fn seen(&self, task: &Task, now: f64) -> Self {
        let is_nothing = match &task.output {
            Value::Object(object) => object.is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::String(text) => text.is_empty(),
            Value::Null => true,
            Value::Bool(_) | Value::Number(_) => false,
        };
        let output = (!is_nothing).then(|| serde_json::to_string_pretty(&task.output).ok());
        Self {
            status: task.status.clone(),
            details: task.details.clone(),
            messages: task.messages.clone(),
            output: output.flatten().unwrap_or_default(),
            ended: task.status.has_ended().then_some(self.ended.unwrap_or(now)),
            trouble: String::new(),
            changed: now,
            ..self.clone()
        }
    }

    /// Whether two looks saw the same.
    pub fn is_as(&self, other: &Self) -> bool {
        let later = Self {
            changed: self.changed,
            ..other.clone()
        };
        *self == later
    }

    pub fn to_json(&self) -> Value {
        let messages: Vec<Value> = self
            .messages
            .iter()
            .map(|own| json!([own.level, own.message]))
            .collect();
        json!({
            "environment": self.environment,
            "id": self.id.as_str(),
            "what": self.what,
            "by": self.by,
            "begun": self.begun,
            "watchedFrom": self.watched_from,
            "status": wire_word(&self.status),
            "details": self.details,
            "messages": messages,
            "output": self.output,
            "ended": self.ended,
            "isGivenUp": self.is_given_up,
            "trouble": self.trouble,
            "changed": self.changed,
        })
    }

    /// Reads what was kept, perhaps by another version of this app; `None` when it is no task.
    pub fn from_json(kept: &Value) -> Option<Self> {
        let text = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
        let time = |name: &str| kept[name].as_f64();
        let begun = time("begun")?;
        let list = |name: &str| kept[name].as_array().cloned().unwrap_or_default();
        let messages = list("messages").into_iter().filter_map(|own| {
            Some(TaskMessage {
                level: own.get(0)?.as_str()?.to_owned(),
                message: own.get(1)?.as_str()?.to_owned(),
            })
        });
        Some(Self {
            environment: text("environment"),
            id: TaskId::parse(kept["id"].as_str()?)?,
            what: text("what"),
            by: text("by"),
            begun,
            watched_from: time("watchedFrom").unwrap_or(begun),
            status: TaskStatus::from_wire(&text("status")),
            details: list("details")
                .iter()
                .filter_map(|own| own.as_str().map(str::to_owned))
                .collect(),
            messages: messages.collect(),
            output: text("output"),
            ended: time("ended"),
            is_given_up: kept["isGivenUp"].as_bool().unwrap_or_default(),
            trouble: text("trouble"),
            changed: time("changed").unwrap_or(begun),
        })
    }
}

/// Why a task needs somebody, or what it said last; empty while there is nothing to say.
pub fn note(record: &Record, waits_for_sign_in: bool) -> String {
    if waits_for_sign_in {
        return format!("Waits: nobody is signed in to {}", record.environment);
    }
    if record.is_given_up {
        return "No end seen within an hour; Refresh looks again".to_owned();
    }
    if !record.trouble.is_empty() {
        return record.trouble.clone();
    }
    let last = record.messages.last().map(|own| own.message.clone());
    last.unwrap_or_else(|| record.details.join(", "))
}

/// The state in one word; an unknown one is followed by the server's own.
fn state_word(status: &TaskStatus) -> &'static str {
    match status {
        TaskStatus::Queued => "Queued",
        TaskStatus::InProgress => "In progress",
        TaskStatus::Completed => "Completed",
        TaskStatus::Failed => "Failed",
        TaskStatus::Unknown(_) => "Unknown",
    }
}

fn wire_word(status: &TaskStatus) -> &str {
    match status {
        TaskStatus::Queued => "Queued",
        TaskStatus::InProgress => "InProgress",
        TaskStatus::Completed => "CompletedSuccess",
        TaskStatus::Failed => "CompletedFailed",
        TaskStatus::Unknown(word) => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let id = TaskId::parse("tsk_1156").unwrap();
        let mut record = Record::new("Sandbox", id, "Create Demo".into(), "Ada".into(), 1_000.5);
        record.status = TaskStatus::Unknown("AwaitingApproval".into());
        record.details = vec!["Converted".into()];
        record.messages = vec![TaskMessage {
            level: "Information".into(),
            message: "Site created".into(),
        }];
        record.output = "{}".into();
        record
    }

    #[test]
    fn what_is_kept_comes_back() {
        for status in [
            TaskStatus::Queued,
            TaskStatus::InProgress,
            TaskStatus::Completed,
            TaskStatus::Failed,
            TaskStatus::Unknown("AwaitingApproval".into()),
        ] {
            let kept = Record {
                status,
                ended: Some(2_000.0),
                ..record()
            };
            let text = kept.to_json().to_string();
            let read = Record::from_json(&serde_json::from_str(&text).unwrap());
            assert_eq!(read, Some(kept));
        }
    }

    #[test]
    fn what_is_no_task_is_left_out() {
        for text in [
            "null",
            "{}",
            r#"{"id": "a b", "begun": 1}"#,
            r#"{"id": "tsk_1"}"#,
            "[1]",
        ] {
            assert_eq!(
                Record::from_json(&serde_json::from_str(text).unwrap()),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn a_state_reads_as_agreed_and_an_unknown_one_keeps_its_word() {
        let state = |word: &str| {
            Record {
                status: TaskStatus::from_wire(word),
                ..record()
            }
            .state()
        };
        assert_eq!(state("Queued"), "Queued");
        assert_eq!(state("In Progress"), "In progress");
        assert_eq!(state("CompletedSuccess"), "Completed");
        assert_eq!(state("Completed Failed"), "Failed");
        assert_eq!(state("AwaitingApproval"), "Unknown AwaitingApproval");
        assert_eq!(state(""), "Unknown");
    }

    #[test]
    fn a_task_that_has_ended_or_is_given_up_does_not_run() {
        let running = record();
        assert!(running.is_running());
        assert!(
            !Record {
                is_given_up: true,
                ..record()
            }
            .is_running()
        );
        assert!(
            !Record {
                status: TaskStatus::Failed,
                ..record()
            }
            .is_running()
        );
    }
}
