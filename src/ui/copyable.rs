//! Values that people carry elsewhere.

use leptos::prelude::*;

use super::button::Button;
use super::icon::Icon;
use crate::browser::clipboard;
use crate::browser::dom::{El, tagged};

/// A value in monospace with a button that copies it. `what` says what it is, such as
/// "profile id".
pub fn copyable(what: &str, value: String) -> El {
    let outcome = RwSignal::new(String::new());
    let shown = tagged("span", "mono").text(value.as_str());
    let copy = Button::icon_only(format!("Copy {what}"), Icon::Copy)
        .tiny()
        .on_press(move || {
            copy(value.clone(), outcome, "Copied");
        });
    let said = tagged("span", "quiet").attr("role", "status").text(outcome);
    tagged("span", "row").child(shown).child(copy).child(said)
}

/// Copies, and says how it went.
pub fn copy(text: String, outcome: RwSignal<String>, done: &'static str) {
    crate::browser::task::start(async move {
        let said = if clipboard::copy(&text).await {
            done
        } else {
            "Not copied: the browser refused"
        };
        outcome.try_set(said.to_owned());
    });
}
