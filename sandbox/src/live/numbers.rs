//! Page "Get Operator Connect Customer Numbers", its V3, and the page for a single number.

use std::io;

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, RawQuery},
    response::Response,
};
use futures::stream;
use http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use super::InWorld;
use crate::{
    answer::{invalid, json_answer, problem, typed},
    data::NumberList,
    lock::Lock as _,
    query,
    scatter::is_guid,
    seed::numbers::Generated,
    sentinel,
    world::World,
};

/// The first piece of a streamed list: a reader can start at once.
const FIRST_PIECE: usize = 16 << 10;
/// The others: large enough that sending them costs next to nothing.
const PIECE: usize = 256 << 10;
/// The V3 page's default.
const PAGE_SIZE: u64 = 200;

/// `GET /api/v2/oc/numbers?msTenantId=`: a bare array without pages, however long.
pub(super) async fn list(Extension(world): InWorld, RawQuery(text): RawQuery) -> Response {
    match tenant(&text.unwrap_or_default()) {
        Ok(tenant) => match numbers_of(&world, &tenant) {
            NumberList::Given(numbers) => json_answer(StatusCode::OK, &Value::Array(numbers)),
            NumberList::Generated(numbers) => streamed(numbers, world.options.content_length),
        },
        Err(refusal) => *refusal,
    }
}

/// `GET /api/v3/oc/numbers`: pages, and rows with more fields.
pub(super) async fn pages(Extension(world): InWorld, RawQuery(text): RawQuery) -> Response {
    let text = text.unwrap_or_default();
    let tenant = match tenant(&text) {
        Ok(tenant) => tenant,
        Err(refusal) => return *refusal,
    };
    let numbers = numbers_of(&world, &tenant);
    let size = query::number(&text, "PageSize").unwrap_or(PAGE_SIZE).max(1);
    let page = query::number(&text, "PageNumber").unwrap_or(1).max(1);
    let first = (page - 1).saturating_mul(size).min(numbers.len());
    let last = first.saturating_add(size).min(numbers.len());
    let customer = customer_of(&world, &tenant);
    let rows: Vec<Value> = (first..last)
        .map(|index| extended(numbers.get(index), &customer))
        .collect();
    let page = json!({
        "currentPage": page,
        "pageSize": size,
        "totalPages": numbers.len().div_ceil(size),
        "totalRecords": numbers.len(),
        "data": rows,
    });
    json_answer(StatusCode::OK, &page)
}

/// `GET /api/v2/oc/numbers/{phonenumber}`.
pub(super) async fn one(Extension(world): InWorld, Path(number): Path<String>) -> Response {
    let lists: Vec<NumberList> = world.data.lock_now().numbers.values().cloned().collect();
    match lists.iter().find_map(|list| list.find(&number)) {
        Some(number) => json_answer(StatusCode::OK, &number),
        None => problem(StatusCode::NOT_FOUND, None),
    }
}

fn tenant(text: &str) -> Result<String, Box<Response>> {
    let given = query::get(text, "msTenantId").unwrap_or_default();
    if is_guid(&given) {
        return Ok(given.to_ascii_lowercase());
    }
    let message = if given.is_empty() {
        "The msTenantId field is required.".to_owned()
    } else {
        format!("The value '{given}' is not valid.")
    };
    let errors = Map::from_iter([("msTenantId".to_owned(), json!([message]))]);
    Err(Box::new(invalid(errors)))
}

/// An unknown tenant has no numbers.
fn numbers_of(world: &World, tenant: &str) -> NumberList {
    let mut data = world.data.lock_now();
    if !data.numbers.contains_key(tenant)
        && world.options.sentinels
        && let Some(count) = sentinel::numbers_of(tenant)
    {
        data.generate_numbers(tenant, count);
    }
    data.numbers
        .get(tenant)
        .cloned()
        .unwrap_or(NumberList::Given(vec![]))
}

fn customer_of(world: &World, tenant: &str) -> Value {
    let data = world.data.lock_now();
    let of_tenant = |service: &&Value| {
        service["MsTenantId"]
            .as_str()
            .is_some_and(|id| id.eq_ignore_ascii_case(tenant))
    };
    data.services
        .iter()
        .find(of_tenant)
        .cloned()
        .unwrap_or_default()
}

fn extended(mut row: Value, customer: &Value) -> Value {
    let sbc_list = row["sbcList"].clone();
    row["tenantCallingProfileId"] = row["callingProfileId"].clone();
    row["ocSipConnectionName"] = customer["CustomerShortName"].clone();
    row["ocSipConnectionDescription"] = Value::Null;
    row["umpCustomerGuid"] = customer["UmpCustomerGuid"].clone();
    row["sbcListJson"] = json!(sbc_list.to_string());
    row["ovocChannelId"] = json!(1);
    row["consentedOn"] = Value::Null;
    row["umpCustomerFullName"] = customer["CustomerFullName"].clone();
    row["msCompanyName"] = customer["CustomerFullName"].clone();
    row["sbcListArray"] = sbc_list;
    row
}

fn streamed(numbers: Generated, with_length: bool) -> Response {
    let length = with_length.then(|| numbers.length());
    let pieces = stream::unfold(Some(0), move |next| {
        let piece = next.map(|first| piece(&numbers, first));
        async { piece.map(|(bytes, next)| (Ok::<_, io::Error>(bytes), next)) }
    });
    let body = Body::from_stream(pieces);
    let mut response = typed(StatusCode::OK, "application/json; charset=utf-8", body);
    if let Some(length) = length {
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

/// The bytes of the numbers from `first` on, and where to go on; `None` after the last.
fn piece(numbers: &Generated, first: u64) -> (Bytes, Option<u64>) {
    let size = if first == 0 { FIRST_PIECE } else { PIECE };
    // A number takes about 830 bytes: room for one more than fits.
    let mut out = Vec::with_capacity(size + 2_048);
    if first == 0 {
        out.push(b'[');
    }
    let mut index = first;
    while index < numbers.count() && out.len() < size {
        if index > 0 {
            out.push(b',');
        }
        numbers.write(index, &mut out);
        index += 1;
    }
    if index == numbers.count() {
        out.push(b']');
        return (out.into(), None);
    }
    (out.into(), Some(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_make_one_array_of_the_stated_length() {
        for count in [0, 1, 2, 19, 1_000] {
            let numbers = Generated::new("t", count, [].into());
            let mut bytes = Vec::new();
            let mut next = Some(0);
            while let Some(first) = next {
                let piece = piece(&numbers, first);
                bytes.extend_from_slice(&piece.0);
                next = piece.1;
            }
            let array: Vec<Value> = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(array.len() as u64, count);
            assert_eq!(bytes.len(), numbers.length(), "{count} numbers");
        }
    }
}
