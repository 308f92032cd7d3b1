//! The data that people and tests know by heart, and as much of the same kind as asked for.

use serde_json::{Value, json};

use crate::{
    data::{Data, DialPlan, NumberList},
    options::{Numbers, WorldOptions},
    scatter::{guid, scatter},
    seed::numbers::{Generated, Source, links},
};

pub(crate) mod drift;
pub(crate) mod numbers;

/// The tenant of the vendor's page "Get Operator Connect Customer Numbers".
pub const FIRST_TENANT: &str = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
/// A tenant with generated numbers in every world: the second service's.
const SECOND_TENANT: &str = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";
/// Enough to scroll, few enough to read.
const NUMBERS_OF_SECOND_TENANT: u64 = 240;

/// Everything that a new world holds.
pub(crate) fn data(options: &WorldOptions) -> Data {
    let calling_profiles = list(
        include_str!("seed/calling_profiles.json"),
        options.profiles,
        calling_profile,
    );
    let services = list(
        include_str!("seed/services.json"),
        options.services,
        service,
    );
    let dial_plans = services.iter().flat_map(dial_plans_of).collect();
    let mut data = Data {
        numbers: [
            (
                FIRST_TENANT.to_owned(),
                NumberList::Given(parse(include_str!("seed/numbers.json"))),
            ),
            (
                SECOND_TENANT.to_owned(),
                NumberList::Generated(Generated::new(
                    SECOND_TENANT,
                    NUMBERS_OF_SECOND_TENANT,
                    links(&calling_profiles),
                )),
            ),
        ]
        .into(),
        calling_profiles,
        services,
        dial_plans,
        leads: parse(include_str!("seed/leads.json")),
        script_templates: parse(include_str!("seed/script_templates.json")),
        voice_profiles: list(
            include_str!("seed/voice_profiles.json"),
            options.voice_profiles,
            voice_profile,
        ),
        sip_connections: parse(include_str!("seed/sip_connections.json")),
        control_apps: parse(include_str!("seed/control_apps.json")),
        ..Data::default()
    };
    for (tenant, count) in counts(&options.numbers) {
        data.generate_numbers(&tenant, count);
    }
    if let Some(count) = options.rules {
        let rules = generated_rules(&data, count);
        if let Some(plan) = data
            .dial_plans
            .iter_mut()
            .find(|plan| plan.name == "CustDialPlan")
        {
            plan.rules = rules;
        }
    }
    if let Some(cases) = options.drift {
        drift::plant(&mut data, cases);
    }
    data
}

/// The plans of a customer whose site location has the customer's own id.
pub(crate) fn dial_plans_of(service: &Value) -> Vec<DialPlan> {
    let Some(customer) = service.get("UmpCustomerGuid").and_then(Value::as_str) else {
        return Vec::new();
    };
    parse(include_str!("seed/dial_plans.json"))
        .iter()
        .filter_map(|plan| DialPlan::read(customer, plan))
        .collect()
}

/// One rule as the API writes it.
pub(crate) fn rule(name: &str, prefix: &str, tag: &str) -> Value {
    json!({"name": name, "prefix": prefix, "tag": tag})
}

fn counts(numbers: &Numbers) -> Vec<(String, u64)> {
    match numbers {
        Numbers::OfFirstTenant(count) => vec![(FIRST_TENANT.to_owned(), *count)],
        Numbers::OfTenants(counts) => counts
            .iter()
            .map(|(tenant, count)| (tenant.to_ascii_lowercase(), *count))
            .collect(),
    }
}

fn generated_rules(data: &Data, count: usize) -> Vec<Value> {
    let numbers = Generated::new(FIRST_TENANT, count as u64, links(&data.calling_profiles));
    (0..numbers.count())
        .map(|index| {
            let facts = numbers.facts(index);
            let tag = facts.profile.and_then(|link| link.trunk.as_deref());
            let name = match facts.source {
                Source::WebApi => "Sandbox2Cust",
                Source::WebUi | Source::OcSync => "Sandbox2Site2",
            };
            rule(name, &facts.telephone_number(), tag.unwrap_or("PstnDemo1"))
        })
        .collect()
}

/// The examples cut or made up to a length.
fn list(examples: &str, length: usize, more: impl Fn(usize) -> Value) -> Vec<Value> {
    let mut list = parse(examples);
    list.truncate(length);
    list.extend((list.len()..length).map(more));
    list
}

fn parse(text: &str) -> Vec<Value> {
    // The files are part of the program, and a test reads each of them.
    serde_json::from_str(text).unwrap_or_default()
}

fn calling_profile(index: usize) -> Value {
    let seed = index as u64;
    let region = ["EMEA", "NOAM", "APAC", "LATAM"][index % 4];
    let trunks: Vec<Value> = (0..[2, 2, 1, 2, 3][index % 5])
        .map(|trunk| {
            let fqdn = format!("sbc{}-{}.generated.example.net", trunk + 1, index % 400);
            json!({
                "trunkFqdn": fqdn,
                "trunkId": guid(0x0074_0000 + seed % 400 * 8 + trunk),
                "matchingSbcList": [{
                    "sbcId": 100 + seed % 400,
                    "fqdn": fqdn,
                    "ipAddress": format!("10.{}.{}.{}", seed / 200 % 250, seed % 200, trunk + 4),
                    "name": format!("Generated SBC {}", index % 400),
                }],
            })
        })
        .collect();
    let validated = ["NotRun", "Passed", "Failed"][(scatter(seed) % 3) as usize % 3];
    let digits = 2_000_000 + seed * 3;
    json!({
        "additionalSbcList": [],
        "callingProfileId": guid(0x00ca_0000 + seed),
        "name": format!("GEN_Calling_{region}_{index:05}"),
        "enviroment": null,
        "region": region,
        "carrier": null,
        "offerTypes": [{
            "offerTypeName": "Calling",
            "testNumbers": (0..3).map(|n| format!("+1628{}", digits + n)).collect::<Vec<_>>(),
        }],
        "emergencyDialStrings": [],
        "isEmergencyProfile": false,
        "emergencyProfileId": null,
        "trunksEnrolled": trunks,
        "validation":
            {"Calling": validated, "AudioConferencing": "NotRun", "OCMobile": "NotRun"},
    })
}

fn service(index: usize) -> Value {
    let seed = index as u64;
    json!({
        "UmpCustomerGuid": guid(0x005e_0000 + seed),
        "CustomerShortName": format!("Gen{index:05}"),
        "CustomerFullName": format!("Generated customer {index}"),
        "LicenseType": seed % 6,
        "LicensedUsersCount": 10 + seed * 7 % 900,
        "MsTenantId": guid(0x007e_0000 + seed),
        "ActiveUserCount": seed * 5 % 700,
        "LiveHubActiveUsersCount": null,
        "LiveHubSimpleUsersCount": null,
    })
}

fn voice_profile(index: usize) -> Value {
    let seed = index as u64;
    json!({
        "created_on": "2024-01-05T08:30:00Z",
        "modified_on": "2024-02-05T16:45:10Z",
        "uuid": guid(0x0070_0000 + seed),
        "name": format!("Generated profile {index}"),
        "tech_prefix": 200_000 + seed,
        "channel_limit": 1 + seed % 120,
        "max_rate": 0.01 + f64::from(u8::try_from(seed % 30).unwrap_or(0)) / 1000.0,
        "record_calls": seed % 3,
        "daily_spend_limit": 50 * (1 + seed % 40),
        "filemat": if index.is_multiple_of(2) { "mp3" } else { "wav" },
        "audio_track_type": seed % 2,
        "is_active": true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_world_is_the_vendors_examples() {
        let data = data(&WorldOptions::default());
        assert_eq!(data.calling_profiles.len(), 21);
        let regions = |region: &str| {
            let of = |profile: &&Value| profile["region"].as_str().unwrap_or("none") == region;
            data.calling_profiles.iter().filter(of).count()
        };
        assert_eq!(["EMEA", "NOAM", "APAC", "none"].map(regions), [9, 8, 2, 2]);
        assert_eq!(data.numbers[FIRST_TENANT].len(), 2);
        assert_eq!(data.services.len(), 6);
        assert_eq!(data.leads.len(), 6);
        assert_eq!(data.script_templates.len(), 8);
        assert_eq!(data.voice_profiles.len(), 9);
        assert_eq!(data.sip_connections.len(), 4);
        assert_eq!(data.control_apps.len(), 2);
        assert_eq!(data.dial_plans.len(), 6 * 4);
    }

    #[test]
    fn generated_data_begin_with_the_examples_and_are_as_many_as_asked() {
        let options = WorldOptions {
            profiles: 500,
            numbers: Numbers::OfFirstTenant(1_000),
            rules: Some(300),
            voice_profiles: 40,
            services: 2,
            ..WorldOptions::default()
        };
        let data = data(&options);
        let examples = super::data(&WorldOptions::default());
        assert_eq!(data.calling_profiles.len(), 500);
        assert_eq!(data.calling_profiles[..21], examples.calling_profiles[..]);
        assert_eq!(data.numbers[FIRST_TENANT].len(), 1_000);
        assert_eq!(data.dial_plans[0].rules.len(), 300);
        assert_eq!(data.voice_profiles.len(), 40);
        assert_eq!(data.services.len(), 2);
    }
}
