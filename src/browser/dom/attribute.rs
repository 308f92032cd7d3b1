//! Attributes and properties, fixed or following signals.

use wasm_bindgen::{JsCast, JsValue};

use super::El;
use super::follow::{follow, follow_boxed};
use super::text::Text;

impl El {
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

    /// An attribute that is text, fixed or changing: `aria-label`, `title`.
    pub fn label(self, name: &'static str, text: Text) -> Self {
        match text {
            Text::Fixed(text) => self.attr(name, &text),
            Text::Changing(read) => self.attr_boxed(name, Box::new(move || Some(read()))),
        }
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
}
