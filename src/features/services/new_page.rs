//! `/services/new`: the form, the checks, the exact request, and what became of it.

use cordboard_api::ApiError;
use leptos::prelude::*;

use super::fields::parts;
use super::form::{Form, Stage};
use super::outcome::{hides_form, outcome};
use super::sending::{back, open, press, send};
use super::side::{checks_panel, request_panel};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};
use crate::route::{Platform, Route};
use crate::state::links::use_links;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::confirm::confirm;
use crate::ui::empty::empty;
use crate::ui::note::missing;

pub fn new_page() -> El {
    let links = use_links();
    let title = tagged("div", "page__title")
        .child(el("h1").attr("tabindex", "-1").text("New service"))
        .child(tagged("span", "page__status").text("OC Essential with an IP group"));
    let crumb = tagged("p", "crumb").child(
        el("a")
            .attr("href", &links.to(&Route::Services))
            .text("All services"),
    );
    let head = tagged("div", "page__head").child(crumb).child(title);
    let session = crate::state::session::use_session();
    if session.environment().read_only {
        let why = "This environment is set to read only in config.json.";
        return several([head, empty("Services cannot be created here", why)]);
    }
    let form = Form::new();
    form.lists.profiles.read_by_page();
    form.lists.services.read_by_page();
    form.lists.want_profiles(session);
    form.lists.want_services(session);
    open(form);
    let said = drawn(move || match form.notice.get() {
        None => nothing(),
        Some(notice) => {
            let close = move || form.notice.set(None);
            Alert::new(notice).close(close).draw_on_page()
        }
    });
    let is_hidden = move || form.state.with(|state| hides_form(&state.stage));
    let side = tagged("div", "stack")
        .child(checks_panel(form))
        .child(request_panel(form));
    let columns = tagged("div", "columns columns--form")
        .flag_of("hidden", is_hidden)
        .child(draw_form(form))
        .child(side);
    several([
        head,
        said,
        suggestions_missing(form),
        outcome(form),
        columns,
        confirm(form.question, move || send(form)),
    ])
}

/// What the form suggests; everything can be typed without it.
fn suggestions_missing(form: Form) -> El {
    let said = move |what: &str, error: &ApiError| {
        let said = form.session.explain(what, Platform::LivePlatform, error);
        format!("{}. The fields can be typed.", said.title)
    };
    let leads = drawn(move || match form.leads.error.get() {
        None => nothing(),
        Some(error) => {
            let words = said("The leads could not be read", &error);
            missing(&words, "Read the leads again", move || form.read_leads())
        }
    });
    let templates = drawn(move || match form.templates.error.get() {
        None => nothing(),
        Some(error) => {
            let words = said("The script templates could not be read", &error);
            missing(&words, "Read the templates again", move || {
                form.read_templates();
            })
        }
    });
    tagged("div", "page__notes").child(leads).child(templates)
}

fn draw_form(form: Form) -> El {
    let links = use_links();
    let is_busy = move || form.state.with(|state| state.stage == Stage::Sending);
    let is_locked = move || form.is_locked();
    let create = Button::new("Create service")
        .primary()
        .submit(is_busy)
        .flag_of("aria-disabled", is_locked);
    let discard = Button::new("Discard draft").quiet().on_press(move || {
        if !untrack(|| form.is_locked()) {
            back(form, true);
        }
    });
    let cancel = Button::new("Cancel")
        .quiet()
        .link(&links.to(&Route::Services));
    let kept = tagged("span", "quiet")
        .attr("role", "status")
        .text(Text::of(move || match form.stage() {
            Stage::Sending => "Sending.".to_owned(),
            Stage::Unknown => "Searching the services; nothing can be sent meanwhile.".to_owned(),
            Stage::Opening
            | Stage::Form
            | Stage::Running { .. }
            | Stage::Failed { .. }
            | Stage::Created { .. } => form.kept.said.get(),
        }));
    let foot =
        tagged("div", "form__foot form__foot--held").children([create, cancel, discard, kept]);
    tagged("form", "form")
        .attr("aria-label", "New service")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent();
            press(form);
        })
        .children(parts(form))
        .child(foot)
}
