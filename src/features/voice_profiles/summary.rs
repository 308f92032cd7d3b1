//! What keeps a form from being sent, in one place.

use leptos::prelude::*;

use super::form::Form;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::element;
use crate::ui::lamp::{Lamp, lamp};

/// What keeps the form from being sent, with links to the fields. It takes the focus when a press
/// finds faults.
pub fn summary(form: Form) -> El {
    let faults = Memo::new(move |_| {
        if form.is_pressed.get() {
            let mut lines: Vec<String> = form
                .faults()
                .into_iter()
                .map(|(id, name, said)| format!("{id}\n{name}: {said}"))
                .collect();
            let elsewhere = form.state.with(|state| state.refused_elsewhere.clone());
            lines.extend(elsewhere.into_iter().map(|said| format!("\n{said}")));
            lines.join("\0")
        } else {
            String::new()
        }
    });
    drawn(move || {
        let faults = faults.get();
        if faults.is_empty() {
            return nothing();
        }
        let lines: Vec<&str> = faults.split('\0').collect();
        let lead = match (lines.len(), form.is_new) {
            (1, true) => "One thing keeps this profile from being created".to_owned(),
            (1, false) => "One thing keeps this profile from being saved".to_owned(),
            (many, true) => format!("{many} things keep this profile from being created"),
            (many, false) => format!("{many} things keep this profile from being saved"),
        };
        let list = lines.into_iter().map(|line| {
            let (id, said) = line.split_once('\n').unwrap_or(("", line));
            if id.is_empty() {
                return el("li").text(said);
            }
            let selector = format!("#{id}");
            let link = el("a")
                .attr("href", &selector)
                .text(said)
                .on("click", move |event| {
                    event.prevent();
                    event.stop();
                    element::focus_first(&selector);
                });
            el("li").child(link)
        });
        let body = tagged("div", "alert__body")
            .child(tagged("p", "alert__title").text(lead))
            .child(el("ul").children(list));
        tagged("div", "alert alert--critical")
            .attr("id", "form-faults")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .child(lamp(Lamp::Critical))
            .child(body)
    })
}

/// Moves the focus to the summary, once it has been drawn.
pub fn focus_summary() {
    request_animation_frame(|| {
        element::focus_first("#form-faults");
    });
}
