//! The region "Pending changes": how many, which, and what can be done with them.

use leptos::prelude::*;

use super::batches;
use super::desk::Desk;
use super::model::words::counted;
use super::page::Parts;
use super::plan_files;
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::intl;
use crate::ui::button::Button;

pub fn pending(parts: Parts) -> El {
    let desk = parts.desk;
    let has_changes = move || {
        desk.changed.track();
        desk.held.with_value(|held| !held.changes.is_empty())
    };
    let may_write = move || !desk.session.environment().read_only;
    let review = when(
        move || has_changes() && may_write(),
        move || {
            Button::new("Review changes")
                .primary()
                .on_press(move || parts.review.open())
        },
    );
    let title = tagged("div", "part__head")
        .child(el("h2").text("Pending changes"))
        .child(review);
    let head = tagged("div", "changes__head")
        .child(title)
        .child(counts(desk))
        .child(
            tagged("p", "quiet")
                .attr("aria-live", "polite")
                .text(Text::from(desk.said)),
        )
        .child(tagged("p", "quiet").text(Text::from(desk.saved)));
    let save = move || {
        Button::new("Save as plan file")
            .quiet()
            .small()
            .on_press(move || untrack(|| plan_files::save(desk)))
    };
    let foot = tagged("div", "changes__foot")
        .child(when(has_changes, save))
        .child(plan_files::open_button(desk, parts.review));
    tagged("section", "changes")
        .attr("aria-label", "Pending changes")
        .child(head)
        .child(batches::list(desk))
        .child(foot)
        .child(interrupted(parts))
        .child(history(parts))
}

fn counts(desk: Desk) -> El {
    let counts = drawn(move || {
        desk.changed.track();
        let counts = desk.held.with_value(|held| held.changes.counts());
        let one = |count: usize, sign: &str, what: &str, class: &str| {
            tagged("span", class)
                .child(el("b").attr("aria-hidden", "true").text(sign))
                .text(format!(" {} {what}", intl::count(count)))
        };
        let mut all = Vec::new();
        if counts.add > 0 {
            all.push(one(counts.add, "+", "to add", "is-positive"));
        }
        if counts.remove > 0 {
            all.push(one(counts.remove, "−", "to remove", "is-critical"));
        }
        if counts.change > 0 {
            all.push(one(counts.change, "~", "to change", "is-warning"));
        }
        if all.is_empty() {
            tagged("span", "quiet").text("None.")
        } else {
            tagged("span", "row").children(all)
        }
    });
    tagged("p", "changes__counts").child(counts)
}

/// A run that a reload or a crash has cut off waits for a press.
fn interrupted(parts: Parts) -> El {
    let desk = parts.desk;
    drawn(move || {
        desk.ran.track();
        if untrack(|| desk.is_running()) {
            let show = Button::new("Show the run").on_press(move || parts.run.open());
            let text = "A change is being applied.";
            return tagged("div", "part").child(el("p").text(text)).child(show);
        }
        let found = desk
            .held
            .with_value(|held| held.runs.interrupted().cloned());
        let Some(found) = found else {
            return nothing();
        };
        let started = time(found.run.started.0);
        let text = format!(
            "The run of {started}, {}, was interrupted. What the plan holds decides what is left of it.",
            counted(&intl::count(found.run.len()), found.run.len(), "change")
        );
        let resume = Button::new("Resume the run").on_press(move || {
            parts.run.resume(found.clone());
        });
        tagged("div", "part")
            .child(el("p").text(text))
            .child(resume)
    })
}

/// Runs that are over, each with its way back.
fn history(parts: Parts) -> El {
    let desk = parts.desk;
    drawn(move || {
        desk.ran.track();
        let may_write = !desk.session.environment().read_only;
        let runs = desk.held.with_value(|held| held.runs.history.clone());
        if runs.is_empty() {
            return nothing();
        }
        let lines = runs.into_iter().map(|own| {
            let tally = own.ledger.tally(&own.run);
            let started = time(own.run.started.0);
            let text = format!(
                "{}, {} of them verified",
                counted(&intl::count(own.run.len()), own.run.len(), "change"),
                intl::count(tally.verified)
            );
            let run = own.run;
            let revert = may_write.then(|| {
                Button::new("Revert")
                    .tiny()
                    .on_press(move || untrack(|| parts.run.revert(&run)))
                    .attr("aria-label", &format!("Revert the run of {started}"))
            });
            tagged("li", "change")
                .child(el("span"))
                .child(
                    tagged("span", "change__text")
                        .text(started.as_str())
                        .child(tagged("span", "change__sub").text(text)),
                )
                .maybe(revert)
        });
        tagged("div", "changes__runs")
            .child(el("h3").text("Runs"))
            .child(tagged("ul", "changes__list").children(lines))
    })
}

/// A moment in words.
#[expect(
    clippy::cast_precision_loss,
    reason = "no date is 2^53 milliseconds away"
)]
pub fn time(moment: u64) -> String {
    intl::local_time(moment as f64)
}
