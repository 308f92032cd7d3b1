//! Page "Get All OC Leads".

use axum::{Extension, extract::RawQuery, response::Response};
use http::StatusCode;
use serde_json::Value;

use super::InWorld;
use crate::{answer::json_answer, lock::Lock as _, query};

/// The page's default.
const PAGE_SIZE: u64 = 10;
/// The page's limit.
const LARGEST_PAGE: u64 = 20_000;

/// `GET /api/v2/oc/lead`: an array, or by the page's example an array in an array.
pub(super) async fn list(Extension(world): InWorld, RawQuery(text): RawQuery) -> Response {
    let text = text.unwrap_or_default();
    let tenant = query::get(&text, "msTenantId");
    let size = query::number(&text, "PageSize")
        .unwrap_or(PAGE_SIZE)
        .clamp(1, LARGEST_PAGE);
    let page = query::number(&text, "PageNumber").unwrap_or(1).max(1);
    let leads: Vec<Value> = world
        .data
        .lock_now()
        .leads
        .iter()
        .filter(|lead| {
            tenant.as_deref().is_none_or(|tenant| {
                lead["tenantId"]
                    .as_str()
                    .is_some_and(|id| id.eq_ignore_ascii_case(tenant))
            })
        })
        .skip(usize::try_from((page - 1).saturating_mul(size)).unwrap_or(usize::MAX))
        .take(usize::try_from(size).unwrap_or(usize::MAX))
        .cloned()
        .collect();
    let leads = Value::Array(leads);
    let leads = if world.options.live.doubled_brackets {
        Value::Array(vec![leads])
    } else {
        leads
    };
    json_answer(StatusCode::OK, &leads)
}
