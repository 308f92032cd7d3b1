//! What stays on the device after a sign-out, and how to forget it.

use leptos::prelude::*;

use crate::browser::database::{self, Store};
use crate::browser::dom::{El, Text, el, tagged, when};
use crate::browser::task;
use crate::state::expiry::DAYS;
use crate::state::tasks::{Tasks, use_tasks};
use crate::ui::button::Button;
use crate::ui::field::checkbox;

/// The panel, there once something was found.
pub fn panel() -> El {
    let tasks = use_tasks();
    let found = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    task::start(async move {
        found.try_set(in_words().await);
    });
    let has_any = move || found.with(|found| !found.is_empty());
    tagged("div", "stack")
        .child(when(has_any, move || form(tasks, found, said)))
        .child(tagged("p", "quiet").attr("aria-live", "polite").text(said))
}

fn form(tasks: Tasks, found: RwSignal<String>, said: RwSignal<String>) -> El {
    let is_wanted = RwSignal::new(false);
    let forget = move || {
        if !is_wanted.get_untracked() {
            said.set("Tick the box first: nothing was forgotten.".to_owned());
            return;
        }
        task::start(async move {
            let words = match forget(tasks).await {
                Ok(()) => {
                    found.try_set(String::new());
                    "Unfinished work was forgotten.".to_owned()
                }
                Err(why) => format!("Not everything could be forgotten: {why}."),
            };
            said.try_set(words);
        });
    };
    let words = move || {
        format!(
            "You are signed out, here and in the other tabs. Still on this device: {}. Each goes by itself {DAYS} days after it was touched last.",
            found.get()
        )
    };
    tagged("form", "panel")
        .attr("aria-label", "Unfinished work")
        .on("submit", move |event| {
            event.prevent();
            forget();
        })
        .child(tagged("div", "panel__head").child(el("h2").text("Unfinished work")))
        .child(
            tagged("div", "panel__body")
                .child(el("p").text(Text::of(words)))
                .child(checkbox("Also forget unfinished work", is_wanted))
                .child(tagged("div", "row").child(Button::new("Forget").danger().submit(|| false))),
        )
}

/// What there is, as the rest of a sentence; empty when there is nothing.
async fn in_words() -> String {
    let mut all = Vec::new();
    for store in Store::UNFINISHED {
        let kept = database::all(store, "").await.unwrap_or_default();
        let (suffix, one, many) = match store {
            Store::ChangeSets => ("changes", "change set", "change sets"),
            Store::Drafts => ("", "draft", "drafts"),
            Store::Tasks => ("", "task", "tasks"),
            Store::Runs => (
                "run",
                "applied change with its way back",
                "applied changes with their way back",
            ),
            Store::Journal => continue,
        };
        match kept.iter().filter(|(key, _)| key.ends_with(suffix)).count() {
            0 => {}
            1 => all.push(format!("1 {one}")),
            count => all.push(format!("{count} {many}")),
        }
    }
    all.join(", ")
}

async fn forget(tasks: Tasks) -> Result<(), database::NotKept> {
    tasks.remove_all();
    for store in Store::UNFINISHED {
        for (key, _) in database::times(store).await? {
            database::delete(store, &key).await?;
        }
    }
    Ok(())
}
