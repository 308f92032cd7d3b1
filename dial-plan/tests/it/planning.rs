//! A change set against the live plan.

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::emergency::{Effect, EmergencyNumbers};
use cordboard_dial_plan::ledger::Ledger;
use cordboard_dial_plan::plan::{OrderCause, Outcome, PatchBody, Plan, Question};
use cordboard_dial_plan::run::Run;
use cordboard_dial_plan::settling::SETTLING;
use cordboard_dial_plan::trunks::Trunks;
use cordboard_dial_plan::{Moment, Rule, Snapshot};
use proptest::prelude::*;

use crate::sample::{
    TRUNK, Wish, any_rules, any_wishes, enter, plan, rule, snapshot, sorted, target,
};

const DOCUMENTED: &str = include_str!("fixtures/modify_dial_plan.json");

#[test]
fn the_body_is_the_documented_one() {
    let tag = "audiocodesru.sbc.com";
    let live = snapshot(&[("+972542566112", tag), ("+972542566113", tag)]);
    let changes = enter(
        &live,
        &[
            Wish::Add(rule("+972542566110", tag)),
            Wish::Add(rule("+972542566111", tag)),
            Wish::Remove(rule("+972542566112", tag)),
            Wish::Remove(rule("+972542566113", tag)),
        ],
    );
    let run = Run::new(target(), &plan(&live, &changes), 500, SETTLING, Moment(0));
    let body = Ledger::new(&run).body(&run, 0).unwrap();
    assert_eq!(
        serde_json::to_string_pretty(&body).unwrap(),
        DOCUMENTED.trim_end()
    );
}

#[test]
fn both_lists_are_sent_also_when_one_is_empty() {
    let live = snapshot(&[]);
    let run_plan = plan(&live, &enter(&live, &[Wish::Add(rule("1", "t"))]));
    let run = Run::new(target(), &run_plan, 500, SETTLING, Moment(0));
    let body = serde_json::to_value(Ledger::new(&run).body(&run, 0).unwrap()).unwrap();
    assert_eq!(body["remove"], serde_json::json!([]));
}

#[test]
fn every_change_gets_its_outcome() {
    let base = snapshot(&[("1", "a"), ("2", "a"), ("3", "a"), ("4", "a"), ("5", "a")]);
    let changes = enter(
        &base,
        &[
            Wish::Add(rule("10", "a")),
            Wish::Add(rule("11", "a")),
            Wish::Remove(rule("1", "a")),
            Wish::Remove(rule("2", "a")),
            Wish::Edit(rule("3", "a"), rule("3", "b")),
            Wish::Edit(rule("4", "a"), rule("4", "b")),
            Wish::Edit(rule("5", "a"), rule("5", "b")),
        ],
    );
    // Meanwhile others added 11, removed 2, made the edit of 4, and removed 5.
    let live = snapshot(&[("1", "a"), ("3", "a"), ("4", "b"), ("11", "a")]);
    let emergency = EmergencyNumbers::default();
    let plan = Plan::new(Question {
        live: &live,
        base: Some(&base),
        changes: &changes,
        trunks: None,
        emergency: &emergency,
    });
    let outcomes: Vec<_> = plan
        .items
        .iter()
        .map(|item| {
            let rule = item.before.as_ref().or(item.after.as_ref()).unwrap();
            (item.outcome, rule.prefix.as_str(), item.removes, item.adds)
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            (Outcome::Removed, "1", true, false),
            (Outcome::Changed, "3", true, true),
            (Outcome::Added, "10", false, true),
            (Outcome::AlreadySo, "11", false, false),
            (Outcome::AlreadySo, "4", false, false),
            (Outcome::Gone, "2", false, false),
            (Outcome::Gone, "5", false, false),
        ]
    );
    assert_eq!(plan.sent(), 3);
    let moved = plan.moved.unwrap();
    assert_eq!(sorted(&moved.added), [rule("11", "a"), rule("4", "b")]);
    assert_eq!(moved.removed.len(), 3);
}

#[test]
fn a_plan_that_only_changed_its_order_says_so() {
    let base = snapshot(&[("1", "a"), ("2", "a")]);
    let live = snapshot(&[("2", "a"), ("1", "a")]);
    let moved = base.difference(&live);
    assert!(moved.reordered && moved.added.is_empty() && !moved.is_empty());
    assert_eq!(base.digest(), live.digest());
    assert!(base.difference(&base).is_empty());
}

#[test]
fn emergency_numbers_are_watched_through_the_matcher() {
    let live = Snapshot::new(vec![
        Rule::new("emergency", "112", "safe"),
        Rule::new("emergency", "911", "safe"),
        Rule::new("emergency", "000", "safe"),
        Rule::new("site", "+97254", "site"),
    ]);
    let changes = enter(
        &live,
        &[
            Wish::Add(Rule::new("emergency", "999", "safe")),
            Wish::Remove(Rule::new("emergency", "911", "safe")),
            Wish::Add(Rule::new("site", "112#", "site")),
            Wish::Edit(
                Rule::new("emergency", "000", "safe"),
                Rule::new("emergency", "000", "other"),
            ),
            Wish::Add(Rule::new("site", "+97255", "site")),
        ],
    );
    let plan = plan(&live, &changes);
    let mut effects: Vec<_> = plan
        .emergency
        .iter()
        .map(|warning| (warning.number.as_str(), warning.effect))
        .collect();
    effects.sort_by_key(|(number, _)| *number);
    assert_eq!(
        effects,
        [
            ("000", Effect::Replaced),
            ("112", Effect::Shadowed),
            ("911", Effect::Removed),
            ("999", Effect::Added),
        ]
    );
    let added = plan
        .emergency
        .iter()
        .find(|warning| warning.effect == Effect::Added)
        .unwrap();
    assert_eq!(added.title(), "An emergency number is added: 999");
    assert!(
        added
            .consequence()
            .starts_with("Calls to 999 from this site will go to safe")
    );
    // They stand first in the review; the plain site does not.
    let marked: Vec<bool> = plan.items.iter().map(|item| item.emergency).collect();
    assert_eq!(marked, [true, true, true, true, false]);
}

#[test]
fn a_broad_rule_and_a_dial_string_of_a_profile_are_watched_too() {
    let live = snapshot(&[]);
    let changes = enter(
        &live,
        &[Wish::Add(rule("+", "a")), Wish::Add(rule("10xx", "a"))],
    );
    let emergency = EmergencyNumbers::new(["933; 1033"]);
    let question = Question {
        live: &live,
        base: None,
        changes: &changes,
        trunks: None,
        emergency: &emergency,
    };
    let plan = Plan::new(question);
    let numbers: Vec<_> = plan
        .emergency
        .iter()
        .map(|warning| warning.number.as_str())
        .collect();
    assert_eq!(
        numbers,
        ["+112", "+911", "+999", "+000", "+933", "1033", "+1033"]
    );
}

#[test]
fn unknown_trunks_are_named_with_the_closest_one() {
    let live = snapshot(&[("7", "nowhere")]);
    let trunks = Trunks::new([TRUNK, "oc2.customers.fmcuc.com", TRUNK]);
    let changes = enter(
        &live,
        &[
            Wish::Add(rule("1", "oc1.sandbx2.audiocodes.be")),
            Wish::Add(rule("2", "oc1.sandbx2.audiocodes.be")),
            Wish::Add(rule("3", "OC2.Customers.fmcuc.com.")),
            Wish::Add(rule("4", "PstnDemo1")),
            Wish::Edit(rule("7", "nowhere"), Rule::new("renamed", "7", "nowhere")),
        ],
    );
    let emergency = EmergencyNumbers::default();
    let plan = Plan::new(Question {
        live: &live,
        base: None,
        changes: &changes,
        trunks: Some(&trunks),
        emergency: &emergency,
    });
    let unknown: Vec<_> = plan
        .unknown_tags
        .iter()
        .map(|unknown| {
            (
                unknown.tag.as_str(),
                unknown.rules,
                unknown.closest.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        plan.unknown_tags[0].to_string(),
        "2 rules go to oc1.sandbx2.audiocodes.be, which is no known trunk: they count as Service \
         Number licences. Closest: oc1.sandbox2.audiocodes.be."
    );
    assert_eq!(
        unknown,
        [
            ("oc1.sandbx2.audiocodes.be", 2, Some(TRUNK)),
            ("PstnDemo1", 1, None)
        ]
    );
}

#[test]
fn where_the_order_decides_it_is_said() {
    let live = snapshot(&[
        ("5[1-3]", "a"),
        ("5[2-4]", "b"),
        ("6", "a"),
        ("6", "a2"),
        ("7", "a"),
    ]);
    let changes = enter(
        &live,
        &[
            Wish::Remove(rule("5[1-3]", "a")),
            Wish::Remove(rule("6", "a2")),
            Wish::Add(rule("7", "b")),
            Wish::Add(rule("8", "b")),
        ],
    );
    let plan = plan(&live, &changes);
    let notes: Vec<_> = plan
        .order
        .iter()
        .map(|note| {
            (
                note.cause,
                note.rule.prefix.as_str(),
                note.equal_to.tag.as_str(),
            )
        })
        .collect();
    // The second 6 stood behind its equal: where it comes back makes no difference.
    assert_eq!(
        notes,
        [
            (OrderCause::Goes, "5[1-3]", "b"),
            (OrderCause::Comes, "7", "a")
        ]
    );
}

#[test]
fn what_the_sbc_would_not_take_is_found_before_it_is_sent() {
    let live = snapshot(&[]);
    let plan = plan(&live, &enter(&live, &[Wish::Add(rule("12[", "t"))]));
    assert_eq!(plan.malformed.len(), 1);
    assert_eq!(plan.malformed[0].1.column, 3);
}

#[test]
fn after_a_run_the_changes_that_are_made_can_be_taken_out() {
    let live = snapshot(&[("1", "a"), ("2", "a")]);
    let mut changes = enter(
        &live,
        &[
            Wish::Remove(rule("1", "a")),
            Wish::Edit(rule("2", "a"), rule("2", "b")),
            Wish::Add(rule("3", "a")),
        ],
    );
    assert!(plan(&live, &changes).without_effect().is_empty());
    let half_done = snapshot(&[("2", "b")]);
    for change in plan(&half_done, &changes).without_effect() {
        changes.undo(change);
    }
    assert_eq!(changes.counts().total(), 1);
    assert_eq!(
        changes.applied_to(&half_done),
        [rule("2", "b"), rule("3", "a")]
    );
}

#[test]
fn copies_that_turned_up_go_too_and_are_mentioned() {
    let base = snapshot(&[("1", "a")]);
    let changes = enter(&base, &[Wish::Remove(rule("1", "a"))]);
    let live = snapshot(&[("1", "a"), ("1", "a")]);
    let plan = plan(&live, &changes);
    assert_eq!(plan.removed().count(), 2);
    assert_eq!(plan.several_copies, [rule("1", "a")]);
}

#[test]
fn pieces_keep_to_the_size_and_split_neither_an_edit_nor_a_prefix() {
    let prefixes: Vec<String> = (0..10).map(|at| format!("10{at}")).collect();
    let rules: Vec<_> = prefixes
        .iter()
        .map(|prefix| (prefix.as_str(), "a"))
        .collect();
    let live = snapshot(&rules);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    for prefix in &prefixes[..5] {
        set.edit(&live, batch, rule(prefix, "a"), rule(prefix, "b"));
    }
    for prefix in &prefixes[5..] {
        set.remove(&live, batch, rule(prefix, "a"));
    }
    for prefix in &prefixes[5..] {
        set.add(&live, batch, rule(prefix, "b"));
    }
    let pieces = plan(&live, &set).pieces(3);
    assert!(pieces.iter().all(|piece| (1..=3).contains(&piece.len())));
    assert_eq!(pieces.iter().map(Vec::len).sum::<usize>(), 15);
    for prefix in &prefixes {
        let in_piece = |piece: &Vec<_>| {
            piece.iter().any(|item: &cordboard_dial_plan::plan::Item| {
                item.before
                    .iter()
                    .chain(&item.after)
                    .any(|rule| rule.prefix == *prefix)
            })
        };
        assert_eq!(
            pieces.iter().filter(|piece| in_piece(piece)).count(),
            1,
            "{prefix}"
        );
    }
}

/// The server, adding before removing or the other way round.
fn patched(live: &[Rule], body: &PatchBody, additions_first: bool) -> Vec<Rule> {
    let mut rules = live.to_vec();
    let add = |rules: &mut Vec<Rule>| rules.extend_from_slice(&body.add);
    if additions_first {
        add(&mut rules);
    }
    for rule in &body.remove {
        let at = rules.iter().position(|other| other == rule);
        rules.swap_remove(at.expect("only rules that are there are removed"));
    }
    if !additions_first {
        add(&mut rules);
    }
    rules
}

fn apply(live: &Snapshot, changes: &ChangeSet, size: usize, additions_first: bool) -> Snapshot {
    let run = Run::new(target(), &plan(live, changes), size, SETTLING, Moment(0));
    let ledger = Ledger::new(&run);
    let bodies = (0..run.pieces.len()).map(|piece| ledger.body(&run, piece).unwrap());
    let apply = |rules: Vec<Rule>, body| patched(&rules, &body, additions_first);
    Snapshot::new(bodies.fold(live.rules().to_vec(), apply))
}

proptest! {
    #[test]
    fn a_plan_makes_of_its_base_what_the_changes_say(
        base in any_rules(), wishes in any_wishes(), size in 1..5_usize, first: bool,
    ) {
        let base = Snapshot::new(base);
        let changes = enter(&base, &wishes);
        let after = apply(&base, &changes, size, first);
        prop_assert_eq!(sorted(after.rules()), sorted(&changes.applied_to(&base)));
    }

    #[test]
    fn planning_is_idempotent(
        base in any_rules(), live in any_rules(), wishes in any_wishes(), size in 1..5_usize,
    ) {
        let changes = enter(&Snapshot::new(base), &wishes);
        let after = apply(&Snapshot::new(live), &changes, size, true);
        prop_assert!(plan(&after, &changes).is_empty());
    }

    /// Also on a plan that others have changed since.
    #[test]
    fn the_inverse_leads_back(
        base in any_rules(), live in any_rules(), wishes in any_wishes(), size in 1..5_usize,
    ) {
        let live = Snapshot::new(live);
        let changes = enter(&Snapshot::new(base), &wishes);
        let after = apply(&live, &changes, size, true);
        let inverse = plan(&live, &changes).inverse();
        let back = apply(&after, &inverse, size, false);
        prop_assert_eq!(sorted(back.rules()), sorted(live.rules()));
        prop_assert!(plan(&live, &inverse).is_empty());
    }

    /// A run that stopped on the way is turned back by the same inverse.
    #[test]
    fn the_inverse_leads_back_from_any_piece(
        base in any_rules(), wishes in any_wishes(), done in 0..6_usize,
    ) {
        let base = Snapshot::new(base);
        let changes = enter(&base, &wishes);
        let run = Run::new(target(), &plan(&base, &changes), 2, SETTLING, Moment(0));
        let ledger = Ledger::new(&run);
        let pieces = 0..run.pieces.len().min(done);
        let bodies = pieces.map(|piece| ledger.body(&run, piece).unwrap());
        let stopped = bodies.fold(base.rules().to_vec(), |rules, body| patched(&rules, &body, true));
        let back = apply(&Snapshot::new(stopped), &run.inverse(), 3, true);
        prop_assert_eq!(sorted(back.rules()), sorted(base.rules()));
    }

    #[test]
    fn pieces_put_together_are_the_difference(
        base in any_rules(), wishes in any_wishes(), size in 1..6_usize,
    ) {
        let base = Snapshot::new(base);
        let plan = plan(&base, &enter(&base, &wishes));
        let pieces = plan.pieces(size);
        prop_assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= size));
        let mut together: Vec<_> = pieces.concat();
        let mut whole: Vec<_> =
            plan.items.iter().filter(|item| item.is_sent()).cloned().collect();
        let key = |item: &cordboard_dial_plan::plan::Item| (item.change, item.before.clone());
        together.sort_by_key(key);
        whole.sort_by_key(key);
        prop_assert_eq!(together, whole);
    }
}
