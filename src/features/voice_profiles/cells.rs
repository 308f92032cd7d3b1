//! The cells of the list, and what an export writes of them.

use cordboard_api::Reading;
use leptos::prelude::*;

use super::marks;
use super::model::decimal::written;
use super::model::rows::{self, Row};
use crate::browser::dom::{El, el, nothing, tagged, words as plain};
use crate::browser::intl;
use crate::export::Sheet;
use crate::route::Route;
use crate::state::links::Links;
use crate::ui::grid::Column;
use crate::ui::lamp::{Lamp, lamp, signal};
use crate::ui::name::name_link;

/// A cell of the list.
pub fn draw_cell(row: &Row, column: &str, links: Links) -> El {
    let profile = match (&row.content, column) {
        (Reading::Read(profile), _) => profile,
        (Reading::Unreadable { path, .. }, "name") => {
            return tagged("span", "mono").text(path.as_str());
        }
        (Reading::Unreadable { problem, .. }, "guard") => {
            return signal(Lamp::Warning, &format!("Could not be read: {problem}"), 0);
        }
        (Reading::Unreadable { .. }, _) => return nothing(),
    };
    let value = row.value(column);
    match (column, value) {
        ("name", value) => {
            let name = value.unwrap_or_else(|| profile.uuid.as_str().to_owned());
            let href = untrack(|| links.to(&Route::VoiceProfile(profile.uuid.as_str().to_owned())));
            name_link(&href, &name).attr("tabindex", "-1")
        }
        ("guard", _) => guard_cell(row),
        ("highest", None) => tagged("span", "quiet").text("Not bounded"),
        (_, None) => tagged("span", "quiet").text("Not stated"),
        ("modified", Some(value)) => modified(&value),
        ("id" | "prefix", Some(value)) => tagged("span", "mono cut").text(value),
        ("channels" | "rate" | "daily", Some(value)) => {
            let text = rows::shown(column, &value, marks());
            if value.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
                let why = "Meaning not documented";
                plain_with_lamp(&text, why)
            } else {
                plain(&text)
            }
        }
        (_, Some(value)) => {
            let text = rows::shown(column, &value, marks());
            tagged("span", "cut")
                .attr("title", &text)
                .text(text.as_str())
        }
    }
}

/// The first warning, how many more there are, and the highest possible spend of a day.
fn guard_cell(row: &Row) -> El {
    let said = match row.warnings().as_slice() {
        [] => signal(Lamp::Ok, "Bounded", 0),
        [first, rest @ ..] => {
            let all: Vec<&str> = row.guard.warnings().map(|own| own.title.as_str()).collect();
            signal(Lamp::Warning, &first.title, rest.len()).attr("title", &all.join(", "))
        }
    };
    let highest = row.guard.highest.as_ref().map(|highest| {
        tagged("span", "guard__most")
            .attr("title", "Highest possible spend a day")
            .text(format!("≤ {}", written(&highest.plain(), marks())))
            .child(tagged("span", "hidden-text").text(" a day"))
    });
    tagged("span", "guard__cell").child(said).maybe(highest)
}

/// "0" never stands alone: nobody knows what it means.
fn plain_with_lamp(text: &str, why: &str) -> El {
    tagged("span", "signal")
        .attr("title", why)
        .child(lamp(Lamp::Warning))
        .child(el("span").text(text))
        .child(tagged("span", "hidden-text").text(format!(", {}", why.to_lowercase())))
}

fn modified(text: &str) -> El {
    match intl::parse_time(text) {
        Some(at) => tagged("span", "cut")
            .attr("title", &intl::utc_time(at))
            .text(intl::day(at)),
        None => tagged("span", "cut").text(text),
    }
}

/// What an export writes: wire values, one line a profile.
pub fn sheet(all: &[Row], places: &[usize], columns: &[Column]) -> Sheet {
    let text = |row: &Row, column: &str| match &row.content {
        Reading::Read(_) => row.value(column).unwrap_or_default(),
        Reading::Unreadable { path, .. } if column == "name" => path.clone(),
        Reading::Unreadable { .. } => String::new(),
    };
    Sheet::of(
        "voice-profiles",
        columns,
        places,
        &|place, column| text(&all[place], column),
        &|place| match &all[place].content {
            Reading::Read(profile) => profile.raw.clone(),
            Reading::Unreadable { raw, .. } => raw.clone(),
        },
    )
}
