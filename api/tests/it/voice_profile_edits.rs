//! Creating, changing and removing voice profiles.

use crate::canned::{Canned, OPENTACT_BODY_HEADERS, OPENTACT_HEADERS};
use cordboard_api::opentact::voice_profiles::{
    Change, CreateVoiceProfile, Field, VoiceProfileId, VoiceProfilePatch,
};
use cordboard_api::opentact::{Fields, OpentactPaths, PathError, PathTemplate, Scalar};
use cordboard_api::{ApiError, Problem};
use futures::executor::block_on;
use serde_json::json;

const UUID: &str = "0116f6d1-1280-44b2-9134-da48509ec575";
const PROFILES: &str = "https://api.opentact.org/rest/profile/outbound_voice";

fn id() -> VoiceProfileId {
    VoiceProfileId::parse(UUID).unwrap()
}

fn number(text: &str) -> Scalar {
    Scalar::number(text).unwrap()
}

fn gold() -> CreateVoiceProfile {
    CreateVoiceProfile::new("Gold \"1\"")
        .set(Field::AudioTrackType, Scalar::from(1))
        .set(Field::FileFormat, Scalar::text("wav"))
        .set(Field::MaxRate, number("0.10"))
        .set(Field::TechPrefix, Scalar::from(100_001))
}

#[test]
fn a_profile_is_created_with_what_is_set() {
    let canned = Canned::new(
        201,
        "application/json",
        r#"{"success":true,"payload":{"uuid":"a"}}"#,
    );
    let created = block_on(canned.opentact().create_voice_profile(&gold())).unwrap();
    assert_eq!(created.unwrap().uuid.as_str(), "a");
    let sent = canned.sent();
    assert_eq!(sent.line, format!("POST {PROFILES}"));
    assert_eq!(sent.headers, OPENTACT_BODY_HEADERS);
    let expected = concat!(
        r#"{"tech_prefix":100001,"name":"Gold \"1\"","max_rate":0.10,"#,
        r#""filemat":"wav","audio_track_type":1}"#
    );
    assert_eq!(sent.body, expected);
    assert_eq!(gold().to_json(), expected);
}

#[test]
fn a_change_sends_what_changes_and_clears_with_null() {
    let patch = VoiceProfilePatch::default()
        .with(Field::DailySpendLimit, Change::Clear)
        .with(Field::MaxRate, Change::Set(number("0.0125")));
    let canned = Canned::json(r#"{"success":true,"payload":{"uuid":"a"}}"#);
    block_on(canned.opentact().modify_voice_profile(&id(), &patch)).unwrap();
    let sent = canned.sent();
    assert_eq!(sent.line, format!("PATCH {PROFILES}/{UUID}"));
    assert_eq!(sent.headers, OPENTACT_BODY_HEADERS);
    assert_eq!(sent.body, r#"{"max_rate":0.0125,"daily_spend_limit":null}"#);
    assert!(!patch.is_empty());
    assert!(VoiceProfilePatch::default().is_empty());
}

#[test]
fn a_path_to_the_letter_of_the_page_names_the_profile_in_the_body() {
    let template = PathTemplate::parse("/profile/outbound_voice").unwrap();
    let paths = OpentactPaths::default().with_modify(template);
    let patch = VoiceProfilePatch::default().with(Field::RecordCalls, Change::Set(Scalar::from(0)));
    let canned = Canned::json(r#"{"success":true}"#);
    block_on(
        canned
            .opentact_with(paths)
            .modify_voice_profile(&id(), &patch),
    )
    .unwrap();
    let sent = canned.sent();
    assert_eq!(sent.line, format!("PATCH {PROFILES}"));
    assert_eq!(
        sent.body,
        format!(r#"{{"record_calls":0,"uuid":"{UUID}"}}"#)
    );
}

#[test]
fn a_profile_is_removed_by_its_path() {
    let remove = |paths| {
        let canned = Canned::new(204, "text/plain", "");
        let removed = block_on(canned.opentact_with(paths).remove_voice_profile(&id()));
        assert_eq!(removed, Ok(None), "a success without a body");
        canned.sent()
    };
    let sent = remove(OpentactPaths::default());
    assert_eq!(sent.line, format!("DELETE {PROFILES}/{UUID}"));
    assert_eq!(sent.headers, OPENTACT_HEADERS);
    assert_eq!(sent.body, "");
    let letter = PathTemplate::parse("/profile/outbound_voice{uuid}").unwrap();
    let paths = OpentactPaths::default().with_remove(letter).unwrap();
    assert_eq!(remove(paths).line, format!("DELETE {PROFILES}{UUID}"));
}

#[test]
fn a_removal_always_names_its_profile() {
    let nameless = PathTemplate::parse("/profile/outbound_voice").unwrap();
    assert_eq!(
        OpentactPaths::default().with_remove(nameless),
        Err(PathError::NoUuid)
    );
    let hostile = VoiceProfileId::parse("..").unwrap();
    let canned = Canned::json("{}");
    block_on(canned.opentact().remove_voice_profile(&hostile)).unwrap();
    assert_eq!(canned.sent().line, format!("DELETE {PROFILES}/%252E%252E"));
    for text in ["", " ", "a b", "a\n"] {
        let parsed = VoiceProfileId::parse(text).filter(|it| it.as_str() != "a");
        assert_eq!(parsed, None, "{text:?}");
    }
}

#[test]
fn templates_that_could_lead_elsewhere_are_refused() {
    for text in [
        "/a?b={uuid}",
        "/a#{uuid}",
        "/a/../{uuid}",
        "//evil.example/{uuid}",
        "/a b",
        "/{id}",
    ] {
        assert_eq!(
            PathTemplate::parse(text),
            Err(PathError::Unusable),
            "{text}"
        );
    }
    for text in ["", "profile/{uuid}", "https://evil.example/{uuid}"] {
        assert_eq!(
            PathTemplate::parse(text),
            Err(PathError::NotAPath),
            "{text}"
        );
    }
}

#[test]
fn additional_fields_are_merged_as_they_were_typed() {
    let additional =
        r#" {"product": 3, "class4_ingress_trunk_settings": {"a": 1.50}, "max_rate": 0.20} "#;
    let additional = Fields::parse(additional).unwrap();
    assert_eq!(
        CreateVoiceProfile::new("a")
            .set(Field::MaxRate, number("0.10"))
            .with_additional(additional.clone())
            .to_json(),
        r#"{"name":"a","max_rate":0.20,"product":3,"class4_ingress_trunk_settings":{"a": 1.50}}"#
    );
    let patch = VoiceProfilePatch::default().with_additional(additional);
    assert!(!patch.is_empty());
    assert_eq!(
        patch.to_json(),
        r#"{"product":3,"class4_ingress_trunk_settings":{"a": 1.50},"max_rate":0.20}"#
    );
    assert!(Fields::parse(" ").unwrap().is_empty());
    for text in ["[]", "{", "7", r#"{"a":1} x"#] {
        assert!(Fields::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_duplicate_carries_every_documented_field_over() {
    let profile = json!({
        "uuid": "a", "name": "Gold", "tech_prefix": 100_001, "record_calls": 7,
        "daily_spent_limit": 5, "is_active": true,
    });
    let body = json!({"payload": profile}).to_string();
    let id = VoiceProfileId::parse("a").unwrap();
    let original = block_on(Canned::json(&body).opentact().voice_profile(&id)).unwrap();
    assert_eq!(
        CreateVoiceProfile::from(&original).to_json(),
        r#"{"tech_prefix":100001,"name":"Gold","record_calls":7,"daily_spend_limit":5}"#
    );
}

#[test]
fn only_json_numbers_are_numbers() {
    for text in ["0", "-1", "0.0125", "1e3", "100000", " 7 "] {
        assert_eq!(number(text).json(), text.trim());
    }
    for text in [
        "", "0,0125", ".5", "1.", "01", "+1", "NaN", "\"1\"", "1 2", "null", "{}",
    ] {
        assert_eq!(Scalar::number(text), None, "{text}");
    }
}

#[test]
fn a_write_that_is_accepted_but_unreadable_says_so() {
    let modify = |body: &str| {
        let patch = VoiceProfilePatch::default();
        block_on(
            Canned::json(body)
                .opentact()
                .modify_voice_profile(&id(), &patch),
        )
    };
    for body in [
        r#"{"success":true}"#,
        r#"{"success":true,"payload":{}}"#,
        "true",
    ] {
        assert_eq!(modify(body), Ok(None), "{body}");
    }
    let Err(ApiError::Unreadable(unreadable)) = modify(r#"{"success":tr"#) else {
        panic!("a cut answer was read");
    };
    assert_eq!(unreadable.problem, Problem::Truncated);
    let refused = modify(r#"{"success":false,"message":"no","payload":{"uuid":"a"}}"#);
    assert!(matches!(refused, Err(ApiError::Refused(_))), "{refused:?}");
}
