//! A button that opens a menu, with the keys that menus have.

use std::rc::Rc;

use leptos::prelude::*;

use super::button::Button;
use super::field::fresh_id;
use super::icon::Icon;
use crate::browser::dom::{El, Happening, Text, el, several, tagged, when};
use crate::browser::element::{self, Element};

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

/// A menu that is open or not, below its button.
#[derive(Clone)]
struct Menu {
    is_open: RwSignal<bool>,
    root: Element,
}

impl Menu {
    fn open(&self) {
        self.is_open.set(true);
        self.focus("[role^=menuitem]");
    }

    fn close(&self) {
        self.is_open.set(false);
        self.focus(".button");
    }

    fn turn(&self) {
        if self.is_open.get_untracked() {
            self.close();
        } else {
            self.open();
        }
    }

    fn focus(&self, selector: &'static str) {
        let root = self.root.clone();
        request_animation_frame(move || {
            element::focus_within(&root, selector);
        });
    }

    fn press(&self, event: &Happening) {
        let is_open = self.is_open.get_untracked();
        match event.key().as_str() {
            "Escape" if is_open => {
                event.stop();
                self.close();
            }
            key @ ("ArrowDown" | "ArrowUp" | "Home" | "End") => {
                event.prevent();
                if is_open {
                    element::move_focus(&self.root, "[role^=menuitem]", key);
                } else {
                    self.open();
                }
            }
            _ => {}
        }
    }
}

fn draw(
    label: &'static str,
    icon: Icon,
    note: Text,
    items: Rc<dyn Fn() -> Vec<Item>>,
    on_choose: Rc<dyn Fn(&str)>,
) -> El {
    let root = tagged("div", "menu-box");
    let menu = Menu {
        is_open: RwSignal::new(false),
        root: root.raw(),
    };
    let is_open = menu.is_open;
    let (menu_id, note_id) = (fresh_id("menu"), fresh_id("menu-note"));
    // Which lines there are does not change; a tick does, in place, so that its line keeps focus.
    // Most menus of a page are never opened: their lines are drawn when they are.
    let was_opened = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || is_open.get()
    });
    let owner = menu.clone();
    let lines = when(
        move || was_opened.get(),
        move || {
            let lines = untrack(|| items()).into_iter();
            several(lines.map(|item| {
                draw_line(
                    item,
                    owner.clone(),
                    Rc::clone(&items),
                    Rc::clone(&on_choose),
                )
            }))
        },
    );
    let list = el("div")
        .attr("role", "menu")
        .attr("id", &menu_id)
        .attr("aria-label", label)
        .attr("aria-describedby", &note_id)
        .child(lines);
    let (turning, keys, leaving) = (menu.clone(), menu.clone(), menu);
    let button = Button::new(label)
        .quiet()
        .small()
        .icon(icon)
        .on_press(move || turning.turn())
        .attr("aria-haspopup", "menu")
        .attr("aria-controls", &menu_id)
        .state_of("aria-expanded", move || is_open.get());
    let shown = tagged("div", "menu")
        .flag_of("hidden", move || !is_open.get())
        .child(tagged("p", "menu__note").attr("id", &note_id).text(note))
        .child(list);
    root.on("keydown", move |event| keys.press(event))
        .on("focusout", move |event| {
            if !event.goes_within(&leaving.root) {
                is_open.set(false);
            }
        })
        .child(button)
        .child(shown)
}

fn draw_line(
    item: Item,
    menu: Menu,
    items: Rc<dyn Fn() -> Vec<Item>>,
    on_choose: Rc<dyn Fn(&str)>,
) -> El {
    let Item { id, label, checked } = item;
    let is_tick = checked.is_some();
    let own = id.clone();
    let line = tagged("button", "menu__item")
        .attr("type", "button")
        .attr(
            "role",
            if is_tick {
                "menuitemcheckbox"
            } else {
                "menuitem"
            },
        )
        .attr("tabindex", "-1")
        .text(label)
        .on("click", move |_| {
            on_choose(&id);
            if !is_tick {
                menu.close();
            }
        });
    if !is_tick {
        return line;
    }
    line.state_of("aria-checked", move || {
        items()
            .iter()
            .any(|item| item.id == own && item.checked == Some(true))
    })
}
