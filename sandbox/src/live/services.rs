//! Pages "Get Services Brief Details (V3)" and "Create OC Essential Service from Lead with IP
//! Group".

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, RawQuery},
    response::Response,
};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::InWorld;
use crate::{
    answer::{invalid, json_answer, problem},
    data::Data,
    lock::Lock as _,
    query,
    scatter::{guid, is_guid},
    sentinel::{self, Place},
    task::Change,
};

/// The only configuration that the page shows.
const CONFIGURATION: &str = "OcEssential_IPGROUP_TYPE";
/// OC Essential.
const LICENSE_TYPE: u64 = 3;

/// `GET /api/v3/customer`: in `PascalCase`, unlike every other call.
pub(super) async fn list(Extension(world): InWorld, RawQuery(text): RawQuery) -> Response {
    let details = query::is_true(&text.unwrap_or_default(), "allDetails");
    let mut data = world.data.lock_now();
    data.read_what_tasks_change(&world.options, Change::is_service);
    let mut services = data.services.clone();
    if details {
        for service in &mut services {
            service["SiteLocation"] = site_locations(service);
        }
    }
    json_answer(StatusCode::OK, &Value::Array(services))
}

/// `GET /api/v3/customer/{id}`: the page "Modify SIP Connection" shows the answer, no page was
/// seen to show the address.
pub(super) async fn one(Extension(world): InWorld, Path(id): Path<String>) -> Response {
    let data = world.data.lock_now();
    let service = data.services.iter().find(|service| {
        service["UmpCustomerGuid"]
            .as_str()
            .is_some_and(|one| one.eq_ignore_ascii_case(&id))
    });
    let Some(service) = service else {
        return problem(StatusCode::NOT_FOUND, None);
    };
    let details = json!({
        "Id": service["UmpCustomerGuid"],
        "ShortName": service["CustomerShortName"],
        "FullName": service["CustomerFullName"],
        "LicenseType": service["LicenseType"],
        "SiteLocation": site_locations(service),
    });
    json_answer(StatusCode::OK, &details)
}

/// `POST /api/v3/customer`: the service is in the list when the task that is given back has ended.
pub(super) async fn create(Extension(world): InWorld, body: Bytes) -> Response {
    let mut data = world.data.lock_now();
    let body = match read(&body, &data) {
        Ok(body) => body,
        Err(errors) => return invalid(errors),
    };
    let short_name = body["customerShortName"].as_str().unwrap_or_default();
    let end = world
        .options
        .sentinels
        .then(|| sentinel::task_end(Place::ShortName, short_name))
        .flatten();
    let service = service(&body, data.services.len());
    let id = data.start_task(Change::Service(service), end, &world.options.tasks);
    if world.options.tasks.bare_id {
        return json_answer(StatusCode::OK, &json!(id));
    }
    json_answer(StatusCode::OK, &json!({"jobId": id}))
}

fn site_locations(service: &Value) -> Value {
    json!([{
        "id": service["UmpCustomerGuid"],
        "name": service["CustomerShortName"],
        "sbcId": 8,
        "sbcDeploymentState": "Deployed",
    }])
}

fn service(body: &Value, place: usize) -> Value {
    let short_name = &body["customerShortName"];
    let full_name = if body["customerFullName"].is_string() {
        &body["customerFullName"]
    } else {
        short_name
    };
    json!({
        "UmpCustomerGuid": guid(0x006e_0000 + place as u64),
        "CustomerShortName": short_name,
        "CustomerFullName": full_name,
        "LicenseType": body["licenseType"].as_u64().unwrap_or(LICENSE_TYPE),
        "LicensedUsersCount": body["licensedUsersCount"],
        "MsTenantId": body["msTenantId"],
        "ActiveUserCount": 0,
        "LiveHubActiveUsersCount": null,
        "LiveHubSimpleUsersCount": null,
    })
}

fn read(body: &[u8], data: &Data) -> Result<Value, Map<String, Value>> {
    let mut errors = Map::new();
    let Ok(body @ Value::Object(_)) = serde_json::from_slice::<Value>(body) else {
        errors.insert(
            "$".into(),
            json!(["The JSON value could not be converted."]),
        );
        return Err(errors);
    };
    let mut fault = |field: &str, message: &str| {
        errors.insert(field.to_owned(), json!([message]));
    };
    if body["configurationName"].as_str() != Some(CONFIGURATION) {
        fault("ConfigurationName", "The ConfigurationName is not known.");
    }
    let tenant = body["msTenantId"].as_str().unwrap_or_default();
    if !is_guid(tenant) {
        fault("MsTenantId", "The MsTenantId field is not a valid GUID.");
    } else if is_taken(data, "MsTenantId", tenant) {
        fault("MsTenantId", "A service for this tenant exists already.");
    }
    let short_name = body["customerShortName"].as_str().unwrap_or_default();
    if !is_short_name(short_name) {
        fault(
            "CustomerShortName",
            "Must have 3 to 15 characters: letters, digits and underscore only.",
        );
    } else if is_taken(data, "CustomerShortName", short_name) {
        fault(
            "CustomerShortName",
            "A service with this short name exists already.",
        );
    }
    for field in ["licenseType", "licensedUsersCount"] {
        if !(body[field].is_null() || body[field].is_i64()) {
            fault(
                field,
                "The JSON value could not be converted to System.Int32.",
            );
        }
    }
    if errors.is_empty() {
        Ok(body)
    } else {
        Err(errors)
    }
}

/// The rule of the page "Create OC Essential Service (from Lead) with IP Group".
fn is_short_name(name: &str) -> bool {
    (3..=15).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_taken(data: &Data, field: &str, value: &str) -> bool {
    data.services.iter().any(|service| {
        service[field]
            .as_str()
            .is_some_and(|one| one.eq_ignore_ascii_case(value))
    })
}
