//! The list of tasks.

use std::rc::Rc;

use leptos::prelude::*;

use super::detail::detail;
use super::model::{COLUMNS, STATES, select};
use crate::browser::dom::{El, drawn, nothing, several, tagged};
use crate::browser::intl;
use crate::export::Sheet;
use crate::listing::filters::{self, clear, search_box};
use crate::listing::opening::opener;
use crate::listing::{Listing, Rows, Words, columns_menu, hash, holder};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::tasks::{Record, Tasks, note, use_tasks};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::{Column, Grid};
use crate::ui::heading::refresh;
use crate::ui::lamp::signal;
use crate::ui::notice::{Notice, Tone};

const ALL_COLUMNS: [Column; 6] = [
    Column::new("task", "Task", "w-task card-lead"),
    Column::new("what", "What for", "w-name card-full"),
    Column::new("state", "State", "w-state card-sub"),
    Column::new("begun", "Begun", "w-begun card-sub"),
    Column::new("note", "Last message", "w-note card-hide"),
    Column::new("environment", "Environment", "w-environment card-hide"),
];

const WORDS: Words = Words {
    title: "Tasks",
    one: "task",
    many: "tasks",
    none: "No tasks",
    why_none: "What the platform carries out later, such as creating a service or changing a dial plan, is followed here until its end.",
};

#[derive(Clone, Copy)]
struct Page {
    tasks: Tasks,
    listing: Listing,
    links: Links,
}

pub fn tasks_page() -> El {
    let (tasks, links) = (use_tasks(), use_links());
    let list = ListState::new("-begun", &COLUMNS, &["state"]);
    let columns = ShownColumns::new("tasks", &ALL_COLUMNS, &[]);
    let choose = move || {
        let (search, state, sort) = (list.search(), list.filter("state"), list.sort());
        select(
            &tasks.all(),
            &search,
            &state,
            &sort.column,
            sort.is_descending,
        )
    };
    let total = move || Some(tasks.all().len());
    let page = Page {
        tasks,
        listing: Listing::new(&WORDS, (list, columns), total, choose),
        links,
    };
    let states = || {
        STATES
            .map(|(value, label)| Choice::new(value, label))
            .into()
    };
    let filters = bar(
        search_box(list, "Task id, what for, message"),
        [
            filters::select(list, ("State", "state"), "All", states),
            clear(list),
        ],
    );
    let beside = drawn(move || {
        let open = page.open_task();
        open.map_or_else(nothing, |own| {
            detail(&own, tasks.waits_for_sign_in(&own), links)
        })
    });
    let rows = tagged("div", "beside")
        .child(holder(page.grid().draw()))
        .child(beside);
    several([
        page.listing.head(page.tools()),
        filters,
        not_kept(tasks),
        page.listing.body(rows),
    ])
}

fn not_kept(tasks: Tasks) -> El {
    drawn(move || {
        let why = tasks.not_kept.get();
        if why.is_empty() {
            return nothing();
        }
        let notice = Notice::new(
            Tone::Warning,
            "Tasks are not saved on this device",
            format!("They stay until this tab closes. The browser says: {why}."),
        );
        let close = move || tasks.not_kept.set(String::new());
        Alert::new(notice).close(close).draw_on_page()
    })
}

impl Page {
    fn tools(self) -> Vec<El> {
        let Self { tasks, listing, .. } = self;
        let remove = Button::new("Remove finished")
            .quiet()
            .small()
            .on_press(move || tasks.remove_finished());
        vec![
            refresh(|| false, move || tasks.look_again()),
            remove,
            columns_menu(listing.columns),
            listing.export(move |places, columns| sheet(&tasks.all(), places, columns)),
        ]
    }

    /// The task whose messages are open, tracked.
    fn open_task(self) -> Option<Rc<Record>> {
        let query = self.links.query();
        let id = query.get("task")?;
        let all = self.tasks.all();
        all.into_iter().find(|own| own.id.as_str() == id)
    }

    fn grid(self) -> Grid {
        let tasks = self.tasks;
        let key = move |own: &Record| row_key(own, tasks.waits_for_sign_in(own));
        let rows = Rows {
            label: "Tasks",
            class: "grid--tasks grid--cards",
            track: Rc::new(move || drop(tasks.all())),
            key: Rc::new(move |place| tasks.all().get(place).map_or(0, |own| key(own))),
            cell: Rc::new(move |place, column| {
                let all = tasks.all();
                let own = all.get(place);
                own.map_or_else(nothing, |own| self.cell(own, column))
            }),
        };
        Grid {
            selected: Rc::new(move || self.open_task().map(|own| key(&own))),
            ..self.listing.grid(rows)
        }
    }

    fn cell(self, record: &Record, column: &str) -> El {
        let cut = |text: &str| tagged("span", "cut").attr("title", text).text(text);
        match column {
            "task" => {
                let id = record.id.as_str();
                opener(self.links, "task", id.to_owned(), ("link mono cut", id))
            }
            "what" => cut(&record.what),
            "state" => signal(record.lamp(), &record.state(), 0),
            "begun" => tagged("span", "cut")
                .attr("title", &intl::utc_time(record.begun))
                .text(intl::local_time(record.begun)),
            "environment" => cut(&record.environment),
            _ => cut(&note(record, self.tasks.waits_for_sign_in(record))),
        }
    }
}

/// Tells a row from the next, and from itself before its last change.
fn row_key(record: &Record, waits_for_sign_in: bool) -> u64 {
    hash(&record.key()) ^ record.changed.to_bits() ^ u64::from(waits_for_sign_in)
}

/// What an export writes, one line a task.
fn sheet(all: &[Rc<Record>], places: &[usize], columns: &[Column]) -> Sheet {
    let text = |record: &Record, column: &str| match column {
        "task" => record.id.as_str().to_owned(),
        "what" => record.what.clone(),
        "state" => record.state(),
        "begun" => intl::utc_time(record.begun),
        "environment" => record.environment.clone(),
        _ => note(record, false),
    };
    Sheet::of(
        "tasks",
        columns,
        places,
        &|place, column| text(&all[place], column),
        &|place| all[place].to_json(),
    )
}
