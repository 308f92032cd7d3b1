//! Asks once more before a write in production: what is to happen is typed.

use leptos::prelude::*;

use super::button::Button;
use super::dialog::modal;
use super::entry::{Entry, Keys};
use crate::browser::dom::{El, el, nothing, tagged};
use crate::browser::element;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What will happen, and where.
    pub what: String,
    /// The text that has to be typed.
    pub to_type: String,
}

/// The dialog "Confirm", open while there is a question. The answer closes it first.
pub fn confirm(
    question: RwSignal<Option<Question>>,
    on_confirm: impl Fn() + Clone + 'static,
) -> El {
    let content = move || {
        let Some(Question { what, to_type }) = question.get_untracked() else {
            return nothing();
        };
        let (typed, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let send = {
            let (to_type, on_confirm) = (to_type.clone(), on_confirm.clone());
            move || {
                if typed.get_untracked().trim() == to_type.trim() {
                    question.set(None);
                    on_confirm();
                } else {
                    error.set(format!("Type {to_type} exactly."));
                    element::focus_first("#confirm-text");
                }
            }
        };
        let field = Entry::new("confirm-text", "Type to confirm")
            .hint(format!("Type {to_type} to go on."))
            .error(move || error.get())
            .text(
                Keys::Text,
                move || typed.get(),
                move |text| {
                    typed.set(text);
                    error.set(String::new());
                },
                || {},
            );
        let body = tagged("div", "dialog__body")
            .child(el("p").text(what))
            .child(field);
        let cancel = Button::new("Cancel")
            .quiet()
            .on_press(move || question.set(None));
        let foot = tagged("div", "dialog__foot")
            .child(cancel)
            .child(tagged("span", "push"))
            .child(Button::new("Confirm").primary().submit(|| false));
        el("form")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent();
                send();
            })
            .child(body)
            .child(foot)
    };
    modal(
        "dialog dialog--narrow",
        "Confirm",
        move || question.with(Option::is_some),
        move || question.set(None),
        content,
    )
}
