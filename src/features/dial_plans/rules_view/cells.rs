//! The cells of a rule: itself, what stands out of it, what is to become of it.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::marks::Marks;
use leptos::prelude::*;

use super::super::change_forms::Form;
use super::super::model::listing::Mark;
use super::super::model::words::counted;
use super::RulesView;
use crate::browser::dom::{El, el, nothing, tagged};
use crate::browser::intl;
use crate::ui::button::Button;

impl RulesView {
    pub(super) fn cell(self, place: usize, column: &'static str) -> El {
        let desk = self.desk();
        let Some(live) = untrack(|| desk.live()) else {
            return nothing();
        };
        let Some(rule) = live.plan.rules().get(place) else {
            return nothing();
        };
        let (before, copies) = live.before_of(place);
        let is_going = desk
            .held
            .with_value(|held| held.changes.leaving(rule) > copies);
        let part = |text: &str, class: &str| {
            let tag = if is_going { "del" } else { "span" };
            tagged(tag, class).attr("title", text).text(text)
        };
        match column {
            "select" => {
                // Names are told apart: of several rules with one prefix the later ones are counted.
                let name = if before == 0 {
                    format!("Select rule {}", rule.prefix)
                } else {
                    format!("Select rule {} ({})", rule.prefix, before + 1)
                };
                let box_ = tagged("input", "check__box")
                    .attr("type", "checkbox")
                    .attr("aria-label", &name)
                    .property_of("checked", move || desk.is_picked(place))
                    .on("change", move |event| {
                        desk.pick(&[place], event.is_checked());
                    });
                tagged("label", "check").child(box_)
            }
            "name" => part(&rule.name, "cut"),
            "prefix" => part(&rule.prefix, "cut mono"),
            "tag" => part(&rule.tag, "cut"),
            "marks" => {
                let marks = untrack(|| desk.marks()).get(place).copied();
                draw_marks(self.going(rule, copies), marks)
            }
            "place" => el("span").text(intl::count(place + 1)),
            _ => self.edit_button(rule.clone(), before, is_going),
        }
    }

    fn edit_button(self, rule: Rule, before: usize, is_going: bool) -> El {
        if is_going {
            return nothing();
        }
        let forms = self.parts.forms;
        let name = if before == 0 {
            format!("Edit rule {}", rule.prefix)
        } else {
            format!("Edit rule {} ({})", rule.prefix, before + 1)
        };
        Button::new("Edit")
            .quiet()
            .tiny()
            .on_press(move || forms.open(Form::Edit(rule.clone())))
            .attr("aria-label", &name)
    }

    /// What is to become of a rule, in words and with the looks of it.
    fn going(self, rule: &Rule, copies: usize) -> Option<(&'static str, &'static str)> {
        self.desk().held.with_value(|held| {
            let change = held.changes.taking(rule).nth(copies)?;
            Some(if change.after.is_some() {
                ("To be changed", "tag tag--warning")
            } else {
                ("To be removed", "tag tag--critical")
            })
        })
    }
}

/// The gravest mark, and how many there are beyond it.
fn draw_marks(going: Option<(&'static str, &'static str)>, marks: Option<Marks>) -> El {
    let mut all: Vec<(String, &str)> = Vec::new();
    all.extend(going.map(|(label, class)| (label.to_owned(), class)));
    if let Some(marks) = marks {
        let on = Mark::ALL.into_iter().filter(|mark| mark.is_on(&marks));
        all.extend(on.map(|mark| label(mark, &marks)));
    }
    let mut all_in_order = all.iter();
    let Some((first, class)) = all_in_order.next() else {
        return nothing();
    };
    let rest: Vec<&str> = all_in_order.map(|(label, _)| label.as_str()).collect();
    let own = tagged("span", class).text(first.as_str());
    if rest.is_empty() {
        return own;
    }
    let more = tagged("span", "second")
        .attr("aria-hidden", "true")
        .text(format!("+{}", rest.len()));
    tagged("span", "cell")
        .attr("title", &rest.join(", "))
        .child(own)
        .child(more)
        .child(tagged("span", "hidden-text").text(rest.join(", ")))
}

fn label(mark: Mark, marks: &Marks) -> (String, &'static str) {
    let others = |count: usize| counted(&intl::count(count), count, "rule");
    match mark {
        Mark::Unreadable => (mark.label().to_owned(), "tag tag--critical"),
        Mark::Duplicate | Mark::UnknownTrunk => (mark.label().to_owned(), "tag tag--warning"),
        Mark::SamePrefix => {
            let count = marks.same_prefix - marks.copies;
            (
                format!("Same prefix as {}", others(count)),
                "tag tag--warning",
            )
        }
        Mark::Emergency => (mark.label().to_owned(), "tag"),
        Mark::Shadowed => match marks.shadowed_by {
            Some(count) => (format!("Shadowed by {}", others(count)), "tag"),
            None => ("Overlaps in many ways".to_owned(), "tag"),
        },
    }
}
