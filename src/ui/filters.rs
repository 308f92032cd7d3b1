//! The bar above a list: search, one select per filter, and the way back.

use leptos::prelude::*;

use super::dynamic::{flag, happened, word};
use super::field::fresh_id;
use super::icon::{Icon, IconView};

/// The search box of a list.
#[component]
pub fn Search(
    value: RwSignal<String>,
    /// Examples of what can be found.
    placeholder: &'static str,
    #[prop(into)] on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <span class="search">
            <IconView icon=Icon::Search />
            <input
                class="input"
                type="search"
                aria-label="Search"
                placeholder=placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=value
                on:input=happened(move |event| on_input.run(event_target_value(&event)))
            />
        </span>
    }
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
#[component]
pub fn Filter(
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    let id = fresh_id("filter");
    let is_on = move || !value.get().is_empty();
    let all = Memo::new(move |_| {
        let mut all = choices.get();
        let chosen = value.get();
        if all.iter().all(|choice| choice.value != chosen) {
            all.push(Choice::new(chosen.clone(), chosen));
        }
        all
    });
    view! {
        <span class=word(move || if is_on() { "filter filter--on" } else { "filter filter--fold" })>
            <label class="filter__label" for=id.clone()>
                {label}
            </label>
            <select
                class="filter__select"
                id=id
                on:change=happened(move |event| on_change.run(event_target_value(&event)))
            >
                <For each=move || all.get() key=|choice| (choice.value.clone(), choice.label.clone()) let:choice>
                    {
                        let own = choice.value.clone();
                        view! {
                            <option
                                value=choice.value.clone()
                                prop:selected=flag(move || value.get() == own)
                            >
                                {choice.label.clone()}
                            </option>
                        }
                    }
                </For>
            </select>
            <IconView icon=Icon::Chevron />
        </span>
    }
}
