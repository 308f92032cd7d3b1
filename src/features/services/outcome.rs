//! What became of the request: the task's timeline, and what comes next.

use leptos::prelude::*;

use super::form::{Form, Stage};
use super::model::draft::Field;
use super::model::known::briefs;
use super::sending::back;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::intl;
use crate::route::{Query, Route};
use crate::state::links::{Links, use_links};
use crate::state::tasks::Record;
use crate::ui::alert::support_button;
use crate::ui::button::Button;
use crate::ui::lamp::{Lamp, lamp};

/// There once a task creates the service, and after.
pub fn outcome(form: Form) -> El {
    let links = use_links();
    drawn(move || match form.stage() {
        Stage::Opening | Stage::Form | Stage::Sending | Stage::Unknown => nothing(),
        Stage::Running { task } => {
            framed("The service is being created", running(form, &task, links))
        }
        Stage::Failed { task } => framed("The service was not created", failed(form, &task, links)),
        Stage::Created { id, task } => framed(
            "The service is created",
            created(form, &id, task.as_deref(), links),
        ),
    })
}

fn framed(title: &str, content: El) -> El {
    let heading = el("h2")
        .attr("id", "outcome")
        .attr("tabindex", "-1")
        .text(title);
    let head = tagged("div", "section__head").child(heading);
    tagged("section", "section page__pad")
        .attr("aria-label", title)
        .child(head)
        .child(content)
}

fn step(shown: Lamp, title: String, reason: &str) -> El {
    let reason = (!reason.is_empty()).then(|| el("p").text(reason));
    el("li")
        .child(lamp(shown))
        .child(el("span").text(title))
        .maybe(reason)
}

/// From the request to the task's end, as far as it has come.
fn timeline(record: &Record) -> El {
    let sent = step(
        Lamp::Done,
        "Request accepted".to_owned(),
        &format!("{}, task {}", intl::local_time(record.begun), record.id),
    );
    let steps = record.messages.iter().map(|own| {
        let is_error = own.level.eq_ignore_ascii_case("error");
        let shown = if is_error { Lamp::Critical } else { Lamp::Done };
        step(shown, own.message.clone(), &own.level)
    });
    let end = step(record.lamp(), record.state(), &record.details.join(", "));
    tagged("ol", "checklist")
        .attr("aria-label", "Timeline")
        .child(sent)
        .children(steps)
        .child(end)
}

fn shown_timeline(form: Form, task: &str) -> El {
    let task = task.to_owned();
    drawn(move || {
        form.tasks
            .get(&task)
            .map_or_else(nothing, |record| timeline(&record))
    })
}

fn running(form: Form, task: &str, links: Links) -> El {
    let key = task.to_owned();
    let waits = drawn(move || {
        let record = form.tasks.get(&key);
        let said = match record {
            Some(own) if form.tasks.waits_for_sign_in(&own) => {
                "It is looked at again after signing in."
            }
            Some(own) if own.is_given_up => {
                "Its end was not seen within an hour. The services show whether it came to be."
            }
            _ => "This may take a few minutes. The page may be left: Tasks follows it to its end.",
        };
        tagged("p", "second").text(said)
    });
    let all = Button::new("See all services")
        .small()
        .link(&links.to(&Route::Services));
    let anew = Button::new("Create another service")
        .quiet()
        .small()
        .on_press(move || back(form, true));
    tagged("div", "stack stack--tight")
        .child(shown_timeline(form, task))
        .child(waits)
        .child(tagged("div", "row").child(all).child(anew))
}

fn failed(form: Form, task: &str, links: Links) -> El {
    let onboarding = form
        .state
        .with(|state| state.draft.text(Field::Onboarding).to_owned());
    let chosen = form
        .state
        .with(|state| state.draft.text(Field::Cleanup).to_owned());
    let cleanup = drawn(move || {
        let known = form.known();
        let said = match known.cleanup_of(&onboarding) {
            Some((id, name)) => format!(
                "What was done stays on the SBC. The vendor pairs {} with the clean-up script {name} ({id}).",
                known.template(&onboarding).map_or_else(|| onboarding.clone(), |own| own.name.clone())
            ),
            None if !chosen.is_empty() => {
                format!("What was done stays on the SBC. The clean-up script {chosen} was chosen for it.")
            }
            None => "What was done stays on the SBC. No onboarding script was chosen, so none is known that cleans up.".to_owned(),
        };
        el("p").text(said)
    });
    // The list may hold the service all the same.
    let found = drawn(move || {
        let search = form.state.with(|state| state.search.clone());
        let services = form.known().services.unwrap_or_default();
        let found = search.and_then(|search| search.find(&services).cloned());
        found.map_or_else(nothing, |own| {
            el("p").text("The services hold it all the same: ").child(
                el("a")
                    .attr("href", &links.to(&Route::Service(own.id.clone())))
                    .text(own.short_name.as_str()),
            )
        })
    });
    let record = untrack(|| form.tasks.get(task));
    let support = record.and_then(|record| support_button(record.ticket()));
    let again = Button::new("Back to the form")
        .primary()
        .on_press(move || back(form, false));
    tagged("div", "stack stack--tight")
        .child(shown_timeline(form, task))
        .child(cleanup)
        .child(found)
        .child(tagged("div", "row").child(again).maybe(support))
}

fn created(form: Form, id: &str, task: Option<&str>, links: Links) -> El {
    let services = form
        .lists
        .services
        .value
        .with_untracked(|all| all.as_ref().map(|all| briefs(all)));
    let own = services
        .unwrap_or_default()
        .into_iter()
        .find(|own| own.id == id);
    let next = match own {
        None => tagged("p", "second")
            .text("The list of services does not show it yet. Refresh it in a moment."),
        Some(own) => {
            let link =
                |href: String, text: &str| el("li").child(el("a").attr("href", &href).text(text));
            let numbers = Query::default().with("tenant", &[&own.tenant]);
            let plans = Query::default().with("customer", &[&own.id]);
            tagged("ul", "next-steps")
                .child(link(
                    links.to(&Route::Service(own.id.clone())),
                    &format!("The service {}", own.short_name),
                ))
                .child(link(
                    links.to_with(&Route::Numbers, numbers),
                    "Numbers of its tenant",
                ))
                .child(link(
                    links.to_with(&Route::DialPlans, plans),
                    "Its dial plans",
                ))
        }
    };
    let without_answer = task.is_none().then(|| {
        tagged("p", "second").text("The answer got lost; the service was found among the services.")
    });
    let anew = Button::new("Create another service")
        .small()
        .on_press(move || back(form, true));
    tagged("div", "stack stack--tight")
        .maybe(task.map(|task| shown_timeline(form, task)))
        .maybe(without_answer)
        .child(el("h3").text("What comes next"))
        .child(next)
        .child(tagged("div", "row").child(anew))
}

/// Whether the form is in the way of what became of it.
pub fn hides_form(stage: &Stage) -> bool {
    matches!(
        stage,
        Stage::Opening | Stage::Running { .. } | Stage::Failed { .. } | Stage::Created { .. }
    )
}
