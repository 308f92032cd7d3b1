//! Buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::dynamic::{maybe, pressed};
use super::icon::{Icon, IconView};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One a form or dialog.
    Primary,
    #[default]
    Plain,
    /// Tools and Cancel.
    Quiet,
}

/// How tall a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    #[default]
    Normal,
    /// In bars.
    Small,
    /// In rows: the least target that WCAG 2.2 allows.
    Tiny,
}

fn class_of(kind: Kind, size: Size, is_icon: bool) -> String {
    let kind = match kind {
        Kind::Primary => " button--primary",
        Kind::Plain => "",
        Kind::Quiet => " button--quiet",
    };
    let size = match size {
        Size::Normal => "",
        Size::Small => " button--small",
        Size::Tiny => " button--tiny",
    };
    let icon = if is_icon { " button--icon" } else { "" };
    format!("button{kind}{size}{icon}")
}

/// A button with words.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] size: Size,
    #[prop(optional)] icon: Option<Icon>,
    /// Work is under way: the button says so and takes no second press.
    #[prop(optional, into)]
    is_busy: Signal<bool>,
    #[prop(into)] on_press: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class_of(kind, size, false)
            aria-busy=maybe(move || is_busy.get().then_some("true"))
            on:click=pressed(move |event| {
                if !is_busy.get_untracked() {
                    on_press.run(event);
                }
            })
        >
            {icon.map(|icon| view! { <IconView icon /> }.into_any())}
            {label}
        </button>
    }
}

/// The button that sends a form.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] is_busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class=class_of(Kind::Primary, Size::Normal, false)
            aria-busy=maybe(move || is_busy.get().then_some("true"))
        >
            {label}
        </button>
    }
}

/// One of the few buttons that are known by their icon; the name is heard and shown on hover.
#[component]
pub fn IconButton(
    #[prop(into)] label: Signal<String>,
    icon: Icon,
    #[prop(optional)] size: Size,
    #[prop(into)] on_press: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class_of(Kind::Quiet, size, true)
            aria-label=label
            title=label
            on:click=pressed(move |event| on_press.run(event))
        >
            <IconView icon />
        </button>
    }
}
