//! A button that opens a menu, with the keys that menus have.

use std::rc::Rc;

use leptos::prelude::*;

use super::button::Button;
use super::field::fresh_id;
use super::icon::Icon;
use crate::browser::dom::{El, Text, drawn, el, several, tagged};
use crate::browser::element;

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub label: String,
    /// A line that can be ticked; the menu stays open.
    pub checked: Option<bool>,
}

/// A button with a menu below it. The note is said above the lines, such as the number of rows.
pub fn menu_button(
    label: &'static str,
    icon: Icon,
    note: impl Into<Text>,
    items: impl Fn() -> Vec<Item> + 'static,
    on_choose: impl Fn(&str) + 'static,
) -> El {
    draw(label, icon, note.into(), Rc::new(items), Rc::new(on_choose))
}

fn draw(
    label: &'static str,
    icon: Icon,
    note: Text,
    items: Rc<dyn Fn() -> Vec<Item>>,
    on_choose: Rc<dyn Fn(&str)>,
) -> El {
    let is_open = RwSignal::new(false);
    let (menu_id, note_id) = (fresh_id("menu"), fresh_id("menu-note"));
    let root = tagged("div", "menu-box");
    let element = root.raw();
    let focus = {
        let element = element.clone();
        move |selector: &'static str| {
            let element = element.clone();
            request_animation_frame(move || {
                element::focus_within(&element, selector);
            });
        }
    };
    let open = {
        let focus = focus.clone();
        move || {
            is_open.set(true);
            focus("[role^=menuitem]");
        }
    };
    let close = move || {
        is_open.set(false);
        focus(".button");
    };

    // Which lines there are changes with the menu's place only: a tick changes in place, so that
    // the line keeps the focus.
    let lines = {
        let (items, close) = (items.clone(), close.clone());
        move || {
            let lines = untrack(|| items());
            let line = |item: Item| {
                let (items, close, on_choose) = (items.clone(), close.clone(), on_choose.clone());
                let is_tick = item.checked.is_some();
                let role = if is_tick {
                    "menuitemcheckbox"
                } else {
                    "menuitem"
                };
                let id = item.id.clone();
                let line = tagged("button", "menu__item")
                    .attr("type", "button")
                    .attr("role", role)
                    .attr("tabindex", "-1")
                    .text(item.label)
                    .on("click", move |_| {
                        on_choose(&item.id);
                        if !is_tick {
                            close();
                        }
                    });
                if is_tick {
                    line.state_of("aria-checked", move || {
                        items()
                            .iter()
                            .any(|item| item.id == id && item.checked == Some(true))
                    })
                } else {
                    line
                }
            };
            several(lines.into_iter().map(line))
        }
    };
    let menu = el("div")
        .attr("role", "menu")
        .attr("id", &menu_id)
        .attr("aria-label", label)
        .attr("aria-describedby", &note_id)
        .child(drawn(lines));
    let button = {
        let (open, close) = (open.clone(), close.clone());
        Button::new(label)
            .quiet()
            .small()
            .icon(icon)
            .on_press(move || {
                if is_open.get_untracked() {
                    close()
                } else {
                    open()
                }
            })
    };
    let keys = element.clone();
    root.on("keydown", move |event| match event.key().as_str() {
        "Escape" if is_open.get_untracked() => {
            event.stop();
            close();
        }
        key @ ("ArrowDown" | "ArrowUp" | "Home" | "End") => {
            event.prevent();
            if is_open.get_untracked() {
                element::move_focus(&keys, "[role^=menuitem]", key);
            } else {
                open();
            }
        }
        _ => {}
    })
    .on("focusout", move |event| {
        if !event.goes_within(&element) {
            is_open.set(false);
        }
    })
    .child(
        button
            .attr("aria-haspopup", "menu")
            .attr("aria-controls", &menu_id)
            .state_of("aria-expanded", move || is_open.get()),
    )
    .child(
        tagged("div", "menu")
            .flag_of("hidden", move || !is_open.get())
            .child(tagged("p", "menu__note").attr("id", &note_id).text(note))
            .child(menu),
    )
}
