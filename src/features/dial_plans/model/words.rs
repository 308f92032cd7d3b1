//! Sentences about rules and changes.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::change_set::{Counts, Origin};
use cordboard_dial_plan::ledger::State;
use cordboard_dial_plan::plan::Outcome;

/// "1 rule", "2 rules". The count comes ready, with its separators.
pub fn counted(shown: &str, count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{shown} {one}s")
    }
}

/// A rule in a line, after its prefix.
pub fn rest_of(rule: &Rule) -> String {
    format!("{}, {}", rule.name, rule.tag)
}

/// What a batch of changes was entered with.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Form => "Entered by hand".to_owned(),
        Origin::Selection => "Selected rules".to_owned(),
        Origin::Import(file) => format!("Import of {file}"),
        Origin::Paste => "Pasted rows".to_owned(),
        Origin::Range(from, to) => format!("Range {from} to {to}"),
        Origin::Drift => "Drift report".to_owned(),
        Origin::Revert => "Way back".to_owned(),
        Origin::PlanFile => "Plan file".to_owned(),
    }
}

/// "40 to add, 1 to change", without the kinds that are empty.
pub fn counts(counts: Counts) -> String {
    let kinds = [
        (counts.add, "to add"),
        (counts.remove, "to remove"),
        (counts.change, "to change"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = kinds
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    words.join(", ")
}

/// What becomes of a change: its sign, its word, and its look.
pub fn outcome(outcome: Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Removed => ("−", "Removed", "diff--removed"),
        Outcome::Changed => ("~", "Changed", "diff--changed"),
        Outcome::Added => ("+", "Added", "diff--added"),
        Outcome::AlreadySo => ("=", "Already so", "diff--same"),
        Outcome::Gone => ("?", "Gone meanwhile", "diff--same"),
    }
}

/// The word for where a change stands.
pub fn state(state: State) -> &'static str {
    match state {
        State::Planned => "Planned",
        State::Sent => "Sent",
        State::Running => "Running",
        State::Applied => "Applied",
        State::Verified => "Verified",
        State::Failed => "Failed",
        State::Unknown => "Unknown",
    }
}
