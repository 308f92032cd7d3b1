//! Fields of larger forms, whose values live elsewhere: label, control, then error, note, hint.

use std::rc::Rc;

use leptos::prelude::*;

use super::filters::{Choice, option};
use super::icon::{Icon, icon};
use super::lamp::{Lamp, lamp};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};

/// What the keyboard of a phone shows for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Text,
    Numeric,
    Decimal,
}

impl Keys {
    fn mode(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Numeric => "numeric",
            Self::Decimal => "decimal",
        }
    }
}

/// A field being described; [`Entry::text`], [`Entry::select`] or [`Entry::area`] draws it.
pub struct Entry {
    id: String,
    label: &'static str,
    error: Rc<dyn Fn() -> String>,
    note: Rc<dyn Fn() -> String>,
    hint: Text,
    is_read_only: bool,
    beside: Option<El>,
    below: Option<El>,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

impl Entry {
    /// The id is what a summary of errors links to.
    pub fn new(id: &str, label: &'static str) -> Self {
        Self {
            id: id.to_owned(),
            label,
            error: Rc::new(String::new),
            note: Rc::new(String::new),
            hint: Text::from(""),
            is_read_only: false,
            beside: None,
            below: None,
        }
    }

    /// What is wrong, and what to enter instead; empty while nothing is.
    pub fn error(self, read: impl Fn() -> String + 'static) -> Self {
        Self {
            error: Rc::new(read),
            ..self
        }
    }

    /// What should be looked at and keeps nobody from going on; empty while nothing is.
    pub fn note(self, read: impl Fn() -> String + 'static) -> Self {
        Self {
            note: Rc::new(read),
            ..self
        }
    }

    pub fn hint(self, hint: impl Into<Text>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    pub fn read_only(self, is_read_only: bool) -> Self {
        Self {
            is_read_only,
            ..self
        }
    }

    /// A button that belongs to the field, in the line of its label.
    pub fn beside(self, button: El) -> Self {
        Self {
            beside: Some(button),
            ..self
        }
    }

    /// What belongs to the field and comes after it.
    pub fn below(self, content: El) -> Self {
        Self {
            below: Some(content),
            ..self
        }
    }

    /// One line of text.
    pub fn text(
        self,
        keys: Keys,
        value: impl Fn() -> String + 'static,
        on_input: impl FnMut(String) + 'static,
        on_leave: impl FnMut() + 'static,
    ) -> El {
        let control = tagged("input", "input")
            .attr("type", "text")
            .attr("inputmode", keys.mode())
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .value_of(value);
        self.typed(control, on_input, on_leave)
    }

    fn typed(
        self,
        control: El,
        mut on_input: impl FnMut(String) + 'static,
        mut on_leave: impl FnMut() + 'static,
    ) -> El {
        let control = control
            .on("input", move |event| on_input(event.value()))
            .on("blur", move |_| on_leave());
        let control = if self.is_read_only {
            control.attr("readonly", "")
        } else {
            control
        };
        self.around(control, None)
    }

    /// One line of text with suggestions; it takes any other text too. `on_commit` is called once the
    /// text is meant: on Enter, on leaving, on choosing.
    pub fn combobox(
        self,
        choices: impl Fn() -> Vec<Choice> + 'static,
        value: impl Fn() -> String + 'static,
        mut on_input: impl FnMut(String) + 'static,
        mut on_commit: impl FnMut() + 'static,
    ) -> El {
        let list_id = format!("{}-list", self.id);
        let options = drawn(move || {
            let choices = choices().into_iter();
            several(choices.map(|own| option(&own.value, &own.label, false)))
        });
        let list = el("datalist").attr("id", &list_id).child(options);
        let control = tagged("input", "input")
            .attr("type", "text")
            .attr("list", &list_id)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .value_of(value)
            .on("input", move |event| on_input(event.value()))
            .on("change", move |_| on_commit());
        self.around(control, None).child(list)
    }

    /// One line that takes several when they are pasted.
    pub fn short_area(
        self,
        value: impl Fn() -> String + 'static,
        mut on_input: impl FnMut(String) + 'static,
    ) -> El {
        let control = tagged("textarea", "input input--short mono")
            .attr("rows", "1")
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .value_of(value)
            .on("input", move |event| on_input(event.value()));
        self.around(control, None)
    }

    /// Several lines of code.
    pub fn area(
        self,
        value: impl Fn() -> String + 'static,
        on_input: impl FnMut(String) + 'static,
        on_leave: impl FnMut() + 'static,
    ) -> El {
        let control = tagged("textarea", "input input--area mono")
            .attr("rows", "3")
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .value_of(value);
        self.typed(control, on_input, on_leave)
    }

    /// A native select.
    pub fn select(
        self,
        choices: impl Fn() -> Vec<Choice> + 'static,
        value: impl Fn() -> String + 'static,
        mut on_change: impl FnMut(String) + 'static,
    ) -> El {
        let chosen = steady(Rc::new(value));
        let options = drawn(move || {
            let chosen = chosen.get();
            several(
                choices()
                    .into_iter()
                    .map(|own| option(&own.value, &own.label, own.value == chosen)),
            )
        });
        let control = tagged("select", "input select")
            .child(options)
            .on("change", move |event| on_change(event.value()));
        let control = if self.is_read_only {
            control.attr("disabled", "")
        } else {
            control
        };
        self.around(control, Some(icon(Icon::Chevron)))
    }

    fn around(self, control: El, mark: Option<El>) -> El {
        let Self {
            id,
            label,
            error,
            note,
            hint,
            beside,
            below,
            ..
        } = self;
        let (error, note) = (steady(error), steady(note));
        let described_by = format!("{id}-error {id}-note {id}-hint");
        let control = control
            .attr("id", &id)
            .attr("aria-describedby", &described_by)
            .flag_of("aria-invalid", move || error.with(|text| !text.is_empty()));
        let box_ = tagged("span", "entry__box").child(control).maybe(mark);
        let head = tagged("div", "entry__head")
            .child(tagged("label", "field__label").attr("for", &id).text(label))
            .maybe(beside);
        let hint = tagged("p", "field__hint")
            .attr("id", &format!("{id}-hint"))
            .text(hint);
        tagged("div", "field")
            .child(head)
            .child(box_)
            .child(said(
                format!("{id}-error"),
                error,
                "field__error",
                Lamp::Critical,
            ))
            .child(said(
                format!("{id}-note"),
                note,
                "field__note",
                Lamp::Warning,
            ))
            .child(hint)
            .maybe(below)
    }
}

/// A text that tells only when it changes: one that stays is not announced again.
fn steady(read: Rc<dyn Fn() -> String>) -> Memo<String> {
    let read = StoredValue::new_local(read);
    Memo::new(move |_| read.with_value(|read| read()))
}

/// A line that is announced when it comes.
fn said(id: String, text: Memo<String>, class: &'static str, shown: Lamp) -> El {
    let line = drawn(move || match text.get() {
        text if text.is_empty() => nothing(),
        text => tagged("p", class)
            .child(lamp(shown))
            .child(el("span").text(text)),
    });
    tagged("div", "entry__said")
        .attr("id", &id)
        .attr("aria-live", "polite")
        .child(line)
}
