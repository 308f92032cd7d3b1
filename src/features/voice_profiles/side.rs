//! Beside the form: what it lets happen, and exactly what is sent.

use cordboard_api::Request;
use leptos::prelude::*;

use super::form::Form;
use super::model::decimal::written;
use super::model::request::{curl, preview};
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::intl;
use crate::ui::code::{code, code_with};
use crate::ui::copyable::copyable;
use crate::ui::lamp::{Lamp, lamp, signal};

/// The spend guard, which follows the form.
pub fn guard_panel(form: Form) -> El {
    let head = drawn(move || {
        let count = form.guard().warnings().count();
        match count {
            0 => signal(Lamp::Ok, "Bounded", 0),
            1 => signal(Lamp::Warning, "1 warning", 0),
            many => signal(Lamp::Warning, &format!("{many} warnings"), 0),
        }
    });
    let body = drawn(move || {
        let guard = form.guard();
        let sum = match &guard.highest {
            Some(highest) => {
                let highest = written(&highest.plain(), form.marks);
                tagged("div", "guard__sum")
                    .child(tagged("span", "quiet").text("Highest possible spend a day"))
                    .child(tagged("span", "guard__big").text(highest))
                    .child(tagged("span", "quiet").text(
                        "Channels × rate × 1,440 minutes. Assumes a rate per minute; the API names no currency.",
                    ))
            }
            None => tagged("div", "guard__sum")
                .child(tagged("span", "quiet").text("Highest possible spend a day"))
                .child(tagged("span", "strong").text("Cannot be worked out"))
                .child(
                    tagged("span", "quiet").text("It takes a channel limit and a rate above 0."),
                ),
        };
        let list = guard.findings.into_iter().map(|finding| {
            let spoken = match finding.lamp {
                Lamp::Warning => "Warning: ",
                Lamp::Info => "Note: ",
                Lamp::Critical
                | Lamp::Ok
                | Lamp::Done
                | Lamp::Queued
                | Lamp::Running
                | Lamp::Unknown => "OK: ",
            };
            let title = el("span")
                .child(tagged("span", "hidden-text").text(spoken))
                .text(finding.title);
            let reason = (!finding.reason.is_empty()).then(|| el("p").text(finding.reason));
            el("li")
                .child(lamp(finding.lamp))
                .child(title)
                .maybe(reason)
        });
        tagged("div", "panel__body")
            .child(sum)
            .child(tagged("ul", "checklist").children(list))
    });
    tagged("section", "panel")
        .attr("aria-label", "Spend guard")
        .child(
            tagged("div", "panel__head")
                .child(el("h2").text("Spend guard"))
                .child(head),
        )
        .child(body)
}

/// The request that a press sends, character by character but for its secrets.
pub fn request_panel(form: Form) -> El {
    let text = Memo::new(move |_| request(form).map_or_else(String::new, |own| preview(&own)));
    drawn(move || {
        let text = text.get();
        let command = untrack(|| request(form)).map_or_else(String::new, |own| curl(&own));
        if text.is_empty() {
            let why = if form.is_new {
                "It shows once every field can be read."
            } else {
                "Nothing has changed, or a field cannot be read: nothing would be sent."
            };
            return tagged("section", "code")
                .attr("aria-label", "Request")
                .child(tagged("div", "code__head").text("Request"))
                .child(tagged("p", "code__none").text(why));
        }
        code_with("Request", &text, "Copy as cURL", command)
    })
}

fn request(form: Form) -> Option<Request> {
    let client = form.session().opentact()?;
    form.state.with(|state| match &state.base {
        None if form.is_new => {
            Some(client.create_voice_profile_request(&state.draft.create(form.marks)?))
        }
        None => None,
        Some(base) => {
            let patch = state.draft.patch(base, form.marks)?;
            (!patch.is_empty()).then(|| client.modify_voice_profile_request(&base.uuid, &patch))
        }
    })
}

/// Id, times, and everything that the server returned.
pub fn facts(form: Form) -> El {
    // The address tells one answer from the next, so that typing does not draw this anew.
    let answer = Memo::new(move |_| {
        form.state.with(|state| {
            let base = state.base.as_ref();
            base.map_or(0, |base| std::sync::Arc::as_ptr(base) as usize)
        })
    });
    drawn(move || {
        answer.track();
        let Some(base) = form.state.with_untracked(|state| state.base.clone()) else {
            return nothing();
        };
        let time = |text: &Option<String>| match text {
            None => tagged("span", "quiet").text("Not stated"),
            Some(text) => match intl::parse_time(text) {
                Some(at) => el("span")
                    .attr("title", &intl::utc_time(at))
                    .text(intl::local_time(at)),
                None => el("span").text(text.as_str()),
            },
        };
        let active = match base.is_active {
            Some(true) => el("span").text("Yes"),
            Some(false) => el("span").text("No"),
            None => tagged("span", "quiet").text("Not stated"),
        };
        let by = base.modified_by.as_deref().map_or_else(
            || tagged("span", "quiet").text("Not stated"),
            |by| el("span").text(by),
        );
        let facts = [
            (
                "Profile id",
                copyable("profile id", base.uuid.as_str().to_owned()),
            ),
            ("Active", active),
            ("Created", time(&base.created_on)),
            ("Modified", time(&base.modified_on)),
            ("Modified by", by),
        ];
        let list = facts
            .into_iter()
            .fold(tagged("dl", "facts"), |list, (term, value)| {
                list.child(el("dt").text(term)).child(el("dd").child(value))
            });
        let json = serde_json::to_string_pretty(&base.raw).unwrap_or_default();
        tagged("div", "stack")
            .child(list)
            .child(code("As the server returned it", json))
    })
}
