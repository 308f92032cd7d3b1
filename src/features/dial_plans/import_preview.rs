//! What becomes of every row, with its line in the file.

use cordboard_dial_plan::import::{Outcome, Preview, Row};
use leptos::prelude::*;

use super::import_state::{Import, MORE};
use super::model::words::counted;
use crate::browser::dom::{El, drawn, el, nothing, tagged};
use crate::browser::intl;
use crate::ui::button::Button;
use crate::ui::filters::{Choice, filter};
use crate::ui::lamp::{Lamp, signal};

/// The outcomes by which the rows can be listed: word and label.
const OUTCOMES: [(&str, &str); 7] = [
    ("add", "To add"),
    ("remove", "To remove"),
    ("there", "Already there"),
    ("gone", "Not in the plan"),
    ("duplicate", "Duplicate"),
    ("conflict", "Conflict"),
    ("invalid", "Invalid"),
];

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Add => "add",
        Outcome::Remove(_) => "remove",
        Outcome::AlreadyThere(_) => "there",
        Outcome::AlreadyGone => "gone",
        Outcome::Duplicate { .. } => "duplicate",
        Outcome::Conflict { .. } => "conflict",
        Outcome::Invalid(_) => "invalid",
    }
}

fn lamp_of(outcome: &Outcome) -> Lamp {
    match outcome {
        Outcome::Add | Outcome::Remove(_) => Lamp::Ok,
        Outcome::AlreadyThere(_) | Outcome::AlreadyGone | Outcome::Duplicate { .. } => Lamp::Info,
        Outcome::Conflict { .. } => Lamp::Warning,
        Outcome::Invalid(_) => Lamp::Critical,
    }
}

pub fn preview_table(import: Import) -> El {
    let choices = move || {
        let mut choices = vec![Choice::new("", "All")];
        if let Some(preview) = import.preview() {
            let occurring = OUTCOMES
                .iter()
                .filter(|(own, _)| preview.rows.iter().any(|row| word(&row.outcome) == *own));
            choices.extend(occurring.map(|(word, label)| Choice::new(*word, *label)));
        }
        choices
    };
    let chooser = filter(
        "Outcome",
        choices,
        move || import.listed.get(),
        move |value| {
            import.listed.set(value);
            import.limit.set(MORE);
        },
    );
    let head = |text: &str| el("th").attr("scope", "col").text(text);
    let heads = [
        "Line",
        "Outcome",
        "Name",
        "Prefix",
        "Tag",
        "Why, and what to do",
    ];
    let rows = drawn(move || {
        let Some(preview) = import.preview() else {
            return nothing();
        };
        let fitting = fitting(&preview, import.listed.get());
        el("tbody").children(fitting.take(import.limit.get()).map(draw_row))
    });
    let table = tagged("table", "list list--fixed")
        .attr("aria-label", "Import preview")
        .child(el("thead").child(el("tr").children(heads.map(head))))
        .child(rows);
    let more = drawn(move || {
        let Some(preview) = import.preview() else {
            return nothing();
        };
        let fitting = fitting(&preview, import.listed.get());
        let rest = fitting.count().saturating_sub(import.limit.get());
        if rest == 0 {
            return nothing();
        }
        let next = rest.min(MORE);
        let rows = counted(&intl::count(rest), rest, "further row");
        let label = format!("Show {} of {rows}", intl::count(next));
        Button::new(label)
            .quiet()
            .small()
            .on_press(move || import.limit.update(|limit| *limit += MORE))
    });
    let box_ = tagged("div", "diff-box")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Rows")
        .child(table);
    tagged("div", "stack stack--tight")
        .child(tagged("div", "row").child(chooser))
        .child(box_)
        .child(more)
}

/// The rows of the outcome by which they are listed, or all of them.
fn fitting(preview: &Preview, listed: String) -> impl Iterator<Item = &Row> {
    let rows = preview.rows.iter();
    rows.filter(move |row| listed.is_empty() || word(&row.outcome) == listed)
}

fn draw_row(row: &Row) -> El {
    let label = OUTCOMES
        .iter()
        .find(|(own, _)| *own == word(&row.outcome))
        .map_or("", |(_, label)| label);
    let repaired = |part: &str, field: cordboard_dial_plan::import::Field| {
        let repair = row.repairs.iter().find(|repair| repair.field == field);
        let cell = el("td");
        match repair {
            None => cell.text(part),
            Some(repair) => cell
                .child(el("del").text(repair.before.as_str()))
                .child(el("ins").text(repair.after.as_str())),
        }
    };
    let [name, prefix, tag] = cordboard_dial_plan::import::Field::ALL;
    let mut why = Vec::new();
    why.extend(columns_at_fault(&row.outcome));
    why.push(row.outcome.reason());
    why.push(row.outcome.hint());
    for repair in &row.repairs {
        let kinds: Vec<&str> = repair.kinds.iter().map(|kind| kind.words()).collect();
        why.push(format!("{}.", kinds.join(", ")));
    }
    why.extend(row.notes.iter().map(|note| note.hint()));
    why.retain(|part| !part.is_empty());
    el("tr")
        .child(el("td").text(row.line.to_string()))
        .child(el("td").child(signal(lamp_of(&row.outcome), label, 0)))
        .child(repaired(&row.rule.name, name))
        .child(repaired(&row.rule.prefix, prefix).class("mono"))
        .child(repaired(&row.rule.tag, tag))
        .child(el("td").text(why.join(" ")))
}

/// Where in the file the fault is, with the value as it stands there.
fn columns_at_fault(outcome: &Outcome) -> Option<String> {
    let Outcome::Invalid(problems) = outcome else {
        return None;
    };
    let places: Vec<String> = problems
        .iter()
        .filter_map(|problem| {
            let column = problem.column?;
            let value: String = problem.value.chars().take(60).collect();
            Some(format!("Column {column}, \"{value}\":"))
        })
        .collect();
    Some(places.join(" ")).filter(|places| !places.is_empty())
}
