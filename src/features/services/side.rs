//! Beside the form: the checks, and exactly what is sent.

use leptos::prelude::*;

use super::form::Form;
use super::model::curl::curl;
use crate::browser::clipboard;
use crate::browser::dom::{El, drawn, el, tagged};
use crate::ui::button::Button;
use crate::ui::code::code;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp, signal};

pub fn checks_panel(form: Form) -> El {
    let head = drawn(move || {
        let checks = form.checks();
        let count = |lamp| checks.iter().filter(|own| own.lamp == lamp).count();
        let (faults, warnings) = (count(Lamp::Critical), count(Lamp::Warning));
        let many = |count, one: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {one}s"),
        };
        match (faults, warnings) {
            (0, 0) if count(Lamp::Running) > 0 => signal(Lamp::Running, "Being checked", 0),
            (0, 0) => signal(Lamp::Ok, "Nothing found", 0),
            (0, count) => signal(Lamp::Warning, &many(count, "warning"), 0),
            (count, _) => signal(Lamp::Critical, &format!("{count} to correct"), 0),
        }
    });
    let list = drawn(move || {
        tagged("ul", "checklist").children(form.checks().into_iter().map(|own| {
            let title = el("span")
                .child(tagged("span", "hidden-text").text(format!("{}: ", own.word())))
                .text(own.title);
            let reason = (!own.reason.is_empty()).then(|| el("p").text(own.reason));
            el("li").child(lamp(own.lamp)).child(title).maybe(reason)
        }))
    });
    tagged("section", "panel")
        .attr("aria-label", "Pre-flight checks")
        .child(
            tagged("div", "panel__head")
                .child(el("h2").text("Pre-flight checks"))
                .child(head),
        )
        .child(tagged("div", "panel__body").child(list))
}

/// The request that a press sends, but for its secrets.
pub fn request_panel(form: Form) -> El {
    // Told apart by its text: whatever else changes must not take a button from under a press.
    let body = Memo::new(move |_| {
        let body = form.service().map(|service| service.preview());
        body.and_then(|body| serde_json::to_string_pretty(&body).ok())
            .unwrap_or_default()
    });
    drawn(move || {
        let body = body.get();
        let request = untrack(|| request(form));
        let Some((title, _)) = request.filter(|_| !body.is_empty()) else {
            return tagged("section", "code")
                .attr("aria-label", "Request")
                .child(tagged("div", "code__head").text("Request"))
                .child(tagged("p", "code__none").text("It shows once every field can be read."));
        };
        tagged("div", "stack stack--tight")
            .child(code(&title, body))
            .child(tagged("div", "row").child(copy_button(form)))
    })
}

/// Method and path, and the same as a command.
fn request(form: Form) -> Option<(String, String)> {
    let service = form.service()?;
    let request = form.session.live()?.create_oc_essential_request(&service);
    let title = format!("{} {}", request.method(), request.uri().path());
    Some((title, curl(&request, &service.preview().to_string())))
}

fn copy_button(form: Form) -> El {
    let label = RwSignal::new("Copy as cURL".to_owned());
    Button::new(label)
        .quiet()
        .small()
        .icon(Icon::Copy)
        .on_press(move || {
            let command = untrack(|| request(form)).map(|(_, command)| command);
            crate::browser::task::start(async move {
                let said = if clipboard::copy(&command.unwrap_or_default()).await {
                    "Copied as cURL"
                } else {
                    "Not copied: the browser refused"
                };
                label.try_set(said.to_owned());
            });
        })
}
