//! Elements over Leptos' signals, without a type for every view.
//!
//! Leptos' `view!` compiles its machinery anew for every shape of element, attribute and closure: a
//! page of this app took about a kilobyte an element. Here each call is a call, closures are boxed,
//! and what changes is one kind of effect. ARCHITECTURE.md has the figures.

mod attribute;
mod event;
mod follow;
mod shown;
mod sketch;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod text;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

pub use self::event::Happening;
pub use self::follow::{drawn, follow, when};
pub use self::sketch::Sketch;
pub use self::text::{Put, Text};
use super::document;

/// A piece of the page: an element, a text, or nothing.
#[derive(Debug, Clone)]
pub struct El(Node);

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

fn detach(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

impl El {
    fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// The element itself, for measuring and focus.
    pub fn raw(&self) -> Element {
        self.element().clone()
    }

    /// Text behind what is there already, fixed or changing.
    pub fn text(self, text: impl Put) -> Self {
        text.behind(self)
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
