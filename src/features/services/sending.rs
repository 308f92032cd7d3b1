//! What a press sends, and what becomes of it. Nothing is ever sent twice by itself.

use std::time::Duration;

use cordboard_api::live::tasks::{TaskId, TaskStatus};
use cordboard_api::{ApiError, TenantId};
use leptos::prelude::*;
use serde_json::Value;

use super::form::{Form, Stage};
use super::model::draft::{Field, refusals};
use super::model::known::briefs;
use super::model::search::{Next, Search};
use crate::browser::{element, intl, timer};
use crate::config::Kind;
use crate::route::Platform;
use crate::state::journal::{Write, noted, task_ended};
use crate::state::tasks::Record;
use crate::ui::confirm::Question;
use crate::ui::notice::{Notice, Tone};

/// Takes up what was kept: what was sent before a reload is followed on.
pub fn open(form: Form) {
    crate::browser::task::start(async move {
        match form.open().await {
            None => {}
            Some((_, Some(task))) => follow(form, task).await,
            Some((search, None)) => settle(form, search).await,
        }
    });
}

/// A press on Create service.
pub fn press(form: Form) {
    if untrack(|| form.is_locked()) {
        return;
    }
    form.notice.set(None);
    form.leave_all();
    if let Some(id) = untrack(|| form.first_fault()) {
        element::focus_first(&format!("[id=\"{id}\"]"));
        return;
    }
    let environment = untrack(|| form.session.environment());
    if environment.kind != Kind::Production {
        send(form);
        return;
    }
    let name = form
        .state
        .with_untracked(|state| state.draft.text(Field::ShortName).to_owned());
    form.question.set(Some(Question {
        what: format!(
            "The service {name} will be created in {}, which is production.",
            environment.name
        ),
        to_type: name,
    }));
}

/// Sends the request once. The lock is there before anything is waited for.
pub fn send(form: Form) {
    if untrack(|| form.is_locked()) {
        return;
    }
    form.set_stage(Stage::Sending);
    crate::browser::task::start(create(form));
}

async fn create(form: Form) {
    let (service, client) = (untrack(|| form.service()), form.session.live());
    let (Some(service), Some(client)) = (service, client) else {
        form.set_stage(Stage::Form);
        return;
    };
    let text = |field| {
        form.state
            .with_untracked(|state| state.draft.text(field).to_owned())
    };
    let tenant = TenantId::parse(&text(Field::Tenant))
        .map_or_else(|_| String::new(), |id| id.as_str().to_owned());
    let mut search = Search {
        short_name: text(Field::ShortName),
        tenant,
        before: Vec::new(),
        sent: timer::now(),
        settling_seconds: form
            .settling
            .get_untracked()
            .trim()
            .parse()
            .unwrap_or_else(|_| untrack(|| form.session.environment()).settling_seconds),
    };
    // What is there already must not be taken for what comes of this.
    if form.lists.services.value.with_untracked(Option::is_none)
        && let Ok(all) = client.services(false).await
    {
        form.lists.services.fill(all);
    }
    // Whoever has left the page sends nothing any more.
    if !is_there(form) {
        return;
    }
    form.lists.services.value.with_untracked(|all| {
        if let Some(all) = all {
            search.note_before(&briefs(all));
        }
    });
    search.sent = timer::now();
    form.state
        .update(|state| state.search = Some(search.clone()));
    // Before the request leaves: after a crash the search goes on.
    form.keep().await;
    let write = || Write {
        platform: Platform::LivePlatform,
        what: format!("Create service {}", search.short_name),
        before: Value::Null,
        after: service.preview(),
    };
    let call = client.create_oc_essential(&service);
    let task = |task: &TaskId| Some(task.as_str().to_owned());
    match noted(form.session, write, call, task).await {
        Ok(task) => {
            // It was sent once; whoever tries again types it again.
            form.password.try_set(String::new());
            let what = format!("Create service {}", search.short_name);
            let task = form.tasks.follow(task, what);
            follow(form, task).await;
        }
        Err(error) if error.leaves_open() => {
            let what = "Whether the service was created is not known";
            let notice = form.session.explain(what, Platform::LivePlatform, &error);
            form.notice.try_set(Some(Notice {
                tone: Tone::Warning,
                advice: searching(&search),
                ..notice
            }));
            settle(form, search).await;
        }
        Err(error) => refused(form, &error).await,
    }
}

async fn refused(form: Form, error: &ApiError) {
    let what = "The service was not created";
    form.notice.try_set(Some(form.session.explain(
        what,
        Platform::LivePlatform,
        error,
    )));
    form.state.try_update(|state| {
        state.search = None;
        state.stage = Stage::Form;
    });
    if let ApiError::Refused(refusal) = error
        && is_there(form)
    {
        let (fields, _) = refusals(&refusal.fields);
        let first = fields.first().map(|(field, _)| super::form::id(*field));
        form.refuse(fields);
        if let Some(id) = first {
            element::focus_first(&format!("[id=\"{id}\"]"));
        }
    }
    form.keep().await;
}

fn searching(search: &Search) -> String {
    format!(
        "The server may have created it. The services are searched for {} and its tenant until {}. Until then nothing can be sent again.",
        search.short_name,
        intl::time_of_day(search.until())
    )
}

/// Whether the page is still there.
fn is_there(form: Form) -> bool {
    form.state.try_with_untracked(|_| ()).is_some()
}

/// Searches for what was sent until it is found, or until it cannot come any more.
async fn settle(form: Form, search: Search) {
    form.set_stage(Stage::Unknown);
    if form.notice.try_with_untracked(Option::is_none) == Some(true) {
        form.notice.set(Some(Notice::new(
            Tone::Warning,
            "Whether the service was created is not known",
            searching(&search),
        )));
    }
    let (mut looks, mut answered_at) = (0, None);
    while is_there(form) {
        let Next::LookAt(at) = search.next(looks, answered_at, timer::now()) else {
            return not_found(form, &search).await;
        };
        let wait = ((at - timer::now()) / 1_000.0).max(0.0);
        timer::sleep(Duration::try_from_secs_f64(wait).unwrap_or_default()).await;
        looks += 1;
        let asked = timer::now();
        if let Some(found) = look(form, &search).await {
            match found {
                Some(id) => return created(form, id, None).await,
                None => answered_at = Some(asked),
            }
        }
    }
}

/// Reads the services; nothing when they cannot be read.
async fn look(form: Form, search: &Search) -> Option<Option<String>> {
    if !is_there(form) {
        return None;
    }
    let all = form.session.live()?.services(false).await.ok()?;
    let found = search.find(&briefs(&all)).map(|own| own.id.clone());
    if is_there(form) {
        form.lists.services.fill(all);
    }
    Some(found)
}

async fn not_found(form: Form, search: &Search) {
    form.state.try_update(|state| {
        state.search = None;
        state.stage = Stage::Form;
    });
    let advice = format!(
        "The services were searched for {} seconds for {} and its tenant. The request may be sent again.",
        search.settling_seconds, search.short_name
    );
    form.notice.try_set(Some(Notice::new(
        Tone::Warning,
        "No such service has come to be",
        advice,
    )));
    form.keep().await;
}

/// Waits for the task's end, then looks for what it made.
async fn follow(form: Form, task: String) {
    form.notice.try_set(None);
    form.set_stage(Stage::Running { task: task.clone() });
    form.keep().await;
    let Some(record) = form.tasks.end_of(&task).await else {
        // Somebody removed it from the task centre: the list of services tells.
        let search = form
            .state
            .try_with_untracked(|state| state.search.clone())
            .flatten();
        if let Some(search) = search {
            Box::pin(settle(form, search)).await;
        }
        return;
    };
    task_ended(&record.environment, record.id.as_str(), &record.state()).await;
    if !is_there(form) || record.is_given_up {
        return;
    }
    let search = form.state.with_untracked(|state| state.search.clone());
    let mut found = None;
    if let Some(search) = &search {
        found = look(form, search).await.flatten();
    }
    if is_completed(&record) {
        created(form, found.unwrap_or_default(), Some(task)).await;
    } else {
        form.set_stage(Stage::Failed { task });
        form.keep().await;
    }
}

fn is_completed(record: &Record) -> bool {
    record.status == TaskStatus::Completed
}

async fn created(form: Form, id: String, task: Option<String>) {
    form.notice.try_set(None);
    form.set_stage(Stage::Created { id, task });
    form.kept.forget().await;
    element::focus_first("#outcome");
}

/// Back to the form, with what stands in it: after a failure, or for another service.
pub fn back(form: Form, is_anew: bool) {
    form.state.update(|state| {
        if is_anew {
            state.draft = super::model::draft::Draft::default();
        }
        state.search = None;
        state.stage = Stage::Form;
    });
    form.notice.set(None);
    form.password.set(String::new());
    crate::browser::task::start(async move {
        if is_anew {
            form.kept.forget().await;
        } else {
            form.keep().await;
        }
    });
    element::focus_first("h1");
}
