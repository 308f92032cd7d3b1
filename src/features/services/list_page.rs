//! `/services`: the list.

use std::rc::Rc;
use std::sync::Arc;

use cordboard_api::Reading;
use cordboard_api::live::services::Service;
use leptos::prelude::*;

use super::model::rows::{COLUMNS, license, select, value};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::intl;
use crate::export::{Sheet, export_menu};
use crate::route::{Platform, Query, Route};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::search;
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::menu::menu_button;
use crate::ui::name::name_link;
use crate::ui::skeleton::skeleton;

const ALL_COLUMNS: [Column; 8] = [
    Column {
        id: "short-name",
        label: "Short name",
        class: "w-short-name card-lead",
    },
    Column {
        id: "full-name",
        label: "Full name",
        class: "w-name card-full",
    },
    Column {
        id: "license",
        label: "Licence",
        class: "w-license card-sub",
    },
    Column {
        id: "users",
        label: "Licensed users",
        class: "w-users card-sub",
    },
    Column {
        id: "active",
        label: "Active users",
        class: "w-users card-hide",
    },
    Column {
        id: "tenant",
        label: "Microsoft tenant ID",
        class: "w-id card-hide",
    },
    Column {
        id: "leads-to",
        label: "Leads to",
        class: "w-leads-to card-full",
    },
    Column {
        id: "id",
        label: "Service id",
        class: "w-id card-hide",
    },
];
/// Ids are for copying, not for reading: shown on demand.
const HIDDEN_AT_FIRST: [&str; 1] = ["id"];

#[derive(Clone, Copy)]
struct Page {
    list: ListState,
    lists: Lists,
    chosen: Memo<Arc<Vec<usize>>>,
    columns: ShownColumns,
    links: Links,
}

pub fn list_page() -> El {
    let session = use_session();
    let lists = use_lists();
    lists.services.read_by_page();
    lists.want_services(session);
    let list = ListState::new("short-name", &COLUMNS, &[]);
    let chosen = Memo::new(move |_| {
        let sort = list.sort();
        let all = lists.services.value.get().unwrap_or_default();
        Arc::new(select(
            &all,
            &list.search(),
            &sort.column,
            sort.is_descending,
        ))
    });
    let page = Page {
        list,
        lists,
        chosen,
        columns: ShownColumns::new("services", &ALL_COLUMNS, &HIDDEN_AT_FIRST),
        links: use_links(),
    };
    let trouble = drawn(move || match lists.services.error.get() {
        None => nothing(),
        Some(error) => {
            let what = "Services could not be read";
            let mut notice = session.explain(what, Platform::LivePlatform, &error);
            if let Some(at) = lists.services.loaded_at.get_untracked() {
                let since = intl::time_of_day(at);
                notice.advice = format!("{} The rows below are from {since}.", notice.advice);
            }
            let alert = Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || lists.read_services(session))
                .close(move || lists.services.error.set(None));
            tagged("div", "page__alert").child(alert.draw())
        }
    });
    several([page.head(), page.filters(), trouble, page.body()])
}

impl Page {
    fn all(self) -> Arc<Vec<Reading<Service>>> {
        self.lists.services.value.get().unwrap_or_default()
    }

    fn status(self) -> String {
        let (shown, total) = (self.chosen.with(|chosen| chosen.len()), self.all().len());
        let noun = if total == 1 { "service" } else { "services" };
        if self.lists.services.value.with(Option::is_none) {
            String::new()
        } else if self.list.search().trim().is_empty() {
            format!("{} {noun}", intl::count(total))
        } else {
            format!("{} of {} {noun}", intl::count(shown), intl::count(total))
        }
    }

    fn head(self) -> El {
        let (session, lists, columns) = (use_session(), self.lists, self.columns);
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Services"))
            .child(status);
        let refresh = Button::new("Refresh")
            .quiet()
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(
                move || lists.services.is_loading.get(),
                move || lists.read_services(session),
            );
        let chooser = menu_button(
            "Columns",
            Icon::Columns,
            "Shown columns",
            move || columns.items(),
            move |id| columns.toggle(id),
        );
        let note = move || {
            let count = self.chosen.with(|chosen| chosen.len());
            format!("{} rows, as filtered and sorted", intl::count(count))
        };
        let export = export_menu(Text::of(note), move || {
            let (all, chosen) = untrack(|| (self.all(), self.chosen.get()));
            let shown: Vec<&Reading<Service>> = chosen.iter().map(|place| &all[*place]).collect();
            sheet(&shown, &untrack(|| columns.shown()))
        });
        let new = (!session.environment().read_only).then(|| {
            Button::new("New service")
                .primary()
                .small()
                .link(&self.links.to(&Route::NewService))
        });
        let tools = tagged("div", "page__tools")
            .children([refresh, chooser, export])
            .maybe(new);
        tagged("div", "page__head").child(title).child(tools)
    }

    fn filters(self) -> El {
        let list = self.list;
        let clear = Button::new("Clear filters")
            .quiet()
            .on_press(move || list.clear());
        let clear = el("span")
            .word_of("class", move || {
                if list.search().is_empty() {
                    "only-wide"
                } else {
                    ""
                }
            })
            .child(clear);
        tagged("div", "filters")
            .child(search(
                "Name, licence, tenant, id",
                move || list.typed.get(),
                move |text| list.type_search(text),
            ))
            .child(clear)
    }

    fn body(self) -> El {
        let Self {
            list,
            lists,
            chosen,
            columns,
            links,
        } = self;
        let services = lists.services;
        let has_answer = move || services.value.with(Option::is_some);
        let is_all_empty = move || self.all().is_empty();
        let is_empty = move || chosen.with(|chosen| chosen.is_empty());
        let grid = Grid {
            label: "Services",
            class: "grid--services grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                services.value.track();
                chosen.with(|chosen| chosen.len())
            }),
            // The answer's address tells rows of one answer from those of the next.
            key: Rc::new(move |position| {
                let answer = untrack(|| Arc::as_ptr(&self.all()) as usize);
                let place = chosen.with_untracked(|chosen| chosen.get(position).copied());
                ((answer as u64) << 20) ^ place.unwrap_or_default() as u64
            }),
            cell: Rc::new(move |position, column| {
                let place = chosen.with_untracked(|chosen| chosen.get(position).copied());
                let all = untrack(|| self.all());
                let row = place.and_then(|place| all.get(place));
                row.map_or_else(nothing, |row| untrack(|| draw_cell(row, column, links)))
            }),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| {
                if COLUMNS.contains(&column) {
                    list.press_sort(column);
                }
            }),
            value: None,
            selected: Rc::new(|| None),
        };
        several([
            when(move || services.is_slow.get() && !has_answer(), skeleton),
            when(
                move || has_answer() && is_all_empty(),
                || {
                    empty(
                        "No services",
                        "The platform returned an empty list. A channel id in the configuration may also hide them.",
                    )
                },
            ),
            when(
                move || !is_all_empty() && is_empty(),
                move || {
                    let all = Button::new("Show all services").on_press(move || list.clear());
                    empty("No service matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "grid-holder")
                .flag_of("hidden", is_empty)
                .child(grid.draw()),
        ])
    }
}

fn draw_cell(row: &Reading<Service>, column: &str, links: Links) -> El {
    let service = match (row, column) {
        (Reading::Read(service), _) => service,
        (Reading::Unreadable { path, .. }, "short-name") => {
            return tagged("span", "mono").text(path.as_str());
        }
        (Reading::Unreadable { problem, .. }, "full-name") => {
            return signal(Lamp::Warning, &format!("Could not be read: {problem}"), 0);
        }
        (Reading::Unreadable { .. }, _) => return nothing(),
    };
    match (column, value(service, column)) {
        ("short-name", name) => {
            let name = name.unwrap_or_else(|| service.id.clone());
            let href = links.to(&Route::Service(service.id.clone()));
            name_link(&href, &name).attr("tabindex", "-1")
        }
        ("leads-to", _) => leads_to(service, links),
        (_, None) => tagged("span", "quiet").text("Not stated"),
        ("tenant" | "id", Some(text)) => tagged("span", "mono cut").text(text),
        (_, Some(text)) => tagged("span", "cut")
            .attr("title", &text)
            .text(text.as_str()),
    }
}

/// What the drift report of a service is asked for with.
pub fn drift_query(service: &Service) -> Query {
    let tenant = service.tenant_id.as_deref().unwrap_or_default();
    Query::default()
        .with("tenant", &[tenant])
        .with("customer", &[&service.id])
}

/// Where a service goes on: the numbers of its tenant, its dial plans, and how the two agree.
fn leads_to(service: &Service, links: Links) -> El {
    let link = |href: &str, text: &str, name: String| {
        el("a")
            .attr("href", href)
            .attr("aria-label", &name)
            .attr("tabindex", "-1")
            .text(text)
    };
    let name = &service.short_name;
    let numbers = service.tenant_id.as_ref().map(|tenant| {
        let query = Query::default().with("tenant", &[tenant]);
        let href = links.to_with(&Route::Numbers, query);
        link(&href, "Numbers", format!("Numbers of {name}"))
    });
    let query = Query::default().with("customer", &[&service.id]);
    let href = links.to_with(&Route::DialPlans, query);
    let plans = link(&href, "Dial plans", format!("Dial plans of {name}"));
    let href = links.to_with(&Route::Drift, drift_query(service));
    let drift = link(&href, "Drift", format!("Drift report of {name}"));
    tagged("span", "cell")
        .maybe(numbers)
        .child(plans)
        .child(drift)
}

/// What an export writes: wire values, one line a service.
fn sheet(rows: &[&Reading<Service>], columns: &[Column]) -> Sheet {
    let columns: Vec<&Column> = columns.iter().filter(|own| own.id != "leads-to").collect();
    let text = |row: &Reading<Service>, column: &str| match row {
        Reading::Read(service) if column == "license" => license(service).unwrap_or_default(),
        Reading::Read(service) => value(service, column).unwrap_or_default(),
        Reading::Unreadable { path, .. } if column == "short-name" => path.clone(),
        Reading::Unreadable { .. } => String::new(),
    };
    Sheet {
        name: "services".to_owned(),
        columns: columns.iter().map(|own| own.label.to_owned()).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| text(row, column.id)).collect())
            .collect(),
        as_returned: rows
            .iter()
            .map(|row| match row {
                Reading::Read(service) => service.raw.clone(),
                Reading::Unreadable { raw, .. } => raw.clone(),
            })
            .collect(),
    }
}
