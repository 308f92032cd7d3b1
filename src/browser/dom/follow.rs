//! What follows signals for as long as its part of the page is there.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;

use super::{El, detach, nothing};
use crate::browser::document;

/// Does something now, and again whenever a signal that it read changes.
pub fn follow(act: impl Fn() + 'static) {
    follow_boxed(Box::new(act));
}

pub(super) fn follow_boxed(act: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    // An effect lives as long as somebody holds it: here, as long as its part of the page.
    StoredValue::new_local(effect);
}

/// A part of the page that is drawn anew whenever a signal that it read changes.
pub fn drawn(draw: impl Fn() -> El + 'static) -> El {
    drawn_boxed(Box::new(draw))
}

fn drawn_boxed(draw: Box<dyn Fn() -> El>) -> El {
    let fragment = document().create_document_fragment();
    let (start, end) = (nothing().0, nothing().0);
    let _ = fragment.append_child(&start);
    let _ = fragment.append_child(&end);
    follow_boxed(Box::new(move || {
        let drawn = draw().0;
        // Everything between the marks goes, also what was drawn in there after this was.
        while let Some(node) = start.next_sibling().filter(|node| *node != end) {
            detach(&node);
        }
        if let Some(parent) = end.parent_node() {
            let _ = parent.insert_before(&drawn, Some(&end));
        }
    }));
    El(fragment.into())
}

/// A part of the page that is there while a condition holds.
pub fn when(condition: impl Fn() -> bool + 'static, draw: impl Fn() -> El + 'static) -> El {
    when_boxed(Box::new(condition), Box::new(draw))
}

fn when_boxed(condition: Box<dyn Fn() -> bool>, draw: Box<dyn Fn() -> El>) -> El {
    let condition = StoredValue::new_local(condition);
    let holds = Memo::new(move |_| condition.with_value(|condition| condition()));
    drawn_boxed(Box::new(move || {
        if holds.get() {
            untrack(&draw)
        } else {
            nothing()
        }
    }))
}
