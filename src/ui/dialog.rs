//! Dialogs over the page, on the browser's own `dialog`.

use leptos::prelude::untrack;

use super::field::fresh_id;
use crate::browser::dialog;
use crate::browser::dom::{El, follow, tagged, when};

/// A modal dialog, there while `is_open`. Escape asks `on_cancel`, which may leave it open.
pub fn modal(
    class: &str,
    title: &str,
    is_open: impl Fn() -> bool + Clone + 'static,
    mut on_cancel: impl FnMut() + 'static,
    content: impl Fn() -> El + 'static,
) -> El {
    let id = fresh_id("dialog");
    let head = tagged("h2", "dialog__head").attr("id", &id).text(title);
    let dialog = tagged("dialog", class);
    let element = dialog.raw();
    // Browsers close a dialog at the second Escape whatever the page says to the first.
    let again = {
        let (element, is_open) = (element.clone(), is_open.clone());
        move || {
            if untrack(&is_open) {
                dialog::set_open(&element, true);
            }
        }
    };
    let dialog = dialog
        .attr("aria-labelledby", &id)
        .on("close", move |_| again())
        .on("cancel", move |event| {
            event.prevent();
            on_cancel();
        })
        .child(head)
        .child(when(is_open.clone(), content));
    follow(move || dialog::set_open(&element, is_open()));
    dialog
}
