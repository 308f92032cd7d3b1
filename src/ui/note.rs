//! What could not be had and is not needed to go on: said where it is missing, quietly.

use super::button::Button;
use super::lamp::{Lamp, lamp};
use crate::browser::dom::{El, el, tagged};

/// What is missing and why, with the button that tries again, named `again`.
pub fn missing(words: &str, again: &str, act: impl FnMut() + 'static) -> El {
    tagged("div", "note")
        .attr("aria-live", "polite")
        .child(lamp(Lamp::Warning))
        .child(el("span").text(words))
        .child(Button::new(again).quiet().small().on_press(act))
}
