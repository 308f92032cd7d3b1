//! A pasted list of numbers: which of them the tenant has, and which it has not.

mod outcome;

use cordboard_numbers::{MAX_PASTED, Paste, PasteCounts, PastedList};
use cordboard_sheets::{Csv, CsvStyle};
use leptos::prelude::*;

use super::book::Shelf;
use super::save::{self, Wanted};
use crate::browser::dom::{El, Text, el, follow, tagged, when};
use crate::browser::download::File;
use crate::browser::{intl, task};
use crate::export::Format;
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::field::fresh_id;

/// Rows compared at a time: about a millisecond's work.
const SLICE: usize = 100_000;

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
