//! `/profiles/{id}`: one profile, findings first, everything the server returned at the side.

use leptos::prelude::*;

use super::detail_sections as sections;
use crate::answer::trouble;
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::profiles::rows::Row;
use crate::route::{Platform, Query, Route};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::state::title;
use crate::ui::button::Button;
use crate::ui::code::code;
use crate::ui::empty::empty;
use crate::ui::heading::refresh;
use crate::ui::icon::Icon;
use crate::ui::skeleton::skeleton;

/// The profile of an id, with the ids of its neighbours by name.
fn find<'a>(rows: &'a [Row], id: &str) -> Option<(&'a Row, [Option<String>; 2])> {
    let key = |row: &Row| {
        row.profile()
            .map(|own| (own.name.to_lowercase(), own.id.clone()))
    };
    let found = rows
        .iter()
        .find(|row| row.profile().is_some_and(|own| own.id == id))?;
    let own = key(found);
    let others = rows.iter().filter_map(key);
    let before = others
        .clone()
        .filter(|other| Some(other) < own.as_ref())
        .max();
    let after = others.filter(|other| Some(other) > own.as_ref()).min();
    Some((
        found,
        [before, after].map(|neighbour| neighbour.map(|(_, id)| id)),
    ))
}

pub fn detail_page(id: impl Fn() -> String + Clone + 'static) -> El {
    let session = use_session();
    let lists = use_lists();
    lists.profiles.read_by_page();
    lists.want_profiles(session);

    let has_profile = {
        let id = id.clone();
        move || find(&lists.profile_rows(), &id()).is_some()
    };
    let has_none = {
        let has_profile = has_profile.clone();
        move || lists.profiles.value.with(Option::is_some) && !has_profile()
    };
    let missing = {
        let id = id.clone();
        move || {
            let count = lists.profile_rows().len();
            let reason = format!("None of the {count} profiles has the id {}.", id());
            let all =
                Button::new("See all calling profiles").link(&use_links().to(&Route::Profiles));
            empty("No such calling profile", reason).child(all)
        }
    };
    let what = "The profile could not be read";
    let read = move || lists.read_profiles(session);
    let trouble = trouble(lists.profiles, Platform::LivePlatform, what, read);
    let content = {
        let id = id.clone();
        drawn(move || {
            let rows = lists.profile_rows();
            find(&rows, &id()).map_or_else(nothing, |(row, _)| draw_profile(row, &rows))
        })
    };
    several([
        head(id),
        trouble,
        when(
            move || lists.profiles.is_slow.get() && !has_profile(),
            skeleton,
        ),
        when(has_none, missing),
        content,
    ])
}

fn head(id: impl Fn() -> String + Clone + 'static) -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());

    let name = {
        let id = id.clone();
        move || {
            let rows = lists.profile_rows();
            let profile = find(&rows, &id()).and_then(|(row, _)| row.profile());
            let name = profile
                .map(|own| own.name.clone())
                .filter(|name| !name.is_empty());
            name.unwrap_or_else(&id)
        }
    };
    let titled = name.clone();
    crate::browser::dom::follow(move || {
        let name = titled();
        untrack(|| title::set(&name, session));
    });
    let crumb = {
        let id = id.clone();
        drawn(move || {
            let all = el("a")
                .attr("href", &links.to(&Route::Profiles))
                .text("All calling profiles");
            let crumb = tagged("p", "crumb").child(all);
            let rows = lists.profile_rows();
            let region = find(&rows, &id()).and_then(|(row, _)| row.region());
            match region {
                None => crumb,
                Some(region) => {
                    let query = Query::default().with("region", &[region]);
                    let href = links.to_with(&Route::Profiles, query);
                    crumb
                        .text(", ")
                        .child(el("a").attr("href", &href).text(region))
                }
            }
        })
    };
    let steps = drawn(move || {
        let found = find(&lists.profile_rows(), &id()).map(|(_, neighbours)| neighbours);
        let [previous, next] = found.unwrap_or_default();
        let step = |label: &str, icon, target: Option<String>| {
            let href = target.map(|id| links.to(&Route::Profile(id)));
            href.map_or_else(nothing, |href| {
                Button::new(label).quiet().small().icon(icon).link(&href)
            })
        };
        several([
            step("Previous", Icon::Previous, previous),
            step("Next", Icon::Next, next),
        ])
    });
    let refresh = refresh(
        move || lists.profiles.is_loading.get(),
        move || lists.read_profiles(session),
    );
    let heading = el("h1").attr("tabindex", "-1").text(Text::of(name));
    tagged("div", "page__head")
        .child(crumb)
        .child(tagged("div", "page__title").child(heading))
        .child(tagged("div", "page__tools").child(steps).child(refresh))
}

fn draw_profile(row: &Row, all: &[Row]) -> El {
    let Some(profile) = row.profile() else {
        return nothing();
    };
    let json = serde_json::to_string_pretty(&profile.raw).unwrap_or_default();
    let main = tagged("div", "stack").children([
        sections::findings(&row.findings),
        sections::trunks(profile),
        sections::offers(profile),
        sections::emergency(profile, all),
        sections::shared(profile, all),
        sections::other_fields(profile),
    ]);
    let side = tagged("div", "stack")
        .child(sections::facts(profile))
        .child(code("As the server returned it", json));
    tagged("div", "columns").child(main).child(side)
}
