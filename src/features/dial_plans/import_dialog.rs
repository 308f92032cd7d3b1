//! The dialog "Import rules": a file or pasted rows, how they are taken, and what becomes of them.

use cordboard_dial_plan::import::{Field, Table};
use leptos::prelude::*;

use super::change_forms::tag_note;
use super::import_preview::preview_table;
use super::import_state::ImportState;
use super::model::words::counted;
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::{file, intl};
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::entry::{Entry, Keys};
use crate::ui::field::{checkbox, fresh_id};
use crate::ui::filters::Choice;

impl ImportState {
    pub fn dialog(&'static self) -> El {
        modal(
            "dialog dialog--import",
            "Import rules",
            move || self.is_open.get(),
            move || self.close(),
            move || self.content(),
        )
    }

    fn content(&'static self) -> El {
        let has_rows = move || self.preview().is_some();
        let body = tagged("div", "dialog__body")
            .child(self.source())
            .child(self.trouble_line())
            .child(when(has_rows, move || {
                tagged("div", "stack stack--tight")
                    .child(self.mapping())
                    .child(self.totals())
                    .child(preview_table(self))
            }));
        let entered = move || {
            let totals = self.preview().map(|preview| preview.totals());
            totals.map_or(0, |totals| {
                let replaced = if self.replaces.get() {
                    totals.conflict
                } else {
                    0
                };
                totals.add + totals.remove + replaced
            })
        };
        let add = Button::new("Add to changes")
            .primary()
            .on_press(move || {
                if untrack(entered) > 0 {
                    self.enter();
                }
            })
            .attr_of("aria-disabled", move || {
                (entered() == 0).then(|| "true".to_owned())
            });
        let bad = move || {
            let totals = self.preview().map(|preview| preview.totals());
            totals.is_some_and(|totals| totals.invalid + totals.conflict > 0)
        };
        let foot = tagged("div", "dialog__foot")
            .child(Button::new("Cancel").quiet().on_press(move || self.close()))
            .child(tagged("span", "push"))
            .child(when(bad, move || {
                Button::new("Download rows to fix").on_press(move || self.save_bad_rows())
            }))
            .child(add);
        tagged("div", "dialog__inner").child(body).child(foot)
    }

    fn source(&'static self) -> El {
        let id = fresh_id("import-file");
        let input = tagged("input", "input input--file")
            .attr("type", "file")
            .attr("id", &id)
            .attr(
                "accept",
                ".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values",
            )
            .on("change", move |event| {
                if let Some(chosen) = file::chosen(event) {
                    self.take_file(chosen);
                }
            });
        let file = tagged("div", "field")
            .child(
                tagged("label", "field__label")
                    .attr("for", &id)
                    .text("File"),
            )
            .child(input)
            .child(tagged("p", "field__hint").text("CSV, TSV or a workbook, up to 100,000 rows."));
        let pasted = Entry::new("import-paste", "Paste rows")
            .hint("Cells of a spreadsheet, or lines with a name, a prefix and a tag.")
            .area(
                move || self.pasted.get(),
                move |text| self.paste(text),
                || {},
            );
        tagged("div", "part__pair").child(file).child(pasted)
    }

    fn trouble_line(&'static self) -> El {
        let line = drawn(move || match self.trouble.get() {
            why if why.is_empty() => nothing(),
            why => tagged("p", "field__error").text(why),
        });
        el("div").attr("aria-live", "assertive").child(line)
    }

    /// Which column holds what, and what rows without one get.
    fn mapping(&'static self) -> El {
        let columns = Field::ALL.map(|field| self.column_field(field));
        let mode = Entry::new("import-mode", "The rows").select(
            || {
                vec![
                    Choice::new("add", "are to be added"),
                    Choice::new("remove", "are to be removed"),
                ]
            },
            move || {
                if self.is_removal.get() {
                    "remove"
                } else {
                    "add"
                }
                .to_owned()
            },
            move |value| {
                self.is_removal.set(value == "remove");
                self.judge();
            },
        );
        let header = el("input")
            .attr("type", "checkbox")
            .class("check__box")
            .property_of("checked", move || self.layout().header)
            .on("change", move |event| self.set_header(event.is_checked()));
        let header = tagged("label", "check")
            .child(header)
            .text("The first row holds titles");
        let read_as = Text::of(move || {
            self.table().map_or_else(String::new, |table| {
                let rows = table.len();
                let delimiter = match table.delimiter() {
                    Some('\t') => ", parted by tabs".to_owned(),
                    Some(other) => format!(", parted by \"{other}\""),
                    None => String::new(),
                };
                format!(
                    "{} in {}{delimiter}.",
                    counted(&intl::count(rows), rows, "row"),
                    table.encoding().name()
                )
            })
        });
        tagged("fieldset", "stack stack--tight")
            .child(tagged("p", "quiet").text(read_as))
            .child(tagged("div", "mapping").child(mode).children(columns))
            .child(
                tagged("div", "part__pair")
                    .child(self.default("import-name", "Name of all rules", Field::Name))
                    .child(self.default("import-tag", "Tag of all rules", Field::Tag)),
            )
            .child(header)
    }

    /// What rules get whose row has no such cell.
    fn default(&'static self, id: &'static str, label: &'static str, field: Field) -> El {
        let is_tag = field == Field::Tag;
        let value = if is_tag { self.tag } else { self.name };
        let note = move || {
            if is_tag {
                tag_note(self.desk, value.get().trim())
            } else {
                String::new()
            }
        };
        when(
            move || self.layout().columns.of(field).is_none() && !self.is_removal.get(),
            move || {
                Entry::new(id, label).note(note).text(
                    Keys::Text,
                    move || value.get(),
                    move |text| {
                        value.set(text);
                        self.judge_later();
                    },
                    || {},
                )
            },
        )
    }

    fn column_field(&'static self, field: Field) -> El {
        let (id, label) = match field {
            Field::Name => ("import-column-name", "Column of the name"),
            Field::Prefix => ("import-column-prefix", "Column of the prefix"),
            Field::Tag => ("import-column-tag", "Column of the tag"),
        };
        let choices = move || {
            let mut choices = vec![Choice::new("", "None")];
            if let Some(table) = self.table() {
                let header = self.layout().header;
                choices.extend((0..table.width()).map(|column| {
                    Choice::new(column.to_string(), column_name(&table, column, header))
                }));
            }
            choices
        };
        Entry::new(id, label).select(
            choices,
            move || {
                let column = self.layout().columns.of(field);
                column.map_or_else(String::new, |column| column.to_string())
            },
            move |value| self.set_column(field, value.parse().ok()),
        )
    }

    /// How many rows have each outcome.
    fn totals(&'static self) -> El {
        let line = Text::of(move || {
            let Some(preview) = self.preview() else {
                return String::new();
            };
            let totals = preview.totals();
            let all = [
                (totals.add, "to add"),
                (totals.remove, "to remove"),
                (totals.already_there, "already there"),
                (totals.already_gone, "not in the plan"),
                (totals.duplicate, "duplicate in the file"),
                (totals.conflict, "in conflict"),
                (totals.invalid, "invalid"),
                (totals.repaired, "repaired"),
                (preview.blank, "blank"),
            ];
            let some = all.iter().filter(|(count, _)| *count > 0);
            let words: Vec<String> = some
                .map(|(count, what)| format!("{} {what}", intl::count(*count)))
                .collect();
            format!("{}.", words.join(", "))
        });
        let has_conflicts = move || {
            let totals = self.preview().map(|preview| preview.totals());
            totals.is_some_and(|totals| totals.conflict > 0) && !self.is_removal.get()
        };
        tagged("div", "stack stack--tight")
            .child(tagged("p", "strong").attr("aria-live", "polite").text(line))
            .child(when(has_conflicts, move || {
                checkbox(
                    "Replace rules of the plan that send a prefix elsewhere",
                    self.replaces,
                )
            }))
    }
}

/// "2: Number", or what stands first in a column without a title.
fn column_name(table: &Table, column: usize, header: bool) -> String {
    let cell = table.cell(0, column).trim();
    let cell: String = cell.chars().take(30).collect();
    match (cell.is_empty(), header) {
        (true, _) => format!("Column {}", column + 1),
        (false, true) => format!("{}: {cell}", column + 1),
        (false, false) => format!("Column {} ({cell})", column + 1),
    }
}
