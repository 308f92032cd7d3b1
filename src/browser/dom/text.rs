//! Text, fixed or changing.

use std::rc::Rc;

use leptos::prelude::*;

use super::follow::follow_boxed;
use super::{El, words};

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
