//! What a world was asked.

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use serde_json::{Value, json};

use super::{All, LONGEST_WAIT, bad, with};
use crate::{
    answer::Api,
    auth,
    fault::Call,
    query,
    request_log::{Entry, Outcome},
};

/// `?method=&path=` choose; `?wait_for=N` waits until so many fit, `?outcome=` only those that
/// ended so.
pub(super) async fn list(
    State(worlds): All,
    Path(id): Path<String>,
    RawQuery(text): RawQuery,
) -> Response {
    let text = text.unwrap_or_default();
    let Some(world) = worlds.by_id(&id) else {
        return auth::gone(&id);
    };
    let fits = |entry: &Entry| fits(entry, &text);
    if let Some(count) = query::number(&text, "wait_for") {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let waited = tokio::time::timeout(LONGEST_WAIT, world.requests.wait_for(count, fits));
        if waited.await.is_err() {
            return bad(&format!(
                "{count} such requests did not come within {LONGEST_WAIT:?}"
            ));
        }
    }
    Json(
        world
            .requests
            .list(fits)
            .iter()
            .map(shown)
            .collect::<Vec<_>>(),
    )
    .into_response()
}

/// A call, and its body read where it is JSON.
fn shown(entry: &Entry) -> Value {
    let mut shown = json!(entry);
    shown["json"] = serde_json::from_str(&entry.body).unwrap_or_default();
    shown
}

fn fits(entry: &Entry, text: &str) -> bool {
    let method = query::get(text, "method");
    let path = query::get(text, "path");
    let outcome = query::get(text, "outcome");
    let short_path = [Api::Live, Api::OpenTact]
        .iter()
        .find_map(|api| entry.path.strip_prefix(api.prefix()))
        .unwrap_or(&entry.path);
    let call = Call {
        method: &entry.method,
        path: &entry.path,
        short_path,
        query: &entry.query,
        body: entry.body.as_bytes(),
    };
    let ended = match entry.outcome {
        Outcome::Pending => "pending",
        Outcome::Answered => "answered",
        Outcome::Aborted => "aborted",
        Outcome::Dropped => "dropped",
    };
    method.is_none_or(|method| method.eq_ignore_ascii_case(&entry.method))
        && path.is_none_or(|path| call.is_at(&path))
        && outcome.is_none_or(|outcome| outcome == ended)
}

/// Forgets what was asked so far.
pub(super) async fn forget(State(worlds): All, Path(id): Path<String>) -> Response {
    with(&worlds, &id, |world| {
        world.requests.clear();
        StatusCode::NO_CONTENT.into_response()
    })
}
