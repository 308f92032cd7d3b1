//! A session that ends while in use: the page stays, a dialog asks for new credentials.

use leptos::prelude::*;

use super::form::connect_form;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::state::session::{Status, use_session};
use crate::ui::button::Button;
use crate::ui::dialog::modal;

/// The dialog, which shows itself.
pub fn sign_in_again() -> El {
    let session = use_session();
    let ended = move || {
        let ended = |status: &Status| matches!(status, Status::Ended(_));
        session
            .both()
            .into_iter()
            .position(|connection| connection.status.with(ended))
    };
    let content = move || {
        let Some(index) = ended() else {
            return nothing();
        };
        let connection = untrack(|| session.both())[index];
        let why = format!(
            "The {} session has ended. The page behind keeps what you typed; what was being read goes on after signing in.",
            connection.platform.name()
        );
        let body = tagged("div", "dialog__body")
            .child(el("p").text(why))
            .child(connect_form(connection, || {}));
        let leave = Button::new("Leave and sign out")
            .quiet()
            .on_press(move || connection.sign_out());
        el("div")
            .child(body)
            .child(tagged("div", "dialog__foot").child(leave))
    };
    modal(
        "dialog dialog--narrow",
        "Sign in again",
        move || ended().is_some(),
        || {},
        move || drawn(content),
    )
}
