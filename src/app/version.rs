//! Notices that a newer build was deployed: `version.json` is asked for seldom, and when the page
//! is looked at again.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{fetch, page, task, timer};

/// The file beside `index.html` that names the build.
const FILE: &str = "version.json";
/// What is not deployed has no build to compare.
const DEVELOPMENT: &str = "development";
/// A deployment is nothing to hurry for.
const EVERY: Duration = Duration::from_mins(30);
/// Whoever goes to and fro between tabs asks no oftener, in milliseconds.
const AT_MOST_EVERY: f64 = 300_000.0;

/// Whether another build than this one is deployed.
pub fn watch() -> RwSignal<bool> {
    let is_outdated = RwSignal::new(false);
    let own = page::build();
    if own.is_empty() || own == DEVELOPMENT {
        return is_outdated;
    }
    let url = format!("{}{FILE}", page::base_path());
    let own = StoredValue::new(own);
    let url = StoredValue::new(url);
    let asked = StoredValue::new(timer::now());
    let ask = move || {
        let now = timer::now();
        if page::is_hidden()
            || is_outdated.get_untracked()
            || now - asked.get_value() < AT_MOST_EVERY
        {
            return;
        }
        asked.set_value(now);
        task::start(async move {
            let Some(url) = url.try_get_value() else {
                return;
            };
            // A file that cannot be had says nothing: another time will do.
            let Ok((200, text)) = fetch::own_file(&url).await else {
                return;
            };
            let read: Option<serde_json::Value> = serde_json::from_str(&text).ok();
            let build = read.and_then(|read| Some(read.get("build")?.as_str()?.to_owned()));
            if build.is_some() && build != own.try_get_value() {
                is_outdated.try_set(true);
            }
        });
    };
    page::on_show(ask);
    if let Ok(interval) = set_interval_with_handle(ask, EVERY) {
        on_cleanup(move || interval.clear());
    }
    is_outdated
}
