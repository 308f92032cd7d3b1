//! What is done to an element that is on the page already.

use wasm_bindgen::JsCast;

use super::{El, detach};
use crate::browser::document;

impl El {
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
        detach(&self.0);
    }
}
