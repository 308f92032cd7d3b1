//! One call beside the list: its facts, headers and bodies, and how to make it again elsewhere.

use std::fmt::Write as _;

use http::HeaderMap;
use leptos::prelude::*;

use super::model::command::{curl, powershell};
use super::model::line::{Outcome, Target, path, status, took, trace_id};
use super::page::lamp_of;
use crate::browser::dom::{El, el, tagged};
use crate::browser::location::History;
use crate::browser::{element, intl};
use crate::explain::bytes;
use crate::state::activity::{Call, MOST_OF_BODY};
use crate::state::links::Links;
use crate::ui::button::Button;
use crate::ui::code::code_with;
use crate::ui::copyable::{copy, copyable};
use crate::ui::icon::Icon;
use crate::ui::lamp::signal;

/// Draws the part beside the list.
pub fn detail(call: &Call, target: Option<Target>, links: Links) -> El {
    let close = Button::icon_only("Close call", Icon::Close)
        .small()
        .on_press(move || {
            links.set(&[("call", &[])], History::Push);
            element::focus_first("[aria-rowindex=\"2\"] > td");
        });
    let name = format!("{} {}", call.request.method, path(call));
    let head = tagged("div", "panel__head")
        .child(tagged("h2", "mono wrap").text(name.as_str()))
        .child(close);
    let copies = tagged("div", "row")
        .child(copier("Copy as cURL", "Copied as cURL", curl(call)))
        .child(copier(
            "Copy as PowerShell",
            "Copied as PowerShell",
            powershell(call),
        ));
    let answer = call.answer.borrow();
    let mut body = tagged("div", "panel__body")
        .child(facts(call, target))
        .child(copies)
        .child(block("Request headers", &lines(&call.request.headers), ""));
    if call.size > 0 {
        body = body.child(block("Request body", &pretty(&call.body), &cut(call.size)));
    }
    if let Some(head) = &answer.head {
        body = body.child(block("Answer headers", &lines(&head.headers), ""));
    }
    if answer.size > 0 && answer.ended_after.is_some() {
        let note = cut(answer.size);
        body = body.child(block("Answer body", &pretty(&answer.text), &note));
    }
    tagged("section", "beside__part beside__part--wide")
        .attr("aria-label", &format!("Call {name}"))
        .child(head)
        .child(body)
}

fn facts(call: &Call, target: Option<Target>) -> El {
    let answer = call.answer.borrow();
    let plain = |text: &str| el("span").text(text);
    let time = el("span")
        .text(intl::local_time(call.begun))
        .child(tagged("span", "quiet block").text(intl::utc_time(call.begun)));
    let mut facts = vec![
        (
            "Status",
            signal(lamp_of(Outcome::of(call)), &status(call), 0),
        ),
        (
            "Address",
            tagged("span", "mono wrap").text(call.request.uri.to_string()),
        ),
    ];
    if let Some(target) = target {
        facts.push((
            "Sent to",
            plain(&format!("{}, {}", target.api, target.environment)),
        ));
    }
    facts.push(("Begun", time));
    if let Some(ended) = answer.ended_after {
        let words = if answer.head.is_some() {
            format!(
                "{}, the head after {}",
                took(ended),
                took(answer.head_after)
            )
        } else {
            took(ended)
        };
        facts.push(("Duration", plain(&words)));
        facts.push(("Size", plain(&bytes(answer.size as u64))));
    }
    if let Some(trace_id) = trace_id(call) {
        facts.push(("Trace id", copyable("trace id", trace_id)));
    }
    facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        })
}

fn copier(label: &'static str, done: &'static str, text: String) -> El {
    let outcome = RwSignal::new(label.to_owned());
    Button::new(outcome)
        .small()
        .icon(Icon::Copy)
        .on_press(move || copy(text.clone(), outcome, done))
}

fn block(title: &str, text: &str, note: &str) -> El {
    let label = format!("Copy {}", title.to_lowercase());
    let shown = code_with(title, text, &label, text.to_owned());
    let note = (!note.is_empty()).then(|| tagged("p", "quiet").text(note));
    tagged("div", "stack stack--tight").child(shown).maybe(note)
}

fn lines(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for (name, value) in headers {
        let _ = writeln!(text, "{name}: {}", value.to_str().unwrap_or("(not text)"));
    }
    text
}

/// JSON on lines of its own; everything else as it came.
fn pretty(text: &str) -> String {
    serde_json::from_str::<serde_json::Value>(text)
        .map_or_else(|_| text.to_owned(), |value| format!("{value:#}"))
}

/// Says that a body is not all there.
fn cut(size: usize) -> String {
    let most = MOST_OF_BODY;
    if size <= most {
        return String::new();
    }
    format!(
        "Cut: the beginning of {}, at most {} are kept.",
        bytes(size as u64),
        bytes(most as u64)
    )
}
