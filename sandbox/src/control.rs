//! The control address: worlds, faults, gates, tokens, data, and what was asked, all as JSON.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    response::{IntoResponse as _, Response},
    routing::{any, get, patch, post},
};
use http::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    answer::{Api, json_answer, typed},
    auth,
    fault::Fault,
    lock::Lock as _,
    options::WorldOptions,
    query,
    service::no_handler,
    world::{World, Worlds},
};

mod edit;
mod gateway;
mod requests;

/// How long a test that waits for calls waits at most.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

type All = State<Arc<Worlds>>;

/// Everything under `/sandbox`.
pub(crate) fn routes(worlds: Arc<Worlds>) -> Router {
    Router::new()
        .route("/sandbox/worlds", post(make))
        .route("/sandbox/worlds/{id}", get(show).delete(remove))
        .route(
            "/sandbox/worlds/{id}/requests",
            get(requests::list).delete(requests::forget),
        )
        .route(
            "/sandbox/worlds/{id}/faults",
            get(faults).post(add_faults).delete(clear_faults),
        )
        .route("/sandbox/worlds/{id}/tokens", post(mint))
        .route("/sandbox/worlds/{id}/data", patch(change))
        .route("/sandbox/worlds/{id}/planted", get(planted))
        .route("/sandbox/worlds/{id}/gates/{name}", get(gate))
        .route("/sandbox/worlds/{id}/gates/{name}/release", post(release))
        .route("/sandbox/gateway/sign-in", get(gateway::sign_in))
        .route("/sandbox/gateway/sign-out", get(gateway::sign_out))
        .route("/sandbox/elsewhere", get(elsewhere))
        .route("/sandbox/{*rest}", any(no_handler))
        .method_not_allowed_fallback(no_handler)
        .with_state(worlds)
}

async fn make(State(worlds): All, body: Bytes) -> Response {
    match read::<WorldOptions>(&body) {
        Ok(options) => match options.faults.iter().find_map(Fault::mistake) {
            Some(wrong) => bad(&wrong),
            None => (StatusCode::CREATED, Json(summary(&worlds.make(options)))).into_response(),
        },
        Err(refusal) => *refusal,
    }
}

async fn show(State(worlds): All, Path(id): Path<String>) -> Response {
    with(&worlds, &id, |world| Json(summary(world)).into_response())
}

fn summary(world: &World) -> Value {
    let mut summary = json!({"id": world.id});
    let credentials = json!(world.credentials());
    for (name, value) in credentials.as_object().into_iter().flatten() {
        summary[name] = value.clone();
    }
    summary
}

async fn remove(State(worlds): All, Path(id): Path<String>) -> Response {
    if worlds.remove(&id) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        auth::gone(&id)
    }
}

async fn faults(State(worlds): All, Path(id): Path<String>) -> Response {
    with(&worlds, &id, |world| {
        Json(world.faults.list()).into_response()
    })
}

/// One fault or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    More(Vec<Value>),
    One(Value),
}

async fn add_faults(State(worlds): All, Path(id): Path<String>, body: Bytes) -> Response {
    let Some(world) = worlds.by_id(&id) else {
        return auth::gone(&id);
    };
    let given = match read(&body) {
        Ok(OneOrMore::More(faults)) => faults,
        Ok(OneOrMore::One(fault)) => vec![fault],
        Err(refusal) => return *refusal,
    };
    let mut faults = Vec::new();
    for fault in given {
        match serde_json::from_value::<Fault>(fault) {
            Ok(fault) => faults.push(fault),
            Err(error) => return bad(&error.to_string()),
        }
    }
    if let Some(wrong) = faults.iter().find_map(Fault::mistake) {
        return bad(&wrong);
    }
    let ids: Vec<_> = faults
        .into_iter()
        .map(|fault| world.faults.add(fault))
        .collect();
    (StatusCode::CREATED, Json(json!({"ids": ids}))).into_response()
}

async fn clear_faults(State(worlds): All, Path(id): Path<String>) -> Response {
    with(&worlds, &id, |world| {
        world.faults.clear();
        StatusCode::NO_CONTENT.into_response()
    })
}

/// A token to be made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minting {
    #[serde(default = "live")]
    api: Api,
    /// Seconds from now; a negative number makes one that has expired.
    expires_in: i64,
}

fn live() -> Api {
    Api::Live
}

async fn mint(State(worlds): All, Path(id): Path<String>, body: Bytes) -> Response {
    let Some(world) = worlds.by_id(&id) else {
        return auth::gone(&id);
    };
    match read::<Minting>(&body) {
        Ok(Minting { api, expires_in }) => {
            let token = world.mint_token(api, expires_in);
            (StatusCode::CREATED, Json(json!({"token": token}))).into_response()
        }
        Err(refusal) => *refusal,
    }
}

async fn change(State(worlds): All, Path(id): Path<String>, body: Bytes) -> Response {
    let Some(world) = worlds.by_id(&id) else {
        return auth::gone(&id);
    };
    match read::<edit::Edit>(&body) {
        Ok(edit) => match edit.apply(&mut world.data.lock_now()) {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(reason) => bad(&reason),
        },
        Err(refusal) => *refusal,
    }
}

async fn planted(State(worlds): All, Path(id): Path<String>) -> Response {
    with(&worlds, &id, |world| {
        json_answer(StatusCode::OK, &world.data.lock_now().planted)
    })
}

/// `?arrived=N` waits until so many calls have come to the gate.
async fn gate(
    State(worlds): All,
    Path((id, name)): Path<(String, String)>,
    RawQuery(text): RawQuery,
) -> Response {
    let Some(world) = worlds.by_id(&id) else {
        return auth::gone(&id);
    };
    let count = query::number(&text.unwrap_or_default(), "arrived").unwrap_or(0);
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    match tokio::time::timeout(LONGEST_WAIT, world.gates.arrived(&name, count)).await {
        Ok(gate) => Json(gate).into_response(),
        Err(_) => bad(&format!(
            "{count} calls did not come to the gate within {LONGEST_WAIT:?}"
        )),
    }
}

async fn release(State(worlds): All, Path((id, name)): Path<(String, String)>) -> Response {
    with(&worlds, &id, |world| {
        world.gates.open(&name);
        StatusCode::NO_CONTENT.into_response()
    })
}

/// Where the redirects of the sentinels lead.
async fn elsewhere() -> Response {
    typed(
        StatusCode::OK,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><title>Elsewhere</title>\n",
    )
}

fn with(worlds: &Worlds, id: &str, answer: impl FnOnce(&World) -> Response) -> Response {
    worlds
        .by_id(id)
        .map_or_else(|| auth::gone(id), |world| answer(&world))
}

/// Reads a body; nothing at all counts as `{}`.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Box<Response>> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| Box::new(bad(&error.to_string())))
}

fn bad(reason: &str) -> Response {
    typed(
        StatusCode::BAD_REQUEST,
        "text/plain; charset=utf-8",
        format!("{reason}\n"),
    )
}
