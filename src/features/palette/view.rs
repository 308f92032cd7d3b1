//! The dialog: a combobox over a list, for the keyboard first.

use std::rc::Rc;

use leptos::prelude::*;

use super::choices::{Act, Choice, Choices, Sources};
use super::model::meaning::{Meaning, meaning};
use super::number::Lookup;
use crate::browser::dom::{El, Happening, Text, drawn, follow, nothing, tagged, when};
use crate::browser::location::History;
use crate::browser::{dialog, element};
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::state::tasks::use_tasks;
use crate::ui::button::Button;
use crate::ui::icon::{Icon, icon};

const LIST: &str = "palette-list";

#[derive(Clone)]
struct Palette {
    is_open: RwSignal<bool>,
    sources: Sources,
    /// What fits what is typed.
    choices: RwSignal<Rc<Choices>, LocalStorage>,
    typed: RwSignal<String>,
    /// The line that the keyboard is at.
    place: RwSignal<usize>,
    /// The keyboard has moved: what is only offered is chosen by nothing less.
    has_moved: RwSignal<bool>,
    /// Enter was pressed before the record had come.
    goes_when_found: RwSignal<bool>,
    sign_out: Rc<dyn Fn()>,
}

/// Draws the palette, there while `is_open`.
pub fn palette(is_open: RwSignal<bool>, sign_out: Rc<dyn Fn()>) -> El {
    let (session, lists) = (use_session(), use_lists());
    let sources = Sources {
        session,
        lists,
        links: use_links(),
        tasks: use_tasks(),
        lookup: Lookup::new(session, lists),
    };
    let palette = Palette {
        is_open,
        sources,
        choices: RwSignal::new_local(Rc::default()),
        typed: RwSignal::new(String::new()),
        place: RwSignal::new(0),
        has_moved: RwSignal::new(false),
        goes_when_found: RwSignal::new(false),
        sign_out,
    };
    palette.draw()
}

impl Palette {
    fn meaning(&self) -> Meaning {
        meaning(&self.typed.get())
    }

    fn choices(&self) -> Rc<Choices> {
        self.choices.get()
    }

    /// The line that Enter takes, tracked. What was pasted and is nowhere only has offers: none of
    /// them is taken unasked.
    fn chosen(&self, choices: &Choices) -> Option<usize> {
        let is_meant = choices.records > 0
            || self.has_moved.get()
            || matches!(self.meaning(), Meaning::Words(_));
        let place = self.place.get();
        (is_meant && place < choices.lines.len()).then_some(place)
    }

    fn close(&self) {
        self.is_open.set(false);
    }

    fn draw(self) -> El {
        let is_open = self.is_open;
        let (own, closing) = (self.clone(), self.clone());
        let dialog = tagged("dialog", "dialog palette")
            .attr("aria-label", "Command palette")
            .on("cancel", move |event| {
                event.prevent();
                closing.close();
            })
            // A press beside the dialog lands on the dialog itself.
            .on("click", {
                let closing = self.clone();
                move |event| {
                    if event.within(".palette__box").is_none() {
                        closing.close();
                    }
                }
            })
            .child(when(move || is_open.get(), move || own.content()));
        let element = dialog.raw();
        follow(move || dialog::set_open(&element, is_open.get()));
        dialog
    }

    fn content(&self) -> El {
        self.typed.set(String::new());
        self.place.set(0);
        self.has_moved.set(false);
        self.goes_when_found.set(false);
        self.sources.lookup.forget();
        self.sources.want_lists();
        self.keep_fitting();
        let (typing, keys, at, closing) = (self.clone(), self.clone(), self.clone(), self.clone());
        let control = tagged("input", "input palette__input")
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("aria-label", "Page, action, name, number or id")
            .attr("placeholder", "Page, action, name, number, id or host name")
            .attr("aria-autocomplete", "list")
            .attr("aria-expanded", "true")
            .attr("aria-controls", LIST)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("autofocus", "")
            .attr_of("aria-activedescendant", move || {
                let place = at.chosen(&at.choices())?;
                Some(format!("{LIST}-{place}"))
            })
            .on("input", move |event| {
                typing.typed.set(event.value());
                typing.place.set(0);
                typing.has_moved.set(false);
                typing.goes_when_found.set(false);
                if let Meaning::Number(number) = untrack(|| typing.meaning()) {
                    typing.sources.lookup.ask(&number);
                }
            })
            .on("keydown", move |event| keys.press(event));
        let head = tagged("div", "palette__head")
            .child(icon(Icon::Search))
            .child(control)
            .child(
                Button::icon_only("Close", Icon::Close)
                    .small()
                    .on_press(move || closing.close()),
            );
        let own = self.clone();
        let lines = drawn(move || {
            let choices = own.choices();
            let lines = choices.lines.iter().enumerate();
            let lines: Vec<El> = lines.map(|(place, line)| own.line(place, line)).collect();
            tagged("div", "palette__list")
                .attr("role", "listbox")
                .attr("id", LIST)
                .attr("aria-label", "Choices")
                .children(lines)
        });
        let own = self.clone();
        let said = Text::of(move || own.said());
        let said = tagged("p", "palette__said quiet")
            .attr("aria-live", "polite")
            .text(said);
        tagged("div", "palette__box")
            .child(head)
            .child(said)
            .child(lines)
    }

    /// Finds anew what fits whenever something is typed or has been read, and goes to what was
    /// meant if Enter was pressed before it had come.
    fn keep_fitting(&self) {
        let own = self.clone();
        follow(move || {
            let choices = Rc::new(own.sources.fitting(&own.meaning()));
            let goes = own.goes_when_found.get() && !choices.is_looking;
            untrack(|| {
                own.choices.set(Rc::clone(&choices));
                if goes {
                    own.goes_when_found.set(false);
                    if let [only] = &choices.lines[..choices.records] {
                        own.act(only);
                    }
                }
            });
        });
    }

    /// What is going on, for everybody: how many fit, or that something is being looked for.
    fn said(&self) -> String {
        let choices = self.choices();
        let has_text = self.typed.with(|typed| !typed.trim().is_empty());
        let is_words = matches!(self.meaning(), Meaning::Words(_));
        let (records, count) = (choices.records, choices.lines.len());
        if choices.is_looking && records == 0 {
            return "Looking for it…".to_owned();
        }
        if count == 0 || (records == 0 && !is_words) {
            return choices.said.clone();
        }
        if !has_text {
            return "Type a name, or paste a phone number, an id or a host name.".to_owned();
        }
        match if records > 0 { records } else { count } {
            1 => "1 fits. Enter opens it.".to_owned(),
            more => format!("{more} fit."),
        }
    }

    fn line(&self, place: usize, line: &Choice) -> El {
        let (at, own, chosen) = (self.clone(), self.clone(), line.clone());
        let detail = if line.detail.is_empty() {
            nothing()
        } else {
            tagged("span", "palette__detail quiet cut").text(line.detail.as_str())
        };
        tagged("div", "palette__line")
            .attr("role", "option")
            .attr("id", &format!("{LIST}-{place}"))
            .state_of("aria-selected", move || {
                at.chosen(&at.choices()) == Some(place)
            })
            .child(tagged("span", "palette__name cut").text(line.name.as_str()))
            .child(detail)
            .child(tagged("span", "palette__kind").text(line.kind))
            // A press must not take the focus away before it is a click.
            .on("mousedown", Happening::prevent)
            .on("click", move |event| {
                event.stop();
                own.act(&chosen);
            })
    }

    fn press(&self, event: &Happening) {
        // What fits may not have been drawn yet: keys are faster.
        let choices = untrack(|| self.sources.fitting(&self.meaning()));
        let count = choices.lines.len().max(1);
        let place = untrack(|| self.chosen(&choices));
        let next = match event.key().as_str() {
            "ArrowDown" => place.map_or(0, |place| (place + 1) % count),
            "ArrowUp" => place.map_or(count - 1, |place| (place + count - 1) % count),
            "Enter" => {
                event.prevent();
                if choices.is_looking && choices.records == 0 {
                    self.goes_when_found.set(true);
                } else if let Some(line) = place.and_then(|place| choices.lines.get(place)) {
                    self.act(line);
                }
                return;
            }
            _ => return,
        };
        event.prevent();
        self.place.set(next);
        self.has_moved.set(true);
        request_animation_frame(|| element::reveal_first("[role=option][aria-selected=true]"));
    }

    fn act(&self, choice: &Choice) {
        self.close();
        let links = self.sources.links;
        match &choice.act {
            Act::Go(route, query) => {
                let target = untrack(|| links.to_with(route, query.clone()));
                links.go_to(&target, History::Push);
            }
            Act::Enter(environment) => links.enter(environment),
            Act::SignOut => (self.sign_out)(),
        }
    }
}
