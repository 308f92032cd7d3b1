//! The page: which tenant and plan, what disagrees, and what is pending for the plan.

use leptos::prelude::*;

use super::desk::Desk;
use super::fields::fields;
use super::findings_view::FindingsView;
use super::model::words::counted;
use crate::browser::dom::{El, Text, drawn, el, follow, nothing, several, tagged, when};
use crate::browser::intl;
use crate::route::{Platform, Query, Route};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::empty::empty;
use crate::ui::skeleton::skeleton;

pub fn page() -> El {
    let desk = Desk::new(use_session(), use_lists(), use_links());
    desk.lists.services.read_by_page();
    desk.lists.want_services(desk.session);
    desk.lists.sites.read_by_page();
    let asked = StoredValue::new_local(None);
    follow(move || {
        let place = desk.asked();
        // Searching and sorting change the address too.
        if asked.get_value().as_ref() != Some(&place) {
            asked.set_value(Some(place.clone()));
            untrack(|| desk.compare(place));
        }
    });
    let view = FindingsView::new(desk);
    let has_place = move || desk.asked().is_some();
    let is_compared = move || desk.listing().is_some();
    several([
        view.head(),
        fields(desk),
        trouble(desk),
        when(is_compared, move || {
            several([view.kinds(), pending(desk), view.filters()])
        }),
        when(move || desk.progress.with(Option::is_some), skeleton),
        when(
            move || !has_place(),
            || {
                empty(
                    "Whose numbers, and which plan?",
                    "Choose a customer: its tenant's numbers are compared with the calling profiles and with one of its dial plans.",
                )
            },
        ),
        view.body(),
    ])
}

fn trouble(desk: Desk) -> El {
    drawn(move || match desk.failure.get() {
        None => nothing(),
        Some(failure) => {
            let session = desk.session;
            let notice = session.explain(failure.what, Platform::LivePlatform, &failure.error);
            Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &failure.error))
                .try_again(move || desk.compare(untrack(|| desk.asked())))
                .close(move || desk.failure.set(None))
                .draw_on_page()
        }
    })
}

/// What is pending for the plan, and where it is reviewed.
fn pending(desk: Desk) -> El {
    let text = Text::of(move || {
        let count = desk.changes(cordboard_dial_plan::change_set::ChangeSet::len);
        if count == 0 {
            return "No change is pending for this plan.".to_owned();
        }
        let changes = counted(&intl::count(count), count, "change");
        format!("{changes} pending for this plan.")
    });
    let link = drawn(move || {
        let place = desk.held.with_value(|held| held.place.clone());
        let has_changes = desk.changes(|changes| !changes.is_empty());
        let Some(place) = place.filter(|_| has_changes) else {
            return nothing();
        };
        let target = place.target;
        let query = Query::default()
            .with("customer", &[&target.customer])
            .with("site", &[&target.site])
            .with("plan", &[&target.dial_plan]);
        let href = untrack(|| desk.links.to_with(&Route::DialPlans, query));
        el("a")
            .attr("href", &href)
            .text("Review them in Dial plans")
    });
    tagged("section", "drift-pending")
        .attr("aria-label", "Pending changes")
        .child(el("b").text(text))
        .child(link)
        .child(
            tagged("span", "quiet")
                .attr("aria-live", "polite")
                .text(Text::of(move || {
                    format!("{} {}", desk.said.get(), desk.saved.get())
                })),
        )
}
