//! What a list says when nothing fits: why, and the way out.

use crate::browser::dom::{El, Text, el, tagged};

pub fn empty(title: impl Into<Text>, reason: impl Into<Text>) -> El {
    tagged("div", "empty")
        .child(el("h2").text(title))
        .child(el("p").text(reason))
}
