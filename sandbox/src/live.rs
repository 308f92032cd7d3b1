//! `AudioCodes` Live Platform: its documented calls under `/ac/tenantui`.

use std::sync::Arc;

use axum::{
    Extension, Router,
    routing::{get, post},
};

use crate::world::World;

mod calling_profiles;
mod dial_plans;
mod leads;
mod numbers;
mod script_templates;
mod services;
mod site_locations;
mod tasks;

/// The world that a call belongs to.
type InWorld = Extension<Arc<World>>;

/// The routes, each with the whole path, so that it can be found by searching for it.
pub(crate) fn routes() -> Router {
    Router::new()
        .route(
            "/ac/tenantui/api/v2/oc/callingprofile",
            get(calling_profiles::list),
        )
        .route("/ac/tenantui/api/v2/oc/numbers", get(numbers::list))
        .route("/ac/tenantui/api/v2/oc/numbers/{number}", get(numbers::one))
        .route("/ac/tenantui/api/v3/oc/numbers", get(numbers::pages))
        .route("/ac/tenantui/api/v2/oc/lead", get(leads::list))
        .route(
            "/ac/tenantui/api/v2/scripttemplates",
            get(script_templates::list),
        )
        .route(
            "/ac/tenantui/api/v2/sitelocation/{site}",
            get(site_locations::one),
        )
        .route(
            "/ac/tenantui/api/v2/customer/{customer}/sitelocation/{site}/dialplan",
            get(dial_plans::list),
        )
        .route(
            "/ac/tenantui/api/v2/customer/{customer}/sitelocation/{site}/dialplan/{name}",
            get(dial_plans::one).patch(dial_plans::change),
        )
        .route("/ac/tenantui/api/v2/task/{id}", get(tasks::one))
        .route("/ac/tenantui/api/v3/customer", get(services::list))
        .route("/ac/tenantui/api/v3/customer", post(services::create))
        .route("/ac/tenantui/api/v3/customer/{id}", get(services::one))
}
