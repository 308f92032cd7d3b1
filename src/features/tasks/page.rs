//! The list of tasks.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use super::detail::detail;
use super::model::{COLUMNS, STATES, select};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::intl;
use crate::browser::location::History;
use crate::export::{Sheet, export_menu};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::tasks::{Record, Tasks, note, use_tasks};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::{Choice, bar, filter, search};
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::lamp::signal;
use crate::ui::menu::menu_button;
use crate::ui::notice::{Notice, Tone};

const ALL_COLUMNS: [Column; 6] = [
    Column {
        id: "task",
        label: "Task",
        class: "w-task card-lead",
    },
    Column {
        id: "what",
        label: "What for",
        class: "w-name card-full",
    },
    Column {
        id: "state",
        label: "State",
        class: "w-state card-sub",
    },
    Column {
        id: "begun",
        label: "Begun",
        class: "w-begun card-sub",
    },
    Column {
        id: "note",
        label: "Last message",
        class: "w-note card-hide",
    },
    Column {
        id: "environment",
        label: "Environment",
        class: "w-environment card-hide",
    },
];

#[derive(Clone, Copy)]
struct Page {
    tasks: Tasks,
    list: ListState,
    columns: ShownColumns,
    links: Links,
    /// The rows as filtered and sorted.
    chosen: StoredValue<Vec<Rc<Record>>, LocalStorage>,
}

pub fn tasks_page() -> El {
    let page = Page {
        tasks: use_tasks(),
        list: ListState::new("-begun", &COLUMNS, &["state"]),
        columns: ShownColumns::new("tasks", &ALL_COLUMNS, &[]),
        links: use_links(),
        chosen: StoredValue::new_local(Vec::new()),
    };
    let not_kept = drawn(move || {
        let why = page.tasks.not_kept.get();
        if why.is_empty() {
            return nothing();
        }
        let notice = Notice {
            tone: Tone::Warning,
            title: "Tasks are not saved on this device".to_owned(),
            advice: format!("They stay until this tab closes. The browser says: {why}."),
            details: Vec::new(),
            more: String::new(),
        };
        let close = move || page.tasks.not_kept.set(String::new());
        tagged("div", "page__alert").child(Alert::new(notice).close(close).draw())
    });
    several([page.head(), page.filters(), not_kept, page.body()])
}

impl Page {
    /// The rows, tracked.
    fn rows(self) -> Vec<Rc<Record>> {
        let (list, sort) = (self.list, self.list.sort());
        select(
            &self.tasks.all(),
            &list.search(),
            &list.filter("state"),
            &sort.column,
            sort.is_descending,
        )
    }

    fn is_filtered(self) -> bool {
        !self.list.search().trim().is_empty() || !self.list.filter("state").is_empty()
    }

    fn status(self) -> String {
        let total = self.tasks.all().len();
        let noun = if total == 1 { "task" } else { "tasks" };
        let all = format!("{} {noun}", intl::count(total));
        if self.is_filtered() {
            format!("{} of {all}", intl::count(self.rows().len()))
        } else {
            all
        }
    }

    fn head(self) -> El {
        let Self { tasks, columns, .. } = self;
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Tasks"))
            .child(status);
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let refresh = tool("Refresh")
            .icon(Icon::Refresh)
            .on_press(move || tasks.look_again());
        let remove = tool("Remove finished").on_press(move || tasks.remove_finished());
        let chooser = menu_button(
            "Columns",
            Icon::Columns,
            "Shown columns",
            move || columns.items(),
            move |id| columns.toggle(id),
        );
        let note = move || format!("{} rows, as filtered and sorted", self.rows().len());
        let export = export_menu(Text::of(note), move || {
            let (rows, columns) = untrack(|| (self.rows(), columns.shown()));
            sheet(&rows, &columns)
        });
        let tools = [refresh, remove, chooser, export];
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children(tools))
    }

    fn filters(self) -> El {
        let list = self.list;
        let states = || {
            let mut choices = vec![Choice::new("", "All")];
            choices.extend(STATES.map(|(value, label)| Choice::new(value, label)));
            choices
        };
        let by_state = filter(
            "State",
            states,
            move || list.filter("state"),
            move |value| list.set_filter("state", &value),
        );
        let clear = Button::new("Clear filters")
            .quiet()
            .on_press(move || list.clear());
        let clear = el("span")
            .word_of(
                "class",
                move || {
                    if self.is_filtered() { "" } else { "only-wide" }
                },
            )
            .child(clear);
        let search = search(
            "Task id, what for, message",
            move || list.typed.get(),
            move |text| list.type_search(text),
        );
        bar(search, [by_state, clear])
    }

    fn body(self) -> El {
        let Self { tasks, list, .. } = self;
        let has_none = move || tasks.all().is_empty();
        let is_empty = move || self.rows().is_empty();
        let beside = drawn(move || {
            let wanted = self.wanted();
            let shown = tasks
                .all()
                .into_iter()
                .find(|own| own.id.as_str() == wanted);
            shown.map_or_else(nothing, |own| {
                detail(&own, tasks.waits_for_sign_in(&own), self.links)
            })
        });
        several([
            when(has_none, || {
                empty(
                    "No tasks",
                    "What the platform carries out later, such as creating a service or changing a dial plan, is followed here until its end.",
                )
            }),
            when(
                move || !has_none() && is_empty(),
                move || {
                    let all = Button::new("Show all tasks").on_press(move || list.clear());
                    empty("No task matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "beside")
                .flag_of("hidden", is_empty)
                .child(tagged("div", "grid-holder").child(self.grid().draw()))
                .child(beside),
        ])
    }

    /// The id of the task whose messages are open, tracked.
    fn wanted(self) -> String {
        self.links
            .query()
            .get("task")
            .unwrap_or_default()
            .to_owned()
    }

    fn grid(self) -> Grid {
        let Self {
            tasks,
            list,
            columns,
            chosen,
            ..
        } = self;
        let at = move |position: usize| chosen.with_value(|rows| rows.get(position).cloned());
        Grid {
            label: "Tasks",
            class: "grid--tasks grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                let rows = self.rows();
                let count = rows.len();
                chosen.set_value(rows);
                count
            }),
            key: Rc::new(move |position| {
                at(position).map_or(0, |own| row_key(&own, tasks.waits_for_sign_in(&own)))
            }),
            cell: Rc::new(move |position, column| {
                at(position).map_or_else(nothing, |own| untrack(|| self.cell(&own, column)))
            }),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| {
                if COLUMNS.contains(&column) {
                    list.press_sort(column);
                }
            }),
            value: None,
            selected: Rc::new(move || {
                let wanted = self.wanted();
                let own = tasks
                    .all()
                    .into_iter()
                    .find(|own| own.id.as_str() == wanted)?;
                Some(row_key(&own, tasks.waits_for_sign_in(&own)))
            }),
        }
    }

    fn cell(self, record: &Record, column: &str) -> El {
        let links = self.links;
        let cut = |text: &str| tagged("span", "cut").attr("title", text).text(text);
        match column {
            "task" => {
                let id = record.id.as_str().to_owned();
                let own = id.clone();
                tagged("button", "link mono cut")
                    .attr("type", "button")
                    .attr("tabindex", "-1")
                    .attr("title", &id)
                    .state_of("aria-expanded", move || {
                        links.query().get("task") == Some(own.as_str())
                    })
                    .text(id.as_str())
                    .on("click", move |_| {
                        let is_open = untrack(|| links.query().get("task") == Some(id.as_str()));
                        let task = if is_open { "" } else { id.as_str() };
                        links.set(&[("task", &[task])], History::Push);
                    })
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
    // FNV-1a
    let hash = record
        .key()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    hash ^ record.changed.to_bits() ^ u64::from(waits_for_sign_in)
}

/// What an export writes, one line a task.
fn sheet(rows: &[Rc<Record>], columns: &[Column]) -> Sheet {
    let text = |record: &Record, column: &str| match column {
        "task" => record.id.as_str().to_owned(),
        "what" => record.what.clone(),
        "state" => record.state(),
        "begun" => intl::utc_time(record.begun),
        "environment" => record.environment.clone(),
        _ => note(record, false),
    };
    let as_returned: Vec<Value> = rows.iter().map(|own| own.to_json()).collect();
    Sheet {
        name: "tasks".to_owned(),
        columns: columns.iter().map(|own| own.label.to_owned()).collect(),
        rows: rows
            .iter()
            .map(|own| columns.iter().map(|column| text(own, column.id)).collect())
            .collect(),
        as_returned,
    }
}
