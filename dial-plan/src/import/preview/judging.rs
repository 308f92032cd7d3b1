//! Rows that could be read, held against the plan, the pending changes and one another.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable, hash_map};

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

/// What the rows so far have in common with those to come.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    hasher: DefaultHashBuilder,
    /// Rows by their prefix when adding, by their whole rule when removing: the first of each.
    first: HashTable<usize>,
    /// Lines by prefix and tag, for prefixes that occur with several tags.
    repeated: HashMap<(String, String), usize>,
    /// What the pending changes add, by prefix.
    coming: HashMap<String, Vec<Rule>>,
}

impl Earlier {
    pub(super) fn new(request: Request<'_>) -> Self {
        let mut earlier = Self::default();
        let added = request.pending.iter();
        for rule in added.filter_map(|(_, change)| change.after.as_ref()) {
            let same = earlier.coming.entry(rule.prefix.clone()).or_default();
            same.push(rule.clone());
        }
        earlier
    }

    /// Judges a row that could be read, and takes note of it; `rows` are those before it.
    pub(super) fn judge(
        &mut self,
        row: &Row,
        rows: &[Row],
        request: Request<'_>,
    ) -> Option<Outcome> {
        match row.outcome {
            Outcome::Add => Some(self.addition(row, rows, request)),
            Outcome::Remove(_) => Some(self.removal(row, rows, request)),
            Outcome::AlreadyThere(_)
            | Outcome::AlreadyGone
            | Outcome::Duplicate { .. }
            | Outcome::Conflict { .. }
            | Outcome::Invalid(_) => None,
        }
    }

    fn addition(&mut self, row: &Row, rows: &[Row], request: Request<'_>) -> Outcome {
        let rule = &row.rule;
        let key = |row: &Row| self.hasher.hash_one(&row.rule.prefix);
        let entry = self.first.entry(
            key(row),
            |at| rows[*at].rule.prefix == rule.prefix,
            |at| key(&rows[*at]),
        );
        let at = match entry {
            Entry::Vacant(entry) => {
                entry.insert(rows.len());
                return against_plan(rule, request, &self.coming);
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let earlier = &rows[at];
        let same = (earlier.rule.tag == rule.tag).then_some(earlier.line);
        let own = (rule.prefix.clone(), rule.tag.clone());
        let known = match self.repeated.entry(own) {
            hash_map::Entry::Occupied(entry) => Some(*entry.get()),
            hash_map::Entry::Vacant(entry) => {
                entry.insert(row.line);
                None
            }
        };
        if let Some(line) = same.or(known) {
            return Outcome::Duplicate { line };
        }
        Outcome::Conflict {
            with: earlier.rule.clone(),
            place: Place::Line(earlier.line),
        }
    }

    fn removal(&mut self, row: &Row, rows: &[Row], request: Request<'_>) -> Outcome {
        let rule = &row.rule;
        let key = |row: &Row| self.hasher.hash_one(&row.rule);
        let entry = self
            .first
            .entry(key(row), |at| rows[*at].rule == *rule, |at| key(&rows[*at]));
        match entry {
            Entry::Vacant(entry) => entry.insert(rows.len()),
            Entry::Occupied(entry) => {
                let line = rows[*entry.get()].line;
                return Outcome::Duplicate { line };
            }
        };
        let asked = |other: &&Rule| {
            (rule.name.is_empty() || rule.name == other.name)
                && (rule.tag.is_empty() || rule.tag == other.tag)
        };
        let places = request.live.with_prefix(&rule.prefix);
        let found: Vec<Rule> = standing(request, places).filter(asked).cloned().collect();
        match (found.is_empty(), standing(request, places).next()) {
            (false, _) => Outcome::Remove(found),
            (true, Some(other)) => Outcome::Conflict {
                with: other.clone(),
                place: Place::Plan,
            },
            (true, None) => Outcome::AlreadyGone,
        }
    }
}

fn against_plan(rule: &Rule, request: Request<'_>, coming: &HashMap<String, Vec<Rule>>) -> Outcome {
    let pending = coming.get(&rule.prefix).into_iter().flatten();
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
