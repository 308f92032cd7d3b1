//! Buttons.

use super::icon::{Icon, icon};
use crate::browser::dom::{El, Text, el};

/// A button being described; [`Button::on_press`] draws it.
#[derive(Debug)]
pub struct Button {
    label: Text,
    class: String,
    icon: Option<Icon>,
    is_icon_only: bool,
}

impl Button {
    /// A button with words.
    pub fn new(label: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            class: "button".to_owned(),
            icon: None,
            is_icon_only: false,
        }
    }

    /// One of the few that are known by their icon; the name is heard, and shown on hover.
    pub fn icon_only(label: impl Into<Text>, icon: Icon) -> Self {
        let button = Self::new(label).icon(icon).quiet().with("button--icon");
        Self {
            is_icon_only: true,
            ..button
        }
    }

    fn with(mut self, class: &str) -> Self {
        self.class.push(' ');
        self.class.push_str(class);
        self
    }

    /// One a form or dialog.
    pub fn primary(self) -> Self {
        self.with("button--primary")
    }

    /// What cannot be taken back: red words and edge, never filled.
    pub fn danger(self) -> Self {
        self.with("button--danger")
    }

    /// Tools and Cancel.
    pub fn quiet(self) -> Self {
        self.with("button--quiet")
    }

    /// In bars.
    pub fn small(self) -> Self {
        self.with("button--small")
    }

    /// In rows: the least target that WCAG 2.2 allows.
    pub fn tiny(self) -> Self {
        self.with("button--tiny")
    }

    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// Draws the button.
    pub fn on_press(self, mut act: impl FnMut() + 'static) -> El {
        self.draw("button").on("click", move |_| act())
    }

    /// Draws the button; while work is under way it says so and takes no second press.
    pub fn on_press_unless(
        self,
        is_busy: impl Fn() -> bool + Clone + 'static,
        mut act: impl FnMut() + 'static,
    ) -> El {
        let is_idle = {
            let is_busy = is_busy.clone();
            move || !leptos::prelude::untrack(&is_busy)
        };
        self.draw("button")
            .flag_of("aria-busy", is_busy)
            .on("click", move |_| {
                if is_idle() {
                    act();
                }
            })
    }

    /// Draws the button that sends a form.
    pub fn submit(self, is_busy: impl Fn() -> bool + 'static) -> El {
        self.draw("submit").flag_of("aria-busy", is_busy)
    }

    /// Draws a link that looks like a button.
    pub fn link(self, href: &str) -> El {
        el("a")
            .class(&self.class)
            .attr("href", href)
            .maybe(self.icon.map(icon))
            .text(self.label)
    }

    pub(super) fn draw(self, kind: &'static str) -> El {
        let button = el("button").attr("type", kind).class(&self.class);
        let button = button.maybe(self.icon.map(icon));
        if self.is_icon_only {
            button
                .label("aria-label", self.label.clone())
                .label("title", self.label)
        } else {
            button.text(self.label)
        }
    }
}
