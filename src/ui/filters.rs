//! The bar above a list: search, one select per filter, and the way back.

use std::cell::RefCell;

use leptos::prelude::*;

use super::field::fresh_id;
use super::icon::{Icon, icon};
use crate::browser::dom::{El, el, follow, tagged, words};

/// The bar itself. On a phone the filters that are off fold behind a button; those on stay in sight.
pub fn bar(search: El, filters: impl IntoIterator<Item = El>) -> El {
    let is_open = RwSignal::new(false);
    let fold = tagged("button", "button filters__fold")
        .attr("type", "button")
        .state_of("aria-expanded", move || is_open.get())
        .text("Filters")
        .on("click", move |_| {
            is_open.update(|is_open| *is_open = !*is_open);
        });
    el("div")
        .word_of("class", move || {
            if is_open.get() {
                "filters filters--open"
            } else {
                "filters"
            }
        })
        .child(search)
        .child(fold)
        .children(filters)
}

/// The search box of a list; the placeholder gives examples of what can be found.
pub fn search(
    placeholder: &'static str,
    value: impl Fn() -> String + 'static,
    mut on_input: impl FnMut(String) + 'static,
) -> El {
    let control = el("input")
        .class("input")
        .attr("type", "search")
        .attr("aria-label", "Search")
        .attr("placeholder", placeholder)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .value_of(value)
        .on("input", move |event| on_input(event.value()));
    tagged("span", "search")
        .child(icon(Icon::Search))
        .child(control)
}

/// One choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the address; empty for "all".
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A native select, named as its column. A value that no choice has stays visible.
pub fn filter(
    label: &'static str,
    choices: impl Fn() -> Vec<Choice> + 'static,
    value: impl Fn() -> String + Clone + 'static,
    mut on_change: impl FnMut(String) + 'static,
) -> El {
    let id = fresh_id("filter");
    let is_on = {
        let value = value.clone();
        move || {
            if value().is_empty() {
                "filter filter--fold"
            } else {
                "filter filter--on"
            }
        }
    };
    let select = tagged("select", "filter__select")
        .attr("id", &id)
        .on("change", move |event| on_change(event.value()));
    let drawn = RefCell::new(Vec::new());
    let own = select.clone();
    follow(move || {
        let chosen = value();
        let mut all = choices();
        if all.iter().all(|choice| choice.value != chosen) {
            all.push(Choice::new(chosen.clone(), chosen.clone()));
        }
        keep_options(&own, &mut drawn.borrow_mut(), all);
        own.set_value(&chosen);
    });
    el("span")
        .word_of("class", is_on)
        .child(
            tagged("label", "filter__label")
                .attr("for", &id)
                .text(label),
        )
        .child(select)
        .child(icon(Icon::Chevron))
}

/// Makes the lines of a select those of the choices. Counts change at every letter that is typed,
/// lines seldom: those that stay keep their elements.
fn keep_options(select: &El, drawn: &mut Vec<(Choice, El)>, all: Vec<Choice>) {
    for (_, gone) in drawn.drain(all.len().min(drawn.len())..) {
        gone.remove();
    }
    for (at, choice) in all.into_iter().enumerate() {
        let Some((before, line)) = drawn.get_mut(at) else {
            let line = option(&choice.value, &choice.label, false);
            select.clone().child(line.clone());
            drawn.push((choice, line));
            continue;
        };
        if before.value != choice.value {
            line.set("value", Some(&choice.value));
        }
        if before.label != choice.label {
            line.replace_content(words(&choice.label));
        }
        *before = choice;
    }
}

/// One line of a select.
pub fn option(value: &str, label: &str, is_chosen: bool) -> El {
    let option = el("option").attr("value", value).text(label);
    if is_chosen {
        option.attr("selected", "")
    } else {
        option
    }
}
