//! Page "Get Task".

use axum::{Extension, extract::Path, response::Response};
use http::StatusCode;

use super::InWorld;
use crate::{
    answer::{json_answer, problem},
    lock::Lock as _,
};

/// `GET /api/v2/task/{id}`.
pub(super) async fn one(Extension(world): InWorld, Path(id): Path<String>) -> Response {
    match world.data.lock_now().read_task(&id, &world.options) {
        Some(task) => json_answer(StatusCode::OK, &task),
        None => problem(StatusCode::NOT_FOUND, None),
    }
}
