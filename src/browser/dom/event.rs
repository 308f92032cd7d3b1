//! Events, as far as the app asks about them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent, Node,
};

/// Something that happened to an element.
#[derive(Debug, Clone)]
pub struct Happening(Event);

impl Happening {
    /// Keeps the browser from doing what it does by itself.
    pub fn prevent(&self) {
        self.0.prevent_default();
    }

    pub fn stop(&self) {
        self.0.stop_propagation();
    }

    /// The key, as the browser names it; empty when it was none.
    pub fn key(&self) -> String {
        self.0
            .dyn_ref::<KeyboardEvent>()
            .map(KeyboardEvent::key)
            .unwrap_or_default()
    }

    /// Whether Control, or Command on a Mac, was held.
    pub fn is_control(&self) -> bool {
        self.0
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.ctrl_key() || event.meta_key())
    }

    /// Whether a link would be followed here: no new tab was asked for.
    pub fn is_plain_click(&self) -> bool {
        self.0.dyn_ref::<MouseEvent>().is_some_and(|event| {
            event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        })
    }

    /// What stands in the field now: of an input, a select or a text area.
    pub fn value(&self) -> String {
        let value = self
            .0
            .target()
            .and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok());
        value
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    }

    /// Whether the box is ticked now.
    pub fn is_checked(&self) -> bool {
        self.0
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|input| input.checked())
    }

    /// The element that it happened to, or its nearest ancestor that the selector finds.
    pub fn within(&self, selector: &str) -> Option<Element> {
        self.0
            .target()?
            .dyn_into::<Element>()
            .ok()?
            .closest(selector)
            .ok()?
    }

    /// Whether it happened to an element of this role, not to something inside.
    pub fn is_on_role(&self, role: &str) -> bool {
        self.0
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.get_attribute("role").as_deref() == Some(role))
    }

    /// Whether focus went to something inside, when an element lost it.
    pub fn goes_within(&self, root: &Element) -> bool {
        let next = self
            .0
            .dyn_ref::<FocusEvent>()
            .and_then(FocusEvent::related_target);
        root.contains(
            next.and_then(|next: EventTarget| next.dyn_into::<Node>().ok())
                .as_ref(),
        )
    }
}

/// Listens for as long as this part of the page is there.
pub(super) fn listen(
    target: &EventTarget,
    event: &'static str,
    mut act: Box<dyn FnMut(&Happening)>,
) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event| act(&Happening(event)));
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    // The element goes with its part of the page, and its listener with both.
    StoredValue::new_local(closure);
}
