//! Page "Authentication".

use axum::{Extension, response::Response};
use http::StatusCode;
use serde_json::json;

use super::InWorld;
use crate::{
    answer::{Api, envelope},
    scatter::guid,
};

/// `GET /auth`: whoever gets here has shown the right e-mail address and password.
pub(super) async fn sign_in(Extension(world): InWorld) -> Response {
    let token = world.mint_token(Api::OpenTact, world.options.session_seconds);
    let user = json!({
        "created_on": "2019-08-24T14:15:22Z",
        "modified_on": "2019-08-24T14:15:22Z",
        "uuid": guid(0x00a5),
        "email": world.credentials().email,
        "password": "canary-password-hash",
        "phone_number": "+15555550100",
        "first_name": "Sandbox",
        "last_name": "Administrator",
        "role": "Admin",
        "account": {"uuid": guid(0x00ac), "name": "Cordboard sandbox", "level": "Level1"},
        "token": token,
    });
    envelope(StatusCode::OK, user)
}
