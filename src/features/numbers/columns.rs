//! The columns of the list, and what stands in their cells.

use std::hash::{DefaultHasher, Hash, Hasher};

use cordboard_numbers::{Field, NONE};
use leptos::prelude::*;

use super::book::Book;
use super::facets;
use super::profile::Profiles;
use super::words;
use crate::browser::dom::{Happening, Sketch, el};
use crate::browser::intl;
use crate::route::{Query, Route};
use crate::state::links::Links;
use crate::ui::fit;
use crate::ui::grid::Column;
use crate::ui::lamp::{Lamp, spoken_lamp};
use crate::ui::name;

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

fn quiet(text: &str) -> Sketch {
    Sketch::tagged("span", "quiet").text(text)
}

/// Sketches the cell of a row.
pub fn sketch_cell(
    book: &Book,
    row: u32,
    id: &str,
    links: Links,
    profiles: &Profiles,
) -> Vec<Sketch> {
    let Some(field) = Field::from_word(id) else {
        return Vec::new();
    };
    if field == Field::Number {
        return vec![sketch_number(book, row, links)];
    }
    if let Some(bad) = book.store.bad_row(row) {
        let whole = format!("$[{row}]");
        if bad.path == whole && field == Field::Profile {
            let text = format!("Could not be read: {}", bad.problem);
            let cell = Sketch::tagged("span", "is-warning cut").attr("title", &text);
            return vec![cell.text(text)];
        }
        if bad.path == whole {
            return Vec::new();
        }
    }
    if book.store.is_null(row, field) {
        return vec![quiet(words::NOT_REPORTED)];
    }
    if field == Field::Country {
        return sketch_country(book.store.cell(row, field));
    }
    vec![sketch_value(book, row, field, links, profiles)]
}

/// Draws a number to no end, into nothing that can be seen: see [`cordboard_numbers::rehearse`].
pub fn rehearse(links: Links, profiles: &Profiles) {
    let book = Book::rehearsed();
    let (cell, mut before) = (el("td"), Vec::new());
    let shown = |column: &&Column| !HIDDEN_AT_FIRST.contains(&column.id);
    for Column { id, .. } in ALL_COLUMNS.iter().filter(shown) {
        cell_value(&book, 0, id);
        let now = sketch_cell(&book, 0, id, links, profiles);
        cell.redraw(&before, &now);
        before = now;
    }
    for text in ["a", "b"] {
        let now = vec![quiet(text)];
        cell.redraw(&before, &now);
        before = now;
    }
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

fn sketch_country(code: String) -> Vec<Sketch> {
    let name = intl::country(&code).unwrap_or_default();
    let code = Sketch::tagged("span", "code2").text(code);
    if fit::fits(&name, COUNTRY_ROOM) {
        vec![code, Sketch::words(name)]
    } else {
        vec![Sketch::tagged("span", "cut").child(code).text(name)]
    }
}

fn sketch_value(book: &Book, row: u32, field: Field, links: Links, profiles: &Profiles) -> Sketch {
    let text = book.store.cell(row, field);
    match field {
        Field::Assignment => short(words::assignment(&text)),
        Field::Profile => sketch_profile(&text, links, profiles),
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
                    Sketch::new("span").attr("title", utc).text(day)
                }
                None => short(&text),
            }
        }
        Field::Location | Field::CivicAddress | Field::Job | Field::Tenant => {
            Sketch::tagged("span", "mono cut").text(text)
        }
        Field::Number
        | Field::Country
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
fn fitted(text: &str, title: &str, room: u32) -> Sketch {
    let shown = if fit::fits(text, room) {
        Sketch::new("span")
    } else {
        Sketch::tagged("span", "cut")
    };
    shown.attr("title", title).text(text)
}

/// A text that is nearly always short.
fn short(text: &str) -> Sketch {
    if fit::fits(text, ROOM) {
        Sketch::words(text)
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
fn sketch_number(book: &Book, row: u32, links: Links) -> Sketch {
    let wire = book.store.cell(row, Field::Number);
    let bad = book.store.bad_row(row);
    let warning = bad.map(|bad| {
        Sketch::tagged("span", Lamp::Warning.class())
            .attr("aria-hidden", "true")
            .attr("title", &bad.problem)
    });
    if wire.is_empty() {
        let place = bad.map_or_else(|| format!("$[{row}]"), |bad| bad.path.clone());
        let cell = Sketch::tagged("span", "cell");
        let cell = warning.into_iter().fold(cell, Sketch::child);
        return cell.child(Sketch::tagged("span", "mono cut").text(place));
    }
    let tenant = untrack(|| links.query().get("tenant").unwrap_or_default().to_owned());
    let own = Query::default()
        .with("tenant", &[&tenant])
        .with("number", &[&wire]);
    let href = untrack(|| links.to_with(&Route::Numbers, own));
    let link = Sketch::new("a")
        .attr("href", href)
        .attr("tabindex", "-1")
        .attr(NUMBER, wire)
        .text(book.store.grouped_number(row));
    match warning {
        Some(warning) => Sketch::tagged("span", "line").child(warning).child(link),
        None => link,
    }
}

fn sketch_profile(id: &str, links: Links, profiles: &Profiles) -> Sketch {
    let standing = profiles.standing(id);
    let href = untrack(|| links.to(&Route::Profile(id.to_owned())));
    let within = (!standing.is_unknown)
        .then(|| name::link_within(&href, &standing.name, PROFILE_ROOM))
        .flatten();
    let (link, cell) = match within {
        Some(link) => (link.attr("class", "plain"), "line"),
        None if standing.is_unknown => {
            let link = Sketch::tagged("a", "plain is-warning").attr("title", id);
            (link.text("No such profile").attr("href", href), "line")
        }
        None => {
            let link = name::link(&href, &standing.name).attr("class", "plain");
            (link, "cell")
        }
    };
    let link = link.attr("tabindex", "-1");
    match standing.lamp {
        None => link,
        Some((shown, word)) => {
            let cell = Sketch::tagged("span", cell);
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
