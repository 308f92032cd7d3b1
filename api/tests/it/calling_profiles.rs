use crate::canned::{Canned, LIVE_HEADERS};
use cordboard_api::Reading;
use cordboard_api::live::calling_profiles::{CallingProfile, OfferType, Sbc, Validation};
use futures::executor::block_on;
use serde_json::{Value, json};

const DOCUMENTED: &str = include_str!("fixtures/calling_profiles.json");

fn read(body: &str) -> Vec<Reading<CallingProfile>> {
    block_on(Canned::json(body).live().calling_profiles()).unwrap()
}

fn documented() -> Vec<CallingProfile> {
    let profiles = read(DOCUMENTED);
    profiles
        .iter()
        .map(|it| it.read().unwrap().clone())
        .collect()
}

fn only(profile: &Value) -> CallingProfile {
    match read(&json!([profile]).to_string()).remove(0) {
        Reading::Read(profile) => profile,
        unreadable @ Reading::Unreadable { .. } => panic!("{unreadable:?}"),
    }
}

#[test]
fn the_call_is_the_documented_one() {
    let canned = Canned::json("[]");
    block_on(canned.live().calling_profiles()).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://sp.example/tenantui/api/v2/oc/callingprofile"
    );
    assert_eq!(sent.headers, LIVE_HEADERS);
    assert_eq!(sent.body, "");
}

#[test]
fn the_documented_answer_is_read_whole() {
    let profiles = documented();
    assert_eq!(profiles.len(), 21);
    let in_region = |region: Option<&str>| {
        profiles
            .iter()
            .filter(|it| it.region.as_deref() == region)
            .count()
    };
    assert_eq!(in_region(Some("EMEA")), 9);
    assert_eq!(in_region(Some("NOAM")), 8);
    assert_eq!(in_region(Some("APAC")), 2);
    assert_eq!(in_region(None), 2);
    let trunks = |count| {
        profiles
            .iter()
            .filter(|it| it.trunks.len() == count)
            .count()
    };
    assert_eq!([trunks(0), trunks(1), trunks(2)], [2, 15, 4]);
    let validations = profiles.iter().flat_map(|it| &it.validation);
    let failed: Vec<_> = validations
        .filter(|(_, outcome)| *outcome != Validation::NotRun)
        .collect();
    assert_eq!(
        failed,
        [
            &(OfferType::OcMobile, Validation::Failed),
            &(OfferType::Calling, Validation::Failed),
        ]
    );
}

#[test]
fn a_documented_profile_is_read_to_its_last_field() {
    let profiles = documented();
    let noam = profiles
        .iter()
        .find(|it| it.name == "PROD_testAudiocodesLiveCloudSP2_Calling_NOAM")
        .unwrap();
    assert_eq!(noam.id, "5833f9f6-a792-4dde-a963-4097feb620f2");
    assert_eq!(noam.is_emergency_profile, Some(false));
    assert_eq!(noam.offers[0].offer_type, OfferType::Calling);
    assert_eq!(
        noam.offers[0].test_numbers,
        [" +16282581451", " +16282581456", " +16282581457"]
    );
    let sbcs: Vec<&Sbc> = profiles
        .iter()
        .flat_map(|it| &it.trunks)
        .flat_map(|it| &it.matching_sbcs)
        .collect();
    assert!(sbcs.contains(&&Sbc {
        id: Some(5),
        fqdn: "sbc1-sp2-us.sandbox1.audiocodes.be".to_owned(),
        ip_address: "10.0.2.4".to_owned(),
        name: Some("Service Provider2 SBC".to_owned()),
    }));
    let documented: Vec<Value> = serde_json::from_str(DOCUMENTED).unwrap();
    assert!(
        profiles.iter().map(|it| &it.raw).eq(&documented),
        "all that was returned is kept"
    );
}

#[test]
fn both_spellings_of_environment_are_read() {
    for name in ["enviroment", "environment"] {
        let profile = only(&json!({"callingProfileId": "a", name: "QA"}));
        assert_eq!(profile.environment.as_deref(), Some("QA"), "{name}");
    }
    let both = only(&json!({"callingProfileId": "a", "enviroment": null, "environment": "QA"}));
    assert_eq!(both.environment.as_deref(), Some("QA"));
}

#[test]
fn what_is_missing_or_null_is_empty() {
    let missing = only(&json!({"callingProfileId": "a"}));
    let null = only(&json!({
        "callingProfileId": "a", "name": null, "enviroment": null, "region": null, "carrier": null,
        "offerTypes": null, "emergencyDialStrings": null, "isEmergencyProfile": null,
        "emergencyProfileId": null, "trunksEnrolled": null, "additionalSbcList": null,
        "validation": null,
    }));
    let raw = missing.raw.clone();
    assert_eq!(missing, CallingProfile { raw, ..null });
    assert_eq!(missing.is_emergency_profile, None);
    assert!(missing.trunks.is_empty() && missing.validation.is_empty());
    let inner = only(&json!({
        "callingProfileId": "a",
        "offerTypes": [{"offerTypeName": "Calling", "testNumbers": null}],
        "trunksEnrolled": [{"trunkFqdn": null, "trunkId": null, "matchingSbcList": null}, {}],
        "emergencyDialStrings": "112",
    }));
    assert!(inner.offers[0].test_numbers.is_empty());
    assert_eq!(inner.trunks[0], inner.trunks[1]);
    assert_eq!(inner.emergency_dial_strings, ["112"]);
}

#[test]
fn validation_comes_as_an_object_or_as_a_list() {
    let expected = [
        (OfferType::Calling, Validation::NotRun),
        (OfferType::OcMobile, Validation::Failed),
    ];
    for validation in [
        json!({"Calling": "NotRun", "OCMobile": "Failed"}),
        json!([{"Calling": "NotRun"}, {"OCMobile": "Failed"}]),
        json!([{"Calling": "NotRun", "OCMobile": "Failed", "AudioConferencing": null}]),
        json!([{"offerTypeName": "Calling", "status": "Not Run"},
               {"status": "failed", "offerTypeName": "ocmobile"}]),
    ] {
        let profile = only(&json!({"callingProfileId": "a", "validation": validation}));
        assert_eq!(profile.validation, expected, "{validation}");
    }
}

#[test]
fn unknown_words_stay_as_they_are() {
    let profile = only(&json!({
        "callingProfileId": "a", "region": "LATAM", "future": {"field": 1},
        "offerTypes": [{"offerTypeName": "Fax Line", "testNumbers": [112, null, "x"]}],
        "validation": {"Fax Line": "Passed with remarks"},
    }));
    let fax = OfferType::Other("Fax Line".to_owned());
    let outcome = Validation::Other("Passed with remarks".to_owned());
    assert_eq!(profile.region.as_deref(), Some("LATAM"));
    assert_eq!(profile.offers[0].offer_type, fax);
    assert_eq!(profile.offers[0].offer_type.wire(), "Fax Line");
    assert_eq!(profile.offers[0].test_numbers, ["112", "x"]);
    assert_eq!(profile.validation, [(fax, outcome)]);
    assert_eq!(profile.raw["future"]["field"], 1);
}

#[test]
fn one_unreadable_profile_does_not_hide_the_others() {
    let mut profiles: Vec<Value> = serde_json::from_str(DOCUMENTED).unwrap();
    profiles[3]["name"] = json!(["a list"]);
    profiles[7]["trunksEnrolled"][0]["trunkFqdn"] = json!(7);
    profiles[9] = json!("text");
    profiles[11]
        .as_object_mut()
        .unwrap()
        .remove("callingProfileId");
    let readings = read(&json!(profiles).to_string());
    assert_eq!(readings.len(), 21);
    let unreadable: Vec<_> = readings
        .iter()
        .filter_map(|it| match it {
            Reading::Unreadable { path, problem, .. } => Some((path.as_str(), problem.as_str())),
            Reading::Read(_) => None,
        })
        .collect();
    assert_eq!(
        unreadable,
        [
            ("$[3].name", "expected a string, found a list"),
            (
                "$[7].trunksEnrolled[0].trunkFqdn",
                "expected a string, found a number"
            ),
            ("$[9]", "expected an object, found a string"),
            ("$[11].callingProfileId", "expected a string, found nothing"),
        ]
    );
}
