//! `/voice-profiles/{uuid}`: the form of a profile, and what it leads to.

use cordboard_api::opentact::voice_profiles::{VoiceProfile, VoiceProfileId};
use leptos::prelude::*;

use super::fields::parts;
use super::form::{Form, State};
use super::meanwhile::meanwhile;
use super::new_page::FROM;
use super::removal;
use super::saving::{press, send};
use super::side::{facts, guard_panel, request_panel};
use super::summary::summary;
use super::users::section::section;
use super::users::{self, Kind};
use crate::answer::trouble;
use crate::browser::dom::{El, Text, drawn, el, follow, nothing, several, tagged, when};
use crate::route::{Platform, Query, Route};
use crate::state::cached::Cached;
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::state::title;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::confirm::confirm;
use crate::ui::empty::empty;
use crate::ui::skeleton::skeleton;

pub fn detail_page(id: impl Fn() -> String + 'static) -> El {
    drawn(move || {
        let id = id();
        untrack(|| match VoiceProfileId::parse(&id) {
            Some(id) => one(id),
            None => none(&id),
        })
    })
}

/// For a link that no profile can have.
fn none(id: &str) -> El {
    let heading = el("h1").attr("tabindex", "-1").text("Voice profile");
    let reason = format!("No profile can have the id {id}. The link may be cut off.");
    let all = Button::new("See all voice profiles").link(&use_links().to(&Route::VoiceProfiles));
    several([
        tagged("div", "page__head")
            .child(crumb())
            .child(tagged("div", "page__title").child(heading)),
        empty("No such voice profile", reason).child(all),
    ])
}

fn one(id: VoiceProfileId) -> El {
    let (session, lists) = (use_session(), use_lists());
    lists.voice_profiles.read_by_page();
    lists.want_voice_profiles(session);
    let form = Form::new(Some(id.as_str()), "");
    let loaded: Cached<VoiceProfile> = Cached::new();
    loaded.read_by_page();
    let read = {
        let id = id.clone();
        move || {
            if let Some(client) = session.opentact() {
                let id = id.clone();
                loaded.load(async move { client.voice_profile(&id).await });
            }
        }
    };
    read();
    follow(move || {
        if let Some(profile) = loaded.value.get() {
            untrack(|| {
                form.begin(profile);
                if !session.environment().read_only {
                    form.take_up();
                }
            });
        }
    });
    let has_base = move || form.state.with(|state| state.base.is_some());
    let users = users::Lists::read(&id);
    let is_deleting = RwSignal::new(false);
    let what = "The voice profile could not be read";
    let trouble = trouble(loaded, Platform::OpenTact, what, read);
    let body = move || {
        let id = || id.clone();
        let main = tagged("div", "stack")
            .child(draw_form(form))
            .child(section(users, Kind::SipConnections, id()))
            .child(section(users, Kind::ControlApps, id()));
        let side = tagged("div", "stack")
            .child(guard_panel(form))
            .child(request_panel(form))
            .child(facts(form));
        tagged("div", "columns columns--form")
            .child(main)
            .child(side)
    };
    several([
        head(form, is_deleting),
        trouble,
        when(move || loaded.is_slow.get() && !has_base(), skeleton),
        when(has_base, body),
        removal::dialog(form, users, is_deleting),
    ])
}

fn head(form: Form, is_deleting: RwSignal<bool>) -> El {
    let (session, links) = (use_session(), use_links());
    let name = Memo::new(move |_| {
        let base = form.state.with(|state| state.base.clone());
        base.map_or_else(
            || "Voice profile".to_owned(),
            |base| {
                let has_name = !base.name.trim().is_empty();
                if has_name {
                    base.name.clone()
                } else {
                    base.uuid.as_str().to_owned()
                }
            },
        )
    });
    follow(move || {
        let name = name.get();
        untrack(|| title::set(&name, session));
    });
    // Typing leaves the buttons alone: one that is drawn anew under the pointer misses its press.
    let uuid = Memo::new(move |_| {
        let own = |state: &State| Some(state.base.as_ref()?.uuid.as_str().to_owned());
        form.state.with(own).unwrap_or_default()
    });
    let tools = drawn(move || {
        let uuid = uuid.get();
        if uuid.is_empty() {
            return nothing();
        }
        let link = |label: &str, route: Route, name: &str| {
            let query = Query::default().with(name, &[&uuid]);
            Button::new(label)
                .quiet()
                .small()
                .link(&links.to_with(&route, query))
        };
        let compare = link("Compare", Route::CompareVoiceProfiles, "a");
        if session.environment().read_only {
            return compare;
        }
        several([
            compare,
            link("Duplicate", Route::NewVoiceProfile, FROM),
            Button::new("Delete voice profile")
                .danger()
                .small()
                .on_press(move || is_deleting.set(true)),
        ])
    });
    tagged("div", "page__head")
        .child(crumb())
        .child(
            tagged("div", "page__title").child(
                el("h1")
                    .attr("tabindex", "-1")
                    .text(Text::of(move || name.get())),
            ),
        )
        .child(tagged("div", "page__tools").child(tools))
}

/// The way back to the list.
pub fn crumb() -> El {
    let all = el("a")
        .attr("href", &use_links().to(&Route::VoiceProfiles))
        .text("All voice profiles");
    tagged("p", "crumb").child(all)
}

/// The form with its messages and buttons.
pub fn draw_form(form: Form) -> El {
    let (session, links) = (use_session(), use_links());
    let is_read_only = session.environment().read_only;
    let notice = drawn(move || match form.notice.get() {
        Some(notice) => Alert::new(notice)
            .close(move || form.notice.set(None))
            .draw(),
        None => nothing(),
    });
    let label = move || match (form.is_new, form.is_busy.get()) {
        (true, false) => "Create voice profile".to_owned(),
        (true, true) => "Creating…".to_owned(),
        (false, false) => "Save changes".to_owned(),
        (false, true) => "Saving…".to_owned(),
    };
    let said = tagged("span", "second")
        .attr("role", "status")
        .text(form.said);
    let foot = if is_read_only {
        tagged("p", "quiet").text("This environment is read only.")
    } else {
        let cancel = form.is_new.then(|| {
            Button::new("Cancel")
                .quiet()
                .link(&links.to(&Route::VoiceProfiles))
        });
        tagged("div", "form__foot")
            .child(
                Button::new(Text::of(label))
                    .primary()
                    .submit(move || form.is_busy.get()),
            )
            .maybe(cancel)
            .child(draft_line(form))
            .child(said)
    };
    let name = if form.is_new {
        "New voice profile"
    } else {
        "Voice profile"
    };
    let drawn = tagged("form", "form")
        .attr("aria-label", name)
        .attr("novalidate", "")
        // A field that is left may show a fault, which moves a button away under the pointer that
        // presses it: the field keeps the focus until the press is over.
        .on("mousedown", |event| {
            if event.within("button").is_some() {
                event.prevent();
            }
        })
        .on("submit", move |event| {
            event.prevent();
            press(form, links);
        })
        .child(notice)
        .child(meanwhile(form))
        .child(summary(form))
        .children(parts(form, is_read_only))
        .child(foot);
    several([drawn, confirm(form.question, move || send(form, links))])
}

/// Where the draft is, and the way to be rid of it.
fn draft_line(form: Form) -> El {
    let has_draft = Memo::new(move |_| form.kept.said.with(|said| !said.is_empty()));
    let line = move || {
        let discard = Button::new("Discard draft")
            .quiet()
            .on_press(move || form.discard());
        let said = move || form.kept.said.get();
        several([discard, tagged("span", "quiet").text(Text::of(said))])
    };
    when(move || has_draft.get(), line)
}
