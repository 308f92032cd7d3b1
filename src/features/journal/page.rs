//! The list of writes, and whether its entries still hang together.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use super::detail::detail;
use super::keeping::Keeping;
use super::model::{COLUMNS, Row, Wanted, select};
use crate::browser::dom::{El, drawn, nothing, several, tagged};
use crate::browser::intl;
use crate::export::Sheet;
use crate::listing::filters::{self, clear, search_box};
use crate::listing::opening::opener;
use crate::listing::{Listing, Rows, Words, columns_menu, hash, holder};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::ui::button::Button;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::{Column, Grid};
use crate::ui::heading::refresh;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, signal};

const ALL_COLUMNS: [Column; 6] = [
    Column::new("what", "What", "w-name card-lead"),
    Column::new("time", "Time", "w-begun card-sub"),
    Column::new("who", "Who", "w-who card-sub"),
    Column::new("outcome", "Outcome", "w-state card-sub"),
    Column::new("task", "Task", "w-task card-hide"),
    Column::new("api", "API", "w-api card-hide"),
];

const WORDS: Words = Words {
    title: "Journal",
    one: "write",
    many: "writes",
    none: "No writes in the journal",
    why_none: "Tick the box above: from then on, each write from this browser is noted here, before it is sent and once it has ended.",
};

#[derive(Clone, Copy)]
struct Page {
    keeping: Keeping,
    listing: Listing,
    links: Links,
}

pub fn journal_page() -> El {
    let (keeping, links) = (Keeping::new(), use_links());
    let all = keeping.all;
    let list = ListState::new("-time", &COLUMNS, &["api", "outcome"]);
    let columns = ShownColumns::new("journal", &ALL_COLUMNS, &[]);
    let choose = move || {
        let sort = list.sort();
        select(&all.get(), &wanted(list), &sort.column, sort.is_descending)
    };
    let total = move || Some(all.with(|all| all.len()));
    let page = Page {
        keeping,
        listing: Listing::new(&WORDS, (list, columns), total, choose),
        links,
    };
    keeping.read();
    let beside = drawn(move || {
        let open = page.open_entry();
        open.map_or_else(nothing, |row| detail(&row, links))
    });
    let rows = tagged("div", "beside")
        .child(holder(page.grid().draw()))
        .child(beside);
    several([
        page.listing.head(page.tools()),
        keeping.switch(),
        keeping.alert(),
        filter_bar(list),
        page.listing.body(rows),
        keeping.question(),
    ])
}

fn wanted(list: ListState) -> Wanted {
    Wanted {
        search: list.search(),
        api: list.filter("api"),
        outcome: list.filter("outcome"),
    }
}

fn filter_bar(list: ListState) -> El {
    let outcomes = || {
        vec![
            Choice::new("ok", "Accepted or completed"),
            Choice::new("trouble", "Everything else"),
        ]
    };
    bar(
        search_box(list, "What, who, value, task, hash"),
        [
            filters::api(list),
            filters::select(list, ("Outcome", "outcome"), "All", outcomes),
            clear(list),
        ],
    )
}

impl Page {
    fn tools(self) -> Vec<El> {
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let keeping = self.keeping;
        let verify = tool("Verify").on_press(move || keeping.verify());
        let save = tool("Save with hashes")
            .icon(Icon::Export)
            .on_press(move || keeping.save());
        let wipe = tool("Wipe").on_press(move || keeping.is_asking.set(true));
        let export = self
            .listing
            .export(move |places, columns| self.sheet(places, columns));
        vec![
            refresh(|| false, move || keeping.read()),
            verify,
            save,
            wipe,
            columns_menu(self.listing.columns),
            export,
        ]
    }

    /// The write whose details are open, tracked.
    fn open_entry(self) -> Option<Row> {
        let number: u64 = self.links.query().get("entry")?.parse().ok()?;
        let all = self.keeping.all.get();
        all.iter().find(|row| row.number == number).cloned()
    }

    fn grid(self) -> Grid {
        let all = self.keeping.all;
        let rows = Rows {
            label: "Journal",
            class: "grid--journal grid--cards",
            track: Rc::new(move || all.track()),
            key: Rc::new(move |place| all.with(|all| all.get(place).map_or(0, row_key))),
            cell: Rc::new(move |place, column| {
                let all = all.get();
                let row = all.get(place);
                row.map_or_else(nothing, |row| self.cell(row, column))
            }),
        };
        Grid {
            selected: Rc::new(move || self.open_entry().as_ref().map(row_key)),
            ..self.listing.grid(rows)
        }
    }

    fn cell(self, row: &Row, column: &str) -> El {
        match column {
            "what" => {
                let look = ("link cut fill", row.what.as_str());
                opener(self.links, "entry", row.number.to_string(), look)
            }
            "outcome" => {
                let shown = if row.is_trouble() {
                    Lamp::Warning
                } else {
                    Lamp::Done
                };
                signal(shown, &row.outcome, 0)
            }
            _ => {
                let text = text(row, column);
                tagged("span", "cut").attr("title", &text).text(text)
            }
        }
    }

    fn sheet(self, places: &[usize], columns: &[Column]) -> Sheet {
        let all = self.keeping.all.get_untracked();
        let cell = |row: &Row, column: &str| match column {
            "time" => intl::utc_time(row.at),
            _ => text(row, column),
        };
        let as_json = |row: &Row| {
            json!({
                "number": row.number, "time": intl::iso_time(row.at), "api": row.api,
                "who": row.who, "what": row.what, "before": row.before, "after": row.after,
                "outcome": row.outcome, "task": row.task, "sha256": row.hash,
            })
        };
        Sheet::of(
            "journal",
            columns,
            places,
            &|place, column| cell(&all[place], column),
            &|place| as_json(&all[place]),
        )
    }
}

fn text(row: &Row, column: &str) -> String {
    match column {
        "what" => row.what.clone(),
        "time" => intl::local_time(row.at),
        "who" => row.who.clone(),
        "outcome" => row.outcome.clone(),
        "task" => row.task.clone(),
        _ => row.api.clone(),
    }
}

/// Tells a row from the next, and from itself before its end.
fn row_key(row: &Row) -> u64 {
    hash(&row.outcome) ^ row.number
}
