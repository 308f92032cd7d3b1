//! Numbers, calling profiles and a plan that disagree.

use std::rc::Rc;

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::drift::{Acquired, Drift, Finding, Kind, Profile, Remedy, Report};
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::{Rule, Snapshot};
use proptest::prelude::*;

use crate::sample::{rule, snapshot};

const ONE: &str = "oc1.example.net";
const TWO: &str = "oc2.example.net";
const FOREIGN: &str = "oc9.example.net";

fn profiles() -> Vec<Profile> {
    let profile = |id: &str, trunks: &[&str]| Profile {
        id: id.to_owned(),
        name: format!("Profile {id}"),
        trunks: trunks.iter().map(|own| (*own).to_owned()).collect(),
    };
    vec![profile("pair", &[ONE, TWO]), profile("bare", &[])]
}

fn acquired<'a>(number: &'a str, profile: &'a str) -> Acquired<'a> {
    Acquired {
        number,
        profile,
        source: "webapi",
    }
}

fn compare(plan: Snapshot, numbers: &[Acquired<'_>]) -> Report {
    let emergency = EmergencyNumbers::default();
    let mut drift = Drift::new(Rc::new(plan), profiles(), &emergency, "a rather long name");
    for number in numbers {
        drift.meet(number);
    }
    drift.finish()
}

/// What was found: kind, and number or prefix.
fn found(report: &Report) -> Vec<(Kind, String)> {
    let subject = |finding: &Finding| match report.rule(finding) {
        Some(rule) if finding.number.is_empty() => rule.prefix.clone(),
        Some(_) | None => finding.number.clone(),
    };
    let findings = report.findings.iter();
    findings.map(|own| (own.kind, subject(own))).collect()
}

fn remedies(report: &Report) -> Vec<Option<Remedy>> {
    let findings = report.findings.iter();
    findings.map(|finding| report.remedy(finding)).collect()
}

#[test]
fn each_kind_is_found_and_righted_by_one_change() {
    let plan = snapshot(&[
        ("+4420700001", FOREIGN),
        ("+4420700002", ONE),
        ("+4420700003", TWO),
        ("+4420700004", TWO),
        ("+4420700009", TWO),
    ]);
    let report = compare(
        plan,
        &[
            acquired("+4420700000", "PAIR"),
            acquired("+4420700001", "pair"),
            acquired("+4420700002", "gone"),
            acquired("+4420700003", "pair"),
            acquired("+44 20 700-004", "pair"),
        ],
    );
    let text = |kind, number: &str| (kind, number.to_owned());
    assert_eq!(
        found(&report),
        [
            text(Kind::MissingRule, "+4420700000"),
            text(Kind::WrongTag, "+4420700001"),
            text(Kind::GoneProfile, "+4420700002"),
            text(Kind::StaleRule, "+4420700009"),
        ]
    );
    // Most numbers of the profile go to its second trunk.
    assert_eq!(
        remedies(&report),
        [
            Some(Remedy::Add(rule("+4420700000", TWO))),
            Some(Remedy::Change {
                before: rule("+4420700001", FOREIGN),
                after: rule("+4420700001", TWO),
            }),
            Some(Remedy::Remove(rule("+4420700002", ONE))),
            Some(Remedy::Remove(rule("+4420700009", TWO))),
        ]
    );
    assert_eq!(report.findings[2].unknown_profile, "gone");
}

#[test]
fn a_pattern_takes_many_numbers_and_stays_when_one_is_wrong() {
    let plan = snapshot(&[("+44207xxxxxx", FOREIGN), ("112", ONE), ("20001", ONE)]);
    let report = compare(
        plan,
        &[
            acquired("+44207000001", "pair"),
            acquired("+44207000002", "gone"),
        ],
    );
    let kinds: Vec<Kind> = report.findings.iter().map(|own| own.kind).collect();
    // An emergency number is nobody's.
    assert_eq!(kinds, [Kind::WrongTag, Kind::GoneProfile, Kind::StaleRule]);
    assert_eq!(
        remedies(&report),
        [
            Some(Remedy::Add(rule("+44207000001", ONE))),
            None,
            Some(Remedy::Remove(rule("20001", ONE))),
        ]
    );
}

#[test]
fn numbers_from_elsewhere_are_left_out_but_keep_their_rules() {
    let elsewhere = |number, profile| Acquired {
        source: "OcSync",
        ..acquired(number, profile)
    };
    let report = compare(
        snapshot(&[("+4420700001", FOREIGN)]),
        &[
            elsewhere("+4420700000", "pair"),
            elsewhere("+4420700001", "gone"),
        ],
    );
    assert_eq!(found(&report), []);
    assert_eq!((report.numbers, report.elsewhere), (2, 2));
}

#[test]
fn digits_without_a_plus_are_the_number_only_where_nothing_else_can_be_meant() {
    let delhi = [acquired("+911141230000", "pair")];
    // The rule for 911 takes no number of India.
    let report = compare(snapshot(&[("911", ONE), ("+4420700001", ONE)]), &delhi);
    assert_eq!(found(&report)[0].0, Kind::MissingRule);
    let report = compare(snapshot(&[("911141230000", ONE), ("+1", ONE)]), &delhi);
    assert_eq!(found(&report), [(Kind::StaleRule, "+1".to_owned())]);
    // A plan that never writes a plus gets none.
    let report = compare(
        snapshot(&[("4420700001", ONE)]),
        &[
            acquired("+4420700001", "pair"),
            acquired("+4420700002", "pair"),
        ],
    );
    assert_eq!(
        remedies(&report),
        [Some(Remedy::Add(rule("4420700002", ONE)))]
    );
}

#[test]
fn a_new_rule_is_named_as_the_plan_s_others_or_as_the_customer() {
    let number = [
        acquired("+4420700000", "pair"),
        acquired("+4420700001", "bare"),
    ];
    let report = compare(Snapshot::default(), &number);
    let own = Rule::new("a rather long n", "+4420700000", ONE);
    // Without a trunk there is nowhere to lead the number to.
    assert_eq!(remedies(&report), [Some(Remedy::Add(own)), None]);
}

#[test]
fn what_is_pending_is_not_put_there_twice() {
    let plan = snapshot(&[("+4420700009", ONE), ("+4420700009", ONE)]);
    let report = compare(plan, &[acquired("+4420700000", "pair")]);
    let mut changes = ChangeSet::default();
    let batch = changes.batch(Origin::Drift);
    let mut put = || {
        let findings = report.findings.iter();
        let put = findings.filter(|own| report.put(own, &mut changes, batch));
        put.count()
    };
    // Both copies of a rule go.
    assert_eq!((put(), put()), (3, 0));
    let findings = report.findings.iter();
    let pending = findings.filter(|own| report.is_pending(own, &changes));
    assert_eq!(pending.count(), 3);
}

proptest! {
    #[test]
    fn after_every_remedy_nothing_is_left_to_remedy(
        rules in proptest::collection::btree_map(0_u32..40, 0_usize..3, 0..30),
        numbers in proptest::collection::btree_map(0_u32..40, 0_usize..3, 0..30),
    ) {
        let tags = [ONE, TWO, FOREIGN];
        let rules = rules.iter().map(|(number, tag)| rule(&format!("+44207{number:04}"), tags[*tag]));
        let plan = Snapshot::new(rules.collect());
        let ids = ["pair", "bare", "gone"];
        let texts: Vec<(String, &str)> = numbers
            .iter()
            .map(|(number, id)| (format!("+44207{number:04}"), ids[*id]))
            .collect();
        let acquired: Vec<Acquired<'_>> =
            texts.iter().map(|(number, id)| acquired(number, id)).collect();
        let report = compare(plan, &acquired);
        let mut changes = ChangeSet::default();
        let batch = changes.batch(Origin::Drift);
        for finding in &report.findings {
            report.put(finding, &mut changes, batch);
        }
        let after = Snapshot::new(changes.applied_to(&report.plan));
        let report = compare(after, &acquired);
        let left = report.findings.iter().filter(|own| report.remedy(own).is_some());
        prop_assert_eq!(left.count(), 0);
    }
}
