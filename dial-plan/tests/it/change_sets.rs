//! The pending changes: shortest form, undo, storage.

use cordboard_dial_plan::change_set::{ChangeSet, Entered, Origin};
use proptest::prelude::*;

use crate::sample::{any_rules, any_wishes, enter, plan, rule, snapshot, sorted};
use cordboard_dial_plan::Snapshot;

#[test]
fn adding_and_removing_the_same_rule_cancel_out() {
    let base = snapshot(&[("112", "t")]);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    assert!(matches!(
        set.add(&base, batch, rule("999", "t")),
        Entered::Pending(_)
    ));
    assert_eq!(
        set.remove(&base, batch, rule("999", "t")),
        Entered::Cancelled
    );
    assert!(matches!(
        set.remove(&base, batch, rule("112", "t")),
        Entered::Pending(_)
    ));
    assert_eq!(set.add(&base, batch, rule("112", "t")), Entered::Cancelled);
    assert!(set.is_empty());
}

#[test]
fn an_edit_of_an_edit_is_one_edit() {
    let base = snapshot(&[("1", "a")]);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    set.edit(&base, batch, rule("1", "a"), rule("1", "b"));
    set.edit(&base, batch, rule("1", "b"), rule("1", "c"));
    let changes: Vec<_> = set.iter().map(|(_, change)| change.clone()).collect();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].before, Some(rule("1", "a")));
    assert_eq!(changes[0].after, Some(rule("1", "c")));
    assert_eq!(
        set.edit(&base, batch, rule("1", "c"), rule("1", "a")),
        Entered::Cancelled
    );
    assert!(set.is_empty());
}

#[test]
fn editing_what_is_new_changes_the_addition_and_removing_what_is_edited_removes_the_old() {
    let base = snapshot(&[("1", "a")]);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    set.add(&base, batch, rule("2", "a"));
    set.edit(&base, batch, rule("2", "a"), rule("3", "a"));
    set.edit(&base, batch, rule("1", "a"), rule("1", "b"));
    set.remove(&base, batch, rule("1", "b"));
    let counts = set.counts();
    assert_eq!((counts.add, counts.remove, counts.change), (1, 1, 0));
    assert_eq!(sorted(&set.applied_to(&base)), [rule("3", "a")]);
}

#[test]
fn what_the_plan_says_already_is_not_entered() {
    let base = snapshot(&[("1", "a"), ("2", "a")]);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    assert_eq!(set.add(&base, batch, rule("1", "a")), Entered::AlreadyThere);
    assert_eq!(set.remove(&base, batch, rule("1", "b")), Entered::NotThere);
    assert_eq!(
        set.edit(&base, batch, rule("1", "a"), rule("2", "a")),
        Entered::AlreadyThere
    );
    assert_eq!(
        set.edit(&base, batch, rule("1", "a"), rule("1", "a")),
        Entered::Cancelled
    );
    set.remove(&base, batch, rule("1", "a"));
    assert_eq!(set.remove(&base, batch, rule("1", "a")), Entered::NotThere);
}

#[test]
fn one_of_several_copies_is_removed_at_a_time() {
    let base = snapshot(&[("1", "a"), ("1", "a")]);
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Selection);
    set.remove(&base, batch, rule("1", "a"));
    assert_eq!(set.applied_to(&base), [rule("1", "a")]);
    set.remove(&base, batch, rule("1", "a"));
    assert!(set.applied_to(&base).is_empty());
}

#[test]
fn a_batch_is_undone_at_one_go_and_a_change_by_itself() {
    let base = snapshot(&[]);
    let mut set = ChangeSet::default();
    let range = set.batch(Origin::Range("100".to_owned(), "102".to_owned()));
    for prefix in ["100", "101", "102"] {
        set.add(&base, range, rule(prefix, "a"));
    }
    let form = set.batch(Origin::Form);
    let Entered::Pending(single) = set.add(&base, form, rule("999", "a")) else {
        panic!()
    };
    let batches: Vec<_> = set
        .batches()
        .iter()
        .map(|(_, _, counts)| counts.add)
        .collect();
    assert_eq!(batches, [3, 1]);
    assert_eq!(set.undo_batch(range), 3);
    assert_eq!(set.undo(single).unwrap().after, Some(rule("999", "a")));
    assert!(set.is_empty() && set.undo(single).is_none());
}

#[test]
fn a_draft_of_another_version_is_refused_with_words() {
    let stored = r#"{"version":2,"changes":[],"batches":[]}"#;
    let error = serde_json::from_str::<ChangeSet>(stored)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("version 2, this application reads version 1"),
        "{error}"
    );
}

#[test]
fn a_draft_torn_apart_by_hand_comes_back_in_shortest_form() {
    let stored = r#"{"version":1,"changes":[
        {"after":{"name":"n","prefix":"1","tag":"t"},"batch":9},
        {"after":{"name":"n","prefix":"2","tag":"t"},"batch":9},
        {"before":{"name":"n","prefix":"1","tag":"t"},"batch":9},
        {"batch":9}]}"#;
    let set: ChangeSet = serde_json::from_str(stored).unwrap();
    let rules: Vec<_> = set
        .iter()
        .filter_map(|(_, change)| change.after.clone())
        .collect();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0].prefix, "2");
}

proptest! {
    #[test]
    fn no_rule_stands_on_both_sides(base in any_rules(), wishes in any_wishes()) {
        let base = Snapshot::new(base);
        let set = enter(&base, &wishes);
        for (_, change) in set.iter() {
            prop_assert!(change.before != change.after);
            if let Some(rule) = &change.after {
                prop_assert_eq!(set.leaving(rule), 0);
            }
            if let Some(rule) = &change.before {
                prop_assert_eq!(set.coming(rule), 0);
                prop_assert!(set.leaving(rule) <= base.count(rule));
            }
        }
    }

    /// The shortest form says what the wishes said one after the other.
    #[test]
    fn the_shortest_form_means_the_same(base in any_rules(), wishes in any_wishes()) {
        use crate::sample::Wish;
        let start = Snapshot::new(base);
        let mut by_hand = start.rules().to_vec();
        for wish in &wishes {
            let position = |rules: &[_], rule| rules.iter().position(|other| other == rule);
            match wish {
                Wish::Add(rule) if position(&by_hand, rule).is_none() => by_hand.push(rule.clone()),
                Wish::Remove(rule) => {
                    if let Some(at) = position(&by_hand, rule) {
                        by_hand.swap_remove(at);
                    }
                }
                Wish::Edit(before, after) if position(&by_hand, after).is_none() => {
                    if let Some(at) = position(&by_hand, before) {
                        by_hand[at] = after.clone();
                    }
                }
                Wish::Add(_) | Wish::Edit(..) => {}
            }
        }
        prop_assert_eq!(sorted(&enter(&start, &wishes).applied_to(&start)), sorted(&by_hand));
    }

    #[test]
    fn a_draft_survives_storage(base in any_rules(), wishes in any_wishes()) {
        let set = enter(&Snapshot::new(base), &wishes);
        let stored = serde_json::to_string(&set).unwrap();
        let back: ChangeSet = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&back, &set);
        // Planning needs to know the copies there were, too.
        let outcomes = |set: &ChangeSet| {
            let items = plan(&Snapshot::default(), set).items.into_iter();
            items.map(|item| (item.outcome, item.before, item.after)).collect::<Vec<_>>()
        };
        prop_assert_eq!(outcomes(&back), outcomes(&set));
    }
}
