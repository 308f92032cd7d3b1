//! A session that ends while in use: the page stays, a dialog asks for new credentials.

use leptos::prelude::*;

use super::form::ConnectForm;
use crate::state::session::{Status, use_session};
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::dynamic::drawn;

#[component]
pub fn SignInAgain() -> impl IntoView {
    let session = use_session();
    let ended = Memo::new(move |_| {
        let ended = |status: &Status| matches!(status, Status::Ended(_));
        session
            .both()
            .into_iter()
            .position(|connection| connection.status.with(ended))
    });
    let is_open = Signal::derive(move || ended.get().is_some());
    let sign_out = move || {
        if let Some(index) = ended.get_untracked() {
            untrack(|| session.both())[index].sign_out();
        }
    };
    view! {
        <Dialog title="Sign in again" is_open on_cancel=move |()| {} is_narrow=true>
            <div class="dialog__body">
                <p>
                    {drawn(move || {
                        ended
                            .get()
                            .map(|index| {
                                format!(
                                    "The {} session has ended. The page behind keeps what you typed; what was being read goes on after signing in.",
                                    session.both()[index].platform.name(),
                                )
                            })
                    })}
                </p>
                {drawn(move || {
                    ended
                        .get()
                        .map(|index| {
                            let connection = untrack(|| session.both())[index];
                            view! { <ConnectForm connection on_connected=move |()| {} /> }
                        })
                })}
            </div>
            <div class="dialog__foot">
                <Button
                    label="Leave and sign out"
                    kind=Kind::Quiet
                    on_press=move |_| sign_out()
                />
            </div>
        </Dialog>
    }
}
