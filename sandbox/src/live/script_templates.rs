//! Page "Get Script Templates".

use axum::{Extension, extract::RawQuery, response::Response};
use http::StatusCode;
use serde_json::{Value, json};

use super::InWorld;
use crate::{answer::json_answer, lock::Lock as _, query};

/// The page's default.
const PAGE_SIZE: u64 = 10;
/// The types of scripts for Microsoft 365; all others are for the SBC.
const M365_TYPES: [u64; 2] = [3, 4];

/// `GET /api/v2/scripttemplates`: pages are counted from 0 here.
pub(super) async fn list(Extension(world): InWorld, RawQuery(text): RawQuery) -> Response {
    let text = text.unwrap_or_default();
    let wanted = query::get(&text, "scriptType").unwrap_or_else(|| "Any".into());
    let details = query::is_true(&text, "allDetails");
    let size = query::number(&text, "PageSize").unwrap_or(PAGE_SIZE).max(1);
    let page = query::number(&text, "PageNumber").unwrap_or(0);
    let templates: Vec<Value> = world
        .data
        .lock_now()
        .script_templates
        .iter()
        .filter(|template| is_of_type(template, &wanted))
        .skip(usize::try_from(page.saturating_mul(size)).unwrap_or(usize::MAX))
        .take(usize::try_from(size).unwrap_or(usize::MAX))
        .map(|template| {
            let mut template = template.clone();
            if details {
                template["script"] = json!("# the text of the script");
            }
            template
        })
        .collect();
    json_answer(StatusCode::OK, &Value::Array(templates))
}

fn is_of_type(template: &Value, wanted: &str) -> bool {
    let is_m365 = template["scriptType"]
        .as_u64()
        .is_some_and(|kind| M365_TYPES.contains(&kind));
    match wanted.to_ascii_lowercase().as_str() {
        "m365" => is_m365,
        "sbc" => !is_m365,
        _ => true,
    }
}
