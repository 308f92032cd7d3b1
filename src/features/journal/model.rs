//! Entries put together to writes, and which of them are wanted. Pure.

use std::cmp::Ordering;

use serde_json::Value;

use crate::profiles::rows::sort_either_way;

/// The columns that can be sorted, by their names in the address.
pub const COLUMNS: [&str; 5] = ["time", "what", "who", "outcome", "api"];

/// A write, from the entries about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub number: u64,
    /// In milliseconds since 1970.
    pub at: f64,
    pub api: String,
    pub who: String,
    pub what: String,
    pub before: Value,
    pub after: Value,
    pub outcome: String,
    pub task: String,
    pub hash: String,
}

impl Row {
    pub fn is_trouble(&self) -> bool {
        !matches!(self.outcome.as_str(), "accepted" | "Completed")
    }
}

/// How a write stands whose end was not noted: this device stopped in between.
const OPEN: &str = "sent, no end noted";

/// The writes that the entries speak of, oldest first.
pub fn rows(kept: &[String]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for text in kept {
        let Some((hash, body)) = text.split_once('\n') else {
            continue;
        };
        let Ok(entry) = serde_json::from_str::<Value>(body) else {
            continue;
        };
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        match entry["kind"].as_str() {
            Some("sent") => rows.push(Row {
                number: entry["number"].as_u64().unwrap_or_default(),
                at: entry["at"].as_f64().unwrap_or_default(),
                api: text("api"),
                who: text("who"),
                what: text("what"),
                before: entry["before"].clone(),
                after: entry["after"].clone(),
                outcome: OPEN.to_owned(),
                task: String::new(),
                hash: hash.to_owned(),
            }),
            Some("answered") => {
                let number = entry["of"].as_u64();
                if let Some(row) = rows.iter_mut().find(|row| Some(row.number) == number) {
                    row.outcome = text("outcome");
                    row.task = text("task");
                }
            }
            Some("task ended") => {
                let task = text("task");
                if let Some(row) = rows.iter_mut().rev().find(|row| row.task == task) {
                    row.outcome = text("outcome");
                }
            }
            _ => {}
        }
    }
    rows
}

/// What is asked for; empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    pub search: String,
    pub api: String,
    /// `ok` or `trouble`.
    pub outcome: String,
}

impl Wanted {
    fn wants(&self, row: &Row) -> bool {
        let outcome = match self.outcome.as_str() {
            "" => true,
            "ok" => !row.is_trouble(),
            _ => row.is_trouble(),
        };
        let text = format!(
            "{}\n{}\n{}\n{}\n{}\n{}\n{}",
            row.what, row.who, row.outcome, row.task, row.before, row.after, row.hash
        );
        let text = text.to_lowercase();
        outcome
            && (self.api.is_empty() || row.api == self.api)
            && self
                .search
                .to_lowercase()
                .split_whitespace()
                .all(|term| text.contains(term))
    }
}

/// The writes that are wanted, in order; those that are equal in the column stay newest first.
pub fn select(all: &[Row], wanted: &Wanted, column: &str, is_descending: bool) -> Vec<usize> {
    let mut chosen: Vec<usize> = (0..all.len())
        .rev()
        .filter(|place| wanted.wants(&all[*place]))
        .collect();
    sort_either_way(&mut chosen, is_descending, &|a, b| {
        compare(&all[a], &all[b], column)
    });
    chosen
}

fn compare(a: &Row, b: &Row, column: &str) -> Ordering {
    match column {
        "what" => a.what.cmp(&b.what),
        "who" => a.who.cmp(&b.who),
        "outcome" => a.outcome.cmp(&b.outcome),
        "api" => a.api.cmp(&b.api),
        _ => a.number.cmp(&b.number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kept() -> Vec<String> {
        let entries = [
            json!({ "kind": "sent", "number": 1, "at": 1.0, "api": "OpenTACT", "who": "ada",
                "what": "Change voice profile Sales", "before": { "max_rate": 1 }, "after": { "max_rate": 2 } }),
            json!({ "kind": "answered", "number": 2, "of": 1, "outcome": "accepted", "task": null }),
            json!({ "kind": "sent", "number": 3, "at": 2.0, "api": "Live Platform", "who": "via gateway",
                "what": "Change CustDialPlan" }),
            json!({ "kind": "answered", "number": 4, "of": 3, "outcome": "accepted", "task": "tsk_1" }),
            json!({ "kind": "task ended", "number": 5, "task": "tsk_1", "outcome": "Failed" }),
            json!({ "kind": "sent", "number": 6, "at": 3.0, "api": "Live Platform", "what": "Create service" }),
        ];
        entries
            .iter()
            .map(|entry| format!("abc\n{entry}"))
            .collect()
    }

    #[test]
    fn entries_become_writes_with_their_ends() {
        let rows = rows(&kept());
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.number, row.outcome.as_str(), row.task.as_str()))
            .collect();
        assert_eq!(
            told,
            [(1, "accepted", ""), (3, "Failed", "tsk_1"), (6, OPEN, "")]
        );
        assert_eq!(rows[0].after, json!({ "max_rate": 2 }));
    }

    #[test]
    fn writes_are_searched_filtered_and_sorted() {
        let rows = rows(&kept());
        let numbers = |wanted: Wanted, column, is_descending| -> Vec<u64> {
            let chosen = select(&rows, &wanted, column, is_descending);
            chosen.into_iter().map(|place| rows[place].number).collect()
        };
        assert_eq!(numbers(Wanted::default(), "time", true), [6, 3, 1]);
        assert_eq!(numbers(Wanted::default(), "what", false), [3, 1, 6]);
        let trouble = Wanted {
            outcome: "trouble".into(),
            ..Wanted::default()
        };
        assert_eq!(numbers(trouble, "time", true), [6, 3]);
        let search = Wanted {
            search: "SALES max_rate".into(),
            ..Wanted::default()
        };
        assert_eq!(numbers(search, "time", true), [1]);
    }
}
