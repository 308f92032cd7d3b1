//! Banner and navigation around every page.

use leptos::prelude::*;

use crate::browser::page;
use crate::browser::storage::{self, Keep};
use crate::browser::{element, location};
use crate::config::Kind;
use crate::features::connections;
use crate::route::{Query, Route};
use crate::state::clock::use_clock;
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::{Connection, Status, use_session};
use crate::ui::button::{Button, IconButton, Kind as Looks, Size};
use crate::ui::dynamic::{
    drawn, flag, follow, happened, keyed, maybe, memo_flag, text, when, word,
};
use crate::ui::icon::{Icon, IconView};
use crate::ui::lamp::{Lamp, LampView};

const THEME_KEY: &str = "cordboard:theme";

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let links = use_links();
    let is_menu_open = RwSignal::new(false);
    // Going somewhere closes the menu that led there.
    follow(move || {
        links.route.track();
        is_menu_open.set(false);
    });
    let is_gate = memo_flag(move || links.route.get() == Route::SignIn);
    view! {
        <div class=word(move || if is_gate.get() { "app app--gate" } else { "app" })>
            <Banner is_menu_open is_gate />
            {when(move || !is_gate.get(), move || view! { <Navigation is_open=is_menu_open /> })}
            {children()}
        </div>
    }
}

#[component]
fn Banner(is_menu_open: RwSignal<bool>, is_gate: Memo<bool>) -> impl IntoView {
    let session = use_session();
    let links = use_links();
    let lists = use_lists();
    let is_production = move || session.environment().kind == Kind::Production;
    let has_session = Signal::derive(move || {
        session
            .both()
            .iter()
            .any(|connection| connection.status.with(Status::is_open))
    });
    let sign_out = move || {
        let url = untrack(|| session.environment()).sign_out_url;
        untrack(|| session.sign_out());
        lists.clear();
        match url {
            Some(url) => location::leave(&url),
            None => links.go(&Route::SignIn),
        }
    };
    view! {
        <header class=word(move || if is_production() { "banner banner--production" } else { "banner" })>
            {when(
                move || !is_gate.get(),
                move || {
                    view! {
                        <span class="only-narrow">
                            <IconButton
                                label="Menu"
                                icon=Icon::Menu
                                size=Size::Small
                                on_press=move |_| is_menu_open.update(|is_open| *is_open = !*is_open)
                            />
                        </span>
                    }
                },
            )}
            <a class="brand" href=text(move || links.to(&Route::Overview)) aria-label="Cordboard">
                <Mark />
                <span class="brand__word">"Cordboard"</span>
            </a>
            <EnvironmentChip />
            <span class="banner__gap"></span>
            <ThemeButton />
            {when(
                move || has_session.get(),
                move || {
                    view! {
                        <Button
                            label="Sign out"
                            kind=Looks::Quiet
                            size=Size::Small
                            on_press=move |_| sign_out()
                        />
                    }
                },
            )}
        </header>
    }
}

#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <path
                d="M14.2 4.9A7.25 7.25 0 1 0 13.6 17.4"
                fill="none"
                stroke="currentColor"
                stroke-width="2.25"
                stroke-linecap="round"
            ></path>
            <circle cx="16.1" cy="6.1" r="3.1" fill="currentColor"></circle>
            <circle cx="16.1" cy="15.9" r="2.35" fill="none" stroke="currentColor" stroke-width="1.75"></circle>
        </svg>
    }
}

/// The environment's name, and the choice where there is more than one.
#[component]
fn EnvironmentChip() -> impl IntoView {
    let session = use_session();
    let links = use_links();
    let class = text(move || format!("env env--{}", session.environment().kind.word()));
    let names: Vec<String> = session
        .config()
        .environments
        .iter()
        .map(|environment| environment.name.clone())
        .collect();
    let has_choice = names.len() > 1;
    let change = move |name: String| {
        session.choose(&name);
        let query = Query::default().with("env", &[&name]);
        links.go_to(
            &links.to_with(&Route::Overview, query),
            location::History::Push,
        );
    };
    let choice = has_choice.then(|| {
        let options = names
            .into_iter()
            .map(|name| {
                let own = name.clone();
                view! {
                    <option value=name.clone() prop:selected=flag(move || session.environment().name == own)>
                        {name.clone()}
                    </option>
                }
            })
            .collect_view();
        view! {
            <select
                class="env__select"
                aria-label="Environment"
                on:change=happened(move |event| change(event_target_value(&event)))
            >
                {options}
            </select>
            <IconView icon=Icon::Chevron />
        }
    });
    view! {
        <span class=class>
            {match choice {
                Some(choice) => choice.into_any(),
                None => view! { <span>{text(move || session.environment().name)}</span> }.into_any(),
            }}
            {drawn(move || {
                let environment = session.environment();
                let kind = environment.kind.word();
                let is_said = environment.name.eq_ignore_ascii_case(kind);
                let read_only = environment.read_only.then_some("read only");
                let kind = (!is_said).then_some(kind);
                let words = [kind, read_only].into_iter().flatten().collect::<Vec<_>>().join(", ");
                (!words.is_empty()).then(|| view! { <span class="env__kind">{words}</span> })
            })}
        </span>
    }
}

/// System, light, dark, and round again.
#[component]
fn ThemeButton() -> impl IntoView {
    let theme = RwSignal::new(storage::read(Keep::Device, THEME_KEY).unwrap_or_default());
    let label = Signal::derive(move || match theme.get().as_str() {
        "light" => "Theme: light".to_owned(),
        "dark" => "Theme: dark".to_owned(),
        _ => "Theme: system".to_owned(),
    });
    let turn = move |_| {
        let next = match theme.get_untracked().as_str() {
            "light" => "dark",
            "dark" => "",
            _ => "light",
        };
        theme.set(next.to_owned());
        page::set_root_attribute("data-theme", Some(next).filter(|next| !next.is_empty()));
        if next.is_empty() {
            storage::remove(Keep::Device, THEME_KEY);
        } else {
            storage::write(Keep::Device, THEME_KEY, next);
        }
    };
    view! { <IconButton label icon=Icon::Theme size=Size::Small on_press=turn /> }
}

#[component]
fn Navigation(is_open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let lists = use_lists();
    let profiles = Signal::derive(move || {
        lists
            .profiles
            .value
            .with(|value| value.as_ref().map(|all| all.len().to_string()))
    });
    view! {
        <nav
            class=word(move || if is_open.get() { "nav nav--open" } else { "nav" })
            aria-label="Main"
            on:keydown=keyed(move |event| {
                if event.key() == "Escape" && is_open.get_untracked() {
                    is_open.set(false);
                    element::focus_first("[aria-label=Menu]");
                }
            })
        >
            <NavigationLink route=Route::Overview count=Signal::derive(|| None::<String>) />
            <p class="nav__group">"Operator Connect"</p>
            <NavigationLink route=Route::Profiles count=profiles />
            <div class="nav__foot">
                {drawn(move || session.both().map(|connection| view! { <SessionLine connection /> }))}
            </div>
        </nav>
    }
}

#[component]
fn NavigationLink(route: Route, #[prop(into)] count: Signal<Option<String>>) -> impl IntoView {
    let links = use_links();
    let name = route.name();
    let href = {
        let route = route.clone();
        text(move || links.to(&route))
    };
    let is_here = move || {
        let here = links.route.get();
        match (&route, &here) {
            (Route::Profiles, Route::Profile(_)) => true,
            (own, here) => own == here,
        }
    };
    view! {
        <a class="nav__link" href=href aria-current=maybe(move || is_here().then_some("page"))>
            <span class="nav__jack" aria-hidden="true"></span>
            {name}
            {drawn(move || {
                count.get().map(|count| view! { <span class="nav__count" aria-hidden="true">{count}</span> })
            })}
        </a>
    }
}

/// One API and how long its session lasts.
#[component]
fn SessionLine(connection: Connection) -> impl IntoView {
    let clock = use_clock();
    let line = move || match connection.status.get() {
        Status::NotConfigured => (Lamp::Queued, "not configured".to_owned()),
        Status::SignedOut => (Lamp::Queued, "not signed in".to_owned()),
        Status::Ended(_) => (Lamp::Critical, "session ended".to_owned()),
        Status::Gateway => (Lamp::Ok, "via gateway".to_owned()),
        Status::GatewayEnded => (Lamp::Critical, "gateway asks to sign in".to_owned()),
        Status::SignedIn(account) => (Lamp::Ok, connections::time_left(account.until, clock.now())),
    };
    view! {
        <div class="session">
            {drawn(move || view! { <LampView lamp=line().0 /> })}
            <span>{connection.platform.name()}</span>
            <span class="session__sub">{text(move || line().1)}</span>
        </div>
    }
}
