//! Plants disagreements between numbers, calling profiles and dial plan, and nothing else.

use serde_json::{Value, json};

use super::{
    FIRST_TENANT,
    numbers::{Facts, Generated, Source, links},
    rule,
};
use crate::data::{Data, NumberList};

/// How many numbers the first tenant gets where the options do not say.
const NUMBERS: u64 = 1_000;

/// What is wrong with a number, if anything.
enum Case {
    GoneProfile,
    MissingRule,
    WrongTag,
    None,
}

/// Replaces the first tenant's numbers and the first customer's `OCDialPlan` by ones that agree
/// but for so many cases of each kind, which it notes down in `planted`.
pub(super) fn plant(data: &mut Data, cases: u64) {
    let count = match data.numbers.get(FIRST_TENANT) {
        Some(NumberList::Generated(numbers)) => numbers.count(),
        Some(NumberList::Given(_)) | None => NUMBERS,
    };
    let numbers =
        Generated::new(FIRST_TENANT, count, links(&data.calling_profiles)).consistent(cases);
    let trunks = all_trunks(&data.calling_profiles);
    let (mut gone, mut missing, mut wrong, mut stale) = (vec![], vec![], vec![], vec![]);
    let mut rules = Vec::new();

    for index in 0..count {
        let facts = numbers.facts(index);
        if facts.source == Source::OcSync {
            continue;
        }
        let number = facts.telephone_number();
        let right = facts.profile.and_then(|link| link.trunk.as_deref());
        match case(&facts, index, cases) {
            Case::GoneProfile => {
                rules.extend(
                    trunks
                        .first()
                        .map(|(_, tag)| rule("Sandbox2Cust", &number, tag)),
                );
                gone.push(json!(number));
            }
            Case::MissingRule => missing.push(json!(number)),
            Case::WrongTag => {
                let tag = foreign_trunk(&trunks, &facts).unwrap_or("no-trunk.example.net");
                rules.push(rule("Sandbox2Cust", &number, tag));
                wrong.push(json!({"number": number, "tag": tag}));
            }
            Case::None => rules.extend(right.map(|tag| rule("Sandbox2Cust", &number, tag))),
        }
    }
    for index in count..count + cases {
        let number = numbers.facts(index).telephone_number();
        rules.extend(
            trunks
                .first()
                .map(|(_, tag)| rule("Sandbox2Cust", &number, tag)),
        );
        stale.push(json!(number));
    }

    data.numbers
        .insert(FIRST_TENANT.into(), NumberList::Generated(numbers));
    if let Some(plan) = data
        .dial_plans
        .iter_mut()
        .find(|plan| plan.name == "OCDialPlan")
    {
        plan.rules = rules;
    }
    data.planted = json!({
        "gone_profile": gone,
        "missing_rule": missing,
        "wrong_tag": wrong,
        "stale_rule": stale,
    });
}

/// The cases follow one another among the numbers from `webapi`: four of each ten numbers.
fn case(facts: &Facts<'_>, index: u64, cases: u64) -> Case {
    let place = index / 10 * 4 + index % 10;
    match facts.source {
        Source::WebApi if place < cases => Case::GoneProfile,
        Source::WebApi if place < 2 * cases => Case::MissingRule,
        Source::WebApi if place < 3 * cases => Case::WrongTag,
        Source::WebApi | Source::WebUi | Source::OcSync => Case::None,
    }
}

/// Every profile's id with each of its trunks.
fn all_trunks(profiles: &[Value]) -> Vec<(String, String)> {
    let mut trunks = Vec::new();
    for profile in profiles {
        let id = profile["callingProfileId"].as_str().unwrap_or_default();
        for trunk in profile["trunksEnrolled"].as_array().into_iter().flatten() {
            if let Some(fqdn) = trunk["trunkFqdn"].as_str() {
                trunks.push((id.to_owned(), fqdn.to_owned()));
            }
        }
    }
    trunks
}

/// A known trunk that the number's profile does not have.
fn foreign_trunk<'a>(trunks: &'a [(String, String)], facts: &Facts<'_>) -> Option<&'a str> {
    let own = &facts.profile?.id;
    let is_own = |fqdn: &str| trunks.iter().any(|(id, trunk)| id == own && trunk == fqdn);
    trunks
        .iter()
        .map(|(_, fqdn)| fqdn.as_str())
        .find(|fqdn| !is_own(fqdn))
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::{options::WorldOptions, seed};

    #[test]
    fn every_planted_case_is_there_and_none_other() {
        let data = seed::data(&WorldOptions {
            drift: Some(7),
            ..WorldOptions::default()
        });
        let trunks: HashSet<_> = all_trunks(&data.calling_profiles).into_iter().collect();
        let plan = data
            .dial_plans
            .iter()
            .find(|plan| plan.name == "OCDialPlan")
            .unwrap();
        let mut rules: HashMap<_, _> = plan
            .rules
            .iter()
            .map(|rule| {
                (
                    rule["prefix"].as_str().unwrap(),
                    rule["tag"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(rules.len(), plan.rules.len(), "no prefix twice");

        let (mut gone, mut missing, mut wrong) = (vec![], vec![], vec![]);
        let numbers = &data.numbers[FIRST_TENANT];
        for number in (0..numbers.len()).map(|index| numbers.get(index)) {
            if number["source"] == "ocsync" {
                continue;
            }
            let text = number["telephoneNumber"].as_str().unwrap();
            let profile = number["callingProfileId"].as_str().unwrap();
            let known = trunks.iter().any(|(id, _)| id == profile);
            match rules.remove(text) {
                _ if !known => gone.push(json!(text)),
                None => missing.push(json!(text)),
                Some(tag) if !trunks.contains(&(profile.to_owned(), tag.to_owned())) => {
                    wrong.push(json!({"number": text, "tag": tag}));
                }
                Some(_) => {}
            }
        }
        assert_eq!(data.planted["gone_profile"], json!(gone));
        assert_eq!(data.planted["missing_rule"], json!(missing));
        assert_eq!(data.planted["wrong_tag"], json!(wrong));
        let stale = data.planted["stale_rule"].as_array().unwrap();
        assert_eq!(stale.len(), 7);
        assert!(
            stale
                .iter()
                .all(|number| rules.remove(number.as_str().unwrap()).is_some())
        );
        assert!(rules.is_empty(), "{rules:?}");
        assert_eq!([gone.len(), missing.len(), wrong.len()], [7, 7, 7]);
    }
}
