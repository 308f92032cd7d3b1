//! Pages "SIP Connection" and "SIP Control App", and the address of a profile's own ones.

use axum::{Extension, extract::Path, response::Response};
use http::StatusCode;
use serde_json::Value;

use super::InWorld;
use crate::{
    answer::{Api, envelope},
    lock::Lock as _,
    options::Connections,
};

/// `GET /profile/outbound_voice/{uuid}/connections/sip`: documented twice, for SIP connections and
/// for control apps.
pub(super) async fn of_profile(Extension(world): InWorld, Path(uuid): Path<String>) -> Response {
    let data = world.data.lock_now();
    let connections = world.options.opentact.connections;
    let known = data
        .voice_profiles
        .iter()
        .any(|profile| profile["uuid"] == uuid.as_str());
    if !known || connections == Connections::NotFound {
        return Api::OpenTact.refusal(StatusCode::NOT_FOUND);
    }
    let mut rows = Vec::new();
    if matches!(connections, Connections::Sip | Connections::Mixed) {
        rows.extend(of(&data.sip_connections, &uuid));
    }
    if matches!(connections, Connections::Apps | Connections::Mixed) {
        rows.extend(of(&data.control_apps, &uuid));
    }
    envelope(StatusCode::OK, Value::Array(rows))
}

/// `GET /sip/connection`: every SIP connection of the account.
pub(super) async fn connections(Extension(world): InWorld) -> Response {
    let rows = world.data.lock_now().sip_connections.clone();
    account_list(rows, world.options.opentact.lists_without_profile)
}

/// `GET /sip/app`: every control app of the account.
pub(super) async fn apps(Extension(world): InWorld) -> Response {
    let rows = world.data.lock_now().control_apps.clone();
    account_list(rows, world.options.opentact.lists_without_profile)
}

fn of<'a>(rows: &'a [Value], uuid: &'a str) -> impl Iterator<Item = Value> + 'a {
    rows.iter()
        .filter(move |row| row["outbound_voice_profile"]["uuid"] == uuid)
        .cloned()
}

fn account_list(mut rows: Vec<Value>, without_profile: bool) -> Response {
    if without_profile {
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            row.shift_remove("outbound_voice_profile");
        }
    }
    envelope(StatusCode::OK, Value::Array(rows))
}
