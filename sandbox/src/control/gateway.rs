//! Plays a gateway that adds the credentials: the app's `gateway` mode, without one.

use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse as _, Response},
};
use http::{HeaderValue, StatusCode, header};

use super::{All, with};
use crate::{auth::GATEWAY_COOKIE, query, world::DEFAULT_WORLD};

/// Signs in: from then on this browser's calls need no token.
pub(super) async fn sign_in(State(worlds): All, RawQuery(text): RawQuery) -> Response {
    let text = text.unwrap_or_default();
    let id = query::get(&text, "world").unwrap_or_else(|| DEFAULT_WORLD.to_owned());
    with(&worlds, &id, |world| back_to_the_app(&text, &world.id))
}

/// Ends that.
pub(super) async fn sign_out(RawQuery(text): RawQuery) -> Response {
    back_to_the_app(&text.unwrap_or_default(), "; Max-Age=0")
}

fn back_to_the_app(text: &str, cookie: &str) -> Response {
    let next = query::get(text, "next").filter(|next| is_own_path(next));
    let next = next.as_deref().unwrap_or("/");
    let cookie = format!("{GATEWAY_COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict");
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in [
        (header::LOCATION, next),
        (header::SET_COOKIE, cookie.as_str()),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn is_own_path(next: &str) -> bool {
    next.starts_with('/') && !next.starts_with("//") && !next.contains('\\')
}
