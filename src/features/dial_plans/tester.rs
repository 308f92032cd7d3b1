//! Which rule takes a number, now and after the pending changes.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::matcher::{Index, Match, pasted};
use leptos::prelude::*;

use super::desk::Desk;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::route::Route;
use crate::ui::entry::Entry;

/// Numbers of a pasted list that are tried; more nobody reads.
const MOST: usize = 500;
/// Rules that are named as shadowed; of more there is only the count.
const MOST_NAMED: usize = 3;

pub fn tester(desk: Desk) -> El {
    let typed = RwSignal::new(String::new());
    let field = Entry::new("test-number", "Test a number")
        .hint("One number, or a pasted list.")
        .short_area(move || typed.get(), move |text| typed.set(text));
    let results = drawn(move || {
        let numbers = pasted(&typed.get(), MOST);
        let Some((live, index)) = desk.live().zip(desk.index()) else {
            return nothing();
        };
        let after = desk.after();
        let rules = live.plan.rules();
        let results: Vec<Tried> = numbers
            .into_iter()
            .map(|number| {
                let now = find(&index, rules, &number);
                let after = after
                    .as_ref()
                    .map(|after| find(&after.index, &after.rules, &number));
                Tried { number, now, after }
            })
            .collect();
        match results.as_slice() {
            [] => nothing(),
            [one] => draw_one(desk, one),
            several => draw_several(several),
        }
    });
    tagged("div", "tester")
        .child(field)
        .child(el("div").attr("aria-live", "polite").child(results))
}

/// One number and what takes it.
struct Tried {
    number: String,
    now: Found,
    /// `None` while nothing is pending.
    after: Option<Found>,
}

#[derive(PartialEq)]
struct Found {
    winner: Option<Rule>,
    shadowed: Vec<Rule>,
}

fn find(index: &Index, rules: &[Rule], number: &str) -> Found {
    let Match { winner, shadowed } = index.test(number);
    Found {
        winner: winner.map(|place| rules[place].clone()),
        shadowed: shadowed
            .into_iter()
            .map(|place| rules[place].clone())
            .collect(),
    }
}

fn draw_one(desk: Desk, tried: &Tried) -> El {
    let list = tagged("dl", "tester__result");
    let list = describe(list, "Now", desk, &tried.now);
    match &tried.after {
        None => list,
        Some(after) if *after == tried.now => list
            .child(el("dt").text("After"))
            .child(el("dd").text("The same.")),
        Some(after) => describe(list, "After", desk, after),
    }
}

fn describe(list: El, when: &'static str, desk: Desk, found: &Found) -> El {
    let list = list.child(el("dt").text(when));
    let Some(rule) = &found.winner else {
        let none = tagged("dd", "is-warning").text("No rule takes this number.");
        return list.child(none);
    };
    let known = desk.known();
    let is_unknown = known.trunks.is_some_and(|trunks| !trunks.has(&rule.tag));
    let tag = el("dd").child(tagged("span", "strong").text(rule.tag.as_str()));
    let tag = if is_unknown {
        tag.child(tagged("span", "is-warning").text(" unknown trunk"))
    } else {
        tag
    };
    let own = el("dd")
        .child(tagged("span", "mono").text(rule.prefix.as_str()))
        .text(format!(" ({})", rule.name))
        .maybe(shadowed(&found.shadowed));
    let list = list.child(tag).child(el("dt").text("Rule")).child(own);
    let profiles = profiles_of(desk, &rule.tag);
    if profiles.is_empty() {
        return list;
    }
    let links = profiles.into_iter().map(|(id, name)| {
        let href = untrack(|| desk.links.to(&Route::Profile(id)));
        let link = el("a").attr("href", &href).text(name);
        tagged("span", "block").child(link)
    });
    list.child(el("dt").text("Profile"))
        .child(el("dd").children(links))
}

fn shadowed(rules: &[Rule]) -> Option<El> {
    if rules.is_empty() {
        return None;
    }
    let named = rules.iter().take(MOST_NAMED);
    let named: Vec<String> = named
        .map(|rule| format!("{} to {}", rule.prefix, rule.tag))
        .collect();
    let more = match rules.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    Some(tagged("span", "block quiet").text(format!("Shadows {}{more}", named.join(", "))))
}

/// The calling profiles that a trunk belongs to: id and name.
fn profiles_of(desk: Desk, tag: &str) -> Vec<(String, String)> {
    let rows = desk.lists.profile_rows();
    let profiles = rows.iter().filter_map(|row| row.profile());
    profiles
        .filter(|profile| {
            let mut trunks = profile.trunks.iter();
            trunks.any(|trunk| trunk.fqdn.trim().eq_ignore_ascii_case(tag))
        })
        .map(|profile| (profile.id.clone(), profile.name.clone()))
        .collect()
}

fn draw_several(results: &[Tried]) -> El {
    let words = |found: &Found| match &found.winner {
        None => "No rule".to_owned(),
        Some(rule) => format!("{} (rule {})", rule.tag, rule.prefix),
    };
    let has_after = results.iter().any(|tried| tried.after.is_some());
    let rows = results.iter().map(|tried| {
        let row = el("tr")
            .child(tagged("td", "mono").text(tried.number.as_str()))
            .child(el("td").text(words(&tried.now)));
        match &tried.after {
            None => row,
            Some(after) if *after == tried.now => row.child(tagged("td", "quiet").text("The same")),
            Some(after) => row.child(tagged("td", "strong").text(words(after))),
        }
    });
    let head = |text: &str| el("th").attr("scope", "col").text(text);
    let heads = el("tr").child(head("Number")).child(head("Now"));
    let heads = if has_after {
        heads.child(head("After"))
    } else {
        heads
    };
    let table = tagged("table", "list")
        .attr("aria-label", "Tested numbers")
        .child(el("thead").child(heads))
        .child(el("tbody").children(rows));
    tagged("div", "list-box tester__list").child(table)
}
