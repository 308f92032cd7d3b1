//! A list as its page shows it: how many rows there are, what can be done with them, the rows, and
//! why there are none. Pages put these parts together with their own.

pub mod filters;
pub mod opening;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::dom::{El, Text, several, tagged, when};
use crate::browser::intl;
use crate::export::{Sheet, export_menu};
use crate::state::list_state::{ListState, ShownColumns};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::grid::{Cells, Column, Grid};
use crate::ui::heading::page_head;
use crate::ui::icon::Icon;
use crate::ui::menu::menu_button;

/// What a list is called.
#[derive(Debug)]
pub struct Words {
    /// The page's heading.
    pub title: &'static str,
    /// A row of it.
    pub one: &'static str,
    /// Its rows.
    pub many: &'static str,
    /// Said when there is no row at all.
    pub none: &'static str,
    /// Why there may be none.
    pub why_none: &'static str,
}

/// How many rows there are, tracked; none before that is known.
type Total = Rc<dyn Fn() -> Option<usize>>;

/// A list: what it is called, how it is asked for, and which rows that chooses.
#[derive(Clone, Copy)]
pub struct Listing {
    words: &'static Words,
    pub list: ListState,
    pub columns: ShownColumns,
    /// The places of the rows that are wanted, in order.
    pub chosen: Memo<Arc<Vec<usize>>>,
    total: StoredValue<Total, LocalStorage>,
}

impl std::fmt::Debug for Listing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.words.fmt(f)
    }
}

/// The rows of a list as a grid shows them, each by its place in the whole list.
pub struct Rows {
    /// The grid's name.
    pub label: &'static str,
    /// Looks of this list, such as "grid--profiles".
    pub class: &'static str,
    /// Reads whatever changes what a row shows.
    pub track: Rc<dyn Fn()>,
    /// A row that keeps its key keeps its elements.
    pub key: Rc<dyn Fn(usize) -> u64>,
    /// Draws the cell of a column. Not tracked.
    pub cell: Rc<dyn Fn(usize, &'static str) -> El>,
}

impl Listing {
    /// `choose` tells the places of the rows that are wanted, in order; it is tracked, as `total`
    /// is.
    pub fn new(
        words: &'static Words,
        (list, columns): (ListState, ShownColumns),
        total: impl Fn() -> Option<usize> + 'static,
        choose: impl Fn() -> Vec<usize> + Send + Sync + 'static,
    ) -> Self {
        let choose: Box<dyn Fn() -> Vec<usize> + Send + Sync> = Box::new(choose);
        let total: Total = Rc::new(total);
        Self {
            words,
            list,
            columns,
            chosen: Memo::new(move |_| Arc::new(choose())),
            total: StoredValue::new_local(total),
        }
    }

    /// How many rows there are, tracked; none before that is known.
    fn total(self) -> Option<usize> {
        let total = self.total.get_value();
        total()
    }

    /// No row is wanted, or there is none; tracked.
    fn is_empty(self) -> bool {
        self.chosen.with(|chosen| chosen.is_empty())
    }

    fn shown(self) -> String {
        intl::count(self.chosen.with(|chosen| chosen.len()))
    }

    /// "12 of 340 services", tracked.
    pub fn status(self) -> String {
        let Some(total) = self.total() else {
            return String::new();
        };
        let noun = if total == 1 {
            self.words.one
        } else {
            self.words.many
        };
        let all = format!("{} {noun}", intl::count(total));
        if self.list.is_filtered() {
            format!("{} of {all}", self.shown())
        } else {
            all
        }
    }

    pub fn head(self, tools: Vec<El>) -> El {
        page_head(self.words.title, Text::of(move || self.status()), tools)
    }

    /// The tool that saves the rows as they are filtered and sorted. `sheet` gets their places and
    /// the columns that are shown.
    pub fn export(self, sheet: impl Fn(&[usize], &[Column]) -> Sheet + 'static) -> El {
        let note = move || format!("{} rows, as filtered and sorted", self.shown());
        export_menu(Text::of(note), move || {
            sheet(&self.chosen.get(), &self.columns.shown())
        })
    }

    /// A grid of the rows that are wanted.
    pub fn grid(self, rows: Rows) -> Grid {
        let Self {
            list,
            columns,
            chosen,
            ..
        } = self;
        let Rows {
            label,
            class,
            track,
            key,
            cell,
        } = rows;
        let place = move |position: usize| {
            let place = chosen.with_untracked(|chosen| chosen.get(position).copied());
            place.unwrap_or_default()
        };
        Grid {
            label,
            class,
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                track();
                chosen.with(|chosen| chosen.len())
            }),
            key: Rc::new(move |position| key(place(position))),
            cells: Cells::Drawn(Rc::new(move |position, column| {
                untrack(|| cell(place(position), column))
            })),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| list.press_sort(column)),
            selected: Rc::new(|| None),
        }
    }

    /// What stands below the filters: the rows, or why there are none.
    pub fn body(self, rows: El) -> El {
        let Words {
            one,
            many,
            none,
            why_none,
            ..
        } = self.words;
        let none_fits = move || {
            let list = self.list;
            let all = Button::new(format!("Show all {many}")).on_press(move || list.clear());
            empty(
                &format!("No {one} matches"),
                Text::of(move || self.list.why()),
            )
            .child(all)
        };
        let has_some = move || self.total().is_some_and(|total| total > 0);
        several([
            when(
                move || self.total() == Some(0),
                move || empty(none, *why_none),
            ),
            when(move || has_some() && self.is_empty(), none_fits),
            rows.flag_of("hidden", move || self.is_empty()),
        ])
    }
}

/// The tool that shows and hides columns.
pub fn columns_menu(columns: ShownColumns) -> El {
    menu_button(
        "Columns",
        Icon::Columns,
        "Shown columns",
        move || columns.items(),
        move |id| columns.toggle(id),
    )
}

/// A grid without the columns that are not for everybody, tracked.
pub fn without(grid: Grid, is_out: impl Fn(&Column) -> bool + 'static) -> Grid {
    let columns = Rc::clone(&grid.columns);
    let shown = move || columns().into_iter().filter(|own| !is_out(own)).collect();
    Grid {
        columns: Rc::new(shown),
        ..grid
    }
}

/// A text in a row's key, as FNV-1a has it.
pub fn hash(text: &str) -> u64 {
    let bytes = text.bytes().map(u64::from);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ byte).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Where a grid stands.
pub fn holder(grid: El) -> El {
    tagged("div", "grid-holder").child(grid)
}
