//! The list itself, and what stands there while it is not.

use std::rc::Rc;

use leptos::prelude::*;

use super::book::Shelf;
use super::columns::{cell_value, open_pressed, sketch_cell};
use super::filters::FILTERS;
use super::page::Page;
use super::profile::Profiles;
use crate::browser::dom::{El, Text, follow, several, svg, tagged, when};
use crate::browser::element;
use crate::explain;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::grid::{Cells, Grid};
use crate::ui::skeleton::skeleton;

impl Page {
    pub(super) fn body(self) -> El {
        let Self { shelf, list, .. } = self;
        let has_answer = move || shelf.read(|book| book.is_open);
        let is_all_empty = move || shelf.read(|book| book.store.is_empty());
        let is_empty = move || shelf.read(|book| book.view.is_empty());
        let is_waiting = move || shelf.is_loading.get() && is_all_empty();
        several([
            when(move || shelf.is_loading.get(), move || draw_progress(shelf)),
            when(
                move || has_answer() && is_all_empty() && !shelf.is_loading.get(),
                || {
                    empty(
                        "No numbers",
                        "The platform returned an empty list for this tenant. A channel id in the configuration may also hide numbers.",
                    )
                },
            ),
            when(
                move || !is_all_empty() && is_empty(),
                move || {
                    let all = Button::new("Show all numbers").on_press(move || list.clear());
                    empty("No number matches", Text::of(move || list.why())).child(all)
                },
            ),
            // The head stands while the rows are on their way.
            tagged("div", "grid-holder grid-holder--ahead")
                .flag_of("hidden", move || is_empty() && !is_waiting())
                .child(self.draw_grid())
                .child(when(move || is_waiting() && shelf.is_slow.get(), skeleton)),
        ])
    }

    /// Whoever asks for other rows, or another order, wants to see the first of them.
    fn draw_grid(self) -> El {
        let list = self.list;
        let links = self.links;
        let grid = self.grid().draw();
        // One listener for all rows: their cells are copied from one another.
        let grid = grid.on("click", move |event| open_pressed(links, event));
        let scroller = grid.raw();
        let asked = Memo::new(move |_| {
            let filters = FILTERS.map(|name| list.filter_values(name).join(" "));
            format!("{} {} {}", list.search(), list.sort(), filters.join(" "))
        });
        let is_first = StoredValue::new(true);
        follow(move || {
            asked.get();
            if !is_first.get_value() {
                element::scroll_to_top(&scroller);
            }
            is_first.set_value(false);
        });
        grid
    }

    fn grid(self) -> Grid {
        let Self {
            shelf,
            list,
            links,
            lists,
            columns,
            ..
        } = self;
        let number = links.parameter("number");
        let selected = Memo::new(move |_| {
            let number = number.get();
            if number.is_empty() {
                return None;
            }
            shelf.read(|book| book.store.row_of(&number).map(|row| book.key(row)))
        });
        Grid {
            label: "Numbers",
            class: "grid--numbers grid--held grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || shelf.read(|book| book.view.len())),
            key: Rc::new(move |position| {
                shelf.peek(|book| book.view.row(position).map_or(0, |row| book.key(row)))
            }),
            cells: Cells::Sketched {
                value: Rc::new(move |position, column| {
                    shelf.peek(|book| {
                        let row = book.view.row(position);
                        row.map_or(0, |row| cell_value(book, row, column))
                    })
                }),
                sketch: Rc::new(move |position, column| {
                    let profiles = untrack(|| Profiles::of(lists));
                    shelf.peek(|book| {
                        let row = book.view.row(position);
                        row.map_or_else(Vec::new, |row| {
                            sketch_cell(book, row, column, links, &profiles)
                        })
                    })
                }),
            },
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| list.press_sort(column)),
            selected: Rc::new(move || selected.get()),
        }
    }
}

/// How much of the answer has come; without a length nobody can say how much is to come.
fn draw_progress(shelf: Shelf) -> El {
    let share = move || {
        shelf.read(|book| {
            let expected = book.expected.filter(|length| *length >= book.received)?;
            (expected > 0).then(|| book.received * 100 / expected)
        })
    };
    let text = move || {
        shelf.read(|book| match book.expected {
            _ if !book.is_open => "Waiting for the answer".to_owned(),
            Some(length) if length >= book.received => format!(
                "{} of {}",
                explain::bytes(book.received),
                explain::bytes(length)
            ),
            Some(_) | None => explain::bytes(book.received),
        })
    };
    let bar = svg("rect")
        .attr_of("width", move || {
            Some(share().map_or_else(|| "30%".to_owned(), |share| format!("{share}%")))
        })
        .attr("height", "100%");
    let progress = svg("svg")
        .attr_of("class", move || {
            let class = if share().is_some() {
                "progress"
            } else {
                "progress progress--unknown"
            };
            Some(class.to_owned())
        })
        .attr("role", "progressbar")
        .attr("aria-label", "Numbers that have come")
        .attr_of("aria-valuenow", move || {
            share().map(|share| share.to_string())
        })
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .child(bar);
    let stop = Button::new("Stop").tiny().on_press(move || {
        shelf.stop();
        shelf
            .error
            .set(Some(cordboard_api::NoAnswer::Aborted.into()));
    });
    tagged("div", "stream")
        .child(tagged("span", "stream__text").text(Text::of(text)))
        .child(stop)
        .child(progress)
}
