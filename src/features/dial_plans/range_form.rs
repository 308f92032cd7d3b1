//! Many numbers in a row, each a rule.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::change_set::{Entered, Origin};
use cordboard_dial_plan::range::{between, consecutive};
use leptos::prelude::*;

use super::change_forms::Forms;
use super::model::words::counted;
use super::page::part_head;
use crate::browser::dom::{El, Text, tagged};
use crate::browser::{element, intl};
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};

/// From a number to another, or so many from it on.
#[derive(Debug)]
pub struct RangeForm {
    first: RwSignal<String>,
    last: RwSignal<String>,
    count: RwSignal<String>,
}

impl RangeForm {
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            first: text(),
            last: text(),
            count: text(),
        }
    }

    /// The numbers, or what is wrong.
    fn numbers(&'static self) -> Result<Vec<String>, String> {
        let count = self.count.get();
        let count = count.trim();
        let numbers = if count.is_empty() {
            between(&self.first.get(), &self.last.get())
        } else {
            let count = count
                .parse()
                .map_err(|_| "How many has to be a whole number.".to_owned())?;
            consecutive(&self.first.get(), count)
        };
        numbers.map_err(|error| error.to_string())
    }

    /// What the fields make, once they are filled.
    fn outcome(&'static self, forms: Forms) -> Result<String, String> {
        let is_empty = [self.first, self.last, self.count]
            .iter()
            .all(|field| field.with(|text| text.trim().is_empty()));
        if is_empty && !forms.is_pressed.get() {
            return Ok(String::new());
        }
        self.numbers().map(|numbers| {
            let count = numbers.len();
            let ends = numbers.first().zip(numbers.last());
            let ends =
                ends.map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
            format!("{}{ends}.", counted(&intl::count(count), count, "rule"))
        })
    }

    pub fn draw(&'static self, forms: Forms) -> El {
        let field = |id, label, value: RwSignal<String>| {
            Entry::new(id, label).text(
                Keys::Text,
                move || value.get(),
                move |text| value.set(text),
                || {},
            )
        };
        let first = Entry::new("range-first", "First number")
            .error(move || {
                let is_half = self.last.with(String::is_empty) && self.count.with(String::is_empty);
                match self.outcome(forms) {
                    Err(error) if !is_half || forms.is_pressed.get() => error,
                    Ok(_) | Err(_) => String::new(),
                }
            })
            .hint(Text::of(move || self.outcome(forms).unwrap_or_default()))
            .text(
                Keys::Text,
                move || self.first.get(),
                move |text| self.first.set(text),
                || {},
            );
        tagged("form", "part")
            .attr("aria-label", "Generate a range")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent();
                untrack(|| self.submit(forms));
            })
            .child(part_head("Generate a range", move || forms.close()))
            .child(first)
            .child(
                tagged("div", "part__pair")
                    .child(field("range-last", "Last number", self.last))
                    .child(field("range-count", "or how many", self.count)),
            )
            .child(
                tagged("div", "part__pair")
                    .child(forms.name_field("range-name"))
                    .child(forms.tag_field("range-tag")),
            )
            .child(
                tagged("div", "row").child(
                    Button::new("Add range to changes")
                        .primary()
                        .submit(|| false),
                ),
            )
    }

    fn submit(&'static self, forms: Forms) {
        forms.is_pressed.set(true);
        let (name, tag) = (forms.name.get(), forms.tag.get());
        let (name, tag) = (name.trim(), tag.trim());
        let Ok(numbers) = self.numbers() else {
            element::focus_first("#range-first");
            return;
        };
        if name.is_empty() || tag.is_empty() {
            let field = if name.is_empty() {
                "#range-name"
            } else {
                "#range-tag"
            };
            element::focus_first(field);
            return;
        }
        let mut there = 0;
        forms.desk.edit(&mut |changes, plan| {
            let ends = numbers.first().cloned().zip(numbers.last().cloned());
            let (first, last) = ends.unwrap_or_default();
            let batch = changes.batch(Origin::Range(first, last));
            for number in &numbers {
                let entered = changes.add(plan, batch, Rule::new(name, number.as_str(), tag));
                there += usize::from(entered == Entered::AlreadyThere);
            }
        });
        let count = numbers.len() - there;
        let there = match there {
            0 => String::new(),
            there => format!(" {} there already.", intl::count(there)),
        };
        let rules = counted(&intl::count(count), count, "rule");
        forms
            .desk
            .say(format!("{rules} among the pending changes.{there}"));
        forms.is_pressed.set(false);
        for field in [self.first, self.last, self.count] {
            field.set(String::new());
        }
        forms.close();
    }
}
