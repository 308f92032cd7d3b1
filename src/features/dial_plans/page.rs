//! The page: which plan, its rules, and beside them what is tried and what is to be changed.

use std::cell::OnceCell;

use leptos::prelude::*;

use super::change_forms::{Forms, FormsState};
use super::desk::{Desk, DeskState};
use super::import_state::{Import, ImportState};
use super::review::{Review, ReviewState};
use super::rules_view::RulesView;
use super::run_view::{RunView, RunViewState};
use super::{pending, target_view, tester};
use crate::browser::dom::{El, drawn, el, follow, nothing, several, tagged, when};
use crate::browser::intl;
use crate::browser::location::ask_before_leaving;
use crate::route::Platform;
use crate::state::connection::Status;
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::state::tasks::use_tasks;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::icon::Icon;
use crate::ui::note::missing;
use crate::ui::skeleton::skeleton;

/// The parts, for as long as the tab is there.
pub type Parts = &'static PartsState;

/// What the parts of the page open and show.
#[derive(Debug)]
pub struct PartsState {
    pub desk: Desk,
    pub forms: Forms,
    pub import: Import,
    pub review: Review,
    pub run: RunView,
}

thread_local! {
    static PARTS: OnceCell<Parts> = const { OnceCell::new() };
}

/// The parts of this tab: a run that was started goes on, and what was typed stays, while its
/// administrator looks something up elsewhere.
fn parts_of_tab() -> Parts {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    let tasks = use_tasks();
    let make = || {
        let desk = DeskState::new(session, lists, links);
        follow(move || {
            let status = session.connection(Platform::LivePlatform).status;
            if status.with(|status| *status == Status::SignedOut) {
                untrack(|| desk.forget_answers());
            }
        });
        let run = RunViewState::new(desk, tasks);
        let parts = PartsState {
            desk,
            forms: FormsState::new(desk),
            import: ImportState::new(desk),
            review: ReviewState::new(desk, run),
            run,
        };
        &*Box::leak(Box::new(parts))
    };
    PARTS.with(|parts| {
        *parts.get_or_init(|| {
            // Without a parent: it is not cleared away with the page that comes first.
            let owner = Owner::default();
            let parts = owner.with(make);
            std::mem::forget(owner);
            parts
        })
    })
}

pub fn page() -> El {
    let parts = parts_of_tab();
    let desk = parts.desk;
    desk.lists.profiles.read_by_page();
    desk.lists.want_profiles(desk.session);
    desk.lists.services.read_by_page();
    desk.lists.want_services(desk.session);
    let asked = StoredValue::new_local(None);
    follow(move || {
        let place = desk.asked();
        // Searching and sorting change the address too.
        if asked.get_value().as_ref() != Some(&place) {
            asked.set_value(Some(place.clone()));
            untrack(|| desk.open(place));
        }
    });
    follow(move || desk.mark());
    ask_before_leaving(move || {
        untrack(|| desk.unsent())
            .then(|| "Some pieces of the change are not sent yet. Leave the page?".to_owned())
    });

    let rules = RulesView::new(parts);
    let has_place = move || desk.asked().is_some();
    several([
        rules.head(),
        target_view::boxes(desk),
        names_missing(desk),
        when(has_place, move || {
            several([rules.filters(), trouble(desk), body(parts, rules)])
        }),
        when(
            move || !has_place(),
            || {
                empty(
                    "Choose a customer",
                    "A dial plan belongs to a site of a customer. Enter the customer's name or id above.",
                )
            },
        ),
        parts.import.dialog(),
        parts.review.dialog(),
        parts.run.dialog(),
    ])
}

/// The field takes any name; only its suggestions are missing.
fn names_missing(desk: Desk) -> El {
    drawn(move || match desk.names_error.get() {
        None => nothing(),
        Some(error) => {
            let what = "The names of the site's dial plans could not be read";
            let said = desk.session.explain(what, Platform::LivePlatform, &error);
            let words = format!("{}. Any name can be typed.", said.title);
            missing(&words, "Read the names again", move || desk.read_names())
        }
    })
}

fn trouble(desk: Desk) -> El {
    drawn(move || match desk.error.get() {
        None => nothing(),
        Some(error) => {
            let what = "The dial plan could not be read";
            let session = desk.session;
            let mut notice = session.explain(what, Platform::LivePlatform, &error);
            if untrack(|| desk.live()).is_some() {
                let since = desk.held.with_value(|held| intl::time_of_day(held.read_at));
                notice.advice = format!("{} The rules below are from {since}.", notice.advice);
            }
            Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || desk.read_plan())
                .close(move || desk.error.set(None))
                .draw_on_page()
        }
    })
}

fn body(parts: Parts, rules: RulesView) -> El {
    let desk = parts.desk;
    let has_plan = move || desk.live().is_some();
    let main = tagged("div", "split__main")
        .child(when(move || desk.is_slow.get() && !has_plan(), skeleton))
        .child(rules.body());
    let side = tagged("aside", "split__side")
        .attr("aria-label", "Changes and tests")
        .child(parts.forms.draw())
        .child(tester::tester(desk))
        .child(pending::pending(parts));
    tagged("div", "split").child(main).child(side)
}

/// A heading of the side's parts, with a way to close it.
pub fn part_head(title: &'static str, close: impl FnMut() + 'static) -> El {
    tagged("div", "part__head")
        .child(el("h2").text(title))
        .child(
            Button::icon_only("Close", Icon::Close)
                .small()
                .on_press(close),
        )
}
