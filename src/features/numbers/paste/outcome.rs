//! What came of each pasted number, in two halves.

use std::rc::Rc;

use cordboard_numbers::{Field, Match, Outcome, Pasted, Unreadable};
use leptos::prelude::*;

use super::PasteDialog;
use crate::browser::dom::{El, drawn, follow, nothing, tagged, words as plain};
use crate::features::numbers::detail;
use crate::state::links::{Links, use_links};
use crate::ui::button::Button;
use crate::ui::grid::sort::Sort;
use crate::ui::grid::{Cells, Column, Grid};
use crate::ui::lamp::{Lamp, signal};

const COLUMNS: [Column; 4] = [
    Column {
        id: "line",
        label: "Line",
        class: "w-line card-sub",
    },
    Column {
        id: "pasted",
        label: "Pasted",
        class: "w-pasted card-lead",
    },
    Column {
        id: "outcome",
        label: "Outcome",
        class: "w-outcome card-full",
    },
    Column {
        id: "found",
        label: "Number found",
        class: "w-pasted card-sub",
    },
];

impl PasteDialog {
    /// The positions of the half that is listed.
    fn listed(self) -> Vec<usize> {
        let shows_found = self.shows_found.get();
        self.read(|paste| {
            let entries = paste.entries().iter().enumerate();
            entries
                .filter(|(_, entry)| matches!(entry.outcome, Outcome::Found { .. }) == shows_found)
                .map(|(at, _)| at)
                .collect()
        })
        .unwrap_or_default()
    }

    pub(super) fn outcome(self) -> El {
        let half = |label: &'static str, is_found: bool| {
            Button::new(label)
                .small()
                .quiet()
                .on_press(move || self.shows_found.set(is_found))
                .state_of("aria-pressed", move || self.shows_found.get() == is_found)
        };
        let halves = tagged("div", "row")
            .child(half("Not in the tenant", false))
            .child(half("In the tenant", true));
        let listed: StoredValue<Vec<usize>, LocalStorage> = StoredValue::new_local(Vec::new());
        let count = RwSignal::new(0_usize);
        follow(move || {
            let positions = self.listed();
            // Both halves may be as long: the count alone would not tell.
            count.set(usize::MAX);
            let length = positions.len();
            listed.set_value(positions);
            count.set(length);
        });
        let shows_found = self.shows_found;
        let compared = self.compared;
        let at = move |position: usize| listed.with_value(|own| own.get(position).copied());
        let grid = Grid {
            label: "Pasted numbers",
            class: "grid--paste grid--cards",
            columns: Rc::new(|| COLUMNS.to_vec()),
            count: Rc::new(move || count.get()),
            key: Rc::new(move |position| {
                let half = u64::from(untrack(|| shows_found.get()));
                let compared = untrack(|| compared.get()) as u64;
                (compared << 33) ^ (half << 32) ^ at(position).unwrap_or_default() as u64
            }),
            cells: {
                let links = use_links();
                Cells::Drawn(Rc::new(move |position, column| {
                    let drawn = at(position).and_then(|at| {
                        untrack(|| {
                            self.read(|paste| {
                                let entry = paste.entries().get(at)?;
                                Some(self.draw_cell(entry, column, links))
                            })
                        })
                    });
                    drawn.flatten().unwrap_or_else(nothing)
                }))
            },
            sort: Rc::new(|| Sort::ascending("line")),
            on_sort: Rc::new(|_| ()),
            selected: Rc::new(|| None),
        };
        let none = drawn(move || {
            if count.get() == 0 {
                tagged("p", "quiet").text("None of the pasted numbers is in this half.")
            } else {
                nothing()
            }
        });
        tagged("div", "paste").child(halves).child(none).child(
            tagged("div", "grid-holder")
                .flag_of("hidden", move || count.get() == 0)
                .child(grid.draw()),
        )
    }

    fn draw_cell(self, entry: &Pasted, column: &str, links: Links) -> El {
        match column {
            "line" => plain(&entry.line.to_string()),
            "pasted" => tagged("span", "mono cut").text(entry.text.as_str()),
            "outcome" => {
                let (lamp, words) = said(entry);
                signal(lamp, words, 0)
            }
            _ => match &entry.outcome {
                Outcome::Found { row, .. } => {
                    let row = *row;
                    let wire = self.shelf.cell(row, Field::Number);
                    Button::new(cordboard_numbers::grouped(&wire))
                        .quiet()
                        .tiny()
                        .on_press(move || {
                            self.is_open.set(false);
                            detail::open(links, &wire);
                        })
                        .attr("tabindex", "-1")
                }
                Outcome::Ambiguous { rows } => {
                    let wires: Vec<String> = rows
                        .iter()
                        .map(|row| self.shelf.cell(*row, Field::Number))
                        .collect();
                    tagged("span", "cut").text(wires.join(", "))
                }
                Outcome::Missing | Outcome::Unreadable(_) => nothing(),
            },
        }
    }
}

fn said(entry: &Pasted) -> (Lamp, &'static str) {
    if entry.is_repeated {
        return (Lamp::Info, "Stands further up already");
    }
    match &entry.outcome {
        Outcome::Found { by, .. } => match by {
            Match::Exact => (Lamp::Ok, "In the tenant"),
            Match::LostPlus => (Lamp::Ok, "In the tenant, written without its plus"),
            Match::National => (Lamp::Ok, "In the tenant, written without its country code"),
        },
        Outcome::Ambiguous { .. } => (Lamp::Warning, "Fits several numbers of the tenant"),
        Outcome::Missing => (Lamp::Warning, "Not in the tenant"),
        Outcome::Unreadable(why) => (
            Lamp::Warning,
            match why {
                Unreadable::NoDigits => "No digits",
                Unreadable::NotANumber => "Not a number",
                Unreadable::TooShort => "Too few digits",
                Unreadable::TooLong => "Too many digits",
                Unreadable::Scientific => "A spreadsheet has dropped its digits",
                Unreadable::Hashes => "Copied from a column that was too narrow",
            },
        ),
    }
}
