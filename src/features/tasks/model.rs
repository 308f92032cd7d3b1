//! The list behind the page: what is searched, filtered and sorted. Pure.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::profiles::rows::sort_either_way;
use crate::state::tasks::Record;

/// The columns that can be sorted, by their names in the address.
pub const COLUMNS: [&str; 5] = ["begun", "task", "what", "state", "environment"];

/// The states that a filter offers, with their value in the address.
pub const STATES: [(&str, &str); 5] = [
    ("queued", "Queued"),
    ("in-progress", "In progress"),
    ("completed", "Completed"),
    ("failed", "Failed"),
    ("unknown", "Unknown"),
];

/// Whether a record is in the state that the address asks for; all are while it asks for none.
fn is_in(record: &Record, state: &str) -> bool {
    let label = STATES.iter().find(|(value, _)| *value == state);
    state.is_empty() || label.is_some_and(|(_, label)| record.state().starts_with(label))
}

fn is_found(record: &Record, term: &str) -> bool {
    let messages = record.messages.iter().map(|own| own.message.as_str());
    let details = record.details.iter().map(String::as_str);
    let own = [
        record.id.as_str(),
        &record.what,
        &record.environment,
        &record.by,
    ];
    let state = record.state();
    own.into_iter()
        .chain([state.as_str()])
        .chain(messages)
        .chain(details)
        .any(|text| text.to_lowercase().contains(term))
}

/// The places of the records that are wanted, in order. Those that are equal in the column stay
/// newest first.
pub fn select(
    all: &[Rc<Record>],
    search: &str,
    state: &str,
    column: &str,
    is_descending: bool,
) -> Vec<usize> {
    let search = search.to_lowercase();
    let mut chosen: Vec<usize> = (0..all.len())
        .filter(|place| {
            let record = &all[*place];
            is_in(record, state) && search.split_whitespace().all(|term| is_found(record, term))
        })
        .collect();
    sort_either_way(&mut chosen, is_descending, &|a, b| {
        compare(&all[a], &all[b], column)
    });
    chosen
}

fn compare(a: &Record, b: &Record, column: &str) -> Ordering {
    let text = |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase());
    match column {
        "task" => text(a.id.as_str(), b.id.as_str()),
        "what" => text(&a.what, &b.what),
        "state" => text(&a.state(), &b.state()),
        "environment" => text(&a.environment, &b.environment),
        _ => a.begun.total_cmp(&b.begun),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cordboard_api::live::tasks::{TaskId, TaskStatus};

    fn record(id: &str, what: &str, status: &str, begun: f64) -> Rc<Record> {
        let id = TaskId::parse(id).unwrap();
        let mut record = Record::new("Sandbox", id, what.into(), "Ada".into(), begun);
        record.status = TaskStatus::from_wire(status);
        Rc::new(record)
    }

    fn all() -> Vec<Rc<Record>> {
        vec![
            record("tsk_3", "Create Demo", "AwaitingApproval", 3.0),
            record("tsk_2", "Change CustDialPlan", "CompletedFailed", 2.0),
            record("tsk_1", "Create Other", "InProgress", 1.0),
        ]
    }

    fn ids(search: &str, state: &str, column: &str, is_descending: bool) -> Vec<String> {
        let all = all();
        select(&all, search, state, column, is_descending)
            .into_iter()
            .map(|place| all[place].id.as_str().to_owned())
            .collect()
    }

    #[test]
    fn tasks_are_searched_filtered_and_sorted() {
        assert_eq!(ids("", "", "begun", true), ["tsk_3", "tsk_2", "tsk_1"]);
        assert_eq!(ids("create", "", "begun", false), ["tsk_1", "tsk_3"]);
        assert_eq!(ids("create awaiting", "", "begun", true), ["tsk_3"]);
        assert_eq!(ids("", "unknown", "begun", true), ["tsk_3"]);
        assert_eq!(ids("", "in-progress", "begun", true), ["tsk_1"]);
        assert_eq!(ids("", "nonsense", "begun", true), Vec::<String>::new());
        assert_eq!(ids("", "", "what", false), ["tsk_2", "tsk_3", "tsk_1"]);
        assert_eq!(ids("", "", "state", false), ["tsk_2", "tsk_1", "tsk_3"]);
    }
}
