//! The list of calls.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use super::detail::detail;
use super::model::har::archive;
use super::model::line::{
    COLUMNS, Outcome, Target, Wanted, duration, path, select, status, target, took, trace_id,
};
use super::sharing::{Share, share};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::location::History;
use crate::browser::{intl, page};
use crate::explain::bytes;
use crate::export::{Sheet, export_menu};
use crate::route::Platform;
use crate::state::activity::{self, Call};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::session::{Session, use_session};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::{Choice, bar, filter, search};
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::menu::menu_button;

const fn column(id: &'static str, label: &'static str, class: &'static str) -> Column {
    Column { id, label, class }
}

const ALL_COLUMNS: [Column; 9] = [
    column("path", "Path", "w-name card-lead"),
    column("time", "Time", "w-clock card-sub"),
    column("method", "Method", "w-method card-sub"),
    column("status", "Status", "w-outcome2 card-sub"),
    column("duration", "Duration", "w-took card-sub"),
    column("size", "Size", "w-took card-hide"),
    column("api", "API", "w-api card-sub"),
    column("trace", "Trace id", "w-trace card-hide"),
    column("environment", "Environment", "w-environment card-hide"),
];

const FILTERS: [&str; 3] = ["method", "outcome", "api"];

#[derive(Clone, Copy)]
pub struct Page {
    list: ListState,
    columns: ShownColumns,
    pub links: Links,
    targets: StoredValue<Vec<Vec<Target>>>,
    /// The rows as filtered and sorted.
    chosen: StoredValue<Vec<Rc<Call>>, LocalStorage>,
}

pub fn activity_page() -> El {
    let session = use_session();
    let page = Page {
        list: ListState::new("-time", &COLUMNS, &FILTERS),
        columns: ShownColumns::new("activity", &ALL_COLUMNS, &["trace", "environment"]),
        links: use_links(),
        targets: StoredValue::new(targets(session)),
        chosen: StoredValue::new_local(Vec::new()),
    };
    several([page.head(), page.filters(), page.body()])
}

/// Where each environment's calls go; the chosen one's may have been typed in.
fn targets(session: Session) -> Vec<Vec<Target>> {
    let config = session.config();
    let now = untrack(|| (session.environment().name, session.both()));
    let environments = config.environments.iter().map(|own| {
        let live = own.live_platform.as_ref().map(|api| api.base_url.clone());
        let opentact = own.open_tact.as_ref().map(|api| api.base_url.clone());
        let configured = [
            (Platform::LivePlatform, live),
            (Platform::OpenTact, opentact),
        ];
        let typed = now.1.map(|connection| {
            let base = connection.base_url().filter(|_| own.name == now.0);
            (connection.platform, base)
        });
        let all = configured.into_iter().chain(typed);
        all.filter_map(|(platform, base)| {
            Some(Target {
                environment: own.name.clone(),
                api: platform.name(),
                base: base?.as_str().to_owned(),
            })
        })
        .collect()
    });
    environments.collect()
}

impl Page {
    fn wanted(self) -> Wanted {
        let filter = |name: &str| self.list.filter(name);
        Wanted {
            search: self.list.search(),
            method: filter("method"),
            outcome: filter("outcome"),
            api: filter("api"),
        }
    }

    /// The rows, tracked.
    fn rows(self) -> Vec<Rc<Call>> {
        let sort = self.list.sort();
        let (wanted, (calls, _)) = (self.wanted(), activity::calls());
        self.targets.with_value(|targets| {
            select(&calls, targets, &wanted, &sort.column, sort.is_descending)
        })
    }

    fn target(self, call: &Call) -> Option<Target> {
        self.targets
            .with_value(|targets| target(call, targets).cloned())
    }

    fn status(self) -> String {
        let total = activity::calls().0.len();
        let noun = if total == 1 { "call" } else { "calls" };
        let all = format!("{} {noun}", intl::count(total));
        if self.wanted().is_everything() {
            all
        } else {
            format!("{} of {all}", intl::count(self.rows().len()))
        }
    }

    fn head(self) -> El {
        let columns = self.columns;
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Activity"))
            .child(status);
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let links = self.links;
        let forget = tool("Forget all").on_press(move || {
            activity::forget();
            links.set(&[("call", &[])], History::Replace);
        });
        let owner = Owner::current();
        let har = tool("Export HAR")
            .icon(Icon::Export)
            .on_press(move || self.share(owner.clone()));
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
            self.sheet(&rows, &columns)
        });
        let tools = [har, forget, chooser, export];
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children(tools))
    }

    /// Shows the archive of the rows before it is saved.
    fn share(self, owner: Option<Owner>) {
        let rows = untrack(|| self.rows());
        let time = |at| intl::iso_time(at);
        let text = format!(
            "{:#}",
            archive(rows.iter().map(AsRef::as_ref), page::VERSION, &time)
        );
        let cut = rows
            .iter()
            .any(|call| call.answer.borrow().size > activity::MOST_OF_BODY);
        let count = rows.len();
        let lead = format!(
            "{} {}, as filtered, with headers and bodies: {}. Tokens, passwords and other secrets are blotted out; names, phone numbers and ids are not.{}",
            intl::count(count),
            if count == 1 { "call" } else { "calls" },
            bytes(text.len() as u64),
            if cut { " Large bodies are cut." } else { "" },
        );
        share(
            owner,
            Share {
                title: "Export HAR",
                lead,
                text,
                file: "cordboard-activity.har".to_owned(),
                media_type: "application/json",
                what: "HAR",
            },
        );
    }

    fn filters(self) -> El {
        let list = self.list;
        let select =
            move |label: &'static str, name: &'static str, choices: Vec<(String, String)>| {
                filter(
                    label,
                    move || {
                        let mut all = vec![Choice::new("", "All")];
                        let own = choices.iter().cloned();
                        all.extend(own.map(|(value, label)| Choice::new(value, label)));
                        all
                    },
                    move || list.filter(name),
                    move |value| list.set_filter(name, &value),
                )
            };
        let same = |words: &[&str]| {
            let pair = |word: &&str| ((*word).to_owned(), (*word).to_owned());
            words.iter().map(pair).collect()
        };
        let outcomes =
            Outcome::FILTER.map(|(value, label, _)| (value.to_owned(), label.to_owned()));
        let clear = Button::new("Clear filters")
            .quiet()
            .on_press(move || list.clear());
        let clear = el("span")
            .word_of("class", move || {
                if self.wanted().is_everything() {
                    "only-wide"
                } else {
                    ""
                }
            })
            .child(clear);
        let search = search(
            "Path, status, trace id, body",
            move || list.typed.get(),
            move |text| list.type_search(text),
        );
        let method = select(
            "Method",
            "method",
            same(&["GET", "POST", "PATCH", "DELETE"]),
        );
        let outcome = select("Status", "outcome", outcomes.to_vec());
        let api = select("API", "api", same(&Platform::ALL.map(Platform::name)));
        bar(search, [method, outcome, api, clear])
    }

    fn body(self) -> El {
        let list = self.list;
        let has_none = || activity::calls().0.is_empty();
        let is_empty = move || self.rows().is_empty();
        let beside = drawn(move || {
            let wanted = self.open_call();
            let (calls, _) = activity::calls();
            let call = calls.into_iter().find(|own| own.number == wanted);
            call.map_or_else(nothing, |call| {
                detail(&call, self.target(&call), self.links)
            })
        });
        let gone = drawn(|| {
            let (calls, count) = activity::calls();
            let gone = count - calls.len();
            if gone == 0 {
                return nothing();
            }
            tagged("p", "page__note quiet").text(format!(
                "{} older {} not kept: at most {} calls and {} are.",
                intl::count(gone),
                if gone == 1 { "call is" } else { "calls are" },
                intl::count(activity::MOST_CALLS),
                bytes(activity::MOST_BYTES as u64),
            ))
        });
        several([
            gone,
            when(has_none, || {
                empty(
                    "No calls yet",
                    "Each call that this tab makes is listed here, without its secrets, until the tab closes or is reloaded.",
                )
            }),
            when(
                move || !has_none() && is_empty(),
                move || {
                    let all = Button::new("Show all calls").on_press(move || list.clear());
                    empty("No call matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "beside")
                .flag_of("hidden", is_empty)
                .child(tagged("div", "grid-holder").child(self.grid().draw()))
                .child(beside),
        ])
    }

    /// The number of the call that is open, tracked.
    fn open_call(self) -> usize {
        let query = self.links.query();
        let number = query.get("call").and_then(|text| text.parse().ok());
        number.unwrap_or_default()
    }

    fn grid(self) -> Grid {
        let Self {
            list,
            columns,
            chosen,
            ..
        } = self;
        let at = move |position: usize| chosen.with_value(|rows| rows.get(position).cloned());
        Grid {
            label: "Activity",
            class: "grid--activity grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                let rows = self.rows();
                let count = rows.len();
                chosen.set_value(rows);
                count
            }),
            key: Rc::new(move |position| at(position).map_or(0, |call| row_key(&call))),
            cell: Rc::new(move |position, column| {
                at(position).map_or_else(nothing, |call| untrack(|| self.cell(&call, column)))
            }),
            value: None,
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| {
                if COLUMNS.contains(&column) {
                    list.press_sort(column);
                }
            }),
            selected: Rc::new(move || {
                let number = self.open_call();
                let (calls, _) = activity::calls();
                let call = calls.into_iter().find(|own| own.number == number)?;
                Some(row_key(&call))
            }),
        }
    }

    fn cell(self, call: &Call, column: &str) -> El {
        let links = self.links;
        let cut = |text: &str| tagged("span", "cut").attr("title", text).text(text);
        match column {
            "path" => {
                let number = call.number;
                let is_open = move || {
                    let open = links.query();
                    open.get("call") == Some(number.to_string().as_str())
                };
                tagged("button", "link mono cut fill")
                    .attr("type", "button")
                    .attr("tabindex", "-1")
                    .attr("title", path(call))
                    .state_of("aria-expanded", is_open)
                    .text(path(call))
                    .on("click", move |_| {
                        let number = if untrack(is_open) {
                            String::new()
                        } else {
                            number.to_string()
                        };
                        links.set(&[("call", &[&number])], History::Push);
                    })
            }
            "status" => signal(lamp_of(Outcome::of(call)), &status(call), 0),
            _ => cut(&self.text(call, column)),
        }
    }

    fn text(self, call: &Call, column: &str) -> String {
        match column {
            "path" => path(call).to_owned(),
            "time" => intl::time_with_seconds(call.begun),
            "method" => call.request.method.to_string(),
            "status" => status(call),
            "duration" => duration(call).map_or_else(String::new, took),
            "size" => bytes(call.answer.borrow().size as u64),
            "api" => self
                .target(call)
                .map_or_else(String::new, |own| own.api.to_owned()),
            "trace" => trace_id(call).unwrap_or_default(),
            _ => self
                .target(call)
                .map_or_else(String::new, |own| own.environment),
        }
    }

    /// What an export writes, one line a call.
    fn sheet(self, rows: &[Rc<Call>], columns: &[Column]) -> Sheet {
        let text = |call: &Call, column: &str| match column {
            "time" => intl::utc_time(call.begun),
            _ => self.text(call, column),
        };
        let as_json = |call: &Rc<Call>| {
            json!({
                "time": intl::iso_time(call.begun),
                "method": call.request.method.as_str(),
                "url": call.request.uri.to_string(),
                "status": status(call),
                "milliseconds": duration(call),
                "size": call.answer.borrow().size,
                "traceId": trace_id(call),
            })
        };
        Sheet {
            name: "activity".to_owned(),
            columns: columns.iter().map(|own| own.label.to_owned()).collect(),
            rows: rows
                .iter()
                .map(|call| columns.iter().map(|column| text(call, column.id)).collect())
                .collect(),
            as_returned: rows.iter().map(as_json).collect(),
        }
    }
}

pub fn lamp_of(outcome: Outcome) -> Lamp {
    match outcome {
        Outcome::UnderWay => Lamp::Running,
        Outcome::Accepted => Lamp::Ok,
        Outcome::Refused => Lamp::Warning,
        Outcome::ServerFailed | Outcome::NoAnswer => Lamp::Critical,
        Outcome::GivenUp => Lamp::Queued,
    }
}

/// Tells a row from the next, and from itself while it was under way.
fn row_key(call: &Call) -> u64 {
    let answer = call.answer.borrow();
    let stage = u64::from(answer.head.is_some()) + u64::from(answer.ended_after.is_some());
    call.number as u64 * 4 + stage
}
