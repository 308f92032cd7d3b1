//! `/services`: the list.

use std::rc::Rc;

use cordboard_api::Reading;
use cordboard_api::live::services::Service;
use leptos::prelude::*;

use super::model::rows::{COLUMNS, select, value};
use crate::answer::{key_in, trouble_above_rows, waiting};
use crate::browser::dom::{El, el, nothing, several, tagged};
use crate::export::Sheet;
use crate::listing::filters::{clear, search_box};
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::route::{Platform, Query, Route};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::button::Button;
use crate::ui::grid::Column;
use crate::ui::heading::refresh;
use crate::ui::lamp::{Lamp, signal};
use crate::ui::name::name_link;

const ALL_COLUMNS: [Column; 8] = [
    Column::new("short-name", "Short name", "w-short-name card-lead"),
    Column::new("full-name", "Full name", "w-name card-full"),
    Column::new("license", "Licence", "w-license card-sub"),
    Column::new("users", "Licensed users", "w-users card-sub"),
    Column::new("active", "Active users", "w-users card-hide"),
    Column::new("tenant", "Microsoft tenant ID", "w-id card-hide"),
    Column::new("leads-to", "Leads to", "w-leads-to card-full"),
    Column::new("id", "Service id", "w-id card-hide"),
];
/// Ids are for copying, not for reading: shown on demand.
const HIDDEN_AT_FIRST: [&str; 1] = ["id"];

const WORDS: Words = Words {
    title: "Services",
    one: "service",
    many: "services",
    none: "No services",
    why_none: "The platform returned an empty list. A channel id in the configuration may also hide them.",
};

pub fn list_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    let services = lists.services;
    services.read_by_page();
    lists.want_services(session);

    let list = ListState::new("short-name", &COLUMNS, &[]);
    let columns = ShownColumns::new("services", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
    let all = move || services.value.get().unwrap_or_default();
    let listing = Listing::new(
        &WORDS,
        (list, columns),
        move || services.count(),
        move || {
            let sort = list.sort();
            select(&all(), &list.search(), &sort.column, sort.is_descending)
        },
    );
    let read = move || lists.read_services(session);
    let mut tools = vec![
        refresh(move || services.is_loading.get(), read),
        columns_menu(columns),
        listing.export(move |places, columns| sheet(&all(), places, columns)),
    ];
    if !session.environment().read_only {
        let new = Button::new("New service").primary().small();
        tools.push(new.link(&links.to(&Route::NewService)));
    }
    let filters = tagged("div", "filters")
        .child(search_box(list, "Name, licence, tenant, id"))
        .child(clear(list));
    let rows = Rows {
        label: "Services",
        class: "grid--services grid--cards",
        track: Rc::new(move || services.value.track()),
        key: Rc::new(move |place| key_in(&all(), place)),
        cell: Rc::new(move |place, column| {
            let all = all();
            let row = all.get(place);
            row.map_or_else(nothing, |row| draw_cell(row, column, links))
        }),
    };
    let what = "Services could not be read";
    several([
        listing.head(tools),
        filters,
        trouble_above_rows(services, Platform::LivePlatform, what, read),
        waiting(services),
        listing.body(holder(listing.grid(rows).draw())),
    ])
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
fn sheet(all: &[Reading<Service>], places: &[usize], columns: &[Column]) -> Sheet {
    let mut columns = columns.to_vec();
    columns.retain(|own| own.id != "leads-to");
    let text = |row: &Reading<Service>, column: &str| match row {
        Reading::Read(service) => value(service, column).unwrap_or_default(),
        Reading::Unreadable { path, .. } if column == "short-name" => path.clone(),
        Reading::Unreadable { .. } => String::new(),
    };
    Sheet::of(
        "services",
        &columns,
        places,
        &|place, column| text(&all[place], column),
        &|place| match &all[place] {
            Reading::Read(service) => service.raw.clone(),
            Reading::Unreadable { raw, .. } => raw.clone(),
        },
    )
}
