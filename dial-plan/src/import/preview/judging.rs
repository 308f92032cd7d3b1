//! Rows that could be read, held against the plan, the pending changes and one another.

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::Request;
use crate::import::outcome::{Outcome, Place, Row};
use crate::rule::Rule;

/// The rules at these places that no pending change takes away.
fn standing<'a>(request: Request<'a>, places: &'a [usize]) -> impl Iterator<Item = &'a Rule> {
    let rules = request.live.rules();
    places.iter().map(|at| &rules[*at]).filter(move |rule| {
        let leaving = request.pending.leaving(rule);
        leaving == 0 || leaving < request.live.count(rule)
    })
}

pub(super) fn judge_additions(rows: &[Row], request: Request<'_>) -> Vec<Option<Outcome>> {
    let mut first: HashMap<&str, &Row> = HashMap::with_capacity(rows.len());
    let mut repeated: HashMap<(&str, &str), usize> = HashMap::new();
    let mut coming: HashMap<&str, Vec<&Rule>> = HashMap::new();
    for rule in request
        .pending
        .iter()
        .filter_map(|(_, change)| change.after.as_ref())
    {
        coming.entry(&rule.prefix).or_default().push(rule);
    }
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        let Row {
            rule,
            outcome: Outcome::Add,
            ..
        } = row
        else {
            outcomes.push(None);
            continue;
        };
        let outcome = match first.entry(&rule.prefix) {
            Entry::Vacant(entry) => {
                entry.insert(row);
                against_plan(rule, request, &coming)
            }
            Entry::Occupied(entry) => {
                let earlier = *entry.get();
                let same = earlier.rule.tag == rule.tag;
                let line = same.then_some(earlier.line);
                let known = repeated.get(&(&*rule.prefix, &*rule.tag)).copied();
                repeated
                    .entry((&rule.prefix, &rule.tag))
                    .or_insert(row.line);
                if let Some(line) = line.or(known) {
                    Outcome::Duplicate { line }
                } else {
                    let place = Place::Line(earlier.line);
                    Outcome::Conflict {
                        with: earlier.rule.clone(),
                        place,
                    }
                }
            }
        };
        outcomes.push(Some(outcome));
    }
    outcomes
}

fn against_plan(rule: &Rule, request: Request<'_>, coming: &HashMap<&str, Vec<&Rule>>) -> Outcome {
    let pending = coming
        .get(rule.prefix.as_str())
        .into_iter()
        .flatten()
        .copied();
    let places = request.live.with_prefix(&rule.prefix);
    let standing = || standing(request, places);
    if let Some(same) = standing()
        .chain(pending.clone())
        .find(|other| other.tag == rule.tag)
    {
        return Outcome::AlreadyThere(same.clone());
    }
    if let Some(other) = standing().next() {
        return Outcome::Conflict {
            with: other.clone(),
            place: Place::Plan,
        };
    }
    match pending.clone().next() {
        Some(other) => Outcome::Conflict {
            with: other.clone(),
            place: Place::Pending,
        },
        None => Outcome::Add,
    }
}

pub(super) fn judge_removals(rows: &[Row], request: Request<'_>) -> Vec<Option<Outcome>> {
    let mut earlier: HashMap<&Rule, usize> = HashMap::with_capacity(rows.len());
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        let Row {
            rule,
            line,
            outcome: Outcome::Remove(_),
            ..
        } = row
        else {
            outcomes.push(None);
            continue;
        };
        if let Some(line) = earlier.get(rule) {
            outcomes.push(Some(Outcome::Duplicate { line: *line }));
            continue;
        }
        earlier.insert(rule, *line);
        let asked = |other: &&Rule| {
            (rule.name.is_empty() || rule.name == other.name)
                && (rule.tag.is_empty() || rule.tag == other.tag)
        };
        let places = request.live.with_prefix(&rule.prefix);
        let found: Vec<Rule> = standing(request, places).filter(asked).cloned().collect();
        outcomes.push(Some(
            match (found.is_empty(), standing(request, places).next()) {
                (false, _) => Outcome::Remove(found),
                (true, Some(other)) => Outcome::Conflict {
                    with: other.clone(),
                    place: Place::Plan,
                },
                (true, None) => Outcome::AlreadyGone,
            },
        ));
    }
    outcomes
}
