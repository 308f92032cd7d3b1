//! The columns of the list, and what stands in their cells.

use std::hash::{DefaultHasher, Hash, Hasher};

use cordboard_numbers::{Field, NONE};
use leptos::prelude::*;

use super::book::{Book, Shelf};
use super::facets;
use super::profile::Profiles;
use super::words;
use crate::browser::dom::{El, Happening, el, nothing, several, tagged, words as plain};
use crate::browser::intl;
use crate::route::{Query, Route};
use crate::state::links::Links;
use crate::ui::fit;
use crate::ui::grid::Column;
use crate::ui::lamp::{Lamp, lamp, spoken_lamp};
use crate::ui::name::{name_link, name_link_within};

const fn column(id: &'static str, label: &'static str, class: &'static str) -> Column {
    Column { id, label, class }
}

/// Every documented field; the names in the address are the engine's.
pub const ALL_COLUMNS: [Column; 22] = [
    column("number", "Number", "w-number card-lead"),
    column("country", "Country", "w-country card-sub"),
    column("assignment", "Assignment", "w-assign card-sub"),
    column("profile", "Calling profile", "w-profile card-full"),
    column("capability", "Capabilities", "w-caps card-hide"),
    column("sbc", "SBC", "w-sbc card-hide"),
    column("acquired", "Acquired on", "w-date card-hide"),
    column("status", "Acquired status", "w-status card-hide"),
    column("source", "Source", "w-source card-hide"),
    column("available", "Available capabilities", "w-caps card-hide"),
    column("location", "Location", "w-id card-hide"),
    column("civic-address", "Civic address", "w-id card-hide"),
    column("created", "Created", "w-date card-hide"),
    column("checked", "Last assignment check", "w-check card-hide"),
    column("changed", "Last status change", "w-check card-hide"),
    column(
        "verification",
        "Last verification code",
        "w-check card-hide",
    ),
    column("ticks", "Ticks", "w-ticks card-hide"),
    column("id", "Number id", "w-status card-hide"),
    column("entry", "Entry id", "w-status card-hide"),
    column("upload-job", "Upload to account job", "w-check card-hide"),
    column("job", "Upload job", "w-id card-hide"),
    column("tenant", "Tenant", "w-id card-hide"),
];

/// What the list can be sorted by.
pub const SORTS: [&str; 22] = {
    let mut sorts = [""; 22];
    let mut at = 0;
    while at < sorts.len() {
        sorts[at] = ALL_COLUMNS[at].id;
        at += 1;
    }
    sorts
};

/// Shown on demand.
pub const HIDDEN_AT_FIRST: [&str; 13] = [
    "available",
    "location",
    "civic-address",
    "created",
    "checked",
    "changed",
    "verification",
    "ticks",
    "id",
    "entry",
    "upload-job",
    "job",
    "tenant",
];

fn quiet(text: &str) -> El {
    tagged("span", "quiet").text(text)
}

fn not_reported() -> El {
    quiet(words::NOT_REPORTED)
}

/// Draws the cell of a row.
pub fn draw_cell(shelf: Shelf, row: u32, id: &str, links: Links, profiles: &Profiles) -> El {
    let Some(field) = Field::from_word(id) else {
        return nothing();
    };
    shelf.peek(|book| {
        if field == Field::Number {
            return draw_number(book, row, links);
        }
        if let Some(bad) = book.store.bad_row(row) {
            let whole = format!("$[{row}]");
            if bad.path == whole && field == Field::Profile {
                let text = format!("Could not be read: {}", bad.problem);
                return tagged("span", "is-warning cut")
                    .attr("title", &text)
                    .text(text);
            }
            if bad.path == whole {
                return nothing();
            }
        }
        if book.store.is_null(row, field) {
            return not_reported();
        }
        draw_value(book, row, field, links, profiles)
    })
}

/// Tells what the cell of a row shows. Only a number knows its row: it leads to it.
pub fn cell_value(book: &Book, row: u32, id: &str) -> u64 {
    let own = book.key(row);
    let mut shown = DefaultHasher::new();
    match Field::from_word(id) {
        None | Some(Field::Number) => return own,
        Some(_) if book.store.bad_row(row).is_some() => return own,
        Some(field) if book.store.is_null(row, field) => {}
        Some(field) => book.store.cell(row, field).hash(&mut shown),
    }
    if id == "profile" {
        book.drawing.hash(&mut shown);
        book.edition.hash(&mut shown);
    }
    shown.finish()
}

fn draw_value(book: &Book, row: u32, field: Field, links: Links, profiles: &Profiles) -> El {
    let text = book.store.cell(row, field);
    match field {
        Field::Country => {
            let name = intl::country(&text).unwrap_or_default();
            let code = tagged("span", "code2").text(text);
            if fit::fits(&name, COUNTRY_ROOM) {
                several([code, plain(&name)])
            } else {
                tagged("span", "cut").child(code).child(plain(&name))
            }
        }
        Field::Assignment => short(words::assignment(&text)),
        Field::Profile => draw_profile(&text, links, profiles),
        Field::Capability | Field::Available => {
            let mut values: Vec<&str> = book.store.values(row, field).collect();
            if values.is_empty() {
                return quiet(if text.is_empty() { "None" } else { &text });
            }
            words::in_order(&mut values);
            let short: Vec<&str> = values.iter().map(|word| words::capability(word)).collect();
            fitted(&short.join(", "), &values.join(", "), WORDS_ROOM)
        }
        Field::Sbc => {
            let hosts: Vec<&str> = book.store.values(row, field).collect();
            let hosts = hosts.join(", ");
            let hosts = if hosts.is_empty() { &text } else { &hosts };
            if hosts.is_empty() {
                return quiet(
                    facets::label(cordboard_numbers::Facet::Sbc, NONE, profiles).as_str(),
                );
            }
            fitted(hosts, &text, HOST_ROOM)
        }
        Field::Acquired | Field::Created | Field::Checked | Field::Changed => {
            match book.store.moment(row, field) {
                // The day is enough to compare by; the panel has the rest.
                Some(moment) => {
                    let utc = moment.utc();
                    let day = utc.get(..10).unwrap_or(&utc).to_owned();
                    el("span").attr("title", &utc).text(day)
                }
                None => short(&text),
            }
        }
        Field::Location | Field::CivicAddress | Field::Job | Field::Tenant => {
            tagged("span", "mono cut").text(text)
        }
        Field::Number
        | Field::Status
        | Field::Source
        | Field::Verification
        | Field::Ticks
        | Field::Id
        | Field::Entry
        | Field::UploadJob => short(&text),
    }
}

/// The least room of a column at the size of the body's text, in hundredths of an em: of the
/// narrowest, of a country beside its code, of a profile beside its lamp, of the words of
/// capabilities, and of the names of SBCs.
const ROOM: u32 = 670;
const COUNTRY_ROOM: u32 = 800;
const PROFILE_ROOM: u32 = 1_690;
const WORDS_ROOM: u32 = 1_690;
const HOST_ROOM: u32 = 1_590;

/// A text with what is said of it on hover. Only what may not fit is clipped: a clipped cell costs
/// at every frame.
fn fitted(text: &str, title: &str, room: u32) -> El {
    let shown = if fit::fits(text, room) {
        el("span")
    } else {
        tagged("span", "cut")
    };
    shown.attr("title", title).text(text)
}

/// A text that is nearly always short.
fn short(text: &str) -> El {
    if fit::fits(text, ROOM) {
        plain(text)
    } else {
        fitted(text, text, ROOM)
    }
}

/// Carries the wire form of the number that a link leads to.
const NUMBER: &str = "data-number";

/// Opens the details of the number that was pressed.
pub fn open_pressed(links: Links, event: &Happening) {
    let link = event.within("a[data-number]");
    let number = link.and_then(|link| link.get_attribute(NUMBER));
    if let Some(number) = number.filter(|_| event.is_plain_click()) {
        event.prevent();
        super::detail::open(links, &number);
    }
}

/// The number opens its details; in a new tab its own address does.
fn draw_number(book: &Book, row: u32, links: Links) -> El {
    let wire = book.store.cell(row, Field::Number);
    let bad = book.store.bad_row(row);
    let warning = bad.map(|bad| lamp(Lamp::Warning).attr("title", &bad.problem));
    if wire.is_empty() {
        let place = bad.map_or_else(|| format!("$[{row}]"), |bad| bad.path.clone());
        let text = tagged("span", "mono cut").text(place);
        return tagged("span", "cell").maybe(warning).child(text);
    }
    let tenant = untrack(|| links.query().get("tenant").unwrap_or_default().to_owned());
    let own = Query::default()
        .with("tenant", &[&tenant])
        .with("number", &[&wire]);
    let href = untrack(|| links.to_with(&Route::Numbers, own));
    let link = el("a")
        .attr("href", &href)
        .attr("tabindex", "-1")
        .attr(NUMBER, &wire)
        .text(book.store.grouped_number(row));
    match warning {
        Some(warning) => tagged("span", "line").child(warning).child(link),
        None => link,
    }
}

fn draw_profile(id: &str, links: Links, profiles: &Profiles) -> El {
    let standing = profiles.standing(id);
    let href = untrack(|| links.to(&Route::Profile(id.to_owned())));
    let within = (!standing.is_unknown)
        .then(|| name_link_within(&href, &standing.name, PROFILE_ROOM))
        .flatten();
    let (link, cell) = match within {
        Some(link) => (link.class("plain"), "line"),
        None if standing.is_unknown => {
            let link = el("a").class("plain is-warning").attr("title", id);
            (link.text("No such profile").attr("href", &href), "line")
        }
        None => (name_link(&href, &standing.name).class("plain"), "cell"),
    };
    let link = link.attr("tabindex", "-1");
    match standing.lamp {
        None => link,
        Some((shown, word)) => {
            let cell = tagged("span", cell);
            let cell = match &standing.finding {
                Some(finding) if !standing.is_unknown => cell.attr("title", finding),
                Some(_) | None => cell,
            };
            cell.child(spoken_lamp(shown, word)).child(link)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_field_is_a_column() {
        assert_eq!(ALL_COLUMNS.len(), Field::ALL.len());
        for field in Field::ALL {
            assert!(SORTS.contains(&field.word()), "{field:?}");
        }
        assert!(HIDDEN_AT_FIRST.iter().all(|id| SORTS.contains(id)));
    }
}
