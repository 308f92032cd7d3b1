//! How many numbers there are of what, beside the list: bars that filter.

use cordboard_numbers::{Facet, Tally};
use leptos::prelude::*;

use super::book::Shelf;
use super::profile::Profiles;
use super::{facets, filters};
use crate::browser::dom::{El, drawn, nothing, svg, tagged};
use crate::browser::intl;
use crate::state::list_state::ListState;
use crate::state::lists::use_lists;
use crate::ui::button::Button;
use crate::ui::lamp::lamp;
use crate::ui::name::name;

/// What is summed up, in the order in which it is asked for.
const SUMMED: [Facet; 4] = [
    Facet::Country,
    Facet::Assignment,
    Facet::Profile,
    Facet::Capability,
];
/// Bars of a facet before somebody asks for more.
const FEW: usize = 5;
/// And after: the filters have the rest.
const MOST: usize = 60;

pub fn summary(shelf: Shelf, list: ListState) -> El {
    let lists = use_lists();
    let parts = SUMMED.map(|facet| {
        let is_long = RwSignal::new(false);
        drawn(move || {
            shelf.counted.get();
            let chosen = list.filter_values(facet.field().word());
            let profiles = Profiles::of(lists);
            let most = if is_long.get() { MOST } else { FEW };
            shelf.peek(|book| {
                let values = book.tallies(facet).map_or(&[][..], |own| &own.values);
                draw_facet(facet, values, &chosen, &profiles, most, list, is_long)
            })
        })
    });
    tagged("section", "facets")
        .attr("aria-label", "Summary")
        .children(parts)
}

fn draw_facet(
    facet: Facet,
    values: &[Tally],
    chosen: &[String],
    profiles: &Profiles,
    most: usize,
    list: ListState,
    is_long: RwSignal<bool>,
) -> El {
    let shown: Vec<&Tally> = values.iter().filter(|tally| tally.offered > 0).collect();
    let Some(longest) = shown.first().map(|tally| tally.offered) else {
        return nothing();
    };
    let bars = shown.iter().take(most).map(|tally| {
        let is_chosen = chosen.contains(&tally.word);
        draw_bar(facet, tally, longest, is_chosen, profiles, list)
    });
    let more = shown.len().saturating_sub(FEW);
    let title = facets::title(facet);
    let more = (more > 0).then(|| {
        let (words, heard) = if most == FEW {
            (format!("{more} more"), format!("{more} more of {title}"))
        } else {
            ("Fewer".to_owned(), format!("Fewer of {title}"))
        };
        Button::new(words)
            .quiet()
            .tiny()
            .on_press(move || is_long.update(|is_long| *is_long = !*is_long))
            .attr("aria-label", &heard)
    });
    tagged("div", "facet")
        .child(tagged("h2", "facet__title").text(title))
        .children(bars)
        .maybe(more.map(|more| tagged("div", "facet__more").child(more)))
}

fn draw_bar(
    facet: Facet,
    tally: &Tally,
    longest: u32,
    is_chosen: bool,
    profiles: &Profiles,
    list: ListState,
) -> El {
    let label = facets::label(facet, &tally.word, profiles);
    let count = intl::count(tally.offered as usize);
    let standing =
        (facet == Facet::Profile && tally.value.is_some()).then(|| profiles.standing(&tally.word));
    let heard = standing
        .as_ref()
        .and_then(|standing| standing.lamp)
        .map_or_else(String::new, |(_, word)| format!("{word}: "));
    let heard = format!("{}: {heard}{label}, {count}", facets::title(facet));
    let text = if facet == Facet::Profile {
        name(&label)
    } else {
        tagged("span", "cut").text(label)
    };
    let light = standing.and_then(|standing| standing.lamp);
    let text = tagged("span", "facet__label")
        .maybe(light.map(|(shown, _)| lamp(shown)))
        .child(text);
    let word = tally.word.clone();
    tagged("button", "facet__row")
        .attr("type", "button")
        .attr("aria-pressed", if is_chosen { "true" } else { "false" })
        .attr("aria-label", &heard)
        .child(text)
        .child(tagged("span", "facet__count").text(count))
        .child(draw_share(tally.offered, longest))
        .on("click", move |_| filters::toggle(list, facet, &word))
}

/// A bar as long as its share, in tenths of a percent.
fn draw_share(count: u32, longest: u32) -> El {
    let tenths = u64::from(count) * 1000 / u64::from(longest.max(1));
    let width = format!("{}.{}%", tenths / 10, tenths % 10);
    let bar = svg("rect").attr("width", &width).attr("height", "100%");
    svg("svg")
        .class("facet__bar")
        .attr("aria-hidden", "true")
        .child(bar)
}
