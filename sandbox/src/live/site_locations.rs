//! Page "Get SIP Connections", which other pages call "Get Site Location".

use axum::{Extension, extract::Path, response::Response};
use http::StatusCode;
use serde_json::{Value, json};

use super::InWorld;
use crate::{
    answer::{json_answer, problem},
    lock::Lock as _,
};

/// `GET /api/v2/sitelocation/{id}`: a customer with one site location has the same id for both.
pub(super) async fn one(Extension(world): InWorld, Path(site): Path<String>) -> Response {
    let data = world.data.lock_now();
    let service = data.services.iter().find(|service| {
        service["UmpCustomerGuid"]
            .as_str()
            .is_some_and(|id| id.eq_ignore_ascii_case(&site))
    });
    match service {
        Some(service) => json_answer(StatusCode::OK, &site_location(service)),
        None => problem(StatusCode::NOT_FOUND, None),
    }
}

fn site_location(service: &Value) -> Value {
    json!({
        "tenantId": service["MsTenantId"],
        "m365DeploymentState": null,
        "sbcDeploymentState": 3,
        "siteName": service["CustomerShortName"],
        "onlinePstnGateway": "oc1.sandbox2.audiocodes.be",
        "sbcInfo": {
            "sbcConfigurationType": 1,
            "cacProfile": null,
            "carrierHostName": "sip.carrier.example",
            "carrierId": 12,
            "carrierMainLine": "+18333998785",
            "carrierUserName": "trunk-user",
            "flagConfigureSbc": true,
            "sbcId": 8,
            "sbcScripts": {
                "onboardingScript": 7,
                "cleanupScript": 700,
                "customerVariables": {
                    "IPPBX-ProxyAddress": "192.0.2.44",
                    "CarrierPassword": "canary-carrier-password",
                },
            },
        },
        "m365Info": {
            "m365Scripts": {
                "onboardingScript": 5002,
                "cleanupScript": 5003,
                "customerVariables": {},
            },
        },
        "pendingTasks": [],
    })
}
