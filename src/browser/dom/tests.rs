//! In a real page: `cargo xtask test --only browser`.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

/// Puts a piece into the page of the test, under an owner that goes when the test ends.
async fn shown(draw: impl FnOnce() -> El) -> (Owner, Element) {
    // The queue that effects run in is the app's own; the first test starts it.
    mount_to_body(|| ());
    let owner = Owner::new();
    let root = owner.with(|| el("div").child(draw()));
    let _ = crate::browser::document()
        .body()
        .map(|body| body.append_child(&root.0));
    tick().await;
    (owner, root.raw())
}

fn texts(root: &Element, selector: &str) -> Vec<String> {
    let found = root.query_selector_all(selector).unwrap();
    (0..found.length())
        .map(|index| found.item(index).unwrap().text_content().unwrap())
        .collect()
}

#[wasm_bindgen_test]
async fn text_and_attributes_follow_signals() {
    let name = RwSignal::new("one".to_owned());
    let (_owner, root) = shown(|| {
        el("p")
            .text(name)
            .attr_of("title", move || {
                Some(name.get()).filter(|name| name != "none")
            })
            .state_of("aria-pressed", move || name.get() == "two")
    })
    .await;
    let paragraph = root.query_selector("p").unwrap().unwrap();
    assert_eq!(paragraph.text_content().as_deref(), Some("one"));
    assert_eq!(
        paragraph.get_attribute("aria-pressed").as_deref(),
        Some("false")
    );
    name.set("two".to_owned());
    tick().await;
    assert_eq!(paragraph.text_content().as_deref(), Some("two"));
    assert_eq!(
        paragraph.get_attribute("aria-pressed").as_deref(),
        Some("true")
    );
    name.set("none".to_owned());
    tick().await;
    assert_eq!(paragraph.get_attribute("title"), None);
}

#[wasm_bindgen_test]
async fn a_part_that_is_drawn_anew_stays_in_its_place_and_forgets_what_it_watched() {
    let count = RwSignal::new(1);
    let inner = RwSignal::new(0);
    let runs = Rc::new(RefCell::new(0));
    let seen = Rc::clone(&runs);
    let (_owner, root) = shown(move || {
        let part = drawn(move || {
            let seen = Rc::clone(&seen);
            follow(move || {
                inner.get();
                *seen.borrow_mut() += 1;
            });
            several((0..count.get()).map(|number| el("i").text(number.to_string())))
        });
        several([el("b").text("before"), part, el("b").text("after")])
    })
    .await;
    assert_eq!(texts(&root, "b, i"), ["before", "0", "after"]);
    count.set(3);
    tick().await;
    assert_eq!(texts(&root, "b, i"), ["before", "0", "1", "2", "after"]);
    count.set(0);
    tick().await;
    assert_eq!(texts(&root, "b, i"), ["before", "after"]);
    let before = *runs.borrow();
    inner.set(1);
    tick().await;
    assert_eq!(
        *runs.borrow(),
        before + 1,
        "only the part that is shown watches"
    );
}

#[wasm_bindgen_test]
async fn a_condition_that_stays_true_draws_once() {
    let number = RwSignal::new(1);
    let (_owner, root) = shown(|| when(move || number.get() > 0, || el("em").text("there"))).await;
    let shown_first = root.query_selector("em").unwrap().unwrap();
    number.set(2);
    tick().await;
    assert!(
        root.query_selector("em")
            .unwrap()
            .unwrap()
            .is_same_node(Some(&shown_first))
    );
    number.set(0);
    tick().await;
    assert!(root.query_selector("em").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn what_was_typed_gives_way_to_the_signal() {
    let value = RwSignal::new("first".to_owned());
    let (_owner, root) = shown(|| {
        el("input")
            .value_of(move || value.get())
            .on("input", move |event| {
                value.set(event.value().to_uppercase())
            })
    })
    .await;
    let field: web_sys::HtmlInputElement = root
        .query_selector("input")
        .unwrap()
        .unwrap()
        .unchecked_into();
    field.set_value("typed");
    field
        .dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    tick().await;
    assert_eq!(field.value(), "TYPED");
}

#[wasm_bindgen_test]
async fn markup_in_text_stays_text() {
    let hostile = "<img src=x onerror=alert(1)>";
    let (_owner, root) = shown(|| el("p").text(hostile).attr("title", hostile)).await;
    assert!(root.query_selector("img").unwrap().is_none());
    assert_eq!(root.text_content().as_deref(), Some(hostile));
}

#[wasm_bindgen_test]
fn a_sketch_of_the_same_shape_keeps_its_elements() {
    let link = |href: &str, text: &str| Sketch::new("a").attr("href", href).text(text);
    let cell_of = |lamp: &str, href: &str, text: &str| {
        let lamp = Sketch::tagged("span", lamp);
        let own = Sketch::tagged("span", "line").child(lamp);
        vec![Sketch::words("+"), own.child(link(href, text))]
    };
    let cell = el("td");
    let first = cell_of("lamp", "/a", "one");
    cell.redraw(&[], &first);
    assert_eq!(
        cell.raw().inner_html(),
        r#"+<span class="line"><span class="lamp"></span><a href="/a">one</a></span>"#
    );
    let kept = cell.raw().query_selector("a").unwrap();
    let second = cell_of("lamp lamp--ok", "/b", "<two>");
    cell.redraw(&first, &second);
    assert_eq!(
        cell.raw().inner_html(),
        r#"+<span class="line"><span class="lamp lamp--ok"></span><a href="/b">&lt;two&gt;</a></span>"#
    );
    assert_eq!(cell.raw().query_selector("a").unwrap(), kept);

    // Another shape takes its place: an attribute more, a piece more, none.
    let third = vec![link("/c", "three").attr("title", "three")];
    cell.redraw(&second, &third);
    assert_eq!(
        cell.raw().inner_html(),
        r#"<a href="/c" title="three">three</a>"#
    );
    let fourth = vec![link("/c", "three")];
    cell.redraw(&third, &fourth);
    assert_eq!(cell.raw().inner_html(), r#"<a href="/c">three</a>"#);
    cell.redraw(&fourth, &[]);
    assert_eq!(cell.raw().inner_html(), "");
}
