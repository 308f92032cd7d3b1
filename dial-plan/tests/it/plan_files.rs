//! A plan file from one colleague to another.

use cordboard_dial_plan::Moment;
use cordboard_dial_plan::plan_file::{PlanFile, PlanFileError};
use cordboard_dial_plan::target::{Target, TargetPart};

use crate::sample::{Wish, enter, plan, rule, snapshot, target};

#[test]
fn a_colleague_sees_the_same_changes_on_the_plan_as_it_is_then() {
    let base = snapshot(&[("1", "a"), ("2", "a")]);
    let changes = enter(
        &base,
        &[Wish::Remove(rule("1", "a")), Wish::Add(rule("3", "a"))],
    );
    let author = Some("N. Okafor".to_owned());
    let file = PlanFile::new(target(), author, Moment(1_700_000_000_000), &base, changes);
    let opened = PlanFile::read(&file.to_json()).unwrap();
    assert_eq!(opened, file);
    assert!(opened.is_current(&base) && opened.base_rules == 2);
    let live = snapshot(&[("1", "a"), ("3", "a")]);
    assert!(!opened.is_current(&live));
    assert_eq!(plan(&live, &opened.changes).sent(), 1);
}

#[test]
fn a_file_for_another_plan_says_where_it_differs() {
    let here = Target {
        kind: "production".to_owned(),
        customer: "other".to_owned(),
        ..target()
    };
    let parts: Vec<_> = target()
        .mismatches(&here)
        .iter()
        .map(|differs| differs.what)
        .collect();
    assert_eq!(parts, [TargetPart::Kind, TargetPart::Customer]);
    assert!(target().mismatches(&target()).is_empty());
}

#[test]
fn what_is_no_plan_file_is_refused_with_the_place() {
    let refused = |text: &str| match PlanFile::read(text.as_bytes()).unwrap_err() {
        error @ PlanFileError::Unreadable { .. } => error.to_string(),
        error @ PlanFileError::TooLarge => panic!("{error}"),
    };
    assert!(refused("Name,Prefix,Tag").contains("line 1, column"));
    assert!(refused(r#"{"format":"something else"}"#).contains("something else"));
    let base = snapshot(&[]);
    let file = PlanFile::new(target(), None, Moment(0), &base, enter(&base, &[])).to_json();
    let newer = String::from_utf8(file)
        .unwrap()
        .replacen("\"version\": 1", "\"version\": 7", 1);
    assert!(refused(&newer).contains("version 7"));
}
