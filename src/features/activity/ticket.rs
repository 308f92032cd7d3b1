//! The text for a ticket about an alert or a task.

use leptos::prelude::*;

use super::model::bundle::{Circumstances, bundle};
use super::sharing::{Share, share};
use crate::browser::{intl, page, timer};
use crate::state::activity;
use crate::state::links::use_links;
use crate::state::session::use_session;
use crate::state::tasks::use_tasks;
use crate::ui::notice::Notice;

/// Shows the text about what an alert says, to be copied or saved.
pub fn show_bundle(notice: &Notice) {
    let environment = untrack(|| use_session().environment());
    let links = use_links();
    let at = Circumstances {
        version: page::VERSION.to_owned(),
        build: page::build(),
        browser: page::browser(),
        environment: format!("{} ({})", environment.name, environment.kind.word()),
        page: untrack(|| links.route()).name().to_owned(),
        now: timer::now(),
    };
    let (calls, _) = untrack(activity::calls);
    let tasks = untrack(|| use_tasks().all());
    let time = |at| intl::utc_time(at);
    let text = bundle(&notice.as_text(), &at, &calls, &tasks, &time);
    share(
        Owner::current(),
        Share {
            title: "Support bundle",
            lead: "For a ticket: what went wrong, and the calls and tasks around it. Tokens, passwords and other secrets are blotted out; names, phone numbers and ids are not. Nothing is sent by itself.".to_owned(),
            text,
            file: format!("cordboard-support-{}.txt", intl::iso_time(at.now).replace(':', "")),
            media_type: "text/plain",
            what: "bundle",
        },
    );
}
