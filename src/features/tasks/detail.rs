//! One task beside the list: its facts, its messages by level, and what came out of it.

use cordboard_api::live::tasks::{TaskMessage, TaskStatus};

use crate::browser::dom::{El, el, tagged};
use crate::browser::location::History;
use crate::browser::{element, intl};
use crate::state::links::Links;
use crate::state::tasks::{Record, note};
use crate::ui::alert::support_button;
use crate::ui::button::Button;
use crate::ui::code::code;
use crate::ui::copyable::copyable;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp, signal};

/// Draws the part beside the list.
pub fn detail(record: &Record, waits_for_sign_in: bool, links: Links) -> El {
    let close = Button::icon_only("Close task", Icon::Close)
        .small()
        .on_press(move || {
            links.set(&[("task", &[])], History::Push);
            element::focus_first("[aria-rowindex=\"2\"] > td");
        });
    let head = tagged("div", "panel__head")
        .child(el("h2").text(record.what.as_str()))
        .child(close);
    let time = |at: f64| {
        el("span")
            .text(intl::local_time(at))
            .child(tagged("span", "quiet block").text(intl::utc_time(at)))
    };
    let plain = |text: &str| el("span").text(text);
    let mut facts = vec![
        ("State", signal(record.lamp(), &record.state(), 0)),
        (
            "Task id",
            copyable("task id", record.id.as_str().to_owned()),
        ),
        ("Environment", plain(&record.environment)),
    ];
    if !record.by.is_empty() {
        facts.push(("Begun by", plain(&record.by)));
    }
    facts.push(("Begun", time(record.begun)));
    if let Some(ended) = record.ended {
        facts.push(("End seen", time(ended)));
    }
    let said = note(record, waits_for_sign_in);
    if waits_for_sign_in || record.is_given_up || !record.trouble.is_empty() {
        facts.push(("Note", plain(&said)));
    }
    if !record.details.is_empty() {
        facts.push(("Details", plain(&record.details.join(", "))));
    }
    let facts = facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        });
    let support = (record.status == TaskStatus::Failed).then(|| support_button(record.ticket()));
    let body = tagged("div", "panel__body")
        .child(facts)
        .maybe(support.flatten())
        .child(messages(&record.messages))
        .maybe(
            (!record.output.is_empty()).then(|| code("What came out of it", record.output.clone())),
        );
    tagged("section", "beside__part")
        .attr("aria-label", &format!("Task {}", record.id))
        .child(head)
        .child(body)
}

/// What a level stands for; the vendor documents "Information" alone.
fn lamp_of(level: &str) -> Lamp {
    match level.trim().to_ascii_lowercase().as_str() {
        "error" | "critical" | "fatal" => Lamp::Critical,
        "warning" | "warn" => Lamp::Warning,
        _ => Lamp::Info,
    }
}

fn messages(messages: &[TaskMessage]) -> El {
    let head = el("h3").text("Messages");
    let list = if messages.is_empty() {
        tagged("p", "quiet").text("The server has sent none.")
    } else {
        tagged("ol", "checklist").children(messages.iter().map(|own| {
            let level = if own.level.is_empty() {
                "No level"
            } else {
                own.level.as_str()
            };
            el("li")
                .child(lamp(lamp_of(level)))
                .child(tagged("span", "strong").text(level))
                .child(el("p").text(own.message.as_str()))
        }))
    };
    tagged("div", "stack stack--tight").child(head).child(list)
}
