//! Shows what is about to be shared; then it is copied or saved.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::download::File;
use crate::browser::overlay::{Close, overlay};
use crate::ui::button::Button;
use crate::ui::copyable::copy;
use crate::ui::dialog::modal;

/// What is to be shared.
#[derive(Debug, Clone)]
pub struct Share {
    pub title: &'static str,
    /// What is in it.
    pub lead: String,
    pub text: String,
    pub file: String,
    pub media_type: &'static str,
    /// What the buttons call it.
    pub what: &'static str,
}

/// Opens the dialog, for as long as `owner` is there at most.
pub fn share(owner: Option<Owner>, share: Share) {
    if let Some(owner) = owner {
        overlay(&owner, move |close| draw(share, close));
    }
}

fn draw(share: Share, close: Close) -> El {
    let is_open = RwSignal::new(true);
    let close = Rc::new(move || {
        is_open.set(false);
        close();
    });
    let cancel = Rc::clone(&close);
    modal(
        "dialog",
        share.title,
        move || is_open.get(),
        move || cancel(),
        move || content(&share, Rc::clone(&close)),
    )
}

fn content(share: &Share, close: Rc<impl Fn() + 'static>) -> El {
    let Share {
        lead,
        text,
        file,
        media_type,
        what,
        ..
    } = share.clone();
    let shown = el("pre")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "What will be shared")
        .text(text.as_str());
    let body = tagged("div", "dialog__body")
        .child(el("p").text(lead))
        .child(tagged("div", "code").child(shown));
    let label = RwSignal::new(format!("Copy {what}"));
    let copied = text.clone();
    let copy = Button::new(label).on_press(move || copy(copied.clone(), label, "Copied"));
    let is_refused = RwSignal::new(false);
    let save = Button::new(format!("Save {what}"))
        .primary()
        .on_press(move || {
            let mut made = File::new();
            made.add(text.as_bytes());
            is_refused.set(!made.save(&file, media_type));
        });
    let refused = drawn(move || {
        if is_refused.get() {
            tagged("p", "field__error")
                .attr("role", "alert")
                .text("The browser did not save the file.")
        } else {
            nothing()
        }
    });
    let cancel = Button::new(format!("Close {what}"))
        .quiet()
        .on_press(move || close());
    let foot = tagged("div", "dialog__foot")
        .child(cancel)
        .child(tagged("span", "push"))
        .child(copy)
        .child(save);
    tagged("div", "dialog__inner")
        .child(body)
        .child(refused)
        .child(foot)
}
