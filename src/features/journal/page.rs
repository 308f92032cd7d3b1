//! The list of writes, and whether its entries still hang together.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use super::detail::detail;
use super::model::{COLUMNS, Row, Wanted, rows, select};
use crate::browser::dom::{El, drawn, el, nothing, several, tagged};
use crate::browser::download::File;
use crate::browser::{digest, intl, task};
use crate::export::Sheet;
use crate::listing::filters::{self, clear, search_box};
use crate::listing::opening::opener;
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::route::Platform;
use crate::state::journal::{self, chain};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::dialog::modal;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::{Column, Grid};
use crate::ui::heading::refresh;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::notice::{Notice, Tone};

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
    environment: StoredValue<String>,
    listing: Listing,
    links: Links,
    is_kept: RwSignal<bool>,
    /// The entries as they are kept.
    kept: StoredValue<Vec<String>>,
    all: RwSignal<Rc<Vec<Row>>, LocalStorage>,
    notice: RwSignal<Option<Notice>>,
    is_asking: RwSignal<bool>,
}

pub fn journal_page() -> El {
    let environment = untrack(|| use_session().environment()).name;
    let links = use_links();
    let list = ListState::new("-time", &COLUMNS, &["api", "outcome"]);
    let columns = ShownColumns::new("journal", &ALL_COLUMNS, &[]);
    let all: RwSignal<Rc<Vec<Row>>, LocalStorage> = RwSignal::new_local(Rc::default());
    let choose = move || {
        let sort = list.sort();
        select(&all.get(), &wanted(list), &sort.column, sort.is_descending)
    };
    let total = move || Some(all.with(|all| all.len()));
    let page = Page {
        listing: Listing::new(&WORDS, (list, columns), total, choose),
        links,
        is_kept: RwSignal::new(journal::is_kept(&environment)),
        kept: StoredValue::new(Vec::new()),
        all,
        notice: RwSignal::new(None),
        is_asking: RwSignal::new(false),
        environment: StoredValue::new(environment),
    };
    page.read();
    let beside = drawn(move || {
        let open = page.open_entry();
        open.map_or_else(nothing, |row| detail(&row, links))
    });
    let rows = tagged("div", "beside")
        .child(holder(page.grid().draw()))
        .child(beside);
    several([
        page.listing.head(page.tools()),
        page.switch(),
        page.alert(),
        filter_bar(list),
        page.listing.body(rows),
        page.question(),
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
    let apis = || {
        Platform::ALL
            .map(|own| Choice::new(own.name(), own.name()))
            .into()
    };
    let outcomes = || {
        vec![
            Choice::new("ok", "Accepted or completed"),
            Choice::new("trouble", "Everything else"),
        ]
    };
    bar(
        search_box(list, "What, who, value, task, hash"),
        [
            filters::select(list, ("API", "api"), "All", apis),
            filters::select(list, ("Outcome", "outcome"), "All", outcomes),
            clear(list),
        ],
    )
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

    fn tools(self) -> Vec<El> {
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let verify = tool("Verify").on_press(move || self.verify());
        let save = tool("Save with hashes")
            .icon(Icon::Export)
            .on_press(move || self.save());
        let wipe = tool("Wipe").on_press(move || self.is_asking.set(true));
        let export = self
            .listing
            .export(move |places, columns| self.sheet(places, columns));
        vec![
            refresh(|| false, move || self.read()),
            verify,
            save,
            wipe,
            columns_menu(self.listing.columns),
            export,
        ]
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
                let close = move || self.notice.set(None);
                Alert::new(notice).close(close).draw_on_page()
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

    /// The write whose details are open, tracked.
    fn open_entry(self) -> Option<Row> {
        let number: u64 = self.links.query().get("entry")?.parse().ok()?;
        let all = self.all.get();
        all.iter().find(|row| row.number == number).cloned()
    }

    fn grid(self) -> Grid {
        let all = self.all;
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
        let all = self.all.get_untracked();
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
