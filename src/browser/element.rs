//! Small acts on elements: focus, measure, offset.

use wasm_bindgen::JsCast;
pub use web_sys::Element;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::document;

/// Moves focus to the first element that the selector finds; false when there is none.
pub fn focus_first(selector: &str) -> bool {
    document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Moves focus to the page's heading, unless somebody is at work in the page already.
pub fn focus_heading() {
    if !is_there("main :focus") {
        focus_first("h1");
    }
}

/// Scrolls the first element that the selector finds into sight, as little as that takes.
pub fn reveal_first(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the page has an element that the selector finds.
pub fn is_there(selector: &str) -> bool {
    matches!(document().query_selector(selector), Ok(Some(_)))
}

/// Whether the first element that the selector finds has the focus.
pub fn has_focus(selector: &str) -> bool {
    let first = document().query_selector(selector).ok().flatten();
    first.is_some() && first == document().active_element()
}

/// Moves focus to a descendant.
pub fn focus_within(root: &Element, selector: &str) -> bool {
    root.query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Presses the first link or button inside.
pub fn press_within(root: &Element, selector: &str) -> bool {
    root.query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .inspect(HtmlElement::click)
        .is_some()
}

/// The height on screen, in CSS pixels.
pub fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Moves focus among the elements that the selector finds, as menus do.
pub fn move_focus(root: &Element, selector: &str, key: &str) {
    let Ok(found) = root.query_selector_all(selector) else {
        return;
    };
    let count = found.length();
    let active = document().active_element();
    let place = (0..count).find(|index| {
        found.item(*index).as_ref() == active.as_deref().map(AsRef::<web_sys::Node>::as_ref)
    });
    let target = match (key, place) {
        (_, _) if count == 0 => return,
        ("ArrowDown", Some(place)) => (place + 1) % count,
        ("ArrowUp", Some(place)) => (place + count - 1) % count,
        ("End", _) | ("ArrowUp", None) => count - 1,
        _ => 0,
    };
    if let Some(element) = found
        .item(target)
        .and_then(|node| node.dyn_into::<HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// The part of `body` that can be seen, in pixels from its top: what its scrolling ancestor
/// `frame` and the window leave of it.
pub fn seen_part(frame: &Element, body: &Element, covered: f64) -> (f64, f64) {
    let window = super::window();
    let window_height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    let frame = frame.get_bounding_client_rect();
    let body = body.get_bounding_client_rect();
    let top = frame.top().max(0.0) + covered;
    let bottom = frame.bottom().min(window_height);
    ((top - body.top()).max(0.0), (bottom - body.top()).max(0.0))
}

/// Scrolls whatever scrolls around `body` so that its part from `top` to `bottom` is in sight.
pub fn reveal(frame: &Element, body: &Element, covered: f64, top: f64, bottom: f64) {
    let (seen_top, seen_bottom) = seen_part(frame, body, covered);
    let by = if top < seen_top {
        top - seen_top
    } else if bottom > seen_bottom {
        bottom - seen_bottom
    } else {
        return;
    };
    let before = frame.scroll_top();
    frame.set_scroll_top(before + to_i32(by));
    if frame.scroll_top() == before {
        // On narrow screens the page scrolls, not the list.
        if let Ok(Some(page)) = frame.closest(".page") {
            page.set_scroll_top(page.scroll_top() + to_i32(by));
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "browsers cap heights far below i32::MAX"
)]
fn to_i32(pixels: f64) -> i32 {
    if pixels < 0.0 {
        pixels.floor() as i32
    } else {
        pixels.ceil() as i32
    }
}

/// Scrolls to the beginning, when the page is drawn next: asking before would lay it out twice.
pub fn scroll_to_top(frame: &Element) {
    let frame = frame.clone();
    leptos::prelude::request_animation_frame(move || frame.set_scroll_top(0));
}

/// Marks what is scrolled sideways: `data-aside`.
pub fn mark_aside(frame: &Element) {
    let is_aside = frame.scroll_left() != 0;
    if frame.has_attribute("data-aside") != is_aside {
        let _ = frame.toggle_attribute_with_force("data-aside", is_aside);
    }
}

/// Calls back whenever an element has another size, also when it is first laid out, until dropped.
#[derive(Debug)]
pub struct SizeWatch {
    observer: Option<web_sys::ResizeObserver>,
    _on_size: wasm_bindgen::closure::Closure<dyn Fn()>,
}

impl SizeWatch {
    pub fn new(element: &Element, on_size: impl Fn() + 'static) -> Self {
        let closure = wasm_bindgen::closure::Closure::<dyn Fn()>::new(on_size);
        let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _on_size: closure,
        }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Calls back on every scroll anywhere in the page, until dropped.
#[derive(Debug)]
pub struct ScrollWatch(Option<wasm_bindgen::closure::Closure<dyn Fn()>>);

impl ScrollWatch {
    pub fn new(on_scroll: impl Fn() + 'static) -> Self {
        let closure = wasm_bindgen::closure::Closure::<dyn Fn()>::new(on_scroll);
        let added = super::window().add_event_listener_with_callback_and_bool(
            "scroll",
            closure.as_ref().unchecked_ref(),
            true,
        );
        Self(added.is_ok().then_some(closure))
    }
}

impl Drop for ScrollWatch {
    fn drop(&mut self) {
        if let Some(closure) = self.0.take() {
            let _ = super::window().remove_event_listener_with_callback_and_bool(
                "scroll",
                closure.as_ref().unchecked_ref(),
                true,
            );
        }
    }
}

/// Makes one cell the stop of the Tab key, instead of the one before.
pub fn set_tab_stop(body: &Element, cell: &str) {
    let found = body.query_selector(cell).ok().flatten();
    let before = body.query_selector("td[tabindex=\"0\"]").ok().flatten();
    if found == before {
        return;
    }
    if let Some(before) = before {
        let _ = before.set_attribute("tabindex", "-1");
    }
    if let Some(found) = found {
        let _ = found.set_attribute("tabindex", "0");
    }
}

/// The row of the list and the column of a cell.
pub fn place_of_cell(cell: &Element) -> Option<(usize, usize)> {
    let row: usize = cell
        .parent_element()?
        .get_attribute("aria-rowindex")?
        .parse()
        .ok()?;
    let mut column = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(sibling) = before {
        column += 1;
        before = sibling.previous_element_sibling();
    }
    Some((row.checked_sub(2)?, column))
}
