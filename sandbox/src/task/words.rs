//! What a task says about itself, in every form that the pages show.

use serde_json::{Map, Value, json};

use super::{Change, State};
use crate::options::TaskShape;

/// Adds `details`, `executionMessages` and `outputData` to a task.
pub(super) fn describe(change: &Change, state: State, shape: TaskShape, task: &mut Value) {
    let detail = detail(change, state);
    let messages = messages(change, state);
    let text = messages
        .iter()
        .map(|(_, text)| text.as_str())
        .collect::<Vec<_>>();
    let (details, execution_messages, output) = match shape {
        TaskShape::Documented => (json!([detail]), documented(&messages), json!({})),
        TaskShape::Text => (
            json!(detail.unwrap_or("")),
            json!(text.join("\n")),
            json!("none"),
        ),
        TaskShape::Lists => (json!([detail.unwrap_or("")]), json!(text), json!([])),
        TaskShape::Objects => {
            let keyed: Map<_, _> = messages
                .iter()
                .enumerate()
                .map(|(place, (level, text))| {
                    (place.to_string(), json!({"level": level, "message": text}))
                })
                .collect();
            let output = json!({"WorkflowVersion": 3, "NumbersUploaded": ["+18333998785"]});
            (json!({"result": detail}), Value::Object(keyed), output)
        }
        TaskShape::Nulls => (Value::Null, Value::Null, Value::Null),
        TaskShape::Missing => return,
    };
    task["details"] = details;
    task["executionMessages"] = execution_messages;
    task["outputData"] = output;
}

fn documented(messages: &[(&str, String)]) -> Value {
    if messages.is_empty() {
        return Value::Null;
    }
    messages
        .iter()
        .map(|(level, text)| json!({"level": level, "message": text}))
        .collect()
}

fn detail(change: &Change, state: State) -> Option<&'static str> {
    match (state, change) {
        (State::Succeeded, Change::Rules { .. }) => Some("Ok"),
        (State::Succeeded, Change::Service(_)) => Some("Converted"),
        (State::Failed, _) => Some("Failed"),
        (State::Queued | State::InProgress | State::Odd, _) => None,
    }
}

fn messages(change: &Change, state: State) -> Vec<(&'static str, String)> {
    let Change::Service(service) = change else {
        return match state {
            State::Failed => {
                vec![(
                    "Error",
                    "SBC sbc-dial-plan failed: the device did not answer.".to_owned(),
                )]
            }
            State::Queued | State::InProgress | State::Succeeded | State::Odd => vec![],
        };
    };
    let name = service["CustomerShortName"].as_str().unwrap_or_default();
    let onboarded = (
        "Information",
        format!("SBC sbc-onboarding done for site {name}."),
    );
    match state {
        State::Queued | State::Odd => vec![],
        State::InProgress => vec![onboarded],
        State::Succeeded => vec![
            onboarded,
            ("Information", "Site created in Ovoc".to_owned()),
        ],
        State::Failed => {
            vec![
                onboarded,
                ("Error", "Site could not be created in Ovoc".to_owned()),
            ]
        }
    }
}
