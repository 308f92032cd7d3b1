//! `/voice-profiles/new`: an empty form, a duplicate, or what was removed.

use cordboard_api::Reading;
use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};
use leptos::prelude::*;

use super::detail_page::{crumb, draw_form};
use super::form::Form;
use super::model::draft::{Draft, undocumented};
use super::removal::RESTORE;
use super::side::{guard_panel, request_panel};
use crate::browser::dom::{El, el, follow, several, tagged};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::empty::empty;
use crate::ui::notice::{Notice, Tone};

/// The parameter that names the profile to copy.
pub const FROM: &str = "from";

pub fn new_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    let title = tagged("div", "page__title")
        .child(el("h1").attr("tabindex", "-1").text("New voice profile"));
    let head = tagged("div", "page__head").child(crumb()).child(title);
    if session.environment().read_only {
        let why = "Nothing can be created in an environment that is read only.";
        return several([head, empty("This environment is read only", why)]);
    }
    // For the prefixes that are taken, and for the ids from before.
    lists.voice_profiles.read_by_page();
    lists.want_voice_profiles(session);
    let from = links.parameter(FROM).get_untracked();
    let is_restored = links.parameter(RESTORE).get_untracked() == "1";
    let origin = match (is_restored, from.as_str()) {
        (true, _) => "restored",
        (false, "") => "new",
        (false, from) => &format!("copy of {from}"),
    };
    let form = Form::new(None, origin);
    if is_restored {
        match lists.removed_voice_profile.get_untracked() {
            Some(removed) => restore(form, &removed),
            None => tell(form, "The removed profile is no longer at hand"),
        }
    }
    if from.is_empty() {
        form.take_up();
    }
    let is_copied = StoredValue::new(from.is_empty());
    follow(move || {
        let all = lists.voice_profiles.value.get();
        let Some(all) = all.filter(|_| !is_copied.get_value()) else {
            return;
        };
        is_copied.set_value(true);
        let found = all
            .iter()
            .filter_map(Reading::read)
            .find(|own| own.uuid.as_str() == from);
        untrack(|| match found {
            Some(own) => copy(form, own),
            None => tell(form, "The profile to copy is not in the list"),
        });
        form.take_up();
    });
    let side = tagged("div", "stack")
        .child(guard_panel(form))
        .child(request_panel(form));
    let columns = tagged("div", "columns columns--form")
        .child(tagged("div", "stack").child(draw_form(form)))
        .child(side);
    several([head, columns])
}

/// A duplicate has a name and a tech prefix of its own.
fn copy(form: Form, own: &VoiceProfile) {
    let prefix = form.next_free().map(|next| next.to_string());
    let mut draft = Draft::of(own, form.marks);
    draft.set(Field::Name, &format!("Copy of {}", own.name));
    draft.set(Field::TechPrefix, &prefix.unwrap_or_default());
    form.begin_new(draft, undocumented(own));
}

fn restore(form: Form, removed: &VoiceProfile) {
    form.begin_new(Draft::of(removed, form.marks), undocumented(removed));
}

fn tell(form: Form, title: &str) {
    form.notice.set(Some(Notice::new(
        Tone::Warning,
        title,
        "The form is empty. Fill it in, or go back to the list.",
    )));
}
