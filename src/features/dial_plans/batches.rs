//! The pending changes, as they were entered, each with a way to take it back.

use std::collections::BTreeMap;

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::change_set::{BatchId, Change, ChangeId, Counts, Origin};
use leptos::prelude::*;

use super::desk::Desk;
use super::model::words;
use crate::browser::dom::{El, drawn, el, nothing, several, tagged};
use crate::browser::intl;
use crate::ui::button::Button;
use crate::ui::icon::Icon;

/// Changes of one batch that are listed by themselves; more are listed when asked for.
const FEW: usize = 20;
/// Changes that come into sight at a time.
const MORE: usize = 200;

/// Keeps the names of the buttons apart.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn own(&mut self, name: String) -> String {
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name} ({count})"),
        }
    }
}

/// The list; how much of large batches is shown is remembered while the page is open.
pub fn list(desk: Desk) -> El {
    let opened: RwSignal<u64> = RwSignal::new(0);
    let limits: StoredValue<BTreeMap<usize, usize>, LocalStorage> =
        StoredValue::new_local(BTreeMap::new());
    let items = drawn(move || {
        desk.changed.track();
        opened.track();
        let mut names = Names::default();
        let show_more = move |batch: usize, shown: usize| {
            limits.update_value(|limits| {
                limits.insert(batch, shown);
            });
            opened.update(|opened| *opened += 1);
        };
        desk.held.with_value(|held| {
            let changes = &held.changes;
            // One pass for all batches: there may be tens of thousands of changes.
            let batches = changes.batches();
            let mut shown: Vec<El> = Vec::new();
            for (place, (id, origin, counts)) in batches.into_iter().enumerate() {
                let total = counts.total();
                let limit = limits.with_value(|limits| limits.get(&place).copied());
                let limit = limit.unwrap_or(if total > FEW { 0 } else { FEW });
                if total > FEW {
                    shown.push(batch(desk, id, origin, counts, &mut names));
                }
                if limit > 0 {
                    let own = changes.iter().filter(|(_, change)| change.batch == id);
                    let own = own.take(limit);
                    shown.extend(own.map(|(id, change)| one(desk, id, change, &mut names)));
                }
                if total > limit {
                    let next = (total - limit).min(MORE);
                    let label = names.own(format!("Show {} changes", intl::count(next)));
                    let button = Button::new(label)
                        .quiet()
                        .tiny()
                        .on_press(move || show_more(place, limit + MORE));
                    shown.push(tagged("li", "change").child(el("span")).child(button));
                }
            }
            several(shown)
        })
    });
    tagged("ul", "changes__list").child(items)
}

fn undo_button(name: String, act: impl FnMut() + 'static) -> El {
    Button::icon_only(name, Icon::Undo).small().on_press(act)
}

fn sign(change: &Change) -> (&'static str, &'static str, &'static str) {
    match (&change.before, &change.after) {
        (Some(_), Some(_)) => ("~", "is-warning", "changing"),
        (Some(_), None) => ("−", "is-critical", "removing"),
        (None, _) => ("+", "is-positive", "adding"),
    }
}

fn one(desk: Desk, id: ChangeId, change: &Change, names: &mut Names) -> El {
    let (mark, class, verb) = sign(change);
    let own = change.before.as_ref().or(change.after.as_ref());
    let Some(rule) = own else {
        return nothing();
    };
    let name = names.own(format!("Undo {verb} {}", rule.prefix));
    let text = tagged("span", "change__text")
        .child(tagged("span", "hidden-text").text(format!("{verb} ")))
        .child(tagged("span", "mono").text(rule.prefix.as_str()));
    let text = match (&change.before, &change.after) {
        (Some(before), Some(after)) => text.child(difference(before, after)),
        _ => text.child(tagged("span", "change__sub").text(words::rest_of(rule))),
    };
    let undo = undo_button(name, move || {
        desk.edit(&mut |changes, _| {
            changes.undo(id);
        });
        desk.say("The change was taken back.".to_owned());
    });
    tagged("li", "change")
        .child(
            tagged("span", &format!("change__sign {class}"))
                .attr("aria-hidden", "true")
                .text(mark),
        )
        .child(text)
        .child(undo)
}

/// What is other in a rule that is changed.
pub fn difference(before: &Rule, after: &Rule) -> El {
    let parts = [
        (&before.name, &after.name),
        (&before.prefix, &after.prefix),
        (&before.tag, &after.tag),
    ];
    let other = parts.into_iter().filter(|(old, new)| old != new);
    let lines = other.map(|(old, new)| {
        tagged("span", "was-now")
            .child(el("del").text(old.as_str()))
            .child(el("ins").text(new.as_str()))
    });
    tagged("span", "change__sub").children(lines)
}

fn batch(desk: Desk, id: BatchId, origin: &Origin, counts: Counts, names: &mut Names) -> El {
    let title = words::origin(origin);
    let name = names.own(format!("Undo {title}"));
    let text = tagged("span", "change__text")
        .text(title)
        .child(tagged("span", "change__sub").text(words::counts(counts)));
    let undo = undo_button(name, move || {
        desk.edit(&mut |changes, _| {
            changes.undo_batch(id);
        });
        desk.say("The changes were taken back.".to_owned());
    });
    tagged("li", "change")
        .child(
            tagged("span", "change__sign")
                .attr("aria-hidden", "true")
                .text("="),
        )
        .child(text)
        .child(undo)
}
