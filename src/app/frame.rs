//! Banner and navigation around every page.

use leptos::prelude::*;

use super::bars::bars;
use super::palette::opener;
use super::tray::tray;
use crate::browser::dom::{El, Text, drawn, el, nothing, svg, tagged, when};
use crate::browser::storage::{self, Keep};
use crate::browser::{element, location, page};
use crate::config::Kind;
use crate::features::connections;
use crate::route::Route;
use crate::state::clock::use_clock;
use crate::state::connection::{Connection, Status};
use crate::state::leaving::{Leaving, use_leaving};
use crate::state::links::{Links, use_links};
use crate::state::lists::use_lists;
use crate::state::session::{Session, use_session};
use crate::state::tasks::use_tasks;
use crate::ui::button::Button;
use crate::ui::filters::option;
use crate::ui::icon::{Icon, icon};
use crate::ui::lamp::{Lamp, lamp};

const THEME_KEY: &str = "cordboard:theme";

/// Draws the frame around the page.
pub fn frame(content: El) -> El {
    let links = use_links();
    let is_menu_open = RwSignal::new(false);
    // Going somewhere closes the menu that led there.
    crate::browser::dom::follow(move || {
        links.route();
        is_menu_open.set(false);
    });
    let is_gate = move || links.route() == Route::SignIn;
    let session = use_session();
    el("div")
        .word_of("class", move || match (is_gate(), session.lock.is_shut()) {
            (_, true) => "app app--locked",
            (true, false) => "app app--gate",
            (false, false) => "app",
        })
        .child(banner(is_menu_open, is_gate))
        .child(when(move || !is_gate(), move || navigation(is_menu_open)))
        .child(tagged("div", "stage").child(bars()).child(content))
        .child(ends_of_tasks())
}

/// A task that ends is heard on every page.
fn ends_of_tasks() -> El {
    // No "status": the page's own count is the only one there is to look for.
    tagged("div", "hidden-text")
        .attr("aria-live", "polite")
        .text(use_tasks().said)
}

fn banner(is_menu_open: RwSignal<bool>, is_gate: impl Fn() -> bool + 'static) -> El {
    let session = use_session();
    let links = use_links();
    let is_production = move || session.environment().kind == Kind::Production;
    let menu = move || {
        let button = Button::icon_only("Menu", Icon::Menu).small();
        let button = button.on_press(move || is_menu_open.update(|is_open| *is_open = !*is_open));
        tagged("span", "only-narrow").child(button)
    };
    let brand = tagged("a", "brand")
        .attr_of("href", move || Some(links.to(&Route::Overview)))
        .attr("aria-label", "Cordboard")
        .child(mark())
        .child(tagged("span", "brand__word").text("Cordboard"));
    let has_session = move || {
        session
            .both()
            .iter()
            .any(|connection| connection.status.with(Status::is_open))
    };
    let leaving = use_leaving();
    el("header")
        .word_of("class", move || {
            if is_production() {
                "banner banner--production"
            } else {
                "banner"
            }
        })
        .child(when(move || !is_gate(), menu))
        .child(brand)
        .child(environment_chip())
        .child(tagged("span", "banner__gap"))
        .child(when(has_session, move || {
            opener(move || sign_out(session, leaving, links))
        }))
        .child(tray())
        .child(theme_button())
        .child(when(has_session, move || {
            Button::new("Sign out")
                .quiet()
                .small()
                .on_press(move || sign_out(session, leaving, links))
        }))
}

/// Signs out, and goes where this environment wants people to go then.
pub fn sign_out(session: Session, leaving: Leaving, links: Links) {
    leaving.sign_out();
    match untrack(|| session.environment()).sign_out_url {
        Some(url) => location::leave(&url),
        None => links.go(&Route::SignIn),
    }
}

fn mark() -> El {
    let circle = |x, y, r| svg("circle").attr("cx", x).attr("cy", y).attr("r", r);
    svg("svg")
        .class("brand__mark")
        .attr("width", "22")
        .attr("height", "22")
        .attr("viewBox", "0 0 22 22")
        .attr("aria-hidden", "true")
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .child(
            svg("path")
                .attr("d", "M14.2 4.9A7.25 7.25 0 1 0 13.6 17.4")
                .attr("stroke-width", "2.25")
                .attr("stroke-linecap", "round"),
        )
        .child(
            circle("16.1", "6.1", "3.1")
                .attr("fill", "currentColor")
                .attr("stroke", "none"),
        )
        .child(circle("16.1", "15.9", "2.35").attr("stroke-width", "1.75"))
}

/// The environment's name, and the choice where there is more than one.
fn environment_chip() -> El {
    let session = use_session();
    let links = use_links();
    let config = session.config();
    // The address chooses. Chosen before it is left, this page would be sent to sign in.
    let change = move |name: String| links.enter(&name);
    let name = if config.environments.len() > 1 {
        let options = drawn(move || {
            let chosen = session.environment().name;
            let names = config
                .environments
                .iter()
                .map(|environment| &environment.name);
            crate::browser::dom::several(names.map(|name| option(name, name, *name == chosen)))
        });
        tagged("select", "env__select")
            .attr("aria-label", "Environment")
            .on("change", move |event| untrack(|| change(event.value())))
            .child(options)
    } else {
        el("span").text(Text::of(move || session.environment().name))
    };
    let kind = drawn(move || {
        let environment = session.environment();
        let kind = environment.kind.word();
        let is_said = environment.name.eq_ignore_ascii_case(kind);
        let words: Vec<&str> = [
            (!is_said).then_some(kind),
            environment.read_only.then_some("read only"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if words.is_empty() {
            nothing()
        } else {
            tagged("span", "env__kind").text(words.join(", "))
        }
    });
    let chip = el("span")
        .attr_of("class", move || {
            Some(format!("env env--{}", session.environment().kind.word()))
        })
        .child(name);
    let has_choice = session.config().environments.len() > 1;
    chip.maybe(has_choice.then(|| icon(Icon::Chevron)))
        .child(kind)
}

/// System, light, dark, and round again.
fn theme_button() -> El {
    let theme = RwSignal::new(storage::read(Keep::Device, THEME_KEY).unwrap_or_default());
    let label = move || match theme.get().as_str() {
        "light" => "Theme: light".to_owned(),
        "dark" => "Theme: dark".to_owned(),
        _ => "Theme: system".to_owned(),
    };
    Button::icon_only(Text::of(label), Icon::Theme)
        .small()
        .on_press(move || {
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
        })
}

fn navigation(is_open: RwSignal<bool>) -> El {
    let session = use_session();
    let lists = use_lists();
    let profiles = move || {
        lists
            .profiles
            .value
            .with(|value| value.as_ref().map(|all| all.len().to_string()))
    };
    let services = move || {
        lists
            .services
            .value
            .with(|value| value.as_ref().map(|all| all.len().to_string()))
    };
    let voice_profiles = move || {
        lists
            .voice_profiles
            .value
            .with(|value| value.as_ref().map(|all| all.len().to_string()))
    };
    let tasks = use_tasks();
    let running = move || {
        Some(tasks.running())
            .filter(|count| *count > 0)
            .map(|count| count.to_string())
    };
    let sessions =
        drawn(move || tagged("div", "nav__foot").children(session.both().map(session_line)));
    el("nav")
        .word_of("class", move || {
            if is_open.get() {
                "nav nav--open"
            } else {
                "nav"
            }
        })
        .attr("aria-label", "Main")
        .on("keydown", move |event| {
            if event.key() == "Escape" && is_open.get_untracked() {
                is_open.set(false);
                element::focus_first("[aria-label=Menu]");
            }
        })
        .child(navigation_link(Route::Overview, || None))
        .child(tagged("p", "nav__group").text("Operator Connect"))
        .child(navigation_link(Route::Profiles, profiles))
        .child(navigation_link(Route::Numbers, || None))
        .child(navigation_link(Route::DialPlans, || None))
        .child(navigation_link(Route::Drift, || None))
        .child(navigation_link(Route::Services, services))
        .child(tagged("p", "nav__group").text("OpenTACT"))
        .child(navigation_link(Route::VoiceProfiles, voice_profiles))
        .child(tagged("p", "nav__group").text("This tab and device"))
        .child(navigation_link(Route::Tasks, running))
        .child(navigation_link(Route::Activity, || None))
        .child(navigation_link(Route::Journal, || None))
        .child(navigation_link(Route::Doctor, || None))
        .child(navigation_link(Route::DeviceData, || None))
        .child(navigation_link(Route::About, || None))
        .child(sessions)
}

fn navigation_link(route: Route, count: impl Fn() -> Option<String> + 'static) -> El {
    let links = use_links();
    let name = route.name();
    let target = route.clone();
    let is_here = move || match (&route, &links.route()) {
        (Route::Profiles, Route::Profile(_))
        | (Route::Services, Route::Service(_) | Route::NewService)
        | (
            Route::VoiceProfiles,
            Route::VoiceProfile(_) | Route::NewVoiceProfile | Route::CompareVoiceProfiles,
        ) => true,
        (own, here) => own == here,
    };
    let count = drawn(move || match count() {
        Some(count) => tagged("span", "nav__count")
            .attr("aria-hidden", "true")
            .text(count),
        None => nothing(),
    });
    tagged("a", "nav__link")
        .attr_of("href", move || Some(links.to(&target)))
        .attr_of("aria-current", move || is_here().then(|| "page".to_owned()))
        .child(tagged("span", "nav__jack").attr("aria-hidden", "true"))
        .text(name)
        .child(count)
}

/// One API and how long its session lasts.
fn session_line(connection: Connection) -> El {
    let clock = use_clock();
    let state = move || match connection.status.get() {
        Status::NotConfigured => (Lamp::Queued, "not configured".to_owned()),
        Status::SignedOut => (Lamp::Queued, "not signed in".to_owned()),
        Status::Ended(_) => (Lamp::Critical, "session ended".to_owned()),
        Status::Gateway => (Lamp::Ok, "via gateway".to_owned()),
        Status::GatewayEnded => (Lamp::Critical, "gateway asks to sign in".to_owned()),
        Status::SignedIn(account) => (Lamp::Ok, connections::time_left(account.until, clock.now())),
    };
    drawn(move || {
        let (shown, words) = state();
        tagged("div", "session")
            .child(lamp(shown))
            .child(el("span").text(connection.platform.name()))
            .child(tagged("span", "session__sub").text(words))
    })
}
