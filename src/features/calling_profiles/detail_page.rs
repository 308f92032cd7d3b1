//! `/profiles/{id}`: one profile, findings first, everything the server returned at the side.

use std::sync::Arc;

use cordboard_api::live::calling_profiles::CallingProfile;
use leptos::prelude::*;

use super::detail_sections::{Emergency, Facts, Findings, Offers, OtherFields, Shared, Trunks};

use crate::profiles::rows::Row;
use crate::route::{Platform, Query, Route};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::{Button, Kind, Size};
use crate::ui::code::Code;
use crate::ui::dynamic::{drawn, follow, text, when};
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconView};
use crate::ui::skeleton::Skeleton;

/// The page's profile and its place among the others.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    row: Row,
    previous: Option<String>,
    next: Option<String>,
}

fn find(rows: &[Row], id: &str) -> Option<Found> {
    let mut profiles: Vec<&Row> = rows.iter().filter(|row| row.profile().is_some()).collect();
    profiles.sort_by_key(|row| row.profile().map(|profile| profile.name.to_lowercase()));
    let id_at = |place: usize| Some(profiles.get(place)?.profile()?.id.clone());
    let place = profiles
        .iter()
        .position(|row| row.profile().is_some_and(|own| own.id == id))?;
    Some(Found {
        row: profiles[place].clone(),
        previous: place.checked_sub(1).and_then(id_at),
        next: id_at(place + 1),
    })
}

#[component]
pub fn DetailPage(#[prop(into)] id: Signal<String>) -> impl IntoView {
    let session = use_session();
    let lists = use_lists();
    let links = use_links();
    lists.profiles.read_by_page();
    follow(move || lists.want_profiles(session));
    let rows = lists.profile_rows;
    let found = Memo::new(move |_| find(&rows.get(), &id.get()));
    let title = Signal::derive(move || {
        found.with(|found| {
            let name = found
                .as_ref()
                .and_then(|found| found.row.profile())
                .map(|own| own.name.clone());
            name.filter(|name| !name.is_empty())
                .unwrap_or_else(|| id.get())
        })
    });
    follow(move || crate::state::title::set(&title.get(), session));
    let region = move || found.with(|found| found.as_ref()?.row.region().map(str::to_owned));
    let step = move |label: &'static str, icon: Icon, target: Option<String>| {
        target.map(|id| {
            view! {
                <a class="button button--quiet button--small" href=links.to(&Route::Profile(id))>
                    <IconView icon />
                    {label}
                </a>
            }
        })
    };
    view! {
        <div class="page__head">
            <p class="crumb">
                <a href=text(move || links.to(&Route::Profiles))>"All calling profiles"</a>
                {drawn(move || {
                    region()
                        .map(|region| {
                            let query = Query::default().with("region", &[&region]);
                            view! {
                                ", "
                                <a href=links.to_with(&Route::Profiles, query)>{region.clone()}</a>
                            }
                        })
                })}
            </p>
            <div class="page__title">
                <h1 tabindex="-1">{title}</h1>
            </div>
            <div class="page__tools">
                {drawn(move || {
                    found
                        .with(|found| {
                            let found = found.as_ref()?;
                            Some(
                                (
                                    step("Previous", Icon::Previous, found.previous.clone()),
                                    step("Next", Icon::Next, found.next.clone()),
                                ),
                            )
                        })
                })}
                <Button
                    label="Refresh"
                    kind=Kind::Quiet
                    size=Size::Small
                    icon=Icon::Refresh
                    is_busy=lists.profiles.is_loading
                    on_press=move |_| lists.read_profiles(session)
                />
            </div>
        </div>
        {drawn(move || {
            lists
                .profiles
                .error
                .get()
                .map(|error| {
                    let notice = session
                        .explain("The profile could not be read", Platform::LivePlatform, &error);
                    view! {
                        <div class="page__alert">
                            <Alert
                                notice
                                on_try_again=Callback::new(move |()| lists.read_profiles(session))
                                on_close=Callback::new(move |()| lists.profiles.error.set(None))
                            />
                        </div>
                    }
                })
        })}
        {when(move || lists.profiles.is_slow.get() && found.with(Option::is_none), move || { view! { <Skeleton /> } })}
        {when(move || {
            lists.profiles.value.with(Option::is_some) && found.with(Option::is_none)
        }, move || { view! { <Empty
                title="No such calling profile"
                reason=format!("None of the {} profiles has the id {}.", rows.get().len(), id.get())
            >
                <a class="button" href=links.to(&Route::Profiles)>
                    "See all calling profiles"
                </a>
            </Empty> } })}
        {drawn(move || {
            found
                .get()
                .and_then(|found| {
                    let profile = Arc::new(found.row.profile()?.clone());
                    let all = rows.get();
                    Some(view! { <Profile profile row=found.row.clone() all /> })
                })
        })}
    }
}

#[component]
fn Profile(profile: Arc<CallingProfile>, row: Row, all: Arc<Vec<Row>>) -> impl IntoView {
    let json = serde_json::to_string_pretty(&profile.raw).unwrap_or_default();
    view! {
        <div class="columns">
            <div class="stack">
                <Findings findings=row.findings />
                <Trunks profile=Arc::clone(&profile) />
                <Offers profile=Arc::clone(&profile) />
                <Emergency profile=Arc::clone(&profile) all=Arc::clone(&all) />
                <Shared profile=Arc::clone(&profile) all />
                <OtherFields profile=Arc::clone(&profile) />
            </div>
            <div class="stack">
                <Facts profile />
                <Code title="As the server returned it" text=json />
            </div>
        </div>
    }
}
