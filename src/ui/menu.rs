//! A button that opens a menu, with the keys that menus have.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::dynamic::{flag, keyed, maybe, pressed, state};
use super::field::fresh_id;
use super::icon::{Icon, IconView};
use crate::browser::element;

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub label: String,
    /// A line that can be ticked; the menu stays open.
    pub checked: Option<bool>,
}

/// A button with a menu below it.
#[component]
pub fn MenuButton(
    label: &'static str,
    icon: Icon,
    /// Said above the lines, such as the number of rows.
    #[prop(into)]
    note: Signal<String>,
    #[prop(into)] items: Signal<Vec<Item>>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let menu_id = fresh_id("menu");
    let note_id = fresh_id("menu-note");
    let focus_line = move |selector: &'static str| {
        request_animation_frame(move || {
            if let Some(root) = root.get_untracked() {
                element::focus_within(&root, selector);
            }
        });
    };
    let close = move || {
        is_open.set(false);
        focus_line(".button");
    };
    let on_keydown = keyed(move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if is_open.get_untracked() => {
            event.stop_propagation();
            close();
        }
        "ArrowDown" | "ArrowUp" | "Home" | "End" => {
            event.prevent_default();
            if is_open.get_untracked() {
                if let Some(root) = root.get_untracked() {
                    element::move_focus(&root, "[role^=menuitem]", &event.key());
                }
            } else {
                is_open.set(true);
                focus_line("[role^=menuitem]");
            }
        }
        _ => {}
    });
    let choose = move |item: &Item| {
        on_choose.run(item.id.clone());
        if item.checked.is_none() {
            close();
        }
    };
    view! {
        <div
            class="menu-box"
            node_ref=root
            on:keydown=on_keydown
            on:focusout=move |event| {
                let stays = root
                    .get_untracked()
                    .is_some_and(|root| element::contains_target(&root, event.related_target()));
                if !stays {
                    is_open.set(false);
                }
            }
        >
            <button
                type="button"
                class="button button--quiet button--small"
                aria-haspopup="menu"
                aria-expanded=state(move || is_open.get())
                aria-controls=menu_id.clone()
                on:click=pressed(move |_| {
                    let opens = !is_open.get_untracked();
                    is_open.set(opens);
                    if opens {
                        focus_line("[role^=menuitem]");
                    }
                })
            >
                <IconView icon />
                {label}
            </button>
            <div class="menu" hidden=flag(move || !is_open.get())>
                <p class="menu__note" id=note_id.clone()>
                    {note}
                </p>
                <div role="menu" id=menu_id aria-label=label aria-describedby=note_id>
                    <For each=move || items.get() key=|item| item.id.clone() let:item>
                        {
                            let id = item.id.clone();
                            let is_tick = item.checked.is_some();
                            let checked = maybe(move || {
                                let is_checked = items
                                    .with(|items| items.iter().find(|item| item.id == id)?.checked)?;
                                Some(if is_checked { "true" } else { "false" })
                            });
                            let role = if is_tick { "menuitemcheckbox" } else { "menuitem" };
                            let label = item.label.clone();
                            view! {
                                <button
                                    type="button"
                                    class="menu__item"
                                    role=role
                                    tabindex="-1"
                                    aria-checked=checked
                                    on:click=pressed(move |_| choose(&item))
                                >
                                    {label}
                                </button>
                            }
                        }
                    </For>
                </div>
            </div>
        </div>
    }
}
