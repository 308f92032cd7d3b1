//! Text as a server returned it.

use leptos::prelude::*;

use super::button::Button;
use super::copyable::copy;
use super::icon::Icon;
use crate::browser::dom::{El, el, tagged};

/// A text with its title, to read and to copy.
pub fn code(title: &str, text: String) -> El {
    code_with(title, &text, "Copy", text.clone())
}

/// A text with its title, and a button that copies it in another form.
pub fn code_with(title: &str, shown: &str, label: &str, text: String) -> El {
    let label = RwSignal::new(label.to_owned());
    let shown = el("pre").attr("tabindex", "0").text(shown);
    let button = Button::new(label)
        .quiet()
        .tiny()
        .icon(Icon::Copy)
        .on_press(move || {
            copy(text.clone(), label, "Copied");
        });
    let head = tagged("div", "code__head")
        .child(tagged("span", "push").text(title))
        .child(button);
    tagged("section", "code")
        .attr("aria-label", title)
        .child(head)
        .child(shown)
}
