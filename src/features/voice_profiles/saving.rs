//! What a press sends, and what becomes of its answer. Nothing is sent twice by itself.

use std::sync::Arc;

use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile, VoiceProfileId};
use cordboard_api::{ApiError, OpentactClient};
use leptos::prelude::*;

use super::form::Form;
use super::lost;
use super::model::draft::{Draft, has_taken_place, is_same};
use super::noted;
use super::summary::focus_summary;
use crate::config::Kind;
use crate::route::{Platform, Route};
use crate::state::links::Links;
use crate::state::wire::Wire;
use crate::ui::confirm::Question;
use crate::ui::notice::{Notice, Tone};

pub type Client = OpentactClient<Wire>;

/// A press on the form's main button.
pub fn press(form: Form, links: Links) {
    if form.is_busy.get_untracked() {
        return;
    }
    form.notice.set(None);
    form.said.set(String::new());
    form.leave_all();
    if !untrack(|| form.faults()).is_empty() {
        focus_summary();
        return;
    }
    if !form.is_new && untrack(|| changes_nothing(form)) {
        form.said
            .set("Nothing has changed: nothing was sent.".to_owned());
        return;
    }
    let environment = untrack(|| form.session().environment());
    if environment.kind != Kind::Production {
        send(form, links);
        return;
    }
    let name = form.state.with_untracked(|state| match &state.base {
        Some(base) => base.name.clone(),
        None => state.draft.text(Field::Name).to_owned(),
    });
    let act = if form.is_new { "created" } else { "changed" };
    form.question.set(Some(Question {
        what: format!(
            "The voice profile {name} will be {act} in {}, which is production.",
            environment.name
        ),
        to_type: name,
    }));
}

fn changes_nothing(form: Form) -> bool {
    form.state.with(|state| {
        let patch = state
            .base
            .as_ref()
            .and_then(|base| state.draft.patch(base, form.marks));
        patch.is_some_and(|patch| patch.is_empty())
    })
}

/// Sends the form as it stands.
pub fn send(form: Form, links: Links) {
    let Some(client) = form.session().opentact() else {
        return;
    };
    form.is_busy.set(true);
    crate::browser::task::start(async move {
        if form.is_new {
            create(form, &client, links).await;
        } else {
            save(form, &client).await;
        }
        form.is_busy.try_set(false);
    });
}

fn fail(form: Form, what: &str, error: &ApiError) {
    form.notice.set(Some(form.session().explain(
        what,
        Platform::OpenTact,
        error,
    )));
    if let ApiError::Refused(refusal) = error
        && !refusal.fields.is_empty()
    {
        form.take_refusals(&refusal.fields);
        focus_summary();
    }
}

fn tell(form: Form, tone: Tone, what: &str, error: &ApiError, advice: &str) {
    let notice = form.session().explain(what, Platform::OpenTact, error);
    form.notice.set(Some(Notice {
        tone,
        advice: advice.to_owned(),
        ..notice
    }));
}

const NOT_CREATED: &str = "Whether the voice profile was created is not known";

async fn create(form: Form, client: &Client, links: Links) {
    let lists = form.lists();
    lost::know_before(lists, client).await;
    let find = async |sent: &Draft| lost::find(lists, client, sent, form.marks, &[]).await;
    if let Some(lost) = form.lost.get_value() {
        match find(&lost).await {
            Err(error) => {
                let advice = "An earlier create had no answer, and the list cannot be read to see what became of it. Nothing was sent.";
                tell(form, Tone::Critical, NOT_CREATED, &error, advice);
                return;
            }
            Ok(Some(found)) => {
                form.lost.set_value(None);
                return open(form, links, &found);
            }
            Ok(None) => form.lost.set_value(None),
        }
    }
    let draft = form.state.with_untracked(|state| state.draft.clone());
    let Some(profile) = draft.create(form.marks) else {
        return;
    };
    match noted::create(form.session(), client, &profile).await {
        Ok(Some(created)) => open(form, links, &created.uuid),
        // Created, but the answer does not say which one it is.
        Ok(None) => {
            if let Ok(Some(found)) = find(&draft).await {
                open(form, links, &found);
            } else {
                form.forget();
                links.go(&Route::VoiceProfiles);
            }
        }
        Err(error) if error.leaves_open() => {
            form.lost.set_value(Some(draft.clone()));
            match find(&draft).await {
                Ok(Some(found)) => {
                    form.lost.set_value(None);
                    open(form, links, &found);
                }
                Ok(None) => tell(
                    form,
                    Tone::Warning,
                    NOT_CREATED,
                    &error,
                    "The list was read and has no such profile. It may still come: before another create is sent, the list is searched again.",
                ),
                Err(_) => tell(
                    form,
                    Tone::Warning,
                    NOT_CREATED,
                    &error,
                    "The list could not be read either. It is searched before another create is sent.",
                ),
            }
        }
        Err(error) => fail(form, "The voice profile was not created", &error),
    }
}

fn open(form: Form, links: Links, id: &VoiceProfileId) {
    form.forget();
    form.lists().removed_voice_profile.set(None);
    form.lists().outdate_voice_profiles();
    links.go(&Route::VoiceProfile(id.as_str().to_owned()));
}

async fn save(form: Form, client: &Client) {
    let Some(base) = form.state.with_untracked(|state| state.base.clone()) else {
        return;
    };
    let fresh = match client.voice_profile(&base.uuid).await {
        Ok(fresh) => Arc::new(fresh),
        Err(error) => {
            let what = "Nothing was sent: the profile could not be read before saving";
            return fail(form, what, &error);
        }
    };
    let mut is_changed = false;
    form.state.update(|state| {
        let meanwhile = state.draft.rebase(&base, &fresh, form.marks);
        is_changed = !meanwhile.is_empty();
        state.meanwhile = meanwhile;
        state.base = Some(Arc::clone(&fresh));
    });
    if is_changed {
        return;
    }
    let patch = form
        .state
        .with_untracked(|state| state.draft.patch(&fresh, form.marks));
    let Some(patch) = patch.filter(|patch| !patch.is_empty()) else {
        return;
    };
    let answer = noted::modify(form.session(), client, &fresh, &patch).await;
    let is_whole = |now: &VoiceProfile| {
        let is_changed = |field| patch.changes().any(|(own, _)| own == field);
        has_taken_place(now, &patch)
            && Field::ALL.into_iter().all(|field| {
                is_changed(field) || is_same(now.value(field).as_ref(), fresh.value(field).as_ref())
            })
    };
    let lost = match answer {
        Ok(Some(now)) if is_whole(&now) => return saved(form, now, "Saved."),
        Ok(_) => None,
        Err(error) if error.leaves_open() => Some(error),
        Err(error) => return fail(form, "The voice profile was not saved", &error),
    };
    // No answer, or one that does not show the change: the profile itself tells.
    match (client.voice_profile(&base.uuid).await, lost) {
        (Ok(now), None) if has_taken_place(&now, &patch) => saved(form, now, "Saved."),
        (Ok(now), Some(_)) if has_taken_place(&now, &patch) => saved(
            form,
            now,
            "Saved: the answer got lost, and the profile read again has the change.",
        ),
        (Ok(now), None) => {
            saved(form, now, "");
            form.notice.set(Some(Notice::new(
                Tone::Warning,
                "The server accepted the change and shows other values",
                "The form shows what the profile has now. Compare it with what you wanted.",
            )));
        }
        (Ok(_), Some(error)) => tell(
            form,
            Tone::Warning,
            "The change is not there",
            &error,
            "The profile was read again and does not have it. It may still come; saving again reads the profile first.",
        ),
        (Err(_), Some(error)) => tell(
            form,
            Tone::Warning,
            "Whether the change was made is not known",
            &error,
            "The profile could not be read again either. Saving again reads it first.",
        ),
        (Err(error), None) => fail(
            form,
            "Saved, but the profile could not be read again",
            &error,
        ),
    }
}

fn saved(form: Form, now: VoiceProfile, said: &str) {
    form.begin(Arc::new(now));
    form.forget();
    form.said.set(said.to_owned());
    form.lists().read_voice_profiles(form.session());
}
