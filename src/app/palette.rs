//! What opens the command palette: a button and Ctrl+K. The palette itself comes on first use.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::dom::{El, drawn, nothing, several, tagged};
use crate::browser::{element, page, task};
use crate::features::palette;
use crate::parts::{Missing, part};
use crate::ui::alert::Alert;
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Notice, Tone};

/// Draws the palette, there while the signal says so.
type Draw = fn(RwSignal<bool>, Rc<dyn Fn()>) -> El;

part!(palette: load_palette -> Draw = palette::palette);

/// The button in the banner, with the palette behind it.
pub fn opener(sign_out: impl Fn() + 'static) -> El {
    let sign_out: Rc<dyn Fn()> = Rc::new(sign_out);
    let is_open = RwSignal::new(false);
    let loaded: RwSignal<Option<Result<Draw, Missing>>> = RwSignal::new(None);
    let open = move || {
        is_open.set(true);
        if !matches!(loaded.get_untracked(), Some(Ok(_))) {
            task::start(async move {
                let part = load_palette().await;
                loaded.try_set(Some(part));
            });
        }
    };
    page::on_shortcut("k", move || {
        // A dialog that asks something comes first.
        let may_open = is_open.get_untracked() || !element::is_there("dialog[open]");
        if may_open {
            open();
        }
        true
    });
    let keys = if page::is_mac() { "⌘K" } else { "Ctrl K" };
    let button = tagged(
        "button",
        "button button--quiet button--small palette__button",
    )
    .attr("type", "button")
    .attr("aria-label", "Command palette")
    .attr(
        "aria-keyshortcuts",
        if page::is_mac() {
            "Meta+K"
        } else {
            "Control+K"
        },
    )
    .attr("aria-haspopup", "dialog")
    .attr("title", "Command palette")
    .child(icon(Icon::Search))
    .child(tagged("kbd", "palette__keys").text(keys))
    .on("click", move |_| open());
    let content = drawn(move || match loaded.get() {
        None => nothing(),
        Some(Ok(draw)) => untrack(|| draw(is_open, Rc::clone(&sign_out))),
        Some(Err(Missing)) => Alert::new(Notice::new(
            Tone::Critical,
            "The command palette did not arrive",
            "The connection failed, or a newer version of Cordboard was deployed.",
        ))
        .close(move || loaded.set(None))
        .draw(),
    });
    several([button, content])
}
