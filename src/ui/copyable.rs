//! Values that people carry elsewhere.

use leptos::prelude::*;

use super::button::{IconButton, Size};
use super::icon::Icon;
use crate::browser::clipboard;

/// A value in monospace with a button that copies it.
#[component]
pub fn Copyable(
    /// What the value is, such as "profile id".
    #[prop(into)]
    what: String,
    #[prop(into)] value: String,
) -> impl IntoView {
    let outcome = RwSignal::new("");
    let shown = value.clone();
    let on_press = move |_| {
        let value = value.clone();
        leptos::task::spawn_local(async move {
            outcome.set(if clipboard::copy(&value).await {
                "Copied"
            } else {
                "Not copied: the browser refused"
            });
        });
    };
    view! {
        <span class="row">
            <span class="mono">{shown}</span>
            <IconButton label=format!("Copy {what}") icon=Icon::Copy size=Size::Tiny on_press=on_press />
            <span class="quiet" role="status">
                {outcome}
            </span>
        </span>
    }
}
