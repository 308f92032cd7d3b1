//! Pages that come when they are first opened: each feature is a part of the program of its own.

use futures::FutureExt as _;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::browser::dom::{El, drawn, el, several, tagged};
use crate::browser::{element, location, task};
use crate::features::about::about_page;
use crate::features::activity::activity_page;
use crate::features::device_data::device_data_page;
use crate::features::doctor::doctor_page;
use crate::features::journal::journal_page;
use crate::features::numbers::numbers_page;
use crate::features::overview::overview_page;
use crate::features::tasks::tasks_page;
use crate::features::{calling_profiles, dial_plans, drift, services, voice_profiles};
use crate::parts::{Missing, part};
use crate::route::Route;
use crate::state::links::use_links;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::skeleton::skeleton;

/// Draws a page.
type Draw = fn() -> El;

/// `page!(PART: NAME, LOAD => DRAW)` makes the function `NAME`, which draws the page as soon as its
/// part is there.
macro_rules! page {
    ($part:ident: $name:ident, $load:ident => $draw:expr) => {
        part!($part: $load -> Draw = $draw);

        pub fn $name() -> El {
            on_demand(Box::pin($load()))
        }
    };
}

page!(overview: overview, load_overview => overview_page);
page!(profiles: profiles, load_profiles => calling_profiles::list_page);
page!(profile: profile, load_profile => || calling_profiles::detail_page(identity()));
page!(numbers: numbers, load_numbers => numbers_page);
page!(dial_plans: dial_plans, load_dial_plans => dial_plans::page);
page!(drift: drift, load_drift => drift::page);
page!(services: services, load_services => services::list_page);
page!(services: new_service, load_new_service => services::new_page);
page!(services: service, load_service => || services::detail_page(identity()));
page!(tasks: tasks, load_tasks => tasks_page);
page!(activity: activity, load_activity => activity_page);
page!(journal: journal, load_journal => journal_page);
page!(doctor: doctor, load_doctor => doctor_page);
page!(device: device_data, load_device_data => device_data_page);
page!(device: about, load_about => about_page);
page!(voice: voice_profiles, load_voice_profiles => voice_profiles::list_page);
page!(voice: new_voice_profile, load_new_voice_profile => voice_profiles::new_page);
page!(voice: compare_voice_profiles, load_voice_comparison => voice_profiles::compare_page);
page!(voice: voice_profile, load_voice_profile => || voice_profiles::detail_page(identity()));

/// Begins to fetch the part that a page is in; nothing when that is there from the start.
pub fn fetch(route: &Route) -> Option<LocalBoxFuture<'static, Result<Draw, Missing>>> {
    Some(match route {
        Route::Overview => Box::pin(load_overview()),
        Route::Profiles => Box::pin(load_profiles()),
        Route::Profile(_) => Box::pin(load_profile()),
        Route::Numbers => Box::pin(load_numbers()),
        Route::DialPlans => Box::pin(load_dial_plans()),
        Route::Drift => Box::pin(load_drift()),
        Route::Services | Route::NewService | Route::Service(_) => Box::pin(load_services()),
        Route::VoiceProfiles
        | Route::NewVoiceProfile
        | Route::CompareVoiceProfiles
        | Route::VoiceProfile(_) => Box::pin(load_voice_profiles()),
        Route::Tasks => Box::pin(load_tasks()),
        Route::Activity => Box::pin(load_activity()),
        Route::Journal => Box::pin(load_journal()),
        Route::Doctor => Box::pin(load_doctor()),
        Route::DeviceData | Route::About => Box::pin(load_device_data()),
        Route::SignIn | Route::NotFound => return None,
    })
}

/// What the address names. A page that is being left still reads it once more.
fn identity() -> impl Fn() -> String + Copy + 'static {
    let links = use_links();
    move || {
        if let Route::Profile(id) | Route::VoiceProfile(id) | Route::Service(id) = links.route() {
            id
        } else {
            String::new()
        }
    }
}

fn on_demand(mut load: LocalBoxFuture<'static, Result<Draw, Missing>>) -> El {
    if let Some(Ok(draw)) = (&mut load).now_or_never() {
        return draw();
    }
    let name = untrack(|| use_links().route()).name();
    let part = RwSignal::new(None);
    task::start(async move {
        let loaded = load.await;
        let has_focus = element::has_focus("h1");
        if part.try_set(Some(loaded)).is_none() && has_focus {
            request_animation_frame(element::focus_heading);
        }
    });
    drawn(move || {
        match part.get() {
        None => several([head(name), skeleton()]),
        Some(Ok(draw)) => untrack(draw),
        Some(Err(Missing)) => several([
            head(name),
            empty(
                "This page did not arrive",
                "The connection failed, or a newer version of Cordboard was deployed. What is typed and staged elsewhere stays.",
            )
            .child(Button::new("Reload").on_press(location::reload)),
        ]),
    }
    })
}

fn head(name: &'static str) -> El {
    let heading = el("h1").attr("tabindex", "-1").text(name);
    tagged("div", "page__head").child(tagged("div", "page__title").child(heading))
}
