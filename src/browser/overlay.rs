//! What stands over the page for a while, wherever it was asked for.

use std::rc::Rc;

use leptos::prelude::*;

use super::document;
use super::dom::{El, tagged};

/// Takes it away again.
pub type Close = Rc<dyn Fn()>;

/// Draws something behind everything else in the page; it goes when it is closed, or with `owner`.
pub fn overlay(owner: &Owner, draw: impl FnOnce(Close) -> El + 'static) {
    let own = owner.child();
    let root = tagged("div", "overlay");
    let place = root.raw();
    let close: Close = {
        let (own, place) = (own.clone(), place.clone());
        Rc::new(move || {
            let (own, place) = (own.clone(), place.clone());
            // A dialog gives focus back when it closes: it goes a frame later.
            request_animation_frame(move || {
                place.remove();
                own.cleanup();
            });
        })
    };
    let gone = place.clone();
    own.with(|| {
        let gone = StoredValue::new_local(gone);
        on_cleanup(move || {
            gone.try_with_value(web_sys::Element::remove);
        });
        let _ = untrack(|| root.child(draw(close)));
    });
    if let Some(body) = document().body() {
        let _ = body.append_child(&place);
    }
}
