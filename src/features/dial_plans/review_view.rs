//! How the review looks: what to know first, what becomes of each change, and the way on.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::plan::{Item, Outcome, Plan};
use leptos::prelude::*;

use super::batches::difference;
use super::model::words::{self, counted};
use super::plan_files;
use super::review::{Review, Reviewed};
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::intl;
use crate::route::Platform;
use crate::state::lasting::{A_FEW_MINUTES, shortfall};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::confirm::confirm;
use crate::ui::entry::{Entry, Keys};
use crate::ui::lamp::{Lamp, lamp};

/// Changes that come into sight at a time.
pub const MORE: usize = 200;
/// Lines of a warning; of more there is only the count.
const MOST_LINES: usize = 5;

pub fn content(review: Review) -> El {
    let trouble = drawn(move || match review.error.get() {
        None => nothing(),
        Some(error) => {
            let session = review.desk.session;
            let what = "The plan could not be read afresh";
            Alert::new(session.explain(what, Platform::LivePlatform, &error))
                .try_again(move || review.read())
                .draw()
        }
    });
    let waiting = when(
        move || review.is_loading.get(),
        || {
            tagged("p", "quiet")
                .attr("aria-live", "polite")
                .text("The plan is being read afresh.")
        },
    );
    let shown = drawn(move || match review.reviewed() {
        None => nothing(),
        Some(reviewed) => untrack(|| describe(review, &reviewed)),
    });
    let body = tagged("div", "dialog__body")
        .child(waiting)
        .child(trouble)
        .child(shown);
    tagged("div", "dialog__inner")
        .child(body)
        .child(token(review))
        .child(foot(review))
        .child(confirm(review.question, move || review.apply()))
}

/// Says when the token may end before the last request is done.
fn token(review: Review) -> El {
    let connection = review.desk.session.connection(Platform::LivePlatform);
    drawn(move || {
        let reviewed = review.reviewed().filter(|_| review.obstacle().is_none());
        let requests = reviewed.and_then(|reviewed| review.requests(&reviewed.plan));
        let seconds = requests.and_then(|count| i64::try_from(count).ok());
        let job = seconds.unwrap_or_default().saturating_mul(A_FEW_MINUTES);
        let Some(why) = shortfall(connection, job) else {
            return nothing();
        };
        let renew = Button::new("Renew the token")
            .small()
            .on_press(move || connection.is_renewing.set(true));
        tagged("div", "dialog__note")
            .attr("role", "note")
            .child(lamp(Lamp::Warning))
            .child(el("p").text(why))
            .child(renew)
    })
}

fn foot(review: Review) -> El {
    let note = Text::of(move || {
        let Some(reviewed) = review.reviewed() else {
            return String::new();
        };
        if let Some(why) = review.obstacle() {
            return why;
        }
        let count = reviewed.plan.sent();
        let requests = review.requests(&reviewed.plan).unwrap_or_default();
        format!(
            "Sends {} in {}.",
            counted(&intl::count(count), count, "change"),
            counted(&intl::count(requests), requests, "request")
        )
    });
    let apply = Button::new("Apply changes")
        .primary()
        .on_press(move || review.press_apply())
        .attr_of("aria-disabled", move || {
            let is_idle = review.reviewed().is_none() || review.obstacle().is_some();
            is_idle.then(|| "true".to_owned())
        });
    tagged("div", "dialog__foot")
        .child(
            Button::new("Discard changes")
                .danger()
                .on_press(move || review.discard()),
        )
        .child(tagged("span", "push"))
        .child(tagged("span", "quiet").text(note))
        .child(
            Button::new("Keep for later")
                .quiet()
                .on_press(move || review.close()),
        )
        .child(apply)
}

fn describe(review: Review, reviewed: &Reviewed) -> El {
    let Reviewed { plan, live, .. } = reviewed;
    let name = review.desk.place().map(|place| place.target.dial_plan);
    let name = name.unwrap_or_default();
    let head = format!("{name}, read at {}.", intl::time_of_day(reviewed.read_at));
    let before = {
        let live = std::rc::Rc::clone(live);
        Button::new("Download the plan as it is")
            .small()
            .on_press(move || plan_files::save_snapshot(&live.plan, &name))
    };
    tagged("div", "stack stack--tight")
        .child(
            tagged("div", "row")
                .child(tagged("span", "quiet push").text(head))
                .child(before),
        )
        .child(warnings(reviewed))
        .child(tallies(plan))
        .child(list(review))
        .child(options(review))
}

fn warning(tone: &str, title: &str, lines: Vec<String>) -> El {
    let shown = if tone == "critical" {
        Lamp::Critical
    } else {
        Lamp::Warning
    };
    let rest = lines.len().saturating_sub(MOST_LINES);
    let more = (rest > 0).then(|| el("p").text(format!("And {} more.", intl::count(rest))));
    let lines = lines.into_iter().take(MOST_LINES);
    let body = tagged("div", "alert__body")
        .child(tagged("p", "alert__title").text(title))
        .children(lines.map(|line| el("p").text(line)))
        .maybe(more);
    tagged("div", &format!("alert alert--{tone}"))
        .attr("role", "note")
        .attr("aria-label", title)
        .child(lamp(shown))
        .child(body)
}

fn warnings(reviewed: &Reviewed) -> El {
    let plan = &reviewed.plan;
    let mut all: Vec<El> = plan
        .emergency
        .iter()
        .map(|own| warning("critical", &own.title(), vec![own.consequence()]))
        .collect();
    if !plan.malformed.is_empty() {
        let lines = plan.malformed.iter().map(|(rule, error)| {
            format!(
                "{}: {} {}",
                rule.prefix,
                error.fault.reason(),
                error.fault.hint()
            )
        });
        all.push(warning(
            "critical",
            "The SBC would not take these rules",
            lines.collect(),
        ));
    }
    if let Some(moved) = &plan.moved
        && !moved.is_empty()
    {
        all.push(warning(
            "warning",
            "The plan has moved since the changes were made",
            {
                let mut lines = Vec::new();
                lines.extend(said("Added by others", &moved.added));
                lines.extend(said("Removed by others", &moved.removed));
                if moved.reordered {
                    lines.push("The rules stand in another order.".to_owned());
                }
                lines.push("The changes were planned again on what is there now.".to_owned());
                lines
            },
        ));
    }
    if !reviewed.has_base {
        let line = "The plan that the changes were made on is not known here.".to_owned();
        all.push(warning(
            "warning",
            "What has moved since cannot be told",
            vec![line],
        ));
    }
    if !plan.unknown_tags.is_empty() {
        let lines = plan.unknown_tags.iter().map(ToString::to_string);
        all.push(warning(
            "warning",
            "Tags that are no known trunk",
            lines.collect(),
        ));
    }
    if !reviewed.has_trunks {
        let line = "The calling profiles were not read: tags and the profiles' emergency numbers are not checked.".to_owned();
        all.push(warning("warning", "Trunks are not known", vec![line]));
    }
    if !plan.order.is_empty() {
        let lines = plan.order.iter().map(ToString::to_string);
        all.push(warning(
            "warning",
            "The server's order decides",
            lines.collect(),
        ));
    }
    if !plan.several_copies.is_empty() {
        let lines = plan.several_copies.iter().map(|rule| {
            let Rule { prefix, tag, .. } = rule;
            format!("The plan holds {prefix} to {tag} several times; the server may remove one of them or all.")
        });
        all.push(warning(
            "warning",
            "Rules that stand there several times",
            lines.collect(),
        ));
    }
    tagged("div", "stack stack--tight").children(all)
}

fn said(what: &str, rules: &[Rule]) -> Option<String> {
    let few = rules.iter().take(MOST_LINES);
    let few: Vec<String> = few
        .map(|rule| format!("{} to {}", rule.prefix, rule.tag))
        .collect();
    let rest = rules.len().saturating_sub(MOST_LINES);
    let more = if rest > 0 {
        format!(" and {} more", intl::count(rest))
    } else {
        String::new()
    };
    (!few.is_empty()).then(|| format!("{what}: {}{more}.", few.join(", ")))
}

fn tallies(plan: &Plan) -> El {
    let one = |outcome: Outcome, word: &str, class: &str| {
        let count = plan.count(outcome);
        tagged("div", "tallies__one")
            .child(tagged("span", &format!("tallies__n {class}")).text(intl::count(count)))
            .child(tagged("span", "second").text(format!(" {word}")))
    };
    tagged("div", "tallies")
        .child(one(Outcome::Added, "added", "is-positive"))
        .child(one(Outcome::Removed, "removed", "is-critical"))
        .child(one(Outcome::Changed, "changed", "is-warning"))
        .child(one(Outcome::AlreadySo, "already so", ""))
        .child(one(Outcome::Gone, "gone meanwhile", ""))
}

/// Every change, a screenful at a time.
fn list(review: Review) -> El {
    let rows = drawn(move || {
        let Some(reviewed) = review.reviewed() else {
            return nothing();
        };
        let items = reviewed.plan.items.iter().take(review.limit.get());
        el("tbody").children(items.map(|item| draw_item(item, None)))
    });
    let more = drawn(move || {
        let total = review.reviewed().map_or(0, |own| own.plan.items.len());
        more_button(total, review.limit)
    });
    tagged("div", "stack stack--tight")
        .child(changes_table(rows))
        .child(more)
}

/// The table of changes, in the review and in the run.
pub fn changes_table(rows: El) -> El {
    let head = |text: &str, class: &str| tagged("th", class).attr("scope", "col").text(text);
    let heads = el("tr")
        .child(head("Change", "sign"))
        .child(head("Name", "c-rule"))
        .child(head("Prefix", "c-prefix"))
        .child(head("Tag", ""))
        .child(head("State", "c-state"));
    let table = tagged("table", "diff")
        .attr("aria-label", "Changes")
        .child(el("thead").child(heads))
        .child(rows);
    tagged("div", "diff-box")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Changes of the plan")
        .child(table)
}

pub fn more_button(total: usize, limit: RwSignal<usize>) -> El {
    let rest = total.saturating_sub(limit.get());
    if rest == 0 {
        return nothing();
    }
    let changes = counted(&intl::count(rest), rest, "further change");
    let label = format!("Show {} of {changes}", intl::count(rest.min(MORE)));
    Button::new(label)
        .quiet()
        .small()
        .on_press(move || limit.update(|limit| *limit += MORE))
}

/// One change; `state` is what a run has made of it.
pub fn draw_item(item: &Item, state: Option<El>) -> El {
    let (sign, word, class) = words::outcome(item.outcome);
    let own = item.after.as_ref().or(item.before.as_ref());
    let rule = own.cloned().unwrap_or_default();
    let tag = match (&item.before, &item.after) {
        (Some(before), Some(after)) => difference(before, after),
        _ => tagged("span", "cut")
            .attr("title", &rule.tag)
            .text(rule.tag.as_str()),
    };
    let state = state.unwrap_or_else(|| {
        let text = if item.is_sent() {
            "Planned"
        } else {
            "Nothing to send"
        };
        tagged("span", "quiet").text(text)
    });
    let sign = tagged("td", "sign")
        .child(el("b").attr("aria-hidden", "true").text(sign))
        .text(format!(" {word}"));
    let sign = if item.emergency {
        sign.child(tagged("span", "is-critical").text(" (emergency)"))
    } else {
        sign
    };
    tagged("tr", class)
        .child(sign)
        .child(el("td").text(rule.name.as_str()))
        .child(tagged("td", "mono").text(rule.prefix.as_str()))
        .child(el("td").child(tag))
        .child(el("td").child(state))
}

fn options(review: Review) -> El {
    let field = |id, label, value: RwSignal<String>, hint: &str| {
        Entry::new(id, label).hint(hint).text(
            Keys::Numeric,
            move || value.get(),
            move |text| value.set(text),
            || {},
        )
    };
    tagged("div", "part__pair")
        .child(field(
            "piece-size",
            "Changes per request",
            review.piece_size,
            "One request's task has to end before the next is sent.",
        ))
        .child(field(
            "settling",
            "Settling time in seconds",
            review.settling,
            "How long a request without an answer may still turn out to be applied.",
        ))
}
