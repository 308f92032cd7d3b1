//! One write beside the list: who, when, and from what to what.

use serde_json::Value;

use super::model::Row;
use crate::browser::dom::{El, el, tagged};
use crate::browser::location::History;
use crate::browser::{element, intl};
use crate::state::links::Links;
use crate::ui::button::Button;
use crate::ui::code::code_with;
use crate::ui::copyable::copyable;
use crate::ui::icon::Icon;

/// Draws the part beside the list.
pub fn detail(row: &Row, links: Links) -> El {
    let close = Button::icon_only("Close write", Icon::Close)
        .small()
        .on_press(move || {
            links.set(&[("entry", &[])], History::Push);
            element::focus_first("[aria-rowindex=\"2\"] > td");
        });
    let head = tagged("div", "panel__head")
        .child(el("h2").text(row.what.as_str()))
        .child(close);
    let plain = |text: &str| el("span").text(text);
    let time = el("span")
        .text(intl::local_time(row.at))
        .child(tagged("span", "quiet block").text(intl::utc_time(row.at)));
    let mut facts = vec![
        ("Outcome", plain(&row.outcome)),
        ("Who", plain(&row.who)),
        ("When", time),
        ("API", plain(&row.api)),
    ];
    if !row.task.is_empty() {
        facts.push(("Task id", copyable("task id", row.task.clone())));
    }
    facts.push(("Entry", plain(&row.number.to_string())));
    facts.push(("Hash", tagged("span", "mono wrap").text(row.hash.as_str())));
    let facts = facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        });
    let body = tagged("div", "panel__body")
        .child(facts)
        .child(block("Before", &row.before))
        .child(block("After", &row.after));
    tagged("section", "beside__part beside__part--wide")
        .attr("aria-label", &format!("Write {}", row.number))
        .child(head)
        .child(body)
}

fn block(title: &str, value: &Value) -> El {
    let text = if value.is_null() {
        "nothing".to_owned()
    } else {
        format!("{value:#}")
    };
    code_with(
        title,
        &text,
        &format!("Copy {}", title.to_lowercase()),
        text.clone(),
    )
}
