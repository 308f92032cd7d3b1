//! The browser's own `dialog` element: it traps focus and gives it back by itself.

use web_sys::HtmlDialogElement;

/// Opens over the page; opening twice is no error.
pub fn show(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes, and returns focus to where it was.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
