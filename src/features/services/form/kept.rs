//! The draft on this device, with what was sent: never the password.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::super::model::draft::Draft;
use super::super::model::search::{SETTLING_SECONDS, Search};
use super::{Form, Stage, State};
use crate::browser::database::{self, Store};
use crate::browser::{intl, task, timer};

impl Form {
    fn key(self) -> String {
        let environment = untrack(|| self.session.environment()).name;
        database::key(&environment, &["new service"])
    }

    /// Keeps the draft at once, and once more when it changed meanwhile: a reload may come at any
    /// letter. What is typed before the kept draft was read is kept together with it.
    pub(super) fn keep_soon(self) {
        self.changes.update_value(|changes| *changes += 1);
        let is_opening = self
            .state
            .with_untracked(|state| state.stage == Stage::Opening);
        if is_opening || self.is_keeping.get_value() {
            return;
        }
        self.is_keeping.set_value(true);
        task::start(async move {
            let mut kept = 0;
            while let Some(now) = self.changes.try_get_value().filter(|now| *now != kept) {
                self.keep().await;
                kept = now;
            }
            self.is_keeping.try_set_value(false);
        });
    }

    /// Keeps the draft on this device, with what was sent.
    pub async fn keep(self) {
        let Some(kept) = self.state.try_with_untracked(to_json) else {
            return;
        };
        let said = match database::put(Store::Drafts, &self.key(), &kept.to_string()).await {
            Ok(()) => format!(
                "Draft saved on this device at {}, without secrets.",
                intl::time_of_day(timer::now())
            ),
            Err(why) => format!("Draft not saved: {why}."),
        };
        self.kept.try_set(said);
    }

    /// Forgets the draft.
    pub async fn forget(self) {
        // A draft that cannot be removed comes back, and can be discarded then.
        let _ = database::delete(Store::Drafts, &self.key()).await;
        self.kept.try_set(String::new());
    }

    /// Takes up what was kept, and whether something was sent.
    pub async fn open(self) -> Option<(Search, Option<String>)> {
        let kept = database::get(Store::Drafts, &self.key())
            .await
            .ok()
            .flatten();
        let kept = kept.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let kept = kept.unwrap_or_default();
        let sent = read_sent(&kept["sent"]);
        let draft = Draft::from_json(&kept);
        let said = if draft.is_untouched() {
            ""
        } else {
            "The draft saved on this device is shown."
        };
        self.kept.try_set(said.to_owned());
        let is_typed = self.state.try_update(|state| {
            let typed = std::mem::replace(&mut state.draft, draft);
            state.draft.type_over(&typed);
            state.search = sent.as_ref().map(|(search, _)| search.clone());
            state.stage = Stage::Form;
            !typed.is_untouched()
        });
        if is_typed == Some(true) {
            self.keep_soon();
        }
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
