//! What a list says when nothing fits: why, and the way out.

use crate::browser::dom::{El, Put, el, tagged};

pub fn empty(title: &str, reason: impl Put) -> El {
    tagged("div", "empty")
        .child(el("h2").text(title))
        .child(el("p").text(reason))
}
