//! What stands in for the page while it is locked.

use crate::browser::dom::{El, el, tagged};
use crate::state::lock::unlock;
use crate::state::session::use_session;
use crate::ui::button::Button;
use crate::ui::dialog::modal;

/// The dialog, which shows itself. Where the sessions were given up, Sign in again stands here
/// instead.
pub fn locked(sign_out: impl Fn() + Clone + 'static) -> El {
    let session = use_session();
    let minutes = session.config().idle_lock.minutes;
    let content = move || {
        let why = format!(
            "Nobody used Cordboard here for {minutes} minutes. The page is hidden and no call leaves it: a job that runs goes on with its next step after unlocking. Nothing typed or staged is lost."
        );
        let limits = "This hides the screen only. Whoever leaves this device to others signs out.";
        let body = tagged("div", "dialog__body")
            .child(el("p").text(why))
            .child(tagged("p", "quiet").text(limits));
        let sign_out = sign_out.clone();
        let foot = tagged("div", "dialog__foot")
            .child(Button::new("Sign out").quiet().on_press(sign_out))
            .child(tagged("span", "push"))
            .child(
                Button::new("Unlock")
                    .primary()
                    .on_press(move || unlock(session)),
            );
        el("div").child(body).child(foot)
    };
    modal(
        "dialog dialog--narrow",
        "Locked",
        move || session.lock.is_shut() && !session.has_ended(),
        || {},
        content,
    )
}
