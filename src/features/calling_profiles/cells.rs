//! The cells of the list, and what an export writes of them.

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType};
use leptos::prelude::*;

use crate::browser::dom::{El, nothing, tagged, words as plain};
use crate::export::Sheet;
use crate::profiles::rows::{self, Content, Row};
use crate::profiles::{lamp, words};
use crate::route::Route;
use crate::state::links::Links;
use crate::ui::grid::Column;
use crate::ui::lamp::{Jack, Lamp, jacks, signal};
use crate::ui::name::name_link;

/// A cell of the list.
pub fn draw_cell(row: &Row, column: &str, links: Links) -> El {
    let more = row.findings.len().saturating_sub(1);
    let quiet = |text: &str| tagged("span", "quiet").text(text);
    match (&row.content, column) {
        (Content::Profile(profile), "name") => {
            let href = untrack(|| links.to(&Route::Profile(profile.id.clone())));
            let name = if profile.name.is_empty() {
                &profile.id
            } else {
                &profile.name
            };
            name_link(&href, name).attr("tabindex", "-1")
        }
        (Content::Unreadable { path, .. }, "name") => tagged("span", "mono").text(path.as_str()),
        (Content::Unreadable { problem, .. }, "health") => {
            signal(Lamp::Warning, &format!("Could not be read: {problem}"), 0)
        }
        (_, "health") => {
            let text = row
                .findings
                .first()
                .map_or("OK", |finding| finding.title.as_str());
            signal(lamp(row.severity), text, more)
        }
        (Content::Unreadable { .. }, _) => nothing(),
        (Content::Profile(profile), "trunks") => draw_trunks(profile),
        (Content::Profile(_), "region") => row.region().map_or_else(|| quiet("None"), plain),
        (Content::Profile(profile), "offers") => {
            let offers = rows::offers_in_row(profile);
            tagged("span", "cut").attr("title", &offers).text(offers)
        }
        (Content::Profile(profile), "validation") => {
            let word = words::validation_in_row(profile);
            let class = if words::is_failure(&word) {
                "is-critical"
            } else {
                "quiet"
            };
            tagged("span", class).text(word)
        }
        (Content::Profile(profile), "emergency") => quiet(words::emergency(profile)),
        (Content::Profile(profile), _) => tagged("span", "mono cut").text(profile.id.as_str()),
    }
}

fn draw_trunks(profile: &CallingProfile) -> El {
    let fqdns: Vec<&str> = profile
        .trunks
        .iter()
        .map(|trunk| trunk.fqdn.as_str())
        .collect();
    let count = fqdns.len();
    let wiring = (0..count.clamp(2, 4)).map(|place| match (count, place < count) {
        (0, _) => Jack::Missing,
        (_, true) => Jack::Full,
        (_, false) => Jack::Open,
    });
    let spoken = if count == 1 {
        "1 trunk".to_owned()
    } else {
        format!("{count} trunks")
    };
    let names = if fqdns.is_empty() {
        tagged("span", "is-critical").text("None")
    } else {
        let names = fqdns.join(", ");
        tagged("span", "cut").attr("title", &names).text(names)
    };
    tagged("span", "cell")
        .child(jacks(wiring))
        .child(tagged("span", "hidden-text").text(spoken))
        .child(names)
}

/// What an export writes: wire values, one line a profile.
pub fn sheet(all: &[Row], places: &[usize], columns: &[Column]) -> Sheet {
    Sheet::of(
        "calling-profiles",
        columns,
        places,
        &|place, column| text(&all[place], column),
        &|place| match &all[place].content {
            Content::Profile(profile) => profile.raw.clone(),
            Content::Unreadable { raw, .. } => raw.clone(),
        },
    )
}

fn text(row: &Row, column: &str) -> String {
    let profile = match (&row.content, column) {
        (Content::Profile(profile), _) => profile,
        (Content::Unreadable { path, .. }, "name") => return path.clone(),
        (Content::Unreadable { problem, .. }, "health") => return problem.clone(),
        (Content::Unreadable { .. }, _) => return String::new(),
    };
    match column {
        "name" => profile.name.clone(),
        "health" => {
            let titles: Vec<&str> = row.findings.iter().map(|own| own.title.as_str()).collect();
            format!("{}: {}", row.severity.label(), titles.join("; "))
        }
        "region" => profile.region.clone().unwrap_or_default(),
        "offers" => {
            let offers = rows::sorted_offers(profile);
            let offers: Vec<&str> = offers.into_iter().map(OfferType::wire).collect();
            offers.join("; ")
        }
        "trunks" => {
            let fqdns: Vec<&str> = profile.trunks.iter().map(|own| own.fqdn.as_str()).collect();
            fqdns.join("; ")
        }
        "emergency" => words::emergency(profile).to_owned(),
        "validation" => {
            let outcomes = profile.validation.iter();
            let outcomes: Vec<String> = outcomes
                .map(|(offer, outcome)| format!("{}: {}", offer.wire(), outcome.wire()))
                .collect();
            outcomes.join("; ")
        }
        _ => profile.id.clone(),
    }
}
