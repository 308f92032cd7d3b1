//! Listing and reading voice profiles.

use crate::canned::{Canned, OPENTACT_HEADERS};
use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile, VoiceProfileId};
use cordboard_api::{ApiError, Reading};
use futures::executor::block_on;
use serde_json::json;

const DOCUMENTED: &str = include_str!("fixtures/voice_profile.json");
const UUID: &str = "0116f6d1-1280-44b2-9134-da48509ec575";

fn id(text: &str) -> VoiceProfileId {
    VoiceProfileId::parse(text).unwrap()
}

fn list(body: &str) -> Result<Vec<Reading<VoiceProfile>>, ApiError> {
    block_on(Canned::json(body).opentact().voice_profiles())
}

fn only(profile: &str) -> VoiceProfile {
    let body = format!(r#"{{"success":true,"payload":[{profile}]}}"#);
    list(&body).unwrap().remove(0).read().unwrap().clone()
}

#[test]
fn the_calls_are_the_documented_ones() {
    let canned = Canned::json(r#"{"success":true,"payload":[]}"#);
    block_on(canned.opentact().voice_profiles()).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://api.opentact.org/rest/profile/outbound_voice"
    );
    assert_eq!(sent.headers, OPENTACT_HEADERS);
    assert_eq!(sent.body, "");

    let canned = Canned::json(DOCUMENTED);
    let profile = block_on(canned.opentact().voice_profile(&id("string"))).unwrap();
    let sent = canned.sent();
    assert_eq!(
        sent.line,
        "GET https://api.opentact.org/rest/profile/outbound_voice/string"
    );
    assert_eq!(sent.headers, OPENTACT_HEADERS);
    assert_eq!(sent.body, "");
    assert_eq!(profile.uuid.as_str(), "string");
}

#[test]
fn the_documented_answer_is_read_though_it_is_no_voice_profile() {
    let profile = list(DOCUMENTED).unwrap().remove(0).read().unwrap().clone();
    assert_eq!(profile.name, "");
    assert_eq!(profile.tech_prefix, None);
    assert_eq!(profile.modified_on.as_deref(), Some("2019-08-24T14:15:22Z"));
    assert_eq!(profile.modified_by.as_deref(), Some("string"));
    assert_eq!(
        profile.raw["tnorder"]["state"], "created",
        "the rest is kept"
    );
    let raw = profile.raw.to_string();
    assert!(raw.contains("first_name"), "{raw}");
    assert!(!raw.contains("password") && !raw.contains("token"), "{raw}");
}

#[test]
fn values_keep_the_text_they_were_written_with() {
    let profile = only(
        r#"{"uuid":"a","name":"Gold","tech_prefix":100001,"channel_limit":10.0,
            "max_rate":0.10,"record_calls":7,"daily_spend_limit":123456789012345678901.25,
            "filemat":"ogg","audio_track_type":"2"}"#,
    );
    let written: Vec<_> = Field::ALL
        .iter()
        .map(|field| profile.value(*field).unwrap().json().to_owned())
        .collect();
    assert_eq!(
        written,
        [
            "100001",
            r#""Gold""#,
            "10.0",
            "0.10",
            "7",
            "123456789012345678901.25",
            r#""ogg""#,
            r#""2""#,
        ]
    );
    assert_eq!(profile.max_rate.as_ref().unwrap().to_string(), "0.10");
    assert_eq!(profile.max_rate.as_ref().unwrap().as_f64(), Some(0.1));
    assert_eq!(profile.record_calls.as_ref().unwrap().as_i64(), Some(7));
    assert_eq!(profile.file_format.as_ref().unwrap().to_string(), "ogg");
    assert_eq!(profile.file_format.as_ref().unwrap().as_i64(), None);
}

#[test]
fn both_spellings_of_the_daily_limit_are_read() {
    let limit = |profile: &str| only(profile).daily_spend_limit.map(|it| it.to_string());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(limit(r#"{"uuid":"a","daily_spend_limit":5}"#), text("5"));
    assert_eq!(limit(r#"{"uuid":"a","daily_spent_limit":6}"#), text("6"));
    let both = r#"{"uuid":"a","daily_spent_limit":6,"daily_spend_limit":0}"#;
    assert_eq!(limit(both), text("0"));
    let null = r#"{"uuid":"a","daily_spend_limit":null,"daily_spent_limit":6}"#;
    assert_eq!(limit(null), text("6"));
    assert_eq!(limit(r#"{"uuid":"a"}"#), None);
    assert_eq!(
        Field::from_wire("daily_spent_limit"),
        Some(Field::DailySpendLimit)
    );
    assert_eq!(Field::from_wire("filemat"), Some(Field::FileFormat));
    assert_eq!(Field::from_wire("product"), None);
}

#[test]
fn the_later_generation_of_answers_is_read() {
    let profile = only(
        r#"{"uuid":"a","name":"b","is_active":true,"created_on":"2021-01-01T00:00:00Z",
            "tech_prefix":"100002","product":{"id":3},"modified_by":{"uuid":"u","token":"t"}}"#,
    );
    assert_eq!(profile.is_active, Some(true));
    assert_eq!(profile.tech_prefix.unwrap().to_string(), "100002");
    assert_eq!(profile.modified_by.as_deref(), Some("u"));
    assert_eq!(profile.raw["product"]["id"], 3);
}

#[test]
fn a_payload_comes_in_several_wrappings() {
    let profile = r#"{"uuid":"a","name":"b"}"#;
    for body in [
        format!(r#"{{"success":true,"payload":[{profile}]}}"#),
        format!(r#"{{"success":true,"payload":{profile}}}"#),
        format!(r#"{{"success":true,"payload":{{"total":1,"data":[{profile}]}}}}"#),
        format!(r#"{{"payload":[{profile}],"meta":{{}}}}"#),
        format!("[{profile}]"),
        profile.to_owned(),
    ] {
        let profiles = list(&body).unwrap();
        assert_eq!(profiles.len(), 1, "{body}");
        assert_eq!(profiles[0].read().unwrap().name, "b", "{body}");
    }
    for body in [
        r#"{"success":true,"payload":[]}"#,
        r#"{"success":true,"payload":null}"#,
    ] {
        assert_eq!(list(body).unwrap(), [], "{body}");
    }
}

#[test]
fn another_profile_is_not_taken_for_the_asked_one() {
    let get = |body: &str| block_on(Canned::json(body).opentact().voice_profile(&id(UUID)));
    let upper = json!({"payload": {"uuid": UUID.to_uppercase(), "name": "b"}});
    assert_eq!(get(&upper.to_string()).unwrap().name, "b");
    for body in [
        json!({"payload": {"uuid": "a"}}),
        json!({"payload": []}),
        json!({"payload": {}}),
    ] {
        let error = get(&body.to_string()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("$.payload: expected the voice profile {UUID}")
        );
    }
}

#[test]
fn one_unreadable_profile_does_not_hide_the_others() {
    let readings =
        list(r#"{"payload":[{"uuid":"a"},7,{"name":"b"},{"uuid":{"token":"x"}}]}"#).unwrap();
    let paths: Vec<_> = readings
        .iter()
        .map(|it| match it {
            Reading::Read(_) => "read",
            Reading::Unreadable { path, .. } => path.as_str(),
        })
        .collect();
    assert_eq!(
        paths,
        [
            "read",
            "$.payload[1]",
            "$.payload[2].uuid",
            "$.payload[3].uuid"
        ]
    );
}

#[test]
fn success_false_is_an_error_whatever_the_status() {
    let table = [
        (200, include_str!("fixtures/opentact_401.json"), "refused"),
        (
            401,
            include_str!("fixtures/opentact_401.json"),
            "unauthorised",
        ),
        (404, include_str!("fixtures/opentact_404.json"), "not found"),
    ];
    for (status, body, expected) in table {
        let canned = Canned::new(status, "application/json", body);
        let error = block_on(canned.opentact().voice_profiles()).unwrap_err();
        let kind = match &error {
            ApiError::Refused(_) => "refused",
            ApiError::Unauthorised(_) => "unauthorised",
            ApiError::NotFound(_) => "not found",
            ApiError::NoAnswer(_) | ApiError::Forbidden(_) | ApiError::Unreadable(_) => "other",
        };
        assert_eq!(kind, expected, "{status}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.refusal().unwrap().detail.as_deref(), Some("string"));
    }
}

#[test]
fn field_errors_are_read_from_a_success_too() {
    let body = json!({
        "success": false, "message": "validation",
        "fields": {"params.tech_prefix": {"message": "taken", "value": "100001"}},
    });
    let error = list(&body.to_string()).unwrap_err();
    let fields = &error.refusal().unwrap().fields;
    assert_eq!(fields[0].last_segment(), Field::TechPrefix.wire());
    assert_eq!(fields[0].message, "taken");
}
