//! The browser's own `dialog` element: it traps focus and gives it back by itself.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

/// Opens a dialog over the page, or closes it, once it stands in the page.
pub fn set_open(dialog: &Element, is_open: bool) {
    let Ok(dialog) = dialog.clone().dyn_into::<HtmlDialogElement>() else {
        return;
    };
    // A dialog that is just being drawn is not in the page yet.
    leptos::prelude::queue_microtask(move || {
        if is_open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
}
