//! Tasks: what Live Platform does after it has answered.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::ApiError;
use crate::reading::{self, Element, Misfit, Node};
use crate::transport::Transport;
use serde_json::Value;
use std::fmt;

/// Far beyond any id that was seen; what is longer is no id.
const LONGEST_ID: usize = 200;

/// A task's id. Its prefix says what gave it (`wst_`, `tsk_`, `tsk_msjob_`), the rest nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(String);

impl TaskId {
    /// Accepts any printable text; blanks and quotes around it are removed.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"');
        let fits = !text.is_empty()
            && text.len() <= LONGEST_ID
            && !text.chars().any(|c| c.is_control() || c.is_whitespace());
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as the vendor wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the id from an answer that starts a task. It comes as `{"jobId": …}` ("Create OC
    /// Essential Service"), `{"taskId": …}` ("Modify Dial Plan Content"), a bare JSON string
    /// ("Upgrade Operator Connect Customer License"), and as `{ "tsk_msjob_…" }`, which is no
    /// JSON ("Release Numbers").
    pub(crate) fn read(answer: Answer<'_>) -> Result<Self, ApiError> {
        let text = answer
            .text()
            .map_err(|problem| answer.unreadable(problem))?;
        let id = match serde_json::from_str(text) {
            Ok(value) => Self::from_value(&value),
            Err(_) => braced(text).and_then(|inner| Self::from_value(&inner)),
        };
        if let Some(id) = id {
            return Ok(id);
        }
        answer.json_text()?;
        Err(answer.misshapen("$", "expected a task id"))
    }

    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Self::parse(text),
            Value::Number(number) => Self::parse(&number.to_string()),
            Value::Object(object) => ["jobId", "taskId", "JobId", "TaskId", "id"]
                .iter()
                .filter_map(|name| object.get(*name))
                .filter(|value| !value.is_object())
                .find_map(Self::from_value),
            Value::Null | Value::Bool(_) | Value::Array(_) => None,
        }
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The string in `{ "…" }`.
fn braced(text: &str) -> Option<Value> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    serde_json::from_str(inner)
        .ok()
        .filter(|value: &Value| value.is_string())
}

/// A task as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id, where it is returned; it may differ from the one that was given when it began.
    pub id: Option<TaskId>,
    /// How far it is.
    pub status: TaskStatus,
    /// Remarks such as `Converted` or `Ok`.
    pub details: Vec<String>,
    /// What was done, step by step.
    pub messages: Vec<TaskMessage>,
    /// What came out of it: an object, a list, a text or nothing.
    pub output: Value,
    /// When it began, as the vendor wrote it.
    pub created: Option<String>,
    /// When it ended, as the vendor wrote it.
    pub completed: Option<String>,
    /// Whether somebody asked for its end.
    pub is_cancellation_requested: bool,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

/// A step of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskMessage {
    /// How serious it is, in the vendor's word; `Information` is the only documented one. Empty
    /// where none is given.
    pub level: String,
    /// What happened.
    pub message: String,
}

/// How far a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskStatus {
    /// It waits.
    Queued,
    /// It runs.
    InProgress,
    /// It did what it was to do.
    Completed,
    /// It did not.
    Failed,
    /// A state that the vendor does not document, in its own word; taken for running.
    Unknown(String),
}

impl TaskStatus {
    /// Reads the vendor's word: the answers write `CompletedSuccess`, the pages `Completed
    /// Success` ("Modify Dial Plan Content").
    pub fn from_wire(word: &str) -> Self {
        let folded: String = word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match folded.as_str() {
            "queued" => Self::Queued,
            "inprogress" => Self::InProgress,
            "completedsuccess" => Self::Completed,
            "completedfailed" => Self::Failed,
            _ => Self::Unknown(word.trim().to_owned()),
        }
    }

    /// Whether nothing more will happen.
    pub fn has_ended(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed)
    }
}

impl<T: Transport> LiveClient<T> {
    /// A task as it stands ("Get Task").
    pub async fn task(&self, id: &TaskId) -> Result<Task, ApiError> {
        let response = self.get(Endpoint::Task { id }).await?;
        let answer = Answer::accept(&response)?;
        reading::single(answer)
    }
}

impl Element for Task {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        let object = node.object()?;
        let status = node.field("status");
        if !object.contains_key("status") {
            return Err(status.misfit("a string"));
        }
        let mut messages = Vec::new();
        let steps = node.any_field(&["executionMessages", "ExecutionMessages"]);
        collect_messages(steps.value(), &mut messages);
        Ok(Self {
            id: TaskId::from_value(node.field("id").value()),
            status: TaskStatus::from_wire(&status.text_or_number()?.unwrap_or_default()),
            details: texts(node.field("details").value()),
            messages,
            output: node.field("outputData").value().clone(),
            created: set_time(node.field("createTime").text()?),
            completed: set_time(node.field("completeTime").text()?),
            is_cancellation_requested: node
                .field("cancellationRequested")
                .flag()?
                .unwrap_or_default(),
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}

/// The first moment of .NET stands for "not set" ("Upgrade Operator Connect Customer License").
fn set_time(time: Option<String>) -> Option<String> {
    time.filter(|time| !time.trim().is_empty() && !time.starts_with("0001-01-01"))
}

/// The table calls `details` a string, the examples hold lists with `null` in them.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(several) => several.iter().flat_map(texts).collect(),
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => vec![value.to_string()],
    }
}

fn collect_messages(value: &Value, messages: &mut Vec<TaskMessage>) {
    if let Value::Array(several) = value {
        for one in several {
            collect_messages(one, messages);
        }
        return;
    }
    let (level, message) = match value.get("message") {
        Some(message) => (
            texts(value.get("level").unwrap_or(&Value::Null)),
            texts(message),
        ),
        None => (Vec::new(), texts(value)),
    };
    if !message.is_empty() {
        messages.push(TaskMessage {
            level: level.join(" "),
            message: message.join(" "),
        });
    }
}
