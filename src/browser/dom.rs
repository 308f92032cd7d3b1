//! Elements over Leptos' signals, without a type for every view.
//!
//! Leptos' `view!` compiles its machinery anew for every shape of element, attribute and closure: a
//! page of this app took about a kilobyte an element. Here each call is a call, closures are boxed,
//! and what changes is one kind of effect. ARCHITECTURE.md has the figures.

mod event;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

pub use self::event::Happening;
use super::document;

/// A piece of the page: an element, a text, or nothing.
#[derive(Debug, Clone)]
pub struct El(Node);

/// Text that is fixed, or that follows signals.
#[derive(Clone)]
pub enum Text {
    Fixed(Rc<str>),
    Changing(Rc<dyn Fn() -> String>),
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fixed(text) => f.write_str(text),
            Self::Changing(_) => f.write_str("text that changes"),
        }
    }
}

impl Text {
    /// Text that follows the signals it reads.
    pub fn of(read: impl Fn() -> String + 'static) -> Self {
        Self::Changing(Rc::new(read))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Fixed(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Fixed(text.into())
    }
}

impl From<RwSignal<String>> for Text {
    fn from(text: RwSignal<String>) -> Self {
        Self::of(move || text.get())
    }
}

/// What can be put behind an element's children as text. A trait instead of a conversion, so that
/// the many calls with a plain `&str` stay as small as they look.
pub trait Put {
    fn behind(self, element: El) -> El;
}

impl Put for &str {
    fn behind(self, element: El) -> El {
        element.child(words(self))
    }
}

impl Put for String {
    fn behind(self, element: El) -> El {
        element.child(words(&self))
    }
}

impl Put for RwSignal<String> {
    fn behind(self, element: El) -> El {
        Text::from(self).behind(element)
    }
}

impl Put for Text {
    fn behind(self, element: El) -> El {
        let read = match self {
            Self::Fixed(text) => return element.child(words(&text)),
            Self::Changing(read) => read,
        };
        let node = words("");
        let own = node.0.clone();
        follow_boxed(Box::new(move || own.set_text_content(Some(&read()))));
        element.child(node)
    }
}

/// An HTML element.
#[expect(
    clippy::expect_used,
    reason = "the tags are ours, and every browser knows them"
)]
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(document().create_element(tag).expect("a known tag").into())
}

/// An SVG element.
#[expect(
    clippy::expect_used,
    reason = "the tags are ours, and every browser knows them"
)]
#[inline(never)]
pub fn svg(tag: &'static str) -> El {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(element.expect("a known tag").into())
}

/// An element with a class.
#[inline(never)]
pub fn tagged(tag: &'static str, class: &str) -> El {
    el(tag).class(class)
}

/// A bare text.
#[inline(never)]
pub fn words(text: &str) -> El {
    El(document().create_text_node(text).into())
}

/// Nothing: it takes a place and shows none.
#[inline(never)]
pub fn nothing() -> El {
    El(document().create_comment("").into())
}

/// Several pieces as one; to be handed to a parent once.
pub fn several(pieces: impl IntoIterator<Item = El>) -> El {
    let fragment = El(document().create_document_fragment().into());
    pieces.into_iter().fold(fragment, El::child)
}

/// Does something now, and again whenever a signal that it read changes.
pub fn follow(act: impl Fn() + 'static) {
    follow_boxed(Box::new(act));
}

fn follow_boxed(act: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    // An effect lives as long as somebody holds it: here, as long as its part of the page.
    StoredValue::new_local(effect);
}

/// A part of the page that is drawn anew whenever a signal that it read changes.
pub fn drawn(draw: impl Fn() -> El + 'static) -> El {
    drawn_boxed(Box::new(draw))
}

fn drawn_boxed(draw: Box<dyn Fn() -> El>) -> El {
    let fragment = document().create_document_fragment();
    let (start, end) = (nothing().0, nothing().0);
    let _ = fragment.append_child(&start);
    let _ = fragment.append_child(&end);
    follow_boxed(Box::new(move || {
        let drawn = draw().0;
        // Everything between the marks goes, also what was drawn in there after this was.
        while let Some(node) = start.next_sibling().filter(|node| *node != end) {
            remove(&node);
        }
        if let Some(parent) = end.parent_node() {
            let _ = parent.insert_before(&drawn, Some(&end));
        }
    }));
    El(fragment.into())
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

/// A part of the page that is there while a condition holds.
pub fn when(condition: impl Fn() -> bool + 'static, draw: impl Fn() -> El + 'static) -> El {
    when_boxed(Box::new(condition), Box::new(draw))
}

fn when_boxed(condition: Box<dyn Fn() -> bool>, draw: Box<dyn Fn() -> El>) -> El {
    let condition = StoredValue::new_local(condition);
    let holds = Memo::new(move |_| condition.with_value(|condition| condition()));
    drawn_boxed(Box::new(move || {
        if holds.get() {
            untrack(&draw)
        } else {
            nothing()
        }
    }))
}

impl El {
    fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// The element itself, for measuring and focus.
    pub fn raw(&self) -> Element {
        self.element().clone()
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    #[inline(never)]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// An attribute that follows signals; absent while there is none.
    pub fn attr_of(self, name: &'static str, read: impl Fn() -> Option<String> + 'static) -> Self {
        self.attr_boxed(name, Box::new(read))
    }

    #[inline(never)]
    fn attr_boxed(self, name: &'static str, read: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.element().clone();
        follow_boxed(Box::new(move || {
            let value = read();
            if element.get_attribute(name) != value {
                let _ = match value {
                    Some(value) => element.set_attribute(name, &value),
                    None => element.remove_attribute(name),
                };
            }
        }));
        self
    }

    /// A class, or another attribute with fixed words to choose from, that follows signals.
    pub fn word_of(self, name: &'static str, read: impl Fn() -> &'static str + 'static) -> Self {
        self.attr_boxed(name, Box::new(move || Some(read().to_owned())))
    }

    /// "true" while it holds, absent otherwise: `aria-busy`, `aria-invalid`, `hidden`.
    pub fn flag_of(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.attr_boxed(name, Box::new(move || read().then(|| "true".to_owned())))
    }

    /// "true" or "false": `aria-pressed`, `aria-expanded`, `aria-checked`.
    pub fn state_of(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.attr_boxed(name, Box::new(move || Some(read().to_string())))
    }

    /// Text behind what is there already, fixed or changing.
    pub fn text(self, text: impl Put) -> Self {
        text.behind(self)
    }

    /// An attribute that is text, fixed or changing: `aria-label`, `title`.
    pub fn label(self, name: &'static str, text: Text) -> Self {
        match text {
            Text::Fixed(text) => self.attr(name, &text),
            Text::Changing(read) => self.attr_boxed(name, Box::new(move || Some(read()))),
        }
    }

    /// Sets an attribute of an element that is on the page, or takes it away.
    #[inline(never)]
    pub fn set(&self, name: &'static str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.element().set_attribute(name, value),
            None => self.element().remove_attribute(name),
        };
    }

    /// Sets the value of a field that is on the page.
    #[inline(never)]
    pub fn set_value(&self, value: &str) {
        let _ = js_sys::Reflect::set(&self.0, &"value".into(), &value.into());
    }

    /// Puts something in the place of all that is inside.
    #[inline(never)]
    pub fn replace_content(&self, content: Self) {
        self.element().replace_children_with_node_1(&content.0);
    }

    /// Puts a copy of what is inside another element in the place of all that is inside. Copies
    /// neither listen nor follow signals.
    #[inline(never)]
    pub fn copy_content(&self, other: &Self) {
        let mut next = other.0.first_child();
        self.0.set_text_content(None);
        while let Some(node) = next {
            if let Ok(copy) = node.clone_node_with_deep(true) {
                let _ = self.0.append_child(&copy);
            }
            next = node.next_sibling();
        }
    }

    /// Takes the focus from whatever has it beside this element.
    #[inline(never)]
    pub fn unfocus_siblings(&self) {
        let focused = document().active_element();
        let focused = focused.and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok());
        if let (Some(focused), Some(parent)) = (focused, self.0.parent_node())
            && parent.contains(Some(&focused))
        {
            let _ = focused.blur();
        }
    }

    /// Moves it, or puts it on the page, before another piece.
    #[inline(never)]
    pub fn move_before(&self, next: &Self) {
        if let Some(parent) = next.0.parent_node() {
            let _ = parent.insert_before(&self.0, Some(&next.0));
        }
    }

    /// Takes it off the page.
    #[inline(never)]
    pub fn remove(&self) {
        remove(&self.0);
    }

    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// A child that may not be there.
    #[inline(never)]
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// A property that follows signals, such as an input's `value`. Unlike the attribute it wins
    /// over what was typed.
    pub fn value_of(self, read: impl Fn() -> String + 'static) -> Self {
        self.property("value", Box::new(move || JsValue::from_str(&read())))
    }

    /// A property that is on or off: `checked`, `selected`.
    pub fn property_of(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.property(name, Box::new(move || JsValue::from_bool(read())))
    }

    #[inline(never)]
    fn property(self, name: &'static str, read: Box<dyn Fn() -> JsValue>) -> Self {
        let object: JsValue = self.0.clone().into();
        follow_boxed(Box::new(move || {
            let (name, value) = (JsValue::from_str(name), read());
            let before = js_sys::Reflect::get(&object, &name);
            if before.as_ref() != Ok(&value) {
                let _ = js_sys::Reflect::set(&object, &name, &value);
            }
        }));
        self
    }

    /// A height in whole pixels that follows signals, through the style object, which
    /// `style-src 'self'` allows.
    pub fn height_of(self, read: impl Fn() -> u64 + 'static) -> Self {
        let element: web_sys::HtmlElement = self.0.clone().unchecked_into();
        follow(move || {
            let _ = element
                .style()
                .set_property("height", &format!("{}px", read()));
        });
        self
    }

    /// What happens on an event.
    pub fn on(self, event: &'static str, act: impl FnMut(&Happening) + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    #[inline(never)]
    fn on_boxed(self, event: &'static str, act: Box<dyn FnMut(&Happening)>) -> Self {
        event::listen(&self.0, event, act);
        self
    }
}

/// Draws the app into the page, and keeps it there.
pub fn mount(draw: impl FnOnce() -> El + 'static) {
    mount_to_body(|| {
        let app = draw();
        if let Some(body) = document().body() {
            let _ = body.append_child(&app.0);
        }
    });
}
