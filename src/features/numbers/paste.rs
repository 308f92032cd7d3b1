//! A pasted list of numbers: which of them the tenant has, and which it has not.

use std::rc::Rc;

use cordboard_numbers::{
    Field, MAX_PASTED, Match, Outcome, Paste, PasteCounts, Pasted, PastedList, Unreadable,
};
use cordboard_sheets::{Csv, CsvStyle};
use leptos::prelude::*;

use super::book::Shelf;
use super::save::{self, Wanted};
use crate::browser::dom::{El, Text, drawn, el, follow, nothing, tagged, when, words as plain};
use crate::browser::download::File;
use crate::browser::{intl, task};
use crate::export::Format;
use crate::state::links::use_links;
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::field::fresh_id;
use crate::ui::grid::sort::Sort;
use crate::ui::grid::{Column, Grid};
use crate::ui::lamp::{Lamp, signal};

/// Rows compared at a time: about a millisecond's work.
const SLICE: usize = 100_000;

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

/// The dialog and what was pasted into it.
#[derive(Debug, Clone, Copy)]
pub struct PasteDialog {
    shelf: Shelf,
    is_open: RwSignal<bool>,
    text: RwSignal<String>,
    /// What was compared last, against which rows.
    paste: StoredValue<Option<Paste>, LocalStorage>,
    compared: RwSignal<usize>,
    is_comparing: RwSignal<bool>,
    /// Which half is listed: what the tenant does not have comes first, it is what needs an eye.
    shows_found: RwSignal<bool>,
}

impl PasteDialog {
    pub fn new(shelf: Shelf) -> Self {
        let dialog = Self {
            shelf,
            is_open: RwSignal::new(false),
            text: RwSignal::new(String::new()),
            paste: StoredValue::new_local(None),
            compared: RwSignal::new(0),
            is_comparing: RwSignal::new(false),
            shows_found: RwSignal::new(false),
        };
        // Rows of another tenant are no outcome.
        let edition = Memo::new(move |_| shelf.read(|book| book.edition));
        follow(move || {
            edition.track();
            dialog.paste.set_value(None);
            dialog.told();
        });
        dialog
    }

    pub fn open(self) {
        self.is_open.set(true);
    }

    fn told(self) {
        if let Some(compared) = self.compared.try_get_untracked() {
            self.compared.set(compared + 1);
        }
    }

    /// What was compared last, tracked.
    fn read<T>(self, look: impl FnOnce(&Paste) -> T) -> Option<T> {
        self.compared.track();
        self.paste.with_value(|paste| paste.as_ref().map(look))
    }

    fn counts(self) -> Option<PasteCounts> {
        self.read(Paste::counts)
    }

    fn compare(self) {
        if self.is_comparing.get_untracked() {
            return;
        }
        let mut paste = Paste::read(&self.text.get_untracked());
        self.is_comparing.set(true);
        task::start(async move {
            while self
                .shelf
                .try_peek(|book| paste.look_up(&book.store, SLICE))
                == Some(false)
            {
                task::breathe().await;
            }
            self.paste.try_update_value(|own| *own = Some(paste));
            self.is_comparing.try_set(false);
            self.told();
        });
    }

    pub fn draw(self) -> El {
        modal(
            "dialog dialog--paste",
            "Paste a list",
            move || self.is_open.get(),
            move || self.is_open.set(false),
            move || self.content(),
        )
    }

    fn content(self) -> El {
        let id = fresh_id("paste");
        let hint_id = format!("{id}-hint");
        let field = tagged("div", "field")
            .child(
                tagged("label", "field__label")
                    .attr("for", &id)
                    .text("Numbers to look for"),
            )
            .child(
                el("textarea")
                    .class("input area mono")
                    .attr("id", &id)
                    .attr("rows", "5")
                    .attr("spellcheck", "false")
                    .attr("aria-describedby", &hint_id)
                    .value_of(move || self.text.get())
                    .on("input", move |event| self.text.set(event.value())),
            )
            .child(tagged("p", "field__hint").attr("id", &hint_id).text(format!(
                "Up to {} numbers in any formatting, one a line or with commas, semicolons or tabs between them.",
                intl::count(MAX_PASTED)
            )));
        let compare = Button::new("Compare")
            .primary()
            .on_press_unless(move || self.is_comparing.get(), move || self.compare());
        let status = tagged("p", "quiet")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let body = tagged("div", "dialog__body")
            .child(field)
            .child(tagged("div", "row").child(compare).child(status))
            .child(when(
                move || self.counts().is_some(),
                move || self.outcome(),
            ));
        let foot = tagged("div", "dialog__foot")
            .child(Button::new("Export found").on_press(move || self.export_found()))
            .child(Button::new("Export not found").on_press(move || self.export_missing()))
            .child(tagged("span", "push"))
            .child(Button::new("Done").on_press(move || self.is_open.set(false)));
        tagged("div", "dialog__parts").child(body).child(foot)
    }

    fn status(self) -> String {
        let left_out = self.read(Paste::left_out).unwrap_or_default();
        let Some(counts) = self.counts() else {
            return String::new();
        };
        let said = |count: usize, words: &str| {
            (count > 0).then(|| format!("{} {words}", intl::count(count)))
        };
        let parts = [
            Some(format!("{} in the tenant", intl::count(counts.found))),
            Some(format!("{} not", intl::count(counts.missing))),
            said(counts.ambiguous, "fit several numbers"),
            said(counts.unreadable, "could not be read"),
            said(counts.repeated, "repeated"),
            said(left_out, "too many, left out"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(", ")
    }

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

    fn outcome(self) -> El {
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
            cell: {
                let links = use_links();
                Rc::new(move |position, column| {
                    let drawn = at(position).and_then(|at| {
                        untrack(|| {
                            self.read(|paste| {
                                let entry = paste.entries().get(at)?;
                                Some(self.draw_cell(entry, column, links))
                            })
                        })
                    });
                    drawn.flatten().unwrap_or_else(nothing)
                })
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

    fn draw_cell(self, entry: &Pasted, column: &str, links: crate::state::links::Links) -> El {
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
                            super::detail::open(links, &wire);
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

    fn export_found(self) {
        let rows = untrack(|| self.read(Paste::found_rows));
        if let Some(rows) = rows {
            let wanted = Wanted {
                format: Format::MachineCsv,
                columns: None,
                rows,
                name: "numbers-found".to_owned(),
            };
            task::start(async move {
                save::save(self.shelf, wanted).await;
            });
        }
    }

    fn export_missing(self) {
        let text = untrack(|| {
            self.read(|paste| {
                let entries = paste.not_found();
                let table = PastedList {
                    entries: &entries,
                    headings: &[],
                };
                let mut text = String::new();
                Csv::new(CsvStyle::Machines).write(&table, &mut text, usize::MAX);
                text
            })
        });
        if let Some(text) = text {
            let mut file = File::new();
            file.add(text.as_bytes());
            file.save("numbers-not-found.csv", "text/csv;charset=utf-8");
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
