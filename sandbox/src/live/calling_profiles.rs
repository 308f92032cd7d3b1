//! Page "Get Calling Profiles".

use axum::{Extension, response::Response};
use http::StatusCode;
use serde_json::Value;

use super::InWorld;
use crate::{answer::json_answer, lock::Lock as _};

/// `GET /api/v2/oc/callingprofile`: a bare array.
pub(super) async fn list(Extension(world): InWorld) -> Response {
    let profiles = world.data.lock_now().calling_profiles.clone();
    json_answer(StatusCode::OK, &Value::Array(profiles))
}
