//! Form fields: label above, control, then error and hint, tied to the control.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::dynamic::{drawn, happened, maybe};
use super::lamp::{Lamp, LampView};

/// A fresh id for tying a label to its control.
pub fn fresh_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What a text field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input {
    #[default]
    Text,
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
            Self::Text | Self::Email | Self::Code => "text",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "username",
            Self::Password => "current-password",
            Self::Text | Self::Secret | Self::Code => "off",
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

/// One line of text.
#[component]
pub fn TextField(
    label: &'static str,
    value: RwSignal<String>,
    #[prop(optional)] input: Input,
    /// What is wrong, and what to enter instead.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let id = fresh_id("field");
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    let described_by = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        Signal::derive(move || match (error.get().is_some(), hint.is_empty()) {
            (true, true) => Some(error_id.clone()),
            (true, false) => Some(format!("{error_id} {hint_id}")),
            (false, false) => Some(hint_id.clone()),
            (false, true) => None,
        })
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <input
                class=input.class()
                id=id
                type=input.type_()
                inputmode=(input == Input::Email).then_some("email")
                autocomplete=input.autocomplete()
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=maybe(move || error.get().is_some().then_some("true"))
                aria-describedby=described_by
                prop:value=value
                on:input=happened(move |event| value.set(event_target_value(&event)))
            />
            <div id=error_id aria-live="polite">
                {drawn(move || {
                    error
                        .get()
                        .map(|error| {
                            view! {
                                <p class="field__error">
                                    <LampView lamp=Lamp::Critical />
                                    <span>{error}</span>
                                </p>
                            }
                        })
                })}
            </div>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Checkbox(label: &'static str, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                class="check__box"
                prop:checked=value
                on:change=happened(move |event| value.set(event_target_checked(&event)))
            />
            {label}
        </label>
    }
}
