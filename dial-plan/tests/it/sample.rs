//! Rules and changes to test with.

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::import::{Layout, Mode, Preview, Request, Table};
use cordboard_dial_plan::plan::{Plan, Question};
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::{Rule, Snapshot};
use proptest::prelude::*;

pub(crate) const TRUNK: &str = "oc1.sandbox2.audiocodes.be";

pub(crate) fn rule(prefix: &str, tag: &str) -> Rule {
    Rule::new("audiocodesru", prefix, tag)
}

pub(crate) fn snapshot(rules: &[(&str, &str)]) -> Snapshot {
    Snapshot::new(
        rules
            .iter()
            .map(|(prefix, tag)| rule(prefix, tag))
            .collect(),
    )
}

pub(crate) fn target() -> Target {
    Target {
        environment: "Sandbox".to_owned(),
        kind: "sandbox".to_owned(),
        customer: "8b2b5a30-1c4e-4b36-9c3b-0f2f5a0b7c11".to_owned(),
        site: "8b2b5a30-1c4e-4b36-9c3b-0f2f5a0b7c11".to_owned(),
        dial_plan: "CustDialPlan".to_owned(),
    }
}

/// A plan without trunks and with the usual emergency numbers.
pub(crate) fn plan(live: &Snapshot, changes: &ChangeSet) -> Plan {
    let emergency = EmergencyNumbers::default();
    Plan::new(Question {
        live,
        base: None,
        changes,
        trunks: None,
        emergency: &emergency,
    })
}

/// What becomes of a table that is added as it is, while nothing is pending.
pub(crate) fn added(table: &Table, live: &Snapshot) -> Preview {
    let pending = ChangeSet::default();
    let request = Request {
        mode: Mode::Add,
        layout: Layout::detect(table),
        name: "",
        tag: "",
        live,
        pending: &pending,
    };
    Preview::new(table, request)
}

/// One wish: add, remove, or edit.
#[derive(Debug, Clone)]
pub(crate) enum Wish {
    Add(Rule),
    Remove(Rule),
    Edit(Rule, Rule),
}

pub(crate) fn enter(base: &Snapshot, wishes: &[Wish]) -> ChangeSet {
    let mut set = ChangeSet::default();
    let batch = set.batch(Origin::Form);
    for wish in wishes {
        match wish.clone() {
            Wish::Add(rule) => set.add(base, batch, rule),
            Wish::Remove(rule) => set.remove(base, batch, rule),
            Wish::Edit(before, after) => set.edit(base, batch, before, after),
        };
    }
    set
}

/// A rule out of few, so that wishes and plans meet often.
pub(crate) fn any_rule() -> impl Strategy<Value = Rule> {
    ("[ab]", "11[0-2]|1x|5\\[1-2\\]", "[tu]")
        .prop_map(|(name, prefix, tag)| Rule::new(name, prefix, tag))
}

pub(crate) fn any_rules() -> impl Strategy<Value = Vec<Rule>> {
    proptest::collection::vec(any_rule(), 0..12)
}

pub(crate) fn any_wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = prop_oneof![
        any_rule().prop_map(Wish::Add),
        any_rule().prop_map(Wish::Remove),
        (any_rule(), any_rule()).prop_map(|(before, after)| Wish::Edit(before, after)),
    ];
    proptest::collection::vec(wish, 0..12)
}

pub(crate) fn sorted(rules: &[Rule]) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.sort();
    rules
}
