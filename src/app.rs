//! The shell: reads the configuration, provides what outlives a page, and draws the page of the
//! address. No logic of its own.

mod bars;
mod frame;
mod locked;
mod pages;
mod palette;
mod start;
mod support;
mod tray;
mod version;

use leptos::prelude::*;

use self::frame::{frame, sign_out};
use self::locked::locked;
use self::start::{Started, config_problem, read_config};
use crate::browser::dom::{El, drawn, el, follow, nothing, several, tagged};
use crate::browser::location::{AddressBar, History};
use crate::browser::{element, location, page, task};
use crate::config::Config;
use crate::features::connections::{sign_in_again, sign_in_page};
use crate::route::{Platform, Route};
use crate::state::clock::Clock;
use crate::state::connection::Status;
use crate::state::leaving::Leaving;
use crate::state::links::{Links, use_links};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::{Session, use_session};
use crate::state::tasks::Tasks;
use crate::state::{expiry, lock, network, title};
use crate::ui::button::Button;
use crate::ui::empty::empty;

pub fn app() -> El {
    let base = page::base_path();
    let started = RwSignal::new(None);
    let opened = Route::parse(&location::current().path, &base);
    if let Some(part) = pages::fetch(&opened) {
        // It comes beside the configuration; when it does not, the page says so once it is drawn.
        task::start(async move {
            let _ = part.await;
        });
    }
    task::start({
        let base = base.clone();
        async move { started.set(Some(read_config(base).await)) }
    });
    drawn(move || match started.get() {
        None => nothing(),
        Some(Started::Ready(config)) => ready(*config, base.clone()),
        Some(Started::Broken(trouble)) => config_problem(trouble),
    })
}

fn ready(config: Config, base: String) -> El {
    let session = Session::new(config);
    let bar = AddressBar::install(base.clone());
    let links = Links::new(bar, base, session);
    let lists = Lists::new();
    provide_context(session);
    provide_context(links);
    provide_context(lists);
    let (clock, leaving) = (Clock::start(), Leaving::start(session));
    provide_context(clock);
    provide_context(leaving);
    network::follow(session);
    lock::start(session, clock);
    expiry::start();
    provide_context(Tasks::start(session));
    provide_context(support::help());

    let wanted = links.parameter("env");
    follow(move || {
        let name = wanted.get();
        untrack(|| enter(session, lists, &name));
    });
    // Whoever signs out takes the servers' answers along.
    follow(move || {
        for connection in session.both() {
            let is_left = |status: &Status| *status == Status::SignedOut;
            if connection.status.with(is_left) {
                untrack(|| lists.clear_of(connection.platform));
            }
        }
    });
    let main = el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .word_of("class", move || page_class(&links.route()))
        .child(page());
    let skip = tagged("a", "skip")
        .attr("href", "#main")
        .text("Skip to content");
    let lock = locked(move || sign_out(session, leaving, links));
    several([skip, frame(main), lock, sign_in_again()])
}

/// Enters the environment that the address means. The answers of another one do not stay.
fn enter(session: Session, lists: Lists, name: &str) {
    if session.choose(name) {
        lists.clear();
    }
}

/// Lists fill the window and scroll by themselves.
fn page_class(route: &Route) -> &'static str {
    match route {
        Route::Profiles
        | Route::Numbers
        | Route::DialPlans
        | Route::Drift
        | Route::Services
        | Route::VoiceProfiles
        | Route::Tasks
        | Route::Activity
        | Route::Journal => "page page--fill",
        Route::SignIn => "page page--gate",
        Route::Overview
        | Route::Profile(_)
        | Route::NewService
        | Route::Service(_)
        | Route::NewVoiceProfile
        | Route::CompareVoiceProfiles
        | Route::VoiceProfile(_)
        | Route::Doctor
        | Route::DeviceData
        | Route::About
        | Route::NotFound => "page",
    }
}

/// What is drawn for an address; parameters of a page do not draw it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Overview,
    SignIn,
    Profiles,
    Profile,
    Numbers,
    DialPlans,
    Drift,
    Services,
    NewService,
    Service,
    VoiceProfiles,
    NewVoiceProfile,
    CompareVoiceProfiles,
    VoiceProfile,
    Tasks,
    Activity,
    Journal,
    Doctor,
    DeviceData,
    About,
    NotConfigured(Platform),
    NotFound,
}

fn page() -> El {
    let (session, lists) = (use_session(), use_lists());
    let links = use_links();
    let screen = Memo::new(move |_| {
        let route = links.route();
        if let Some(platform) = route.needs() {
            let status = session.connection(platform).status;
            if status.with(|status| *status == Status::NotConfigured) {
                return Some(Screen::NotConfigured(platform));
            }
            if !status.with(Status::is_open) {
                return None;
            }
        }
        // The overview has nothing to show without any session.
        let has_any = session
            .both()
            .iter()
            .any(|connection| connection.status.with(Status::is_open));
        match route {
            Route::Overview => has_any.then_some(Screen::Overview),
            Route::SignIn => Some(Screen::SignIn),
            Route::Profiles => Some(Screen::Profiles),
            Route::Profile(_) => Some(Screen::Profile),
            Route::Numbers => Some(Screen::Numbers),
            Route::DialPlans => Some(Screen::DialPlans),
            Route::Drift => Some(Screen::Drift),
            Route::VoiceProfiles => Some(Screen::VoiceProfiles),
            Route::NewVoiceProfile => Some(Screen::NewVoiceProfile),
            Route::CompareVoiceProfiles => Some(Screen::CompareVoiceProfiles),
            Route::VoiceProfile(_) => Some(Screen::VoiceProfile),
            Route::Services => Some(Screen::Services),
            Route::NewService => Some(Screen::NewService),
            Route::Service(_) => Some(Screen::Service),
            Route::Tasks => Some(Screen::Tasks),
            Route::Activity => Some(Screen::Activity),
            Route::Journal => Some(Screen::Journal),
            Route::Doctor => Some(Screen::Doctor),
            Route::DeviceData => Some(Screen::DeviceData),
            Route::About => Some(Screen::About),
            Route::NotFound => Some(Screen::NotFound),
        }
    });
    // A page without its session leads to the sign-in page, and back. The address may just have
    // changed to that of another environment.
    let meant = links.parameter("env");
    follow(move || {
        if screen.get().is_some() {
            return;
        }
        untrack(|| {
            enter(session, lists, &meant.get());
            if screen.get().is_none() {
                links.go_to(&links.sign_in_and_return(), History::Replace);
            }
        });
    });
    // Screen readers hear where they are: the heading takes the focus, the tab its name.
    // What a list writes into its address while somebody types is no other page.
    let path = Memo::new(move |_| links.route().path());
    let is_first = StoredValue::new(true);
    follow(move || {
        path.get();
        if screen.get().is_none() {
            return;
        }
        untrack(|| title::set(links.route().name(), session));
        if is_first.get_value() {
            is_first.set_value(false);
            return;
        }
        request_animation_frame(element::focus_heading);
    });
    drawn(move || {
        // The same page of another environment is another page.
        session.track_choice();
        let screen = screen.get();
        untrack(|| screen.map_or_else(nothing, |screen| draw(screen, links)))
    })
}

fn draw(screen: Screen, links: Links) -> El {
    match screen {
        Screen::Overview => pages::overview(),
        Screen::SignIn => sign_in_page(),
        Screen::Profiles => pages::profiles(),
        Screen::Profile => pages::profile(),
        Screen::Numbers => pages::numbers(),
        Screen::DialPlans => pages::dial_plans(),
        Screen::Drift => pages::drift(),
        Screen::VoiceProfiles => pages::voice_profiles(),
        Screen::NewVoiceProfile => pages::new_voice_profile(),
        Screen::CompareVoiceProfiles => pages::compare_voice_profiles(),
        Screen::VoiceProfile => pages::voice_profile(),
        Screen::Services => pages::services(),
        Screen::NewService => pages::new_service(),
        Screen::Service => pages::service(),
        Screen::Tasks => pages::tasks(),
        Screen::Activity => pages::activity(),
        Screen::Journal => pages::journal(),
        Screen::Doctor => pages::doctor(),
        Screen::DeviceData => pages::device_data(),
        Screen::About => pages::about(),
        Screen::NotConfigured(platform) => without_page(
            links.route().name(),
            &format!("{} is not configured", platform.name()),
            "This environment has no address for it. Whoever deployed Cordboard can add one to config.json.",
        ),
        Screen::NotFound => without_page(
            "Page not found",
            "No page has this address",
            "The link may be cut off, or from another version of Cordboard.",
        ),
    }
}

/// A page that can only say why there is none.
fn without_page(heading: &str, title: &str, reason: &str) -> El {
    let links = use_links();
    let heading = el("h1").attr("tabindex", "-1").text(heading);
    let home = Button::new("Go to the overview").link(&links.to(&Route::Overview));
    several([
        tagged("div", "page__head").child(tagged("div", "page__title").child(heading)),
        empty(title, reason).child(home),
    ])
}
