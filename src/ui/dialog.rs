//! Dialogs over the page, on the browser's own `dialog`.

use leptos::html;
use leptos::prelude::*;

use super::dynamic::{follow, happened, when};
use super::field::fresh_id;
use crate::browser::dialog;

/// A modal dialog; open while `is_open`. Escape asks `on_cancel`, which may leave it open.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] is_open: Signal<bool>,
    #[prop(into)] on_cancel: Callback<()>,
    #[prop(optional)] is_narrow: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let id = fresh_id("dialog");
    let labelled_by = id.clone();
    follow(move || {
        let Some(element) = element.get() else { return };
        if is_open.get() {
            dialog::show(&element);
        } else {
            dialog::close(&element);
        }
    });
    let class = if is_narrow {
        "dialog dialog--narrow"
    } else {
        "dialog"
    };
    view! {
        <dialog
            class=class
            node_ref=element
            aria-labelledby=labelled_by
            on:cancel=happened(move |event| {
                event.prevent_default();
                on_cancel.run(());
            })
        >
            <h2 class="dialog__head" id=id>
                {title}
            </h2>
            {when(move || is_open.get(), move || children())}
        </dialog>
    }
}
