//! The shell: reads the configuration, provides what outlives a page, and draws the page of the
//! address. No logic of its own.

mod frame;
mod start;

use leptos::prelude::*;

use self::frame::Frame;
use self::start::{ConfigProblem, Started, read_config};
use crate::browser::location::{AddressBar, History};
use crate::browser::{element, page};
use crate::config::Config;
use crate::features::calling_profiles::{DetailPage, ListPage};
use crate::features::connections::{SignInAgain, SignInPage};
use crate::features::overview::OverviewPage;
use crate::route::{Platform, Route};
use crate::state::clock::Clock;
use crate::state::links::{Links, use_links};
use crate::state::lists::Lists;
use crate::state::session::{Session, Status, use_session};
use crate::state::title;
use crate::ui::dynamic::{drawn, follow, word};
use crate::ui::empty::Empty;

#[component]
pub fn App() -> impl IntoView {
    let base = page::base_path();
    let started = LocalResource::new({
        let base = base.clone();
        move || read_config(base.clone())
    });
    let base = StoredValue::new(base);
    move || {
        started.get().map(|started| match started {
            Started::Ready(config) => {
                view! { <Ready config=*config base=base.get_value() /> }.into_any()
            }
            Started::Broken(problem) => view! { <ConfigProblem problem /> }.into_any(),
        })
    }
}

#[component]
fn Ready(config: Config, base: String) -> impl IntoView {
    let session = Session::new(config);
    let bar = AddressBar::install(base.clone());
    let links = Links::new(bar, base, session);
    let lists = Lists::new();
    provide_context(session);
    provide_context(links);
    provide_context(lists);
    provide_context(Clock::start());

    // The address says which environment is meant; the answers of another one do not stay.
    let wanted = links.parameter("env");
    let first = untrack(|| wanted.get());
    session.choose(&first);
    follow(move || {
        let name = wanted.get();
        if !name.is_empty() {
            session.choose(&name);
        }
    });
    let environment = Memo::new(move |_| session.environment().name);
    Effect::new(move |previous: Option<String>| {
        let name = environment.get();
        if previous.is_some_and(|previous| previous != name) {
            lists.clear();
        }
        name
    });
    view! {
        <a class="skip" href="#main">
            "Skip to content"
        </a>
        <Frame>
            <main class=word(move || page_class(&links.route.get())) id="main" tabindex="-1">
                <Page />
            </main>
        </Frame>
        <SignInAgain />
    }
}

/// Lists fill the window and scroll by themselves.
fn page_class(route: &Route) -> &'static str {
    match route {
        Route::Profiles => "page page--fill",
        Route::SignIn => "page page--gate",
        Route::Overview | Route::Profile(_) | Route::NotFound => "page",
    }
}

/// What is drawn for an address; parameters of a page do not draw it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Overview,
    SignIn,
    Profiles,
    Profile,
    NotConfigured(Platform),
    NotFound,
}

#[component]
fn Page() -> impl IntoView {
    let session = use_session();
    let links = use_links();
    let screen = Memo::new(move |_| {
        let route = links.route.get();
        if let Some(platform) = route.needs() {
            let status = session.connection(platform).status;
            if status.with(|status| *status == Status::NotConfigured) {
                return Some(Screen::NotConfigured(platform));
            }
            if !status.with(Status::is_open) {
                return None;
            }
        }
        Some(match route {
            Route::Overview => Screen::Overview,
            Route::SignIn => Screen::SignIn,
            Route::Profiles => Screen::Profiles,
            Route::Profile(_) => Screen::Profile,
            Route::NotFound => Screen::NotFound,
        })
    });
    // A page without its session leads to the sign-in page, and back.
    follow(move || {
        if screen.get().is_none() {
            links.go_to(&links.sign_in_and_return(), History::Replace);
        }
    });
    // Overview without any session has nothing to show either.
    follow(move || {
        let is_nowhere = session
            .both()
            .iter()
            .all(|connection| !connection.status.with(Status::is_open));
        if is_nowhere && screen.get() == Some(Screen::Overview) {
            links.go_to(&links.sign_in_and_return(), History::Replace);
        }
    });
    // Screen readers hear where they are: the heading takes the focus, the tab its name.
    let place = Memo::new(move |_| (links.route.get(), screen.get()));
    Effect::new(move |previous: Option<()>| {
        let (route, screen) = place.get();
        if screen.is_none() {
            return;
        }
        title::set(route.name(), session);
        if previous.is_some() {
            request_animation_frame(|| {
                element::focus_first("h1");
            });
        }
    });
    let profile_id = Signal::derive(move || match links.route.get() {
        Route::Profile(id) => id,
        Route::Overview | Route::SignIn | Route::Profiles | Route::NotFound => String::new(),
    });
    drawn(move || match screen.get() {
        None => ().into_any(),
        Some(Screen::Overview) => view! { <OverviewPage /> }.into_any(),
        Some(Screen::SignIn) => view! { <SignInPage /> }.into_any(),
        Some(Screen::Profiles) => view! { <ListPage /> }.into_any(),
        Some(Screen::Profile) => view! { <DetailPage id=profile_id /> }.into_any(),
        Some(Screen::NotConfigured(platform)) => view! { <NotConfigured platform /> }.into_any(),
        Some(Screen::NotFound) => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn NotConfigured(platform: Platform) -> impl IntoView {
    let links = use_links();
    let name = platform.name();
    view! {
        <div class="page__head">
            <div class="page__title">
                <h1 tabindex="-1">{word(move || links.route.get().name())}</h1>
            </div>
        </div>
        <Empty
            title=format!("{name} is not configured")
            reason="This environment has no address for it. Whoever deployed Cordboard can add one to config.json."
        >
            <a class="button" href=links.to(&Route::Overview)>
                "Go to the overview"
            </a>
        </Empty>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let links = use_links();
    view! {
        <div class="page__head">
            <div class="page__title">
                <h1 tabindex="-1">"Page not found"</h1>
            </div>
        </div>
        <Empty
            title="No page has this address"
            reason="The link may be cut off, or from another version of Cordboard."
        >
            <a class="button" href=links.to(&Route::Overview)>
                "Go to the overview"
            </a>
        </Empty>
    }
}
