use super::*;
use futures::executor::block_on;

use cordboard_api::opentact::OpentactPaths;
use cordboard_api::{Auth, BaseUrl, NoAnswer, Opened, OpentactClient, Request, Token, Transport};

const ENGLISH: Marks = Marks {
    decimal: '.',
    group: ',',
};
const GERMAN: Marks = Marks {
    decimal: ',',
    group: '.',
};

/// Answers every call with one body.
struct Canned(&'static str);

impl Transport for Canned {
    async fn open(&self, _: Request) -> Result<Opened, NoAnswer> {
        let (head, ()) = http::Response::new(()).into_parts();
        let body = futures::stream::iter([Ok(self.0.as_bytes().to_vec())]);
        Ok(Opened {
            head,
            body: Box::pin(body),
        })
    }
}

fn profile(body: &'static str) -> VoiceProfile {
    let base = BaseUrl::parse("https://tact.example/rest", "https://app.example").unwrap();
    let auth = Auth::Bearer(Token::parse("a.b.c").unwrap());
    let client = OpentactClient::new(Canned(body), base, auth, OpentactPaths::default());
    let all = block_on(client.voice_profiles()).unwrap();
    all[0].read().unwrap().clone()
}

fn odd() -> VoiceProfile {
    profile(
        r#"[{"uuid": "u", "name": "Odd", "tech_prefix": 100030, "channel_limit": 8.0, "max_rate": 0.012500000000000000000001, "record_calls": 7, "daily_spend_limit": 1.5e3, "filemat": "flac"}]"#,
    )
}

#[test]
fn a_draft_is_what_was_typed_over_the_profile() {
    let start = {
        let mut draft = Draft::default();
        draft.set(Field::Name, "Sales");
        draft.set(Field::ChannelLimit, "30");
        draft
    };
    assert_eq!(start.to_json(&start), Value::Null);
    let mut typed = start.clone();
    typed.set(Field::Name, "Sales Berlin");
    typed.clear(Field::ChannelLimit);
    typed.additional = r#"{"product": 4}"#.into();
    let kept = typed.to_json(&start);
    let mut again = start.clone();
    again.take_up(&kept);
    assert_eq!(again, typed);

    let mut early = start.clone();
    early.set(Field::Name, "Early");
    again.type_over(&early, &start);
    assert_eq!(again.text(Field::Name), "Early");
    assert!(again.is_cleared(Field::ChannelLimit));

    typed.additional = r#"{"password": "canary"#.into();
    assert!(!typed.to_json(&start).to_string().contains("canary"));
}

#[test]
fn only_what_changed_is_sent_and_unknown_values_survive() {
    let base = odd();
    for marks in [ENGLISH, GERMAN] {
        let mut draft = Draft::of(&base, marks);
        assert!(draft.patch(&base, marks).unwrap().is_empty());
        draft.set(Field::Name, "Odd one");
        assert_eq!(
            draft.patch(&base, marks).unwrap().to_json(),
            r#"{"name":"Odd one"}"#
        );
        // Typed anew with the same worth: no change.
        draft.set(Field::Name, "Odd");
        draft.set(Field::ChannelLimit, "8");
        draft.set(Field::DailySpendLimit, "1500");
        assert!(draft.patch(&base, marks).unwrap().is_empty());
    }
}

#[test]
fn emptying_is_an_act_of_its_own() {
    let base = odd();
    let mut draft = Draft::of(&base, ENGLISH);
    draft.set(Field::MaxRate, "");
    assert!(draft.meaning(Field::MaxRate, Some(&base), ENGLISH).is_err());
    assert!(draft.patch(&base, ENGLISH).is_none());
    draft.clear(Field::MaxRate);
    let patch = draft.patch(&base, ENGLISH).unwrap();
    assert_eq!(patch.to_json(), r#"{"max_rate":null}"#);
    // What has no value needs no clearing.
    draft = Draft::of(&base, ENGLISH);
    draft.clear(Field::AudioTrackType);
    assert!(draft.patch(&base, ENGLISH).unwrap().is_empty());
}

#[test]
fn every_rule_of_the_form() {
    let said = |field, text: &str| {
        let mut draft = Draft::default();
        draft.set(field, text);
        draft.meaning(field, None, ENGLISH).err()
    };
    for (field, text) in [
        (Field::Name, ""),
        (Field::Name, "  "),
        (Field::TechPrefix, "10234"),
        (Field::TechPrefix, "099999"),
        (Field::TechPrefix, "1000000"),
        (Field::TechPrefix, "12345a"),
        (Field::TechPrefix, "100000.5"),
        (Field::ChannelLimit, "-1"),
        (Field::MaxRate, "cheap"),
        (Field::DailySpendLimit, "1,000"),
    ] {
        assert!(said(field, text).is_some(), "{text}");
    }
    let long = "ü".repeat(255);
    assert_eq!(said(Field::Name, &long), None);
    assert!(
        said(Field::Name, &format!("{long}ü"))
            .unwrap()
            .starts_with("Has 256")
    );
    for (field, text) in [
        (Field::TechPrefix, "100000"),
        (Field::TechPrefix, "999999"),
        (Field::ChannelLimit, "0"),
        (Field::MaxRate, "0,0125"),
        (Field::RecordCalls, "2"),
    ] {
        assert_eq!(said(field, text), None, "{text}");
    }
}

#[test]
fn a_new_profile_has_what_was_set_and_no_more() {
    let mut draft = Draft::default();
    draft.set(Field::Name, "New");
    draft.set(Field::MaxRate, "0,0125");
    draft.set(Field::FileFormat, "wav");
    draft.additional = r#"{"product": 4}"#.into();
    let sent = draft.create(GERMAN).unwrap().to_json();
    assert_eq!(
        sent,
        r#"{"name":"New","max_rate":0.0125,"filemat":"wav","product":4}"#
    );
    draft.additional = "[1]".into();
    assert!(draft.more().unwrap_err().contains("line 1"));
    assert!(draft.create(GERMAN).is_none());
}

#[test]
fn a_change_by_somebody_else_is_chosen_field_by_field() {
    let base = odd();
    let fresh = profile(
        r#"[{"uuid": "u", "name": "Theirs", "tech_prefix": 100030, "channel_limit": 8, "max_rate": 0.5, "record_calls": 7, "filemat": "flac"}]"#,
    );
    let mut draft = Draft::of(&base, ENGLISH);
    draft.set(Field::Name, "Mine");
    let mut changed = draft.rebase(&base, &fresh, ENGLISH);
    let fields: Vec<Field> = changed.iter().map(|own| own.field).collect();
    assert_eq!(
        fields,
        [Field::Name, Field::MaxRate, Field::DailySpendLimit]
    );
    let sent = |draft: &Draft| draft.patch(&fresh, ENGLISH).unwrap().to_json();
    assert_eq!(
        sent(&draft),
        r#"{"name":"Mine"}"#,
        "untouched fields follow"
    );
    changed[0].is_mine = false;
    changed[2].is_mine = true;
    for choice in &changed {
        draft.choose(choice);
    }
    assert_eq!(sent(&draft), r#"{"daily_spend_limit":1.5e3}"#);
}

#[test]
fn a_lost_create_is_recognised_by_what_was_sent() {
    let mut draft = Draft::default();
    draft.set(Field::Name, "Odd");
    draft.set(Field::ChannelLimit, "8");
    assert!(is_what_was_sent(&odd(), &draft, ENGLISH));
    draft.set(Field::ChannelLimit, "9");
    assert!(!is_what_was_sent(&odd(), &draft, ENGLISH));
}

#[test]
fn the_next_free_prefix_follows_the_highest_or_fills_a_gap() {
    let next = |taken: &[&str]| next_free(taken.iter().map(|own| (*own).to_owned()));
    assert_eq!(next(&[]), Some(100_000));
    assert_eq!(next(&["100040", "100002", "7", "x"]), Some(100_041));
    assert_eq!(next(&["999999", "100000"]), Some(100_001));
}
