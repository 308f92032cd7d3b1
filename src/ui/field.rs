//! Form fields: label above, control, then error and hint, tied to the control.

use std::cell::Cell;

use leptos::prelude::*;

use super::lamp::{Lamp, lamp};
use crate::browser::dom::{El, drawn, el, nothing, tagged};

/// A fresh id for tying a label to its control.
pub fn fresh_id(stem: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.get();
    NEXT.set(number + 1);
    format!("{stem}-{number}")
}

/// What a text field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Email,
    Password,
    /// An access token: hidden, and no password manager's business.
    Secret,
    /// Addresses and ids, in monospace.
    Code,
}

impl Input {
    fn type_(self) -> &'static str {
        match self {
            Self::Password | Self::Secret => "password",
            Self::Email | Self::Code => "text",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "username",
            Self::Password => "current-password",
            Self::Secret | Self::Code => "off",
        }
    }

    fn class(self) -> &'static str {
        if self == Self::Code {
            "input mono"
        } else {
            "input"
        }
    }
}

/// One line of text. `error` says what is wrong and what to enter instead.
pub fn text_field(
    label: &'static str,
    input: Input,
    value: RwSignal<String>,
    error: impl Fn() -> Option<String> + Clone + 'static,
    hint: &'static str,
) -> El {
    let id = fresh_id("field");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described_by = {
        let (error, error_id, hint_id) = (error.clone(), error_id.clone(), hint_id.clone());
        move || {
            let ids = [
                error().map(|_| error_id.clone()),
                (!hint.is_empty()).then(|| hint_id.clone()),
            ];
            let ids: Vec<String> = ids.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let is_invalid = {
        let error = error.clone();
        move || error().is_some()
    };
    let control = el("input")
        .class(input.class())
        .attr("id", &id)
        .attr("type", input.type_())
        .attr(
            "inputmode",
            if input == Input::Email {
                "email"
            } else {
                "text"
            },
        )
        .attr("autocomplete", input.autocomplete())
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .flag_of("aria-invalid", is_invalid)
        .attr_of("aria-describedby", described_by)
        .value_of(move || value.get())
        .on("input", move |event| value.set(event.value()));
    let problem = drawn(move || match error() {
        Some(text) => tagged("p", "field__error")
            .child(lamp(Lamp::Critical))
            .child(el("span").text(text)),
        None => nothing(),
    });
    let hint =
        (!hint.is_empty()).then(|| tagged("p", "field__hint").attr("id", &hint_id).text(hint));
    tagged("div", "field")
        .child(tagged("label", "field__label").attr("for", &id).text(label))
        .child(control)
        .child(
            el("div")
                .attr("id", &error_id)
                .attr("aria-live", "polite")
                .child(problem),
        )
        .maybe(hint)
}

/// A box to tick.
pub fn checkbox(label: &'static str, value: RwSignal<bool>) -> El {
    let control = el("input")
        .attr("type", "checkbox")
        .class("check__box")
        .property_of("checked", move || value.get())
        .on("change", move |event| value.set(event.is_checked()));
    tagged("label", "check").child(control).text(label)
}
