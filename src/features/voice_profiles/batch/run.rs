//! Sends the rows one after the other, and no row twice without looking for it first.

use std::time::Duration;

use cordboard_api::ApiError;
use cordboard_api::opentact::voice_profiles::VoiceProfileId;
use leptos::prelude::*;

use super::super::lost;
use super::super::model::draft::Draft;
use super::super::noted;
use super::super::saving::Client;
use super::{Desk, Outcome, profiles};
use crate::browser::{task, timer};
use crate::route::Platform;
use crate::state::connection::Status;

/// Whether the rows after one are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    GoesOn,
    Stops,
}

/// Begins to send.
pub fn start(desk: Desk) {
    let Some(client) = desk.session().opentact() else {
        return;
    };
    desk.is_busy.set(true);
    desk.is_stopping.set(false);
    desk.said.set(String::new());
    task::start(async move {
        send_all(desk, &client).await;
        // The page may have been left.
        if desk.is_busy.try_set(false).is_none() {
            finish(desk);
        }
    });
}

/// Says how it went, and reads the list behind the dialog.
fn finish(desk: Desk) {
    let outcomes = desk.state.with_untracked(|state| state.outcomes.clone());
    let is_created = |outcome: &&Outcome| matches!(outcome, Outcome::Created { .. });
    let created = outcomes.iter().filter(is_created).count();
    desk.said.set(match outcomes.len() - created {
        0 => format!("{} created.", profiles(created)),
        rest => format!("{} created, {rest} not.", profiles(created)),
    });
    desk.lists().read_voice_profiles(desk.session());
}

async fn send_all(desk: Desk, client: &Client) {
    lost::know_before(desk.lists(), client).await;
    let per_10_seconds = untrack(|| desk.session().environment()).requests_per_10_seconds;
    let pause = Duration::from_secs(10) / per_10_seconds.max(1);
    let mut is_first = true;
    for place in 0.. {
        // Nothing more is sent once the page was left.
        if desk.is_stopping.try_get_untracked() != Some(false) {
            return;
        }
        let row = desk.state.try_with_untracked(|state| {
            let line = state.table.lines.get(place)?;
            Some((line.draft.clone(), state.outcomes.get(place)?.clone()))
        });
        let Some((draft, outcome)) = row.flatten() else {
            return;
        };
        if matches!(outcome, Outcome::Faulty | Outcome::Created { .. }) {
            continue;
        }
        if !is_first {
            timer::sleep(pause).await;
        }
        is_first = false;
        if send(desk, client, place, &draft, &outcome).await == Next::Stops {
            return;
        }
    }
}

fn mark(desk: Desk, place: usize, outcome: Outcome) {
    desk.state.try_update(|state| {
        if let Some(own) = state.outcomes.get_mut(place) {
            *own = outcome;
        }
    });
}

/// The profiles that other rows have become.
fn others(desk: Desk) -> Vec<VoiceProfileId> {
    let of = |outcome: &Outcome| {
        if let Outcome::Created { id, .. } = outcome {
            Some(id.clone())
        } else {
            None
        }
    };
    desk.state
        .try_with_untracked(|state| state.outcomes.iter().filter_map(of).collect())
        .unwrap_or_default()
}

const NOT_FOUND: &str = "No answer, and the list has no such profile. It is searched again before this row is sent again.";
const NOT_READ: &str =
    "No answer, and the list cannot be read. It is searched before this row is sent again.";

async fn send(desk: Desk, client: &Client, place: usize, draft: &Draft, before: &Outcome) -> Next {
    mark(desk, place, Outcome::Sending);
    let find = async || lost::find(desk.lists(), client, draft, desk.marks, &others(desk)).await;
    if matches!(before, Outcome::Unknown(_)) {
        match find().await {
            Ok(Some(id)) => {
                mark(desk, place, Outcome::Created { id, is_found: true });
                return Next::GoesOn;
            }
            Ok(None) => {}
            Err(_) => {
                mark(desk, place, Outcome::Unknown(NOT_READ.to_owned()));
                return Next::Stops;
            }
        }
    }
    let Some(profile) = draft.create(desk.marks) else {
        mark(desk, place, Outcome::Faulty);
        return Next::GoesOn;
    };
    match noted::create(desk.session(), client, &profile).await {
        Ok(Some(created)) => {
            let (id, is_found) = (created.uuid, false);
            mark(desk, place, Outcome::Created { id, is_found });
            return Next::GoesOn;
        }
        Err(error) if !error.leaves_open() => {
            mark(desk, place, Outcome::Refused(refused(desk, &error)));
            // What is about whoever asks would be said of every row.
            let connection = untrack(|| desk.session().connection(Platform::OpenTact));
            let is_signed_in = connection.status.with_untracked(Status::is_signed_in);
            return if is_signed_in && !matches!(error, ApiError::Forbidden(_)) {
                Next::GoesOn
            } else {
                Next::Stops
            };
        }
        // No answer, or one that does not say which profile it made.
        Ok(None) | Err(_) => {}
    }
    let (outcome, next) = match find().await {
        Ok(Some(id)) => (Outcome::Created { id, is_found: true }, Next::GoesOn),
        Ok(None) => (Outcome::Unknown(NOT_FOUND.to_owned()), Next::GoesOn),
        Err(_) => (Outcome::Unknown(NOT_READ.to_owned()), Next::Stops),
    };
    mark(desk, place, outcome);
    next
}

fn refused(desk: Desk, error: &ApiError) -> String {
    let what = "The server says";
    let notice = desk.session().explain(what, Platform::OpenTact, error);
    format!("{}. {}", notice.title, notice.advice)
}
