//! The list: what is searched and sorted.

use std::cmp::Ordering;

use cordboard_api::Reading;
use cordboard_api::live::services::Service;

use crate::profiles::rows::sort;

/// The columns that can be sorted, by their names in the address.
pub const COLUMNS: [&str; 7] = [
    "short-name",
    "full-name",
    "license",
    "users",
    "active",
    "tenant",
    "id",
];

/// "OC Essential (3)": the name where it is documented, and always the number.
pub fn license(service: &Service) -> Option<String> {
    let license = service.license.as_ref()?;
    let wire = license.wire();
    Some(match license.name() {
        Some(name) => format!("{name} ({wire})"),
        None => wire,
    })
}

/// What stands in a column; nothing where the server said nothing.
pub fn value(service: &Service, column: &str) -> Option<String> {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let count = |count: Option<i64>| count.map(|count| count.to_string());
    match column {
        "short-name" => text(&service.short_name),
        "full-name" => text(&service.full_name),
        "license" => license(service),
        "users" => count(service.licensed_users),
        "active" => count(service.active_users),
        "tenant" => service.tenant_id.as_deref().and_then(text),
        _ => text(&service.id),
    }
}

fn haystack(reading: &Reading<Service>) -> String {
    let text = match reading {
        Reading::Read(service) => COLUMNS
            .iter()
            .filter_map(|column| value(service, column))
            .collect::<Vec<_>>()
            .join("\n"),
        Reading::Unreadable { raw, .. } => raw.to_string(),
    };
    text.to_lowercase()
}

/// The positions of the services that are wanted, in order. Those without a value come last.
pub fn select(
    all: &[Reading<Service>],
    search: &str,
    column: &str,
    is_descending: bool,
) -> Vec<usize> {
    let search = search.to_lowercase();
    let mut chosen: Vec<usize> = (0..all.len())
        .filter(|place| {
            let haystack = haystack(&all[*place]);
            search
                .split_whitespace()
                .all(|term| haystack.contains(term))
        })
        .collect();
    sort(&mut chosen, &|a, b| {
        compare(all[a].read(), all[b].read(), column, is_descending)
    });
    chosen
}

fn compare(
    a: Option<&Service>,
    b: Option<&Service>,
    column: &str,
    is_descending: bool,
) -> Ordering {
    let number = |service: &Service| match column {
        "users" => service.licensed_users,
        "active" => service.active_users,
        _ => None,
    };
    let key = |service: Option<&Service>| {
        let service = service?;
        let text = value(service, column)?.to_lowercase();
        Some((number(service), text))
    };
    let name = |service: Option<&Service>| service.map(|own| own.short_name.to_lowercase());
    let (key_a, key_b) = (key(a), key(b));
    let order = match (&key_a, &key_b) {
        (Some(a), Some(b)) if is_descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    order.then_with(|| name(a).cmp(&name(b)))
}
