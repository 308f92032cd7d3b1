//! One number with everything that was returned, beside the list.

use cordboard_numbers::{Field, Sbc};
use leptos::prelude::*;

use super::book::{Book, Shelf};
use super::profile::Profiles;
use super::words;
use crate::browser::dom::{El, drawn, el, nothing, tagged, words as plain};
use crate::browser::intl;
use crate::browser::location::History;
use crate::route::Route;
use crate::state::links::{Links, use_links};
use crate::state::lists::use_lists;
use crate::ui::button::Button;
use crate::ui::code::code;
use crate::ui::copyable::copyable;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp, signal};

/// Opens the details of a number, in the address.
pub fn open(links: Links, number: &str) {
    links.set(&[("number", &[number])], History::Push);
}

fn close(links: Links) {
    links.set(&[("number", &[])], History::Push);
}

/// The panel of the number that the address names.
pub fn detail(shelf: Shelf, number: Memo<String>) -> El {
    let (links, lists) = (use_links(), use_lists());
    // A row never changes: rows that come later draw nothing anew.
    let place = Memo::new(move |_| {
        let number = number.get();
        if number.is_empty() {
            return String::new();
        }
        let (row, key) = shelf.read(|book| {
            let row = book.store.row_of(&number);
            (row, row.map(|row| book.key(row)))
        });
        row.map_or_else(|| "?".to_owned(), |row| format!("{row} {key:?}"))
    });
    drawn(move || {
        let place = place.get();
        let profiles = Profiles::of(lists);
        let number = number.get_untracked();
        if place.is_empty() {
            return nothing();
        }
        let row = place.split(' ').next().and_then(|row| row.parse().ok());
        let panel = match row {
            None => missing(shelf, &number, links),
            Some(row) => shelf.peek(|book| draw_row(book, row, links, &profiles)),
        };
        panel.on("keydown", move |event| {
            if event.key() == "Escape" {
                event.stop();
                close(links);
            }
        })
    })
}

fn panel(title: &str, links: Links, copy: Option<String>) -> El {
    let close = Button::icon_only("Close details", Icon::Close)
        .small()
        .on_press(move || close(links));
    let head = tagged("div", "drawer__head")
        .child(el("h2").text(title))
        .maybe(copy.map(|wire| copyable("number", wire)))
        .child(close);
    tagged("aside", "drawer")
        .attr("aria-label", title)
        .child(head)
}

fn missing(shelf: Shelf, number: &str, links: Links) -> El {
    let said = if untrack(|| shelf.is_loading.get()) {
        "It has not come yet."
    } else {
        "The tenant does not have it, as far as its numbers have come."
    };
    let part = tagged("div", "drawer__part").child(el("p").text(said));
    panel(&cordboard_numbers::grouped(number), links, None).child(part)
}

fn quiet(text: &str) -> El {
    tagged("span", "quiet").text(text)
}

fn part(title: &str, facts: Vec<(&'static str, El)>) -> El {
    let list = facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        });
    tagged("section", "drawer__part")
        .child(el("h3").text(title))
        .child(list)
}

fn draw_row(book: &Book, row: u32, links: Links, profiles: &Profiles) -> El {
    let wire = book.store.cell(row, Field::Number);
    let value = |field| stated(book, row, field, false);
    let id = |field| stated(book, row, field, true);
    let time = |field| moment(book, row, field);
    let bad = book.store.bad_row(row).map(|bad| {
        tagged("p", "drawer__part row")
            .child(lamp(Lamp::Warning))
            .text(format!("{}: {}", bad.path, bad.problem))
    });
    let mut json = String::new();
    book.store.write_json(row, &mut json);
    panel(&book.store.grouped_number(row), links, Some(wire))
        .maybe(bad)
        .child(part(
            "Where it goes",
            where_it_goes(book, row, links, profiles),
        ))
        .child(part(
            "What it is",
            vec![
                ("Assignment", assignment(book, row)),
                ("Country", country(book, row)),
                ("Acquired on", time(Field::Acquired)),
                ("Acquired status", value(Field::Status)),
                ("Source", value(Field::Source)),
                ("Created", time(Field::Created)),
            ],
        ))
        .child(part(
            "Capabilities",
            vec![
                ("Acquired", capabilities(book, row, Field::Capability)),
                ("Available", capabilities(book, row, Field::Available)),
            ],
        ))
        .child(part(
            "Last verification",
            vec![
                ("Assignment checked", time(Field::Checked)),
                ("Status changed", time(Field::Changed)),
                ("Code", value(Field::Verification)),
                ("Ticks", value(Field::Ticks)),
            ],
        ))
        .child(part(
            "Ids",
            vec![
                ("Number id", id(Field::Id)),
                ("Entry id", id(Field::Entry)),
                ("Upload to account job", id(Field::UploadJob)),
                ("Upload job", id(Field::Job)),
                ("Location", id(Field::Location)),
                ("Civic address", id(Field::CivicAddress)),
                ("Tenant", id(Field::Tenant)),
            ],
        ))
        .child(
            tagged("div", "drawer__part").child(code("As the server returned it", pretty(&json))),
        )
}

/// Indented, as people read JSON; what is none stays as it is.
fn pretty(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| json.to_owned())
}

fn stated(book: &Book, row: u32, field: Field, is_code: bool) -> El {
    if book.store.is_null(row, field) {
        return quiet(words::NOT_REPORTED);
    }
    let text = book.store.cell(row, field);
    if is_code {
        tagged("span", "mono").text(text)
    } else {
        plain(&text)
    }
}

fn assignment(book: &Book, row: u32) -> El {
    if book.store.is_null(row, Field::Assignment) {
        return quiet(words::NOT_REPORTED);
    }
    let word = book.store.cell(row, Field::Assignment);
    let label = words::assignment(&word);
    if label == word {
        return plain(&word);
    }
    el("span").text(format!("{label} ")).child(quiet(&word))
}

fn country(book: &Book, row: u32) -> El {
    if book.store.is_null(row, Field::Country) {
        return quiet(words::NOT_REPORTED);
    }
    let code = book.store.cell(row, Field::Country);
    match intl::country(&code) {
        Some(name) => plain(&format!("{code}, {name}")),
        None => plain(&code),
    }
}

/// Local time to plan by, and the server's own, to the last digit.
fn moment(book: &Book, row: u32, field: Field) -> El {
    let Some(moment) = book.store.moment(row, field) else {
        return stated(book, row, field, false);
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "no date is 2^53 milliseconds away"
    )]
    let local = intl::local_time(moment.unix_millis() as f64);
    let zone = if moment.has_zone() {
        "UTC"
    } else {
        "no zone given, taken as UTC"
    };
    let utc = moment.utc();
    let utc = utc.trim_end_matches('Z').replacen('T', " ", 1);
    el("span")
        .child(tagged("span", "block").text(local))
        .child(tagged("span", "quiet block").text(format!("{utc} {zone}")))
}

fn capabilities(book: &Book, row: u32, field: Field) -> El {
    if book.store.is_null(row, field) {
        return quiet(words::NOT_REPORTED);
    }
    let mut values: Vec<&str> = book.store.values(row, field).collect();
    if values.is_empty() {
        let text = book.store.cell(row, field);
        return quiet(if text.is_empty() { "None" } else { &text });
    }
    words::in_order(&mut values);
    plain(&values.join(", "))
}

fn where_it_goes(
    book: &Book,
    row: u32,
    links: Links,
    profiles: &Profiles,
) -> Vec<(&'static str, El)> {
    let mut facts = Vec::new();
    if book.store.is_null(row, Field::Profile) {
        facts.push(("Profile", quiet(words::NOT_REPORTED)));
    } else {
        let id = book.store.cell(row, Field::Profile);
        let standing = profiles.standing(&id);
        let href = untrack(|| links.to(&Route::Profile(id)));
        facts.push((
            "Profile",
            el("a").attr("href", &href).text(standing.name.as_str()),
        ));
        if let (Some((shown, _)), Some(finding)) = (standing.lamp, &standing.finding) {
            facts.push(("Health", signal(shown, finding, standing.more)));
        }
    }
    let sbcs = book.store.sbcs(row);
    let shown = if sbcs.is_empty() {
        stated(book, row, Field::Sbc, false)
    } else {
        el("span").children(sbcs.iter().map(draw_sbc))
    };
    facts.push(("SBC", shown));
    facts
}

fn draw_sbc(sbc: &Sbc) -> El {
    let more: Vec<String> = [
        sbc.ip.clone(),
        sbc.id.as_ref().map(|id| format!("id {id}")),
        sbc.port.as_ref().map(|port| format!("port {port}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    tagged("span", "block")
        .text(sbc.host.as_str())
        .child(tagged("span", "quiet block").text(more.join(", ")))
}
