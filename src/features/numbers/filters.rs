//! Search and filters, each of them in the address.

use cordboard_numbers::{Facet, Filters, Sort, Tallies};
use leptos::prelude::*;

use super::book::Shelf;
use super::facets;
use super::profile::Profiles;
use crate::browser::dom::{El, follow, tagged};
use crate::browser::intl;
use crate::listing::filters::search_box;
use crate::state::list_state::ListState;
use crate::state::lists::use_lists;
use crate::ui::button::Button;
use crate::ui::filters::{Choice, filter};

/// Values beyond these are found by typing: a select of thousands helps nobody.
const MOST_CHOICES: usize = 100;

/// The names that filters have in the address.
pub const FILTERS: [&str; 7] = [
    "country",
    "capability",
    "assignment",
    "profile",
    "status",
    "sbc",
    "source",
];

/// Keeps what is shown as the address says.
pub fn keep_as_asked(shelf: Shelf, list: ListState) {
    follow(move || {
        let text = list.search();
        untrack(|| shelf.set_search(&text));
    });
    follow(move || {
        let mut filters = Filters::new();
        for facet in Facet::ALL {
            for word in list.filter_values(facet.field().word()) {
                filters.choose(facet, &word);
            }
        }
        untrack(|| shelf.set_filters(filters));
    });
    follow(move || {
        let sort = Sort::parse(&list.sort().to_string());
        untrack(|| shelf.set_sort(sort));
    });
}

/// Chooses a value of a facet, or no longer. A number has several capabilities: they add up.
pub fn toggle(list: ListState, facet: Facet, word: &str) {
    let name = facet.field().word();
    let before = untrack(|| list.filter_values(name));
    let was_chosen = before.iter().any(|own| own == word);
    let mut after: Vec<&str> = before.iter().map(String::as_str).collect();
    if was_chosen {
        after.retain(|own| *own != word);
    } else {
        if facet != Facet::Capability {
            after.clear();
        }
        after.push(word);
    }
    list.set_filter_values(name, &after);
}

/// The bar above the list.
pub fn filter_bar(shelf: Shelf, list: ListState) -> El {
    let lists = use_lists();
    let selects = Facet::ALL.map(|facet| {
        let name = facet.field().word();
        let chosen = Memo::new(move |_| list.filter_values(name).join("\n"));
        let choices = move || {
            shelf.counted.get();
            let profiles = Profiles::of(lists);
            let mut all = vec![Choice::new("", "All")];
            shelf.peek(|book| {
                if let Some(tallies) = book.tallies(facet) {
                    add_choices(facet, tallies, &profiles, &mut all);
                }
            });
            let several = chosen.get();
            if !several.is_empty() && all.iter().all(|choice| choice.value != several) {
                let words: Vec<String> = several
                    .split('\n')
                    .map(|word| facets::label(facet, word, &profiles))
                    .collect();
                all.push(Choice::new(several, words.join(", ")));
            }
            all
        };
        filter(
            facets::title(facet),
            choices,
            move || chosen.get(),
            move |value| {
                let words: Vec<&str> = value.split('\n').collect();
                list.set_filter_values(name, &words);
            },
        )
    });
    let clear = Button::new("Clear filters")
        .quiet()
        .on_press(move || list.clear());
    let is_open = RwSignal::new(false);
    let more = Button::new("Filters")
        .on_press(move || is_open.update(|is_open| *is_open = !*is_open))
        .state_of("aria-expanded", move || is_open.get());
    tagged("div", "filters")
        .word_of("class", move || {
            if is_open.get() {
                "filters filters--numbers"
            } else {
                "filters filters--numbers filters--folded"
            }
        })
        .child(search_box(list, "Any part, any formatting"))
        .child(tagged("span", "only-narrow").child(more))
        .children(selects)
        .child(clear)
}

fn add_choices(facet: Facet, tallies: &Tallies, profiles: &Profiles, all: &mut Vec<Choice>) {
    let mut add = |word: String, count: u32| {
        let label = facets::label(facet, &word, profiles);
        let count = intl::count(count as usize);
        all.push(Choice::new(word, format!("{label} ({count})")));
    };
    let values = || tallies.values.iter().take(MOST_CHOICES);
    for tally in values().filter(|tally| tally.offered > 0) {
        add(tally.word.clone(), tally.offered);
    }
    if facet != Facet::Capability {
        return;
    }
    for tally in values().filter(|tally| tally.value.is_some() && tally.offered > 0) {
        add(format!("!{}", tally.word), tallies.offered - tally.offered);
    }
    for tally in values().filter(|tally| tally.only_available > 0) {
        add(format!("~{}", tally.word), tally.only_available);
    }
}
