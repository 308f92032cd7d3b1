//! Removing a profile: what uses it is listed, its name is typed, and it stays at hand.

use std::sync::Arc;

use cordboard_api::ApiError;
use cordboard_api::opentact::voice_profiles::VoiceProfile;
use leptos::prelude::*;

use super::form::Form;
use super::noted;
use super::users::{Kind, Lists};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, words};
use crate::route::{Platform, Query, Route};
use crate::state::links::{Links, use_links};
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::confirm::Typed;
use crate::ui::dialog::modal;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp};
use crate::ui::notice::Notice;

/// The parameter of `/voice-profiles/new` that takes up the removed profile.
pub const RESTORE: &str = "restore";

/// The dialog, open while `is_open`.
pub fn dialog(form: Form, users: Lists, is_open: RwSignal<bool>) -> El {
    let links = use_links();
    let content = move || {
        let base = form.state.with_untracked(|state| state.base.clone());
        match base {
            Some(base) => draw(form, &base, users, is_open, links),
            None => nothing(),
        }
    };
    modal(
        "dialog dialog--narrow",
        "Delete voice profile",
        move || is_open.get(),
        move || is_open.set(false),
        content,
    )
    .attr("role", "alertdialog")
}

fn draw(
    form: Form,
    base: &Arc<VoiceProfile>,
    users: Lists,
    is_open: RwSignal<bool>,
    links: Links,
) -> El {
    let name = if base.name.is_empty() {
        base.uuid.as_str().to_owned()
    } else {
        base.name.clone()
    };
    let typed = Typed::new("delete-name", name.clone());
    let (notice, is_busy) = (RwSignal::new(None), RwSignal::new(false));
    let send = {
        let base = Arc::clone(base);
        move || {
            if !is_busy.get_untracked() && typed.is_right() {
                notice.set(None);
                remove(form, Arc::clone(&base), notice, is_busy, links);
            }
        }
    };
    let trouble = drawn(move || match notice.get() {
        Some(notice) => Alert::new(notice).draw(),
        None => nothing(),
    });
    let where_ = untrack(|| form.session().environment()).name;
    let body = tagged("div", "dialog__body")
        .child(trouble)
        .child(el("p").text(format!(
            "{name} will be removed from {where_}. It stays at hand in this tab, to be created anew with another id."
        )))
        .child(used_by(users))
        .child(typed.field("Name of the voice profile", "delete it"));
    let label = move || {
        if is_busy.get() {
            "Deleting…"
        } else {
            "Delete"
        }
        .to_owned()
    };
    let foot = tagged("div", "dialog__foot")
        .child(
            Button::new(Text::of(label))
                .danger()
                .submit(move || is_busy.get()),
        )
        .child(tagged("span", "push"))
        .child(
            Button::new("Cancel")
                .quiet()
                .on_press(move || is_open.set(false)),
        );
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent();
            send();
        })
        .child(body)
        .child(foot)
}

/// What will lose its profile.
fn used_by(users: Lists) -> El {
    let list = |kind: Kind| {
        drawn(move || {
            let users = users.of(kind).get();
            let lines = match &users.rows {
                None => several([el("li").text("Not known.")]),
                Some(rows) if rows.is_empty() => several([el("li").text("None.")]),
                Some(rows) => several(rows.iter().map(|own| el("li").text(own.name.as_str()))),
            };
            several([
                el("h3").text(format!("{} that use it", kind.title())),
                tagged("ul", "used-by").child(lines),
            ])
        })
    };
    el("div")
        .child(list(Kind::SipConnections))
        .child(list(Kind::ControlApps))
}

fn remove(
    form: Form,
    base: Arc<VoiceProfile>,
    notice: RwSignal<Option<Notice>>,
    is_busy: RwSignal<bool>,
    links: Links,
) {
    let Some(client) = form.session().opentact() else {
        return;
    };
    is_busy.set(true);
    crate::browser::task::start(async move {
        let mut outcome = noted::remove(form.session(), &client, &base).await;
        // No answer says nothing: whether the profile is still there does.
        if let Err(error) = &outcome
            && error.leaves_open()
            && matches!(
                client.voice_profile(&base.uuid).await,
                Err(ApiError::NotFound(_))
            )
        {
            outcome = Ok(());
        }
        is_busy.try_set(false);
        match outcome {
            Ok(()) => {
                form.forget();
                form.lists().removed_voice_profile.set(Some(base));
                form.lists().outdate_voice_profiles();
                links.go(&Route::VoiceProfiles);
            }
            Err(error) => {
                let is_open = error.leaves_open();
                let what = if is_open {
                    "Whether the voice profile was deleted is not known"
                } else {
                    "The voice profile was not deleted"
                };
                let mut said = form.session().explain(what, Platform::OpenTact, &error);
                if is_open {
                    "It could still be read, or not be read at all. Look at the list before trying again."
                        .clone_into(&mut said.advice);
                }
                notice.try_set(Some(said));
            }
        }
    });
}

/// What the list says after a removal, with the way back.
pub fn at_hand() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    drawn(move || {
        let Some(removed) = lists.removed_voice_profile.get() else {
            return nothing();
        };
        let restore = (!session.environment().read_only).then(|| {
            let query = Query::default().with(RESTORE, &["1"]);
            let target = links.to_with(&Route::NewVoiceProfile, query);
            Button::new("Restore as a new profile")
                .small()
                .on_press(move || links.go_to(&target, crate::browser::location::History::Push))
        });
        let body = tagged("div", "alert__body")
            .child(tagged("p", "alert__title").text(format!("{} was deleted", removed.name)))
            .child(el("p").child(words(
                "Its values stay at hand until this tab is closed. A restored profile gets a new id.",
            )))
            .child(tagged("div", "row").maybe(restore));
        let alert = tagged("div", "alert alert--positive")
            .attr("role", "group")
            .attr("aria-label", "Deleted voice profile")
            .child(lamp(Lamp::Done))
            .child(body)
            .child(
                Button::icon_only("Close", Icon::Close)
                    .small()
                    .on_press(move || lists.removed_voice_profile.set(None)),
            );
        tagged("div", "page__alert").child(alert)
    })
}
