//! `/services/{guid}`: one service, its sites, and everything the server returned.

use std::sync::Arc;

use cordboard_api::live::services::{Service, Site};
use cordboard_api::{ApiError, CustomerId, Reading};
use leptos::prelude::*;

use super::list_page::drift_query;
use super::model::rows::license;
use crate::answer::trouble;
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::route::{Platform, Query, Route};
use crate::state::cached::Cached;
use crate::state::links::{Links, use_links};
use crate::state::lists::use_lists;
use crate::state::session::{Session, use_session};
use crate::state::title;
use crate::ui::button::Button;
use crate::ui::code::code;
use crate::ui::copyable::copyable;
use crate::ui::empty::empty;
use crate::ui::heading::refresh;
use crate::ui::note::missing;
use crate::ui::skeleton::skeleton;

pub fn detail_page(id: impl Fn() -> String + Copy + 'static) -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    lists.services.read_by_page();
    lists.want_services(session);
    // The list has no sites: they are read for this service alone, where the server gives them.
    let full: Cached<Service> = Cached::new();
    full.read_by_page();
    crate::browser::dom::follow(move || {
        let id = id();
        untrack(|| read(full, session, &id));
    });
    let service = move || {
        let id = id();
        let own = full
            .value
            .get()
            .filter(|own| own.id.eq_ignore_ascii_case(&id));
        own.or_else(|| {
            let all = lists.services.value.get()?;
            let mut found = all.iter().filter_map(Reading::read);
            found
                .find(|own| own.id.eq_ignore_ascii_case(&id))
                .map(|own| Arc::new(own.clone()))
        })
    };
    let name = move || {
        service()
            .map(|own| own.short_name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(id)
    };
    crate::browser::dom::follow(move || {
        let name = name();
        untrack(|| title::set(&name, session));
    });
    let refresh = refresh(
        move || lists.services.is_loading.get(),
        move || {
            lists.read_services(session);
            read(full, session, &untrack(id));
        },
    );
    let head = head(Text::of(name), refresh, links);
    let what = "The service could not be read";
    let again = move || lists.read_services(session);
    let has_none = move || lists.services.value.with(Option::is_some) && service().is_none();
    let missing = move || {
        let all = Button::new("See all services").link(&links.to(&Route::Services));
        empty(
            "No such service",
            format!("None of the services has the id {}.", untrack(id)),
        )
        .child(all)
    };
    several([
        head,
        trouble(lists.services, Platform::LivePlatform, what, again),
        details_missing(full, id),
        when(
            move || lists.services.is_slow.get() && service().is_none(),
            skeleton,
        ),
        when(has_none, missing),
        drawn(move || {
            let error = full.error.with(Option::is_some);
            service().map_or_else(nothing, |own| draw(&own, error, links))
        }),
    ])
}

fn head(name: Text, refresh: El, links: Links) -> El {
    let all = el("a")
        .attr("href", &links.to(&Route::Services))
        .text("All services");
    let heading = el("h1").attr("tabindex", "-1").text(name);
    tagged("div", "page__head")
        .child(tagged("p", "crumb").child(all))
        .child(tagged("div", "page__title").child(heading))
        .child(tagged("div", "page__tools").child(refresh))
}

/// The list says most of it. Servers that do not serve a single service answer 404.
fn details_missing(full: Cached<Service>, id: impl Fn() -> String + Copy + 'static) -> El {
    let session = use_session();
    drawn(move || match full.error.get() {
        None | Some(ApiError::NotFound(_)) => nothing(),
        Some(error) => {
            let what = "The details of this service could not be read";
            let said = session.explain(what, Platform::LivePlatform, &error).title;
            let note = missing(&format!("{said}."), "Read the details again", move || {
                read(full, session, &untrack(id));
            });
            tagged("div", "page__notes").child(note)
        }
    })
}

fn read(full: Cached<Service>, session: Session, id: &str) {
    if let (Some(client), Ok(customer)) = (session.live(), CustomerId::parse(id)) {
        full.load(async move { client.service(&customer).await });
    }
}

fn section(title: &str, content: El) -> El {
    let head = tagged("div", "section__head").child(el("h2").text(title));
    tagged("section", "section").child(head).child(content)
}

fn draw(service: &Service, has_no_details: bool, links: Links) -> El {
    let json = serde_json::to_string_pretty(&service.raw).unwrap_or_default();
    let main = tagged("div", "stack")
        .child(section("Leads to", leads_to(service, links)))
        .child(section(
            "Site locations",
            sites(&service.sites, has_no_details),
        ));
    let side = tagged("div", "stack")
        .child(facts(service))
        .child(code("As the server returned it", json));
    tagged("div", "columns").child(main).child(side)
}

fn stated(text: Option<&str>) -> El {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => el("span").text(text),
        None => tagged("span", "quiet").text("Not stated"),
    }
}

fn facts(service: &Service) -> El {
    let count = |count: Option<i64>| stated(count.map(|own| own.to_string()).as_deref());
    let tenant = match &service.tenant_id {
        Some(tenant) => copyable("tenant id", tenant.clone()),
        None => stated(None),
    };
    let facts = [
        ("Full name", stated(Some(&service.full_name))),
        ("Licence", stated(license(service).as_deref())),
        ("Licensed users", count(service.licensed_users)),
        ("Active users", count(service.active_users)),
        ("Live Hub users", count(service.live_hub_active_users)),
        (
            "Live Hub simple users",
            count(service.live_hub_simple_users),
        ),
        ("Microsoft tenant ID", tenant),
        ("Service id", copyable("service id", service.id.clone())),
    ];
    facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        })
}

fn leads_to(service: &Service, links: Links) -> El {
    let link = |href: String, text: &str| el("li").child(el("a").attr("href", &href).text(text));
    let numbers = service.tenant_id.as_ref().map(|tenant| {
        let query = Query::default().with("tenant", &[tenant]);
        link(
            links.to_with(&Route::Numbers, query),
            "Numbers of its tenant",
        )
    });
    let query = Query::default().with("customer", &[&service.id]);
    let plans = link(links.to_with(&Route::DialPlans, query), "Its dial plans");
    let drift = links.to_with(&Route::Drift, drift_query(service));
    tagged("ul", "next-steps")
        .maybe(numbers)
        .child(plans)
        .child(link(drift, "Its drift report"))
}

fn sites(sites: &[Site], has_no_details: bool) -> El {
    if sites.is_empty() {
        let why = if has_no_details {
            "The server does not give the details of this service."
        } else {
            "None was returned."
        };
        return tagged("p", "quiet").text(why);
    }
    let heads = ["Name", "SBC id", "Deployment", "Configuration", "Site id"];
    let heads = heads.map(|head| el("th").attr("scope", "col").text(head));
    let rows = sites.iter().map(|site| {
        let cells = [
            stated(site.sbc_id.map(|own| own.to_string()).as_deref()),
            stated(site.deployment_state.as_deref()),
            stated(site.configuration_type.as_deref()),
            tagged("span", "mono").text(site.id.as_str()),
        ];
        el("tr")
            .child(el("th").attr("scope", "row").text(site.name.as_str()))
            .children(cells.map(|cell| el("td").child(cell)))
    });
    let table = tagged("table", "list")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    tagged("div", "list-box")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "Site locations")
        .child(table)
}
