//! What changes in a view, behind one type each.
//!
//! Leptos compiles its machinery anew for every closure type in a view, two to three kilobytes
//! each. Boxed here, a closure costs its own body only; that halves the download.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

/// A part of a view that is drawn again when what it reads changes.
pub type Drawn = Box<dyn FnMut() -> AnyView + Send>;

/// Draws again whenever a signal that was read changes.
pub fn drawn<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> Drawn {
    Box::new(move || draw().into_any())
}

/// Draws while a condition holds; drawn once for as long as it does.
pub fn when<V: IntoView + 'static>(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> V + Send + 'static,
) -> Drawn {
    let holds = memo_flag(condition);
    Box::new(move || {
        if holds.get() {
            draw().into_any()
        } else {
            ().into_any()
        }
    })
}

/// A condition that only speaks up when it changes.
pub fn memo_flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let condition: Box<dyn Fn() -> bool + Send + Sync> = Box::new(condition);
    Memo::new(move |_| condition())
}

/// Text that changes.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// A choice between fixed words, such as a class.
pub fn word(read: impl Fn() -> &'static str + Send + Sync + 'static) -> Signal<&'static str> {
    Signal::derive(read)
}

/// An attribute that may be absent.
pub fn maybe(
    read: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(read)
}

/// "true" or "false", as ARIA states are written.
pub fn state(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<&'static str> {
    Signal::derive(move || if read() { "true" } else { "false" })
}

/// A condition, for properties.
pub fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(read)
}

/// What a press does.
pub fn pressed(act: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(act)
}

/// What a key does.
pub fn keyed(act: impl FnMut(KeyboardEvent) + 'static) -> Box<dyn FnMut(KeyboardEvent)> {
    Box::new(act)
}

/// What any other event does.
pub fn happened(act: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(act)
}

/// Something to do now, and again whenever a signal that was read changes.
pub fn follow(act: impl Fn() + 'static) {
    let act: Box<dyn Fn()> = Box::new(act);
    Effect::new(move |_| act());
}
