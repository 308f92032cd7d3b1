//! `/sign-in`: connect to one platform or both, then go on.

use leptos::prelude::*;

use super::form::{connect_form, seconds_to_milliseconds};
use super::unfinished;
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::location::History;
use crate::browser::{intl, task};
use crate::parts::part;
use crate::route::{Platform, Route};
use crate::state::clock::use_clock;
use crate::state::connection::{Account, Connection, Status};
use crate::state::leaving::use_leaving;
use crate::state::links::{Links, use_links};
use crate::state::session::use_session;
use crate::ui::button::Button;
use crate::ui::lamp::{Lamp, signal};

type Draw = fn() -> El;

// Few people sign out by hand, and only they need it.
part!(unfinished: load_unfinished -> Draw = unfinished::panel);

/// Where signing in leads to.
#[derive(Clone, Copy)]
struct Target {
    links: Links,
}

impl Target {
    fn route(self) -> Route {
        self.links
            .next()
            .map_or(Route::Overview, |target| self.links.route_of(&target))
    }

    fn go(self) {
        let target = untrack(|| self.links.next());
        let target = target.unwrap_or_else(|| untrack(|| self.links.to(&Route::Overview)));
        self.links.go_to(&target, History::Replace);
    }

    /// Goes on when the page that waits can be shown now.
    fn go_if_open(self, platform: Platform) {
        if untrack(|| self.route())
            .needs()
            .is_none_or(|needed| needed == platform)
        {
            self.go();
        }
    }

    fn button(self) -> El {
        let label = Text::of(move || format!("Go to {}", self.route().name()));
        Button::new(label).primary().on_press(move || self.go())
    }
}

pub fn sign_in_page() -> El {
    let session = use_session();
    let target = Target { links: use_links() };
    let lead = move || {
        format!(
            "Connect to one or both. Each page needs only its own API. You will go on to {}.",
            target.route().name()
        )
    };
    let head = tagged("div", "stack stack--tight")
        .child(el("h1").attr("tabindex", "-1").text("Sign in"))
        .child(tagged("p", "gate__lead").text(Text::of(lead)));
    let forms = drawn(move || {
        let panels = session
            .both()
            .map(|connection| platform_panel(connection, target));
        tagged("div", "gate__forms").children(panels)
    });
    let leaving = use_leaving();
    let unfinished = when(move || leaving.has_left.get(), unfinished_work);
    tagged("div", "gate").child(head).child(forms).child(unfinished).child(tagged("p", "quiet").text(
        "Tokens stay in this tab's memory and go only to the address they were given for. \u{201c}Keep for this tab\u{201d} stores the token until the tab closes; a duplicated tab keeps it too.",
    ))
}

fn unfinished_work() -> El {
    let panel = RwSignal::new(None);
    task::start(async move {
        panel.try_set(Some(load_unfinished().await));
    });
    drawn(move || match panel.get() {
        Some(Ok(draw)) => untrack(draw),
        // Without it everything stays, as it would anyway.
        Some(Err(_)) | None => nothing(),
    })
}

/// One platform: its form, or who is signed in.
fn platform_panel(connection: Connection, target: Target) -> El {
    let name = connection.platform.name();
    // A form that is being used must not be drawn anew.
    let has_form = Memo::new(move |_| {
        connection
            .status
            .with(|status| matches!(status, Status::SignedOut | Status::Ended(_)))
    });
    drawn(move || {
        if has_form.get() {
            return untrack(|| {
                connect_form(connection, move || target.go_if_open(connection.platform))
            });
        }
        match connection.status.get() {
            Status::SignedIn(account) => connected(connection, &account, target),
            Status::Gateway | Status::GatewayEnded => panel(name, None)
                .child(body().child(el("p").text(
                    "A gateway of this site signs you in. There is nothing to enter here.",
                )).child(tagged("div", "row").child(target.button()))),
            Status::NotConfigured | Status::SignedOut | Status::Ended(_) => panel(name, None).child(body().child(tagged("p", "second").text(format!(
                "{name} is not configured in this environment. Whoever deployed Cordboard can add it to config.json."
            )))),
        }
    })
}

fn panel(name: &str, state: Option<El>) -> El {
    let head = tagged("div", "panel__head")
        .child(el("h2").text(name))
        .maybe(state);
    tagged("section", "panel")
        .attr("aria-label", name)
        .child(head)
}

fn body() -> El {
    tagged("div", "panel__body")
}

fn connected(connection: Connection, account: &Account, target: Target) -> El {
    let clock = use_clock();
    let name = connection.platform.name();
    let until = account.until;
    let ends = move || match until {
        Some(until) => {
            let minutes = (until - clock.now()).max(0) / 60;
            format!(
                "{}, in {minutes} min",
                intl::local_time(seconds_to_milliseconds(until))
            )
        }
        None => "Not stated by the token".to_owned(),
    };
    let mut facts = tagged("dl", "facts")
        .child(el("dt").text("Signed in as"))
        .child(tagged("dd", "strong").text(account.who.as_str()));
    let base_url = connection.base_url().map(|base| base.to_string());
    for (label, value) in [
        ("Tenant", account.tenant.as_ref()),
        ("Audience", account.audience.as_ref()),
        ("Base URL", base_url.as_ref()),
    ] {
        if let Some(value) = value {
            facts = facts
                .child(el("dt").text(label))
                .child(tagged("dd", "mono").text(value.as_str()));
        }
    }
    let facts = facts
        .child(el("dt").text("Ends"))
        .child(el("dd").text(Text::of(ends)));
    let leave = Button::new(format!("Sign out of {name}"));
    let row = tagged("div", "row")
        .child(target.button())
        .child(leave.quiet().on_press(move || connection.sign_out()));
    panel(name, Some(signal(Lamp::Ok, "Connected", 0))).child(
        body()
            .child(facts)
            .child(
                tagged("p", "quiet")
                    .text("These claims are read from the token, not verified here."),
            )
            .child(row),
    )
}
