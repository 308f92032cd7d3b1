//! A text field that finds one of many, by the ARIA combobox pattern with a list below it.

use std::rc::Rc;

use leptos::prelude::*;

use super::field::fresh_id;
use super::icon::{Icon, icon};
use crate::browser::dom::{El, Happening, Text, drawn, el, follow, nothing, tagged};

/// One of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    pub label: String,
    /// A mark behind it, such as why it is no good choice; empty for none.
    pub mark: String,
}

/// What the field shows and does.
pub struct Picker {
    pub id: &'static str,
    pub label: &'static str,
    pub hint: Text,
    pub value: Rc<dyn Fn() -> String>,
    /// The lines that fit what is typed; tracked.
    pub lines: Rc<dyn Fn() -> Vec<Line>>,
    pub on_input: Rc<dyn Fn(String)>,
    /// Called with a line's id.
    pub on_choose: Rc<dyn Fn(&str)>,
}

impl std::fmt::Debug for Picker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picker")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The list, open or not, and the line that the keyboard is at.
#[derive(Clone)]
struct List {
    is_open: RwSignal<bool>,
    place: RwSignal<usize>,
    stem: String,
    lines: Rc<dyn Fn() -> Vec<Line>>,
    on_choose: Rc<dyn Fn(&str)>,
}

impl List {
    fn open(&self) {
        self.place.set(0);
        self.is_open.set(true);
    }

    fn choose(&self, id: &str) {
        self.is_open.set(false);
        (self.on_choose)(id);
    }

    fn press(&self, event: &Happening) {
        let lines = untrack(|| (self.lines)());
        let place = self.place.get_untracked();
        match (event.key().as_str(), self.is_open.get_untracked()) {
            ("ArrowDown" | "ArrowUp", false) => self.open(),
            ("ArrowDown", true) => self.place.set((place + 1) % lines.len().max(1)),
            ("ArrowUp", true) => {
                self.place
                    .set((place + lines.len().max(1) - 1) % lines.len().max(1));
            }
            ("Enter", true) => {
                if let Some(line) = lines.get(place) {
                    self.choose(&line.id);
                }
            }
            ("Escape", true) => self.is_open.set(false),
            _ => return,
        }
        event.prevent();
        event.stop();
    }

    fn draw(&self, label: &'static str) -> El {
        let (own, seen) = (self.clone(), self.clone());
        // What stays as it is is not drawn anew: a press on it would go nowhere.
        let found = RwSignal::new(None);
        follow(move || {
            let now = seen.is_open.get().then(|| (seen.lines)());
            if found.with_untracked(|before| *before != now) {
                found.set(now);
            }
        });
        let lines = drawn(move || {
            let Some(found) = found.get() else {
                return nothing();
            };
            let draw = |(place, line): (usize, Line)| {
                let (at, choosing, id) = (own.place, own.clone(), line.id.clone());
                let mark = (!line.mark.is_empty())
                    .then(|| tagged("span", "quiet").text(format!(" {}", line.mark)));
                tagged("div", "picker__line")
                    .attr("role", "option")
                    .attr("id", &format!("{}-{place}", own.stem))
                    .state_of("aria-selected", move || at.get() == place)
                    .text(line.label)
                    .maybe(mark)
                    // A press must not take the focus away before it is a click.
                    .on("mousedown", Happening::prevent)
                    .on("click", move |_| choosing.choose(&id))
            };
            let lines = found.into_iter().enumerate().map(draw);
            tagged("div", "menu picker__list").children(lines)
        });
        el("div")
            .attr("role", "listbox")
            .attr("id", &self.stem)
            .attr("aria-label", label)
            .child(lines)
    }
}

impl Picker {
    pub fn draw(self) -> El {
        let Self {
            id,
            label,
            hint,
            value,
            lines,
            on_input,
            on_choose,
        } = self;
        let list = List {
            is_open: RwSignal::new(false),
            place: RwSignal::new(0),
            stem: fresh_id("picker"),
            lines,
            on_choose,
        };
        let (is_open, place, stem) = (list.is_open, list.place, list.stem.clone());
        let (opening, typing, keys) = (list.clone(), list.clone(), list.clone());
        let control = tagged("input", "input select")
            .attr("id", id)
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("aria-autocomplete", "list")
            .attr("aria-controls", &list.stem)
            .attr("aria-describedby", &format!("{id}-hint"))
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .state_of("aria-expanded", move || is_open.get())
            .attr_of("aria-activedescendant", move || {
                is_open.get().then(|| format!("{stem}-{}", place.get()))
            })
            .value_of(move || value())
            .on("click", move |_| opening.open())
            .on("input", move |event| {
                on_input(event.value());
                typing.open();
            })
            .on("keydown", move |event| keys.press(event))
            .on("blur", move |_| is_open.set(false));
        let box_ = tagged("span", "entry__box")
            .child(control)
            .child(icon(Icon::Chevron))
            .child(list.draw(label));
        let hint = tagged("p", "field__hint")
            .attr("id", &format!("{id}-hint"))
            .text(hint);
        tagged("div", "field")
            .child(tagged("label", "field__label").attr("for", id).text(label))
            .child(box_)
            .child(hint)
    }
}
