//! The draft on this device, with what was sent: never the password.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::super::model::draft::Draft;
use super::super::model::search::{SETTLING_SECONDS, Search};
use super::{Form, Stage, State};

impl Form {
    pub(super) fn keep_soon(self) {
        self.kept
            .keep_soon(move || self.state.try_with_untracked(to_json));
    }

    /// Keeps the draft on this device, with what was sent.
    pub async fn keep(self) {
        if let Some(draft) = self.state.try_with_untracked(to_json) {
            self.kept.keep(&draft).await;
        }
    }

    /// Takes up what was kept, and whether something was sent. Until then the form is hidden.
    pub async fn open(self) -> Option<(Search, Option<String>)> {
        let kept = self.kept.read().await;
        let sent = read_sent(&kept["sent"]);
        let draft = Draft::from_json(&kept);
        if !draft.is_untouched() {
            self.kept.is_shown();
        }
        self.state.try_update(|state| {
            state.draft = draft;
            state.search = sent.as_ref().map(|(search, _)| search.clone());
            state.stage = Stage::Form;
        });
        sent
    }
}

fn to_json(state: &State) -> Value {
    let mut kept = state.draft.to_json();
    let task = if let Stage::Running { task } | Stage::Failed { task } = &state.stage {
        Some(task.as_str())
    } else {
        None
    };
    if let Some(search) = &state.search {
        kept["sent"] = json!({
            "shortName": search.short_name,
            "tenant": search.tenant,
            "before": search.before,
            "sent": search.sent,
            "settlingSeconds": search.settling_seconds,
            "task": task,
        });
    }
    kept
}

fn read_sent(kept: &Value) -> Option<(Search, Option<String>)> {
    let text = |name: &str| kept[name].as_str().map(str::to_owned);
    let before = kept["before"].as_array().into_iter().flatten();
    let seconds = kept["settlingSeconds"]
        .as_u64()
        .and_then(|own| u32::try_from(own).ok());
    let search = Search {
        short_name: text("shortName")?,
        tenant: text("tenant")?,
        before: before
            .filter_map(|own| own.as_str().map(str::to_owned))
            .collect(),
        sent: kept["sent"].as_f64()?,
        settling_seconds: seconds.unwrap_or(SETTLING_SECONDS),
    };
    Some((search, text("task")))
}
