//! The page itself: where it was served from, its title, its theme.

use leptos::ev;
use leptos::prelude::*;

use super::{document, window};

/// The origin that the page was served from.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The path that the app was built for, with a slash at both ends.
pub fn base_path() -> String {
    meta("cordboard:base")
        .filter(|base| base.starts_with('/') && base.ends_with('/'))
        .unwrap_or_else(|| "/".to_owned())
}

/// The version that this program was built as.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The build that runs, as its page names it: a hash over all of its files.
pub fn build() -> String {
    meta("cordboard:build").unwrap_or_default()
}

/// The browser, in its own words.
pub fn browser() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Whether the browser trusts this page with secrets: https, or this very machine.
pub fn is_secure() -> bool {
    window().is_secure_context()
}

/// Whether nobody looks: another tab is in front, or the screen is locked.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Calls back whenever the page is hidden or shown, for as long as this part of the page is there.
pub fn on_visibility(act: impl Fn() + 'static) {
    let heard = window_event_listener(ev::visibilitychange, move |_| act());
    on_cleanup(move || heard.remove());
}

/// Whether the browser believes that there is a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls back whenever the network goes or comes back, for as long as this part of the page is
/// there.
pub fn on_network(act: impl Fn() + Clone + 'static) {
    let lost = {
        let act = act.clone();
        window_event_listener(ev::offline, move |_| act())
    };
    let back = window_event_listener(ev::online, move |_| act());
    on_cleanup(move || {
        lost.remove();
        back.remove();
    });
}

/// Calls back whenever somebody moves, types or scrolls here, for as long as this part of the page
/// is there.
pub fn on_activity(act: impl Fn() + Clone + 'static) {
    let events: [&'static str; 4] = ["pointerdown", "pointermove", "keydown", "wheel"];
    for name in events {
        let act = act.clone();
        let heard = window_event_listener_untyped(name, move |_| act());
        on_cleanup(move || heard.remove());
    }
}

/// Calls back whenever the page is shown, also when the browser had put it aside as a whole.
pub fn on_show(act: impl Fn() + Clone + 'static) {
    let seen = {
        let act = act.clone();
        move || {
            if !is_hidden() {
                act();
            }
        }
    };
    on_visibility(seen);
    let shown = window_event_listener(ev::pageshow, move |_| act());
    on_cleanup(move || shown.remove());
}

fn meta(name: &str) -> Option<String> {
    document()
        .query_selector(&format!("meta[name='{name}']"))
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
}

/// Calls back on a key that is pressed anywhere together with Control, or Command on a Mac, for as
/// long as this part of the page is there. True keeps the key from the browser.
pub fn on_shortcut(key: &'static str, act: impl Fn() -> bool + 'static) {
    let heard = window_event_listener(ev::keydown, move |event| {
        let is_control = event.ctrl_key() || event.meta_key();
        let is_more = event.alt_key() || event.shift_key();
        let is_it = is_control && !is_more && event.key().eq_ignore_ascii_case(key);
        if is_it && act() {
            event.prevent_default();
        }
    });
    on_cleanup(move || heard.remove());
}

/// Whether the keyboard has a Command key where others have Control.
pub fn is_mac() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac OS X")
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets or removes an attribute of the root element, such as the theme.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}
