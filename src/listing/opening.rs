//! Rows whose details open beside the list: the address says which.

use leptos::prelude::*;

use crate::browser::dom::{El, tagged};
use crate::browser::location::History;
use crate::state::links::Links;

/// The button in a row that opens its details, and closes them. `parameter` is what of the address
/// names the row, by its `id`.
pub fn opener(
    links: Links,
    parameter: &'static str,
    id: String,
    (class, text): (&str, &str),
) -> El {
    let own = id.clone();
    let is_open = move || links.query().get(parameter) == Some(own.as_str());
    let was_open = is_open.clone();
    tagged("button", class)
        .attr("type", "button")
        .attr("tabindex", "-1")
        .attr("title", text)
        .state_of("aria-expanded", is_open)
        .text(text)
        .on("click", move |_| {
            let id = if untrack(&was_open) { "" } else { id.as_str() };
            links.set(&[(parameter, &[id])], History::Push);
        })
}
