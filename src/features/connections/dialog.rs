//! A session that ends while in use, or soon: the page stays, a dialog asks for new credentials.

use leptos::prelude::*;

use super::form::connect_form;
use crate::browser::dom::{El, Text, el, several, tagged, when};
use crate::state::connection::{Connection, Status};
use crate::state::session::{Session, use_session};
use crate::ui::button::Button;
use crate::ui::dialog::modal;

/// The dialog, which shows itself.
pub fn sign_in_again() -> El {
    let session = use_session();
    let is_open = move || session.both().into_iter().any(is_asked);
    let cancel = move || {
        for connection in untrack(|| session.both()) {
            connection.is_renewing.set(false);
        }
    };
    // One form at a time; what is typed stays when the other session ends meanwhile.
    let of = move |place: usize| {
        let is_next = move || session.both().into_iter().position(is_asked) == Some(place);
        when(is_next, move || content(session, session.both()[place]))
    };
    modal(
        "dialog dialog--narrow",
        "Sign in again",
        is_open,
        cancel,
        move || several([of(0), of(1)]),
    )
}

fn has_ended(connection: Connection) -> bool {
    connection
        .status
        .with(|status| matches!(status, Status::Ended(_)))
}

fn is_asked(connection: Connection) -> bool {
    connection.is_renewing.get() || has_ended(connection)
}

fn content(session: Session, connection: Connection) -> El {
    let name = connection.platform.name();
    let why = move || {
        if !has_ended(connection) {
            return format!(
                "The {name} token is still good. A new one takes its place at once; jobs that run go on with it."
            );
        }
        let why = if session.lock.is_shut() {
            let minutes = session.config().idle_lock.minutes;
            format!(
                "Nobody used Cordboard here for {minutes} minutes, so the {name} token was given up and the page is hidden."
            )
        } else {
            format!("The {name} session has ended.")
        };
        format!(
            "{why} The page behind keeps what you typed; what was being read goes on after signing in."
        )
    };
    let body = tagged("div", "dialog__body")
        .child(el("p").text(Text::of(why)))
        .child(connect_form(connection, || {}));
    let leave = when(
        move || has_ended(connection),
        move || {
            Button::new("Leave and sign out")
                .quiet()
                .on_press(move || connection.sign_out())
        },
    );
    let not_now = when(
        move || !has_ended(connection),
        move || {
            Button::new("Not now")
                .quiet()
                .on_press(move || connection.is_renewing.set(false))
        },
    );
    el("div")
        .child(body)
        .child(tagged("div", "dialog__foot").child(leave).child(not_now))
}
