//! A form's draft on this device: written as it is typed, so that no crash, no reload and no way
//! to a sign-in takes it away. It is JSON without secrets: the form sees to that.

use leptos::prelude::*;
use serde_json::Value;

use crate::browser::database::{self, Store};
use crate::browser::{intl, task, timer};

/// Where one form's draft is kept.
#[derive(Debug, Clone, Copy)]
pub struct KeptDraft {
    key: StoredValue<String>,
    /// Where the draft is, in words; empty while there is none.
    pub said: RwSignal<String>,
    /// Nothing is written before what was kept has been read.
    is_read: StoredValue<bool>,
    /// Counts changes: what comes while a draft is being kept is kept after it.
    changes: StoredValue<u32>,
    is_keeping: StoredValue<bool>,
}

impl KeptDraft {
    /// `parts` tell the form from every other one of the environment.
    pub fn new(environment: &str, parts: &[&str]) -> Self {
        Self {
            key: StoredValue::new(database::key(environment, parts)),
            said: RwSignal::new(String::new()),
            is_read: StoredValue::new(false),
            changes: StoredValue::new(0),
            is_keeping: StoredValue::new(false),
        }
    }

    /// What was kept; null when there is nothing, or nothing that can be read.
    pub async fn read(self) -> Value {
        let key = self.key.get_value();
        let kept = database::get(Store::Drafts, &key).await.ok().flatten();
        self.is_read.try_set_value(true);
        let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
        kept.unwrap_or_default()
    }

    /// Says that the form shows what was kept.
    pub fn is_shown(self) {
        self.said
            .try_set("The draft saved on this device is shown.".to_owned());
    }

    /// Keeps the draft at once, and once more when it changed meanwhile: a reload may come at any
    /// letter. Null is forgotten; nothing is done once the form has gone.
    pub fn keep_soon(self, draft: impl Fn() -> Option<Value> + 'static) {
        self.changes.update_value(|changes| *changes += 1);
        if !self.is_read.get_value() || self.is_keeping.get_value() {
            return;
        }
        self.is_keeping.set_value(true);
        task::start(async move {
            let mut kept = 0;
            while let Some(now) = self.changes.try_get_value().filter(|now| *now != kept) {
                if let Some(draft) = draft() {
                    self.keep(&draft).await;
                }
                kept = now;
            }
            self.is_keeping.try_set_value(false);
        });
    }

    pub async fn keep(self, draft: &Value) {
        if draft.is_null() {
            return self.forget().await;
        }
        let Some(key) = self.key.try_get_value() else {
            return;
        };
        let said = match database::put(Store::Drafts, &key, &draft.to_string()).await {
            Ok(()) => format!(
                "Draft saved on this device at {}, without secrets.",
                intl::time_of_day(timer::now())
            ),
            Err(why) => format!("Draft not saved: {why}."),
        };
        self.said.try_set(said);
    }

    /// Forgets the draft, also when its form has gone by then.
    pub fn forget(self) -> impl Future<Output = ()> {
        let key = self.key.try_get_value();
        async move {
            if let Some(key) = key {
                // A draft that cannot be removed comes back, and can be discarded then.
                let _ = database::delete(Store::Drafts, &key).await;
            }
            self.said.try_set(String::new());
        }
    }
}
