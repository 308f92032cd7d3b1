//! OpenTACT: its documented calls under `/ot/rest`.

use std::sync::Arc;

use axum::{
    Extension, Router,
    routing::{delete, get},
};

use crate::world::World;

mod sign_in;
mod sip;
mod voice_profiles;

/// The world that a call belongs to.
type InWorld = Extension<Arc<World>>;

/// The routes, each with the whole path, so that it can be found by searching for it.
pub(crate) fn routes() -> Router {
    use voice_profiles as profiles;
    Router::new()
        .route("/ot/rest/auth", get(sign_in::sign_in))
        .route(
            "/ot/rest/profile/outbound_voice",
            get(profiles::list)
                .post(profiles::create)
                .patch(profiles::modify_by_body),
        )
        .route(
            "/ot/rest/profile/outbound_voice/{uuid}",
            get(profiles::one)
                .patch(profiles::modify)
                .delete(profiles::remove),
        )
        // The page "Voice Profile" prints `outbound_voice{uuid}`, without a slash between.
        .route(
            "/ot/rest/profile/{outbound_voice_uuid}",
            delete(profiles::remove_by_letter),
        )
        .route(
            "/ot/rest/profile/outbound_voice/{uuid}/connections/sip",
            get(sip::of_profile),
        )
        .route("/ot/rest/sip/connection", get(sip::connections))
        .route("/ot/rest/sip/app", get(sip::apps))
}
