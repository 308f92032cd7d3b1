//! Asks once more before something that cannot be taken back.

use leptos::prelude::*;

use super::button::Button;
use super::dialog::modal;
use super::entry::{Entry, Keys};
use crate::browser::dom::{El, el, nothing, tagged};
use crate::browser::element;

/// What is asked before a write in production.
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
        let typed = Typed::new("confirm-text", to_type);
        let on_confirm = on_confirm.clone();
        let send = move || {
            if typed.is_right() {
                question.set(None);
                on_confirm();
            }
        };
        let body = tagged("div", "dialog__body")
            .child(el("p").text(what))
            .child(typed.field("Type to confirm", "go on"));
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

/// A text that has to be typed before something is done.
#[derive(Debug, Clone, Copy)]
pub struct Typed {
    id: &'static str,
    wanted: StoredValue<String>,
    text: RwSignal<String>,
    error: RwSignal<String>,
}

impl Typed {
    pub fn new(id: &'static str, wanted: String) -> Self {
        Self {
            id,
            wanted: StoredValue::new(wanted),
            text: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
        }
    }

    /// The field, which says what the text is typed for.
    pub fn field(self, label: &'static str, to: &str) -> El {
        Entry::new(self.id, label)
            .hint(format!("Type {} to {to}.", self.wanted.get_value()))
            .error(move || self.error.get())
            .text(
                Keys::Text,
                move || self.text.get(),
                move |text| {
                    self.text.set(text);
                    self.error.set(String::new());
                },
                || {},
            )
    }

    /// Whether the text stands in the field; where it does not, the field says so.
    pub fn is_right(self) -> bool {
        let wanted = self.wanted.get_value();
        let is_right = self.text.get_untracked().trim() == wanted.trim();
        if !is_right {
            self.error.set(format!("Type {wanted} exactly."));
            element::focus_first(&format!("#{}", self.id));
        }
        is_right
    }
}

/// The dialog before something on this device goes for good.
pub fn confirm_loss(
    is_open: RwSignal<bool>,
    title: &str,
    what: &'static str,
    label: &'static str,
    on_confirm: impl Fn() + Clone + 'static,
) -> El {
    let content = move || {
        let body = tagged("div", "dialog__body").child(el("p").text(what));
        let cancel = Button::new("Cancel")
            .quiet()
            .on_press(move || is_open.set(false));
        let foot = tagged("div", "dialog__foot")
            .child(cancel)
            .child(tagged("span", "push"))
            .child(Button::new(label).danger().on_press(on_confirm.clone()));
        tagged("div", "dialog__inner").child(body).child(foot)
    };
    modal(
        "dialog dialog--narrow",
        title,
        move || is_open.get(),
        move || is_open.set(false),
        content,
    )
}
