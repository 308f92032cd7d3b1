//! Forms for one rule: a new one, or another in its place.

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::change_set::{Entered, Origin};
use cordboard_dial_plan::notation::{Prefix, PrefixNote, notes};
use leptos::prelude::*;

use super::desk::Desk;
use super::page::part_head;
use super::range_form::RangeForm;
use crate::browser::dom::{El, drawn, nothing, tagged};
use crate::browser::element;
use crate::ui::button::Button;
use crate::ui::entry::{Entry, Keys};
use crate::ui::filters::Choice;

/// Which form is open; one at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Closed,
    Add,
    Edit(Rule),
    Range,
}

/// The forms, for as long as the tab is there: what was typed stays.
pub type Forms = &'static FormsState;

/// The forms of the page, and what stands in their fields.
#[derive(Debug)]
pub struct FormsState {
    pub desk: Desk,
    shown: RwSignal<Form>,
    pub name: RwSignal<String>,
    prefix: RwSignal<String>,
    pub tag: RwSignal<String>,
    /// Whether a press has shown what is missing.
    pub is_pressed: RwSignal<bool>,
    refusal: RwSignal<String>,
    range: RangeForm,
}

impl FormsState {
    pub fn new(desk: Desk) -> Forms {
        let text = || RwSignal::new(String::new());
        Box::leak(Box::new(Self {
            desk,
            shown: RwSignal::new(Form::Closed),
            name: text(),
            prefix: text(),
            tag: text(),
            is_pressed: RwSignal::new(false),
            refusal: text(),
            range: RangeForm::new(),
        }))
    }

    /// Opens a form in place of another.
    pub fn open(&'static self, form: Form) {
        if let Form::Edit(rule) = &form {
            self.name.set(rule.name.clone());
            self.prefix.set(rule.prefix.clone());
            self.tag.set(rule.tag.clone());
        }
        let first = if form == Form::Range {
            "#range-first"
        } else {
            "#rule-name"
        };
        self.is_pressed.set(false);
        self.refusal.set(String::new());
        self.shown.set(form);
        request_animation_frame(move || {
            element::focus_first(first);
        });
    }

    pub fn close(&'static self) {
        self.shown.set(Form::Closed);
    }

    pub fn draw(&'static self) -> El {
        drawn(move || {
            let form = self.shown.get();
            untrack(|| match form {
                Form::Closed => nothing(),
                Form::Add => self.one("Add rule", "Add to changes", None),
                Form::Edit(rule) => self.one("Edit rule", "Change rule", Some(rule)),
                Form::Range => self.range.draw(self),
            })
        })
    }

    fn one(&'static self, title: &'static str, press: &'static str, before: Option<Rule>) -> El {
        let old = before.clone();
        let prefix = Entry::new("rule-prefix", "Prefix")
            .error(move || self.prefix_error())
            .note(move || self.prefix_note(old.as_ref()))
            .hint("+972542566110 or 2[0-4]xxx")
            .text(
                Keys::Text,
                move || self.prefix.get(),
                move |text| {
                    self.prefix.set(text);
                    self.refusal.set(String::new());
                },
                || {},
            );
        tagged("form", "part")
            .attr("aria-label", title)
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent();
                untrack(|| self.submit(before.as_ref()));
            })
            .child(part_head(title, move || self.close()))
            .child(
                tagged("div", "part__pair")
                    .child(self.name_field("rule-name"))
                    .child(prefix),
            )
            .child(self.tag_field("rule-tag"))
            .child(tagged("div", "row").child(Button::new(press).primary().submit(|| false)))
    }

    pub fn name_field(&'static self, id: &'static str) -> El {
        Entry::new(id, "Name")
            .error(move || missing(self.is_pressed, self.name, "Enter a name."))
            .note(move || {
                if Rule::new(self.name.get().trim(), "", "").has_long_name() {
                    "The name has more than the 15 characters that the SBC keeps.".to_owned()
                } else {
                    String::new()
                }
            })
            .text(
                Keys::Text,
                move || self.name.get(),
                move |text| self.name.set(text),
                || {},
            )
    }

    pub fn tag_field(&'static self, id: &'static str) -> El {
        let choices = move || {
            let rows = self.desk.lists.profile_rows();
            let profiles = rows.iter().filter_map(|row| row.profile());
            let mut names: Vec<String> = profiles
                .flat_map(|profile| &profile.trunks)
                .map(|trunk| trunk.fqdn.clone())
                .collect();
            names.sort();
            names.dedup();
            names
                .into_iter()
                .map(|name| Choice::new(name.clone(), name))
                .collect()
        };
        Entry::new(id, "Tag")
            .error(move || missing(self.is_pressed, self.tag, "Enter the trunk's FQDN."))
            .note(move || tag_note(self.desk, self.tag.get().trim()))
            .combobox(
                choices,
                move || self.tag.get(),
                move |text| self.tag.set(text),
                || {},
            )
    }

    fn prefix_error(&'static self) -> String {
        let refusal = self.refusal.get();
        if !refusal.is_empty() {
            return refusal;
        }
        let prefix = self.prefix.get();
        let prefix = prefix.trim();
        if prefix.is_empty() {
            return missing(self.is_pressed, self.prefix, "Enter a number or a pattern.");
        }
        match Prefix::check(prefix) {
            // Half a pattern is wrong while it is being typed: it is said on leaving it.
            Err(error) if self.is_pressed.get() => {
                format!("{} {}", error.fault.reason(), error.fault.hint())
            }
            Ok(()) | Err(_) => String::new(),
        }
    }

    fn prefix_note(&'static self, before: Option<&Rule>) -> String {
        let prefix = self.prefix.get();
        let prefix = prefix.trim();
        if Prefix::check(prefix).is_err() {
            return String::new();
        }
        let mut said: Vec<String> = notes(prefix).into_iter().map(PrefixNote::hint).collect();
        let rule = Rule::new("", prefix, "");
        if self.desk.known().emergency.has_rule(&rule) {
            said.push("This is an emergency number.".to_owned());
        }
        if let Some(live) = self.desk.live() {
            let others = live.plan.with_prefix(prefix).iter();
            let mut others = others
                .map(|place| &live.plan.rules()[*place])
                .filter(|other| Some(*other) != before);
            if let Some(other) = others.next() {
                said.push(format!(
                    "The plan sends this prefix to {} already.",
                    other.tag
                ));
            }
        }
        said.join(" ")
    }

    fn submit(&'static self, before: Option<&Rule>) {
        self.is_pressed.set(true);
        let text = |field: RwSignal<String>| field.get().trim().to_owned();
        let rule = Rule::new(text(self.name), text(self.prefix), text(self.tag));
        let at_fault = [
            (rule.name.is_empty(), "#rule-name"),
            (Prefix::check(&rule.prefix).is_err(), "#rule-prefix"),
            (rule.tag.is_empty(), "#rule-tag"),
        ];
        if let Some((_, field)) = at_fault.iter().find(|(is_wrong, _)| *is_wrong) {
            element::focus_first(field);
            return;
        }
        let mut entered = None;
        self.desk.edit(&mut |changes, plan| {
            let batch = changes.batch(Origin::Form);
            entered = Some(match before {
                None => changes.add(plan, batch, rule.clone()),
                Some(before) => changes.edit(plan, batch, before.clone(), rule.clone()),
            });
        });
        let said = match entered {
            Some(Entered::Pending(_)) => {
                format!("{} is among the pending changes.", rule.prefix)
            }
            Some(Entered::Cancelled) => {
                format!(
                    "{} stays as it is: a pending change was taken back.",
                    rule.prefix
                )
            }
            Some(Entered::AlreadyThere) => {
                self.refusal
                    .set("The plan has this very rule, or will have it.".to_owned());
                element::focus_first("#rule-prefix");
                return;
            }
            Some(Entered::NotThere) => {
                self.refusal
                    .set("The rule to be changed is not there any more.".to_owned());
                return;
            }
            None => "The plan has to be read first.".to_owned(),
        };
        self.desk.say(said);
        self.is_pressed.set(false);
        if before.is_some() {
            self.close();
        } else {
            // The next rule is mostly of the same name and trunk.
            self.prefix.set(String::new());
            element::focus_first("#rule-prefix");
        }
    }
}

/// What is said of a field that is empty once the form was pressed.
pub fn missing(is_pressed: RwSignal<bool>, field: RwSignal<String>, what: &str) -> String {
    if is_pressed.get() && field.with(|text| text.trim().is_empty()) {
        what.to_owned()
    } else {
        String::new()
    }
}

/// A tag that is no known trunk costs licences.
pub fn tag_note(desk: Desk, tag: &str) -> String {
    let Some(trunks) = desk.known().trunks else {
        return String::new();
    };
    if tag.is_empty() || trunks.has(tag) {
        return String::new();
    }
    let closest = trunks
        .closest(tag)
        .map(|name| format!(" Closest: {name}."))
        .unwrap_or_default();
    format!("No known trunk: its numbers count as Service Number licences.{closest}")
}
