//! A piece of a run in the server's words, and its answers in the ledger's.

use cordboard_api::live::dial_plans::{DialPlanChange, DialPlanPatch, Rule as WireRule};
use cordboard_api::live::tasks::TaskStatus;
use cordboard_api::{ApiError, NoAnswer};
use cordboard_dial_plan::Rule;
use cordboard_dial_plan::ledger::{Reply, TaskEnd};
use cordboard_dial_plan::plan::PatchBody;
use serde_json::json;

use super::super::desk::Place;
use crate::route::Platform;
use crate::state::journal::Write;
use crate::state::tasks::Record;
use crate::ui::notice::Notice;

/// What the ledger is told of an answer.
pub(super) fn reply(outcome: Result<DialPlanChange, ApiError>, said: Option<&Notice>) -> Reply {
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

pub(super) fn end_of(record: Option<&Record>) -> TaskEnd {
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
pub(super) fn write(place: &Place, patch: &DialPlanPatch) -> Write {
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

pub(super) fn patch(body: PatchBody) -> DialPlanPatch {
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
