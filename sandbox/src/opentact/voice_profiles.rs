//! Page "Voice Profile".

use axum::{Extension, body::Bytes, extract::Path, response::Response};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::InWorld;
use crate::{
    answer::{Api, envelope, json_answer},
    data::Data,
    lock::Lock as _,
    scatter::guid,
    world::World,
};

mod check;

/// `GET /profile/outbound_voice`.
pub(super) async fn list(Extension(world): InWorld) -> Response {
    envelope(
        StatusCode::OK,
        Value::Array(world.data.lock_now().voice_profiles.clone()),
    )
}

/// `GET /profile/outbound_voice/{uuid}`.
pub(super) async fn one(Extension(world): InWorld, Path(uuid): Path<String>) -> Response {
    let found = world
        .data
        .lock_now()
        .voice_profiles
        .iter()
        .find(|one| is(one, &uuid))
        .cloned();
    match found {
        Some(profile) => single(&world, StatusCode::OK, profile),
        None => not_found(),
    }
}

/// `POST /profile/outbound_voice`.
pub(super) async fn create(Extension(world): InWorld, body: Bytes) -> Response {
    let fields = match read(&world, &body, true) {
        Ok(fields) => fields,
        Err(refusal) => return *refusal,
    };
    let mut data = world.data.lock_now();
    let now = moment(&mut data);
    let uuid = guid(0x0076_0000 + u64::from(data.writes));
    let mut profile = json!({"created_on": now, "modified_on": now, "uuid": uuid});
    write(&mut profile, fields);
    profile["is_active"] = json!(true);
    let person = data
        .voice_profiles
        .first()
        .map_or(Value::Null, |one| one["created_by"].clone());
    profile["created_by"] = person.clone();
    profile["modified_by"] = person;
    data.voice_profiles.push(profile.clone());
    drop(data);
    let status = world.options.opentact.created_status;
    single(
        &world,
        StatusCode::from_u16(status).unwrap_or(StatusCode::OK),
        profile,
    )
}

/// `PATCH /profile/outbound_voice/{uuid}`.
pub(super) async fn modify(
    Extension(world): InWorld,
    Path(uuid): Path<String>,
    body: Bytes,
) -> Response {
    if world.options.opentact.letter_by_letter {
        return not_found();
    }
    match read(&world, &body, false) {
        Ok(fields) => change(&world, &uuid, fields),
        Err(refusal) => *refusal,
    }
}

/// `PATCH /profile/outbound_voice`: as the page prints it, with the uuid in the body.
pub(super) async fn modify_by_body(Extension(world): InWorld, body: Bytes) -> Response {
    if !world.options.opentact.letter_by_letter {
        return not_found();
    }
    match read(&world, &body, false) {
        Ok(mut fields) => match fields.shift_remove("uuid") {
            Some(Value::String(uuid)) => change(&world, &uuid, fields),
            Some(_) | None => not_found(),
        },
        Err(refusal) => *refusal,
    }
}

/// `DELETE /profile/outbound_voice/{uuid}`: gives the removed profile back.
pub(super) async fn remove(Extension(world): InWorld, Path(uuid): Path<String>) -> Response {
    if world.options.opentact.letter_by_letter {
        return not_found();
    }
    take(&world, &uuid)
}

/// `DELETE /profile/outbound_voice{uuid}`: as the page prints it, without a slash.
pub(super) async fn remove_by_letter(
    Extension(world): InWorld,
    Path(name): Path<String>,
) -> Response {
    match name.strip_prefix("outbound_voice") {
        Some(uuid) if world.options.opentact.letter_by_letter => take(&world, uuid),
        Some(_) | None => not_found(),
    }
}

fn change(world: &World, uuid: &str, fields: Map<String, Value>) -> Response {
    let mut data = world.data.lock_now();
    let now = moment(&mut data);
    let Some(profile) = data.voice_profiles.iter_mut().find(|one| is(one, uuid)) else {
        return not_found();
    };
    write(profile, fields);
    profile["modified_on"] = json!(now);
    let profile = profile.clone();
    drop(data);
    single(world, StatusCode::OK, profile)
}

fn take(world: &World, uuid: &str) -> Response {
    let mut data = world.data.lock_now();
    let Some(place) = data.voice_profiles.iter().position(|one| is(one, uuid)) else {
        return not_found();
    };
    let profile = data.voice_profiles.remove(place);
    drop(data);
    single(world, StatusCode::OK, profile)
}

fn read(world: &World, body: &[u8], creating: bool) -> Result<Map<String, Value>, Box<Response>> {
    let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
        return Err(Box::new(Api::OpenTact.refusal(StatusCode::BAD_REQUEST)));
    };
    let errors = check::errors(&fields, creating);
    if errors.is_empty() {
        return Ok(fields);
    }
    let status = world.options.opentact.fields_status;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let body = json!({
        "success": false,
        "message": "Validation failed",
        "status": status.as_u16(),
        "meta": {},
        "fields": errors,
    });
    Err(Box::new(json_answer(status, &body)))
}

fn write(profile: &mut Value, fields: Map<String, Value>) {
    for (name, value) in fields {
        profile[name] = value;
    }
}

fn is(profile: &Value, uuid: &str) -> bool {
    profile["uuid"].as_str() == Some(uuid)
}

fn single(world: &World, status: StatusCode, profile: Value) -> Response {
    if world.options.opentact.payload_as_array {
        return envelope(status, json!([profile]));
    }
    envelope(status, profile)
}

fn not_found() -> Response {
    Api::OpenTact.refusal(StatusCode::NOT_FOUND)
}

/// The time of a change: later than every one before, and the same in every run.
fn moment(data: &mut Data) -> String {
    data.writes += 1;
    format!(
        "2025-01-01T{:02}:{:02}:00Z",
        data.writes / 60 % 24,
        data.writes % 60
    )
}
