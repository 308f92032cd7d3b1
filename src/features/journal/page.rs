//! The list of writes, and whether its entries still hang together.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use super::detail::detail;
use super::model::{COLUMNS, Row, Wanted, rows, select};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::download::File;
use crate::browser::location::History;
use crate::browser::{digest, intl, task};
use crate::export::{Sheet, export_menu};
use crate::route::Platform;
use crate::state::journal::{self, chain};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::empty::empty;
use crate::ui::filters::{Choice, bar, filter, search};
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::menu::menu_button;
use crate::ui::notice::{Notice, Tone};

const fn column(id: &'static str, label: &'static str, class: &'static str) -> Column {
    Column { id, label, class }
}

const ALL_COLUMNS: [Column; 6] = [
    column("what", "What", "w-name card-lead"),
    column("time", "Time", "w-begun card-sub"),
    column("who", "Who", "w-who card-sub"),
    column("outcome", "Outcome", "w-state card-sub"),
    column("task", "Task", "w-task card-hide"),
    column("api", "API", "w-api card-hide"),
];

#[derive(Clone, Copy)]
struct Page {
    environment: StoredValue<String>,
    list: ListState,
    columns: ShownColumns,
    links: Links,
    is_kept: RwSignal<bool>,
    /// The entries as they are kept.
    kept: StoredValue<Vec<String>>,
    all: RwSignal<Rc<Vec<Row>>, LocalStorage>,
    notice: RwSignal<Option<Notice>>,
    is_asking: RwSignal<bool>,
    /// The places of the rows as filtered and sorted.
    chosen: StoredValue<Vec<usize>>,
}

pub fn journal_page() -> El {
    let environment = untrack(|| use_session().environment()).name;
    let page = Page {
        list: ListState::new("-time", &COLUMNS, &["api", "outcome"]),
        columns: ShownColumns::new("journal", &ALL_COLUMNS, &[]),
        links: use_links(),
        is_kept: RwSignal::new(journal::is_kept(&environment)),
        kept: StoredValue::new(Vec::new()),
        all: RwSignal::new_local(Rc::default()),
        notice: RwSignal::new(None),
        is_asking: RwSignal::new(false),
        chosen: StoredValue::new(Vec::new()),
        environment: StoredValue::new(environment),
    };
    page.read();
    several([
        page.head(),
        page.switch(),
        page.alert(),
        page.filters(),
        page.body(),
        page.question(),
    ])
}

impl Page {
    fn read(self) {
        task::start(async move {
            match journal::entries(&self.environment.get_value()).await {
                Ok(kept) => {
                    if let Some(at) = journal::lost_at(&self.environment.get_value()) {
                        let advice = format!(
                            "The last one was at {}: the browser kept no entry of it.",
                            intl::local_time(at)
                        );
                        self.tell(Tone::Warning, "Not every write is in the journal", advice);
                    }
                    self.all.try_set(Rc::new(rows(&kept)));
                    self.kept.try_set_value(kept);
                }
                Err(why) => self.tell(
                    Tone::Warning,
                    "The journal could not be read",
                    format!("The browser says: {why}."),
                ),
            }
        });
    }

    fn tell(self, tone: Tone, title: &str, advice: String) {
        self.notice.try_set(Some(Notice {
            tone,
            title: title.to_owned(),
            advice,
            details: Vec::new(),
            more: String::new(),
        }));
    }

    fn wanted(self) -> Wanted {
        Wanted {
            search: self.list.search(),
            api: self.list.filter("api"),
            outcome: self.list.filter("outcome"),
        }
    }

    /// The places of the rows that are wanted, tracked.
    fn places(self) -> Vec<usize> {
        let sort = self.list.sort();
        select(
            &self.all.get(),
            &self.wanted(),
            &sort.column,
            sort.is_descending,
        )
    }

    fn status(self) -> String {
        let total = self.all.with(|all| all.len());
        let noun = if total == 1 { "write" } else { "writes" };
        let all = format!("{} {noun}", intl::count(total));
        if self.wanted().is_everything() {
            all
        } else {
            format!("{} of {all}", intl::count(self.places().len()))
        }
    }

    fn head(self) -> El {
        let columns = self.columns;
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Journal"))
            .child(status);
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let refresh = tool("Refresh")
            .icon(Icon::Refresh)
            .on_press(move || self.read());
        let verify = tool("Verify").on_press(move || self.verify());
        let save = tool("Save with hashes")
            .icon(Icon::Export)
            .on_press(move || self.save());
        let wipe = tool("Wipe").on_press(move || self.is_asking.set(true));
        let chooser = menu_button(
            "Columns",
            Icon::Columns,
            "Shown columns",
            move || columns.items(),
            move |id| columns.toggle(id),
        );
        let note = move || format!("{} rows, as filtered and sorted", self.places().len());
        let export = export_menu(Text::of(note), move || {
            let (places, columns) = untrack(|| (self.places(), columns.shown()));
            self.sheet(&places, &columns)
        });
        let tools = [refresh, verify, save, wipe, chooser, export];
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children(tools))
    }

    /// The opt-in.
    fn switch(self) -> El {
        let name = self.environment.get_value();
        let control = el("input")
            .attr("type", "checkbox")
            .class("check__box")
            .property_of("checked", move || self.is_kept.get())
            .on("change", move |event| {
                let is_kept = event.is_checked();
                self.environment
                    .with_value(|name| journal::set_kept(name, is_kept));
                self.is_kept.set(is_kept);
            });
        let label = tagged("label", "check")
            .child(control)
            .text(format!("Keep a journal of {name} on this device"));
        let note = tagged("p", "quiet").text(
            "Every write to dial plans, voice profiles and services: who, when, what before and after, and how it ended. It stays in this browser and holds names and numbers of customers. The hashes show a change made here afterwards; whoever controls this device can still write all of it anew, so keep the newest hash elsewhere.",
        );
        tagged("div", "page__alert stack stack--tight")
            .child(label)
            .child(note)
    }

    fn alert(self) -> El {
        drawn(move || match self.notice.get() {
            None => nothing(),
            Some(notice) => {
                let alert = Alert::new(notice).close(move || self.notice.set(None));
                tagged("div", "page__alert").child(alert.draw())
            }
        })
    }

    /// Works every hash out anew.
    fn verify(self) {
        task::start(async move {
            let environment = self.environment.get_value();
            let Ok(kept) = journal::entries(&environment).await else {
                return self.read();
            };
            let mut hashes = Vec::new();
            for text in &kept {
                let body = text.split_once('\n').map_or("", |(_, body)| body);
                hashes.push(digest::sha256(body).await.unwrap_or_default());
            }
            let head = journal::head(&environment);
            let breaks = chain::verify(&kept, &hashes, head.as_ref());
            if breaks.is_empty() {
                let newest = head.map_or_else(String::new, |head| {
                    format!("The newest entry is {}: {}.", head.number, head.hash)
                });
                let title = format!("All {} entries hang together", intl::count(kept.len()));
                self.tell(Tone::Positive, &title, newest);
            } else {
                let said: Vec<String> = breaks.iter().map(ToString::to_string).collect();
                self.tell(Tone::Critical, "The journal was changed", said.join(" "));
            }
        });
    }

    /// The entries as they are kept, one a line, for whoever wants to verify them elsewhere.
    fn save(self) {
        let mut file = File::new();
        self.kept.with_value(|kept| {
            for text in kept {
                let (hash, body) = text.split_once('\n').unwrap_or(("", text));
                let line = json!({ "sha256": hash, "entry": body });
                file.add(format!("{line}\n").as_bytes());
            }
        });
        if !file.save("cordboard-journal.jsonl", "application/x-ndjson") {
            let advice = "The browser could not make the file.".to_owned();
            self.tell(Tone::Critical, "The journal was not saved", advice);
        }
    }

    fn filters(self) -> El {
        let list = self.list;
        let apis = || {
            let names = Platform::ALL.map(|own| Choice::new(own.name(), own.name()));
            let mut choices = vec![Choice::new("", "All")];
            choices.extend(names);
            choices
        };
        let outcomes = || {
            vec![
                Choice::new("", "All"),
                Choice::new("ok", "Accepted or completed"),
                Choice::new("trouble", "Everything else"),
            ]
        };
        let by_api = filter(
            "API",
            apis,
            move || list.filter("api"),
            move |value| list.set_filter("api", &value),
        );
        let by_outcome = filter(
            "Outcome",
            outcomes,
            move || list.filter("outcome"),
            move |value| list.set_filter("outcome", &value),
        );
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
            "What, who, value, task, hash",
            move || list.typed.get(),
            move |text| list.type_search(text),
        );
        bar(search, [by_api, by_outcome, clear])
    }

    fn body(self) -> El {
        let list = self.list;
        let has_none = move || self.all.with(|all| all.is_empty());
        let is_empty = move || self.places().is_empty();
        let beside = drawn(move || {
            let number = self.open_entry();
            let all = self.all.get();
            let row = all.iter().find(|row| Some(row.number) == number);
            row.map_or_else(nothing, |row| detail(row, self.links))
        });
        several([
            when(has_none, || {
                empty(
                    "No writes in the journal",
                    "Tick the box above: from then on, each write from this browser is noted here, before it is sent and once it has ended.",
                )
            }),
            when(
                move || !has_none() && is_empty(),
                move || {
                    let all = Button::new("Show all writes").on_press(move || list.clear());
                    empty("No write matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "beside")
                .flag_of("hidden", is_empty)
                .child(tagged("div", "grid-holder").child(self.grid().draw()))
                .child(beside),
        ])
    }

    /// The number of the entry that is open, tracked.
    fn open_entry(self) -> Option<u64> {
        self.links.query().get("entry")?.parse().ok()
    }

    fn grid(self) -> Grid {
        let Self {
            list,
            columns,
            chosen,
            all,
            ..
        } = self;
        let at = move |position: usize| {
            let place = chosen.with_value(|chosen| chosen.get(position).copied())?;
            all.get_untracked().get(place).cloned()
        };
        Grid {
            label: "Journal",
            class: "grid--journal grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                let places = self.places();
                let count = places.len();
                chosen.set_value(places);
                count
            }),
            key: Rc::new(move |position| at(position).map_or(0, |row| row_key(&row))),
            cell: Rc::new(move |position, column| {
                at(position).map_or_else(nothing, |row| untrack(|| self.cell(&row, column)))
            }),
            value: None,
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| {
                if COLUMNS.contains(&column) {
                    list.press_sort(column);
                }
            }),
            selected: Rc::new(move || {
                let number = self.open_entry();
                let all = all.get();
                let row = all.iter().find(|row| Some(row.number) == number)?;
                Some(row_key(row))
            }),
        }
    }

    fn cell(self, row: &Row, column: &str) -> El {
        let links = self.links;
        match column {
            "what" => {
                let number = row.number;
                let is_open = move || self.open_entry() == Some(number);
                tagged("button", "link cut fill")
                    .attr("type", "button")
                    .attr("tabindex", "-1")
                    .attr("title", &row.what)
                    .state_of("aria-expanded", is_open)
                    .text(row.what.as_str())
                    .on("click", move |_| {
                        let number = if untrack(is_open) {
                            String::new()
                        } else {
                            number.to_string()
                        };
                        links.set(&[("entry", &[&number])], History::Push);
                    })
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
        let all = self.all.get_untracked();
        let rows: Vec<&Row> = places.iter().filter_map(|place| all.get(*place)).collect();
        let cell = |row: &Row, column: &str| match column {
            "time" => intl::utc_time(row.at),
            _ => text(row, column),
        };
        let as_json = |row: &&Row| {
            json!({
                "number": row.number, "time": intl::iso_time(row.at), "api": row.api,
                "who": row.who, "what": row.what, "before": row.before, "after": row.after,
                "outcome": row.outcome, "task": row.task, "sha256": row.hash,
            })
        };
        Sheet {
            name: "journal".to_owned(),
            columns: columns.iter().map(|own| own.label.to_owned()).collect(),
            rows: rows
                .iter()
                .map(|row| columns.iter().map(|column| cell(row, column.id)).collect())
                .collect(),
            as_returned: rows.iter().map(as_json).collect(),
        }
    }

    fn question(self) -> El {
        let content = move || {
            let keep = Button::new("Cancel")
                .quiet()
                .on_press(move || self.is_asking.set(false));
            let wipe = Button::new("Wipe journal").danger().on_press(move || {
                task::start(async move {
                    let wiped = journal::wipe(&self.environment.get_value()).await;
                    if let Err(why) = wiped {
                        let advice = format!("The browser says: {why}.");
                        self.tell(Tone::Critical, "The journal was not wiped", advice);
                    }
                    self.is_asking.set(false);
                    self.read();
                });
            });
            let body = tagged("div", "dialog__body").child(el("p").text(
                "Every entry of this environment goes for good. Save it before, if anybody may ask for it.",
            ));
            let foot = tagged("div", "dialog__foot")
                .child(keep)
                .child(tagged("span", "push"))
                .child(wipe);
            tagged("div", "dialog__inner").child(body).child(foot)
        };
        modal(
            "dialog dialog--narrow",
            "Wipe the journal",
            move || self.is_asking.get(),
            move || self.is_asking.set(false),
            content,
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
    // FNV-1a
    let hash = row
        .outcome
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    hash ^ row.number
}
