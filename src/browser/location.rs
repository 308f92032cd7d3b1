//! The address bar as a signal, and the ways to change it.
//!
//! A router of our own, on purpose: lists keep repeated parameters in the query, Back must restore
//! each of them, and leaving a page may have to be asked first. `route.rs` holds what is pure.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::window;

/// Path and query as they stand in the address bar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    pub path: String,
    /// Without the question mark.
    pub query: String,
}

/// How a change of address is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Back returns to what was before.
    Push,
    /// The entry is overwritten: for every letter typed, and for redirects.
    Replace,
}

type Why = Box<dyn Fn() -> Option<String>>;

thread_local! {
    /// Why the page that is open should not be left now.
    static GUARD: RefCell<Option<Why>> = const { RefCell::new(None) };
}

/// Asks before the page is left, as long as it is there and `why` has an answer. A tab that is
/// closed asks in the browser's own words.
pub fn ask_before_leaving(why: impl Fn() -> Option<String> + 'static) {
    GUARD.set(Some(Box::new(why)));
    let unloading = window_event_listener(ev::beforeunload, move |event| {
        if guarded().is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        unloading.remove();
        GUARD.set(None);
    });
}

fn guarded() -> Option<String> {
    GUARD.with_borrow(|guard| guard.as_ref().and_then(|why| why()))
}

/// Whether the page may be left for another path; asks where it matters.
fn may_leave(from: &str, to: &str) -> bool {
    let to = to.split('?').next().unwrap_or_default();
    from == to || guarded().is_none_or(|why| window().confirm_with_message(&why).unwrap_or(true))
}

/// The address bar.
#[derive(Debug, Clone, Copy)]
pub struct AddressBar {
    address: RwSignal<Address>,
}

impl AddressBar {
    /// Follows Back, Forward, and clicks on links of this app.
    pub fn install(base: String) -> Self {
        let bar = Self {
            address: RwSignal::new(current()),
        };
        let popped = window_event_listener(ev::popstate, move |_| {
            let (before, now) = (bar.peek(), current());
            if may_leave(&before.path, &now.path) {
                bar.address.set(now);
            } else if let Ok(entries) = window().history() {
                let _ = entries.push_state_with_url(&JsValue::NULL, "", Some(&full(&before)));
            }
        });
        let clicked = window_event_listener(ev::click, move |event| {
            if let Some(target) = own_link(&event, &base) {
                event.prevent_default();
                if may_leave(&bar.peek().path, &target) {
                    bar.go(&target, History::Push);
                }
            }
        });
        on_cleanup(move || {
            popped.remove();
            clicked.remove();
        });
        bar
    }

    /// Reads the address, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Address) -> T) -> T {
        self.address.with(read)
    }

    /// The address, untracked.
    pub fn peek(self) -> Address {
        self.address.get_untracked()
    }

    /// Goes to a path with its query, within this app.
    pub fn go(self, target: &str, history: History) {
        let Ok(entries) = window().history() else {
            return;
        };
        let same = full(&self.peek()) == target;
        let changed = match history {
            History::Push if !same => entries.push_state_with_url(&JsValue::NULL, "", Some(target)),
            History::Push | History::Replace => {
                entries.replace_state_with_url(&JsValue::NULL, "", Some(target))
            }
        };
        if changed.is_ok() {
            let now = current();
            if now != self.peek() {
                self.address.set(now);
            }
        }
    }
}

fn full(address: &Address) -> String {
    if address.query.is_empty() {
        address.path.clone()
    } else {
        format!("{}?{}", address.path, address.query)
    }
}

/// What stands in the address bar now.
pub fn current() -> Address {
    let location = window().location();
    Address {
        path: location.pathname().unwrap_or_default(),
        query: location
            .search()
            .unwrap_or_default()
            .trim_start_matches('?')
            .to_owned(),
    }
}

/// The target of a plain click on a link that stays within the app.
fn own_link(event: &MouseEvent, base: &str) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let anchor = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()??
        .dyn_into::<HtmlAnchorElement>()
        .ok()?;
    let stays = anchor.origin() == super::page::origin()
        && anchor.target().is_empty()
        && !anchor.has_attribute("download")
        && anchor.hash().is_empty()
        && anchor.pathname().starts_with(base);
    stays.then(|| format!("{}{}", anchor.pathname(), anchor.search()))
}

/// Leaves the app for another address, such as a gateway's sign-out.
pub fn leave(url: &str) {
    let _ = window().location().set_href(url);
}

/// Loads the app anew.
pub fn reload() {
    let _ = window().location().reload();
}
