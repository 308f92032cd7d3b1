//! What a list is asked for with, each as the address has it.

use leptos::prelude::*;

use crate::browser::dom::{El, el};
use crate::route::Platform;
use crate::state::list_state::ListState;
use crate::ui::button::Button;
use crate::ui::filters::{Choice, filter, search};

/// The search box; `examples` of what can be found stand in it.
pub fn search_box(list: ListState, examples: &'static str) -> El {
    search(
        examples,
        move || list.typed.get(),
        move |text| list.type_search(text),
    )
}

/// A filter: the name on the page and in the address, the words for "all", and what else there is.
pub fn select(
    list: ListState,
    (label, name): (&'static str, &'static str),
    all: &'static str,
    choices: impl Fn() -> Vec<Choice> + 'static,
) -> El {
    let choices: Box<dyn Fn() -> Vec<Choice>> = Box::new(choices);
    filter(
        label,
        move || {
            let mut every = vec![Choice::new("", all)];
            every.extend(choices());
            every
        },
        move || list.filter(name),
        move |value| list.set_filter(name, &value),
    )
}

/// The filter by the API that was called.
pub fn api(list: ListState) -> El {
    let apis = || {
        let all = Platform::ALL.map(Platform::name);
        all.map(|name| Choice::new(name, name)).into()
    };
    select(list, ("API", "api"), "All", apis)
}

/// The way back; on a phone it is there only while it leads somewhere.
pub fn clear(list: ListState) -> El {
    let button = Button::new("Clear filters")
        .quiet()
        .on_press(move || list.clear());
    let class = move || {
        if list.is_filtered() { "" } else { "only-wide" }
    };
    el("span").word_of("class", class).child(button)
}
