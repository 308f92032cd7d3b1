//! What concerns every page, between the banner and the page: no network, a token about to end,
//! calls that are held back, a new version.

use leptos::prelude::*;

use super::version;
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::location;
use crate::state::clock::{Clock, use_clock};
use crate::state::connection::{Connection, Status};
use crate::state::session::use_session;
use crate::ui::button::Button;
use crate::ui::lamp::{Lamp, lamp};

/// Time enough to fetch a token from wherever it comes from.
const SOON: i64 = 5 * 60;

pub fn bars() -> El {
    let (session, clock) = (use_session(), use_clock());
    let is_offline = move || session.network.is_shut();
    let of_connections = drawn(move || {
        let both = session.both();
        several(both.map(|connection| untrack(|| of_connection(connection, clock))))
    });
    let is_outdated = version::watch();
    let is_put_off = RwSignal::new(false);
    several([
        // What was asked for meanwhile is not lost, so this is all there is to say about it.
        when(is_offline, || {
            bar(
                Lamp::Warning,
                "No network. You stay signed in, what is on screen stays, and reading goes on by itself when the connection is back.",
            )
            .attr("role", "alert")
        }),
        of_connections,
        when(
            move || is_outdated.get() && !is_put_off.get(),
            move || new_version(is_put_off),
        ),
    ])
}

fn bar(shown: Lamp, text: impl crate::browser::dom::Put) -> El {
    tagged("div", "bar")
        .child(lamp(shown))
        .child(tagged("span", "bar__text").text(text))
}

fn of_connection(connection: Connection, clock: Clock) -> El {
    let name = connection.platform.name();
    let held = connection.pace.held;
    let is_ending = move || left(connection, clock).is_some_and(|left| left <= SOON);
    several([
        when(is_ending, move || {
            let words = move || match left(connection, clock) {
                Some(..=0) => format!("The {name} token has expired. Nothing typed or staged is lost."),
                Some(left @ 1..60) => format!("The {name} token ends in {left} s."),
                Some(left) => format!("The {name} token ends in {} min.", left / 60),
                None => String::new(),
            };
            let renew = Button::new(format!("Renew {name}")).small();
            bar(Lamp::Warning, Text::of(words))
                .child(renew.on_press(move || connection.is_renewing.set(true)))
        }),
        el("div").attr("aria-live", "polite").child(when(
            move || held.get() > 0,
            move || {
                let words = move || {
                    let calls = match held.get() {
                        1 => "1 call waits".to_owned(),
                        many => format!("{many} calls wait"),
                    };
                    format!("{calls}: {name} gets no more at a time than config.json allows in 10 seconds.")
                };
                bar(Lamp::Running, Text::of(words))
            },
        )),
    ])
}

/// Seconds until the token of a session ends, as far as it says; tracked.
fn left(connection: Connection, clock: Clock) -> Option<i64> {
    let now = clock.now();
    connection.status.with(|status| match status {
        Status::SignedIn(account) => account.until.map(|until| (until - now).max(0)),
        Status::NotConfigured
        | Status::SignedOut
        | Status::Ended(_)
        | Status::Gateway
        | Status::GatewayEnded => None,
    })
}

fn new_version(is_put_off: RwSignal<bool>) -> El {
    let session = use_session();
    let is_in_memory = move || {
        let mut both = session.both().into_iter();
        both.any(Connection::is_lost_on_reload)
    };
    let sign_in = drawn(move || {
        if is_in_memory() {
            el("span").text(" You will be asked to sign in again.")
        } else {
            nothing()
        }
    });
    bar(
        Lamp::Info,
        "A new version of Cordboard is there. Changes, drafts and tasks are kept on this device.",
    )
    .child(sign_in)
    .child(
        Button::new("Load the new version")
            .small()
            .on_press(location::reload),
    )
    .child(
        Button::new("Later")
            .small()
            .quiet()
            .on_press(move || is_put_off.set(true)),
    )
}
