//! Content as data. An element that shows one sketch comes to show another by the few calls in
//! which they differ: what has the same shape keeps its elements, and the browser its boxes.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::{El, el, words};

/// A text or an element that neither listens nor follows signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sketch {
    Text(String),
    Element {
        tag: &'static str,
        attributes: Vec<(&'static str, String)>,
        children: Vec<Sketch>,
    },
}

impl Sketch {
    pub fn new(tag: &'static str) -> Self {
        Self::Element {
            tag,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An element with a class.
    pub fn tagged(tag: &'static str, class: &str) -> Self {
        Self::new(tag).attr("class", class)
    }

    pub fn words(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Element { attributes, .. } = &mut self {
            attributes.push((name, value.into()));
        }
        self
    }

    pub fn child(mut self, child: Self) -> Self {
        if let Self::Element { children, .. } = &mut self {
            children.push(child);
        }
        self
    }

    pub fn text(self, text: impl Into<String>) -> Self {
        self.child(Self::words(text))
    }

    pub fn draw(&self) -> El {
        match self {
            Self::Text(text) => words(text),
            Self::Element {
                tag,
                attributes,
                children,
            } => {
                let own = attributes
                    .iter()
                    .fold(el(tag), |own, (name, value)| own.attr(name, value));
                own.children(children.iter().map(Self::draw))
            }
        }
    }

    /// Whether one becomes the other by changing texts and values of attributes.
    fn has_shape_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(_), Self::Text(_)) => true,
            (
                Self::Element {
                    tag,
                    attributes,
                    children,
                },
                Self::Element {
                    tag: other_tag,
                    attributes: other_attributes,
                    children: other_children,
                },
            ) => {
                let names = attributes.iter().map(|(name, _)| name);
                tag == other_tag
                    && names.eq(other_attributes.iter().map(|(name, _)| name))
                    && have_shapes_of(children, other_children)
            }
            (Self::Text(_), Self::Element { .. }) | (Self::Element { .. }, Self::Text(_)) => false,
        }
    }

    /// Makes the node that shows `before`, of the same shape, show this.
    fn redraw(&self, before: &Self, node: &Node) {
        match (self, before) {
            (Self::Text(text), Self::Text(_)) => node.set_node_value(Some(text)),
            (
                Self::Element {
                    attributes,
                    children,
                    ..
                },
                Self::Element {
                    attributes: attributes_before,
                    children: children_before,
                    ..
                },
            ) => {
                let element: &Element = node.unchecked_ref();
                for ((name, value), (_, before)) in attributes.iter().zip(attributes_before) {
                    if value != before {
                        let _ = element.set_attribute(name, value);
                    }
                }
                redraw_children(children, children_before, node);
            }
            (Self::Text(_), Self::Element { .. }) | (Self::Element { .. }, Self::Text(_)) => {}
        }
    }
}

fn have_shapes_of(some: &[Sketch], others: &[Sketch]) -> bool {
    let mut pairs = some.iter().zip(others);
    some.len() == others.len() && pairs.all(|(own, other)| own.has_shape_of(other))
}

fn redraw_children(now: &[Sketch], before: &[Sketch], parent: &Node) {
    let differ = now.iter().zip(before).filter(|(now, before)| now != before);
    let mut left = differ.count();
    let mut node: Option<Node> = None;
    for (now, before) in now.iter().zip(before) {
        // Nobody asks the browser for what comes after the last difference.
        if left == 0 {
            return;
        }
        node = match node {
            None => parent.first_child(),
            Some(node) => node.next_sibling(),
        };
        let Some(node) = &node else {
            return;
        };
        if now != before {
            now.redraw(before, node);
            left -= 1;
        }
    }
}

impl El {
    /// Makes what shows `before`, and nothing else, show `now`.
    #[inline(never)]
    pub fn redraw(&self, before: &[Sketch], now: &[Sketch]) {
        if have_shapes_of(now, before) {
            redraw_children(now, before, &self.0);
            return;
        }
        self.0.set_text_content(None);
        for piece in now {
            let _ = self.0.append_child(&piece.draw().0);
        }
    }
}
