//! In a real page: `cargo xtask test --only browser`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::browser::element::Element;
use crate::ui::grid::sort::Sort;

const COLUMNS: [Column; 2] = [
    Column {
        id: "name",
        label: "Name",
        class: "",
    },
    Column {
        id: "word",
        label: "Word",
        class: "",
    },
];

/// A grid over names; the words of its second column are those of two kinds only.
struct Tried {
    names: RwSignal<Vec<u64>>,
    drawn: Rc<Cell<usize>>,
    selected: RwSignal<Option<u64>>,
    /// Effects inside cells, by the name they were drawn for.
    heard: Rc<RefCell<Vec<u64>>>,
    bell: RwSignal<()>,
    grid: Grid,
}

fn tried(is_sketched: bool) -> Tried {
    let names = RwSignal::new(vec![1, 2, 3]);
    let (drawn, heard) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(Vec::new())));
    let (selected, bell) = (RwSignal::new(None), RwSignal::new(()));
    let name = move |at: usize| names.with(|names| names.get(at).copied().unwrap_or_default());
    let (drawing, sketching, hearing) = (Rc::clone(&drawn), Rc::clone(&drawn), Rc::clone(&heard));
    let word = |name: u64| if name % 2 == 0 { "even" } else { "odd" };
    let sketched = Cells::Sketched {
        value: Rc::new(move |at, column| match column {
            "name" => name(at),
            _ => name(at) % 2,
        }),
        sketch: Rc::new(move |at, column| {
            sketching.set(sketching.get() + 1);
            vec![match column {
                "name" => Sketch::new("b").text(name(at).to_string()),
                _ => Sketch::new("i").text(word(name(at))),
            }]
        }),
    };
    let drawn_cells = Cells::Drawn(Rc::new(move |at, column| {
        drawing.set(drawing.get() + 1);
        let own = name(at);
        let hearing = Rc::clone(&hearing);
        if column == "name" {
            crate::browser::dom::follow(move || {
                bell.get();
                hearing.borrow_mut().push(own);
            });
            return el("b").text(own.to_string());
        }
        el("i").text(word(own))
    }));
    let grid = Grid {
        label: "Tried",
        class: "",
        columns: Rc::new(|| COLUMNS.to_vec()),
        count: Rc::new(move || names.with(Vec::len)),
        key: Rc::new(name),
        cells: if is_sketched { sketched } else { drawn_cells },
        sort: Rc::new(|| Sort::ascending("name")),
        on_sort: Rc::new(|_| ()),
        selected: Rc::new(move || selected.get()),
    };
    Tried {
        names,
        drawn,
        selected,
        heard,
        bell,
        grid,
    }
}

/// The rows of a hundred names, and where they stand.
fn rows_of_a_hundred() -> (Owner, Rows, El) {
    let tried = tried(true);
    mount_to_body(|| ());
    let owner = Owner::new();
    tried.names.set((0..100).collect());
    let rows = owner.with(|| Rows::new(tried.grid.clone()));
    let body = el("tbody").child(rows.place());
    (owner, rows, body)
}

async fn shown(grid: &Grid) -> (Owner, Element) {
    // The queue that effects run in is the app's own; the first test starts it.
    mount_to_body(|| ());
    let owner = Owner::new();
    let root = owner.with(|| el("div").child(grid.clone().draw()));
    tick().await;
    (owner, root.raw())
}

fn texts(root: &Element) -> String {
    root.query_selector("tbody")
        .ok()
        .flatten()
        .and_then(|body| body.text_content())
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_cell_that_shows_the_same_is_not_sketched_again() {
    let tried = tried(true);
    let (_owner, root) = shown(&tried.grid).await;
    assert_eq!(texts(&root), "1odd2even3odd");
    assert_eq!(tried.drawn.get(), 5, "the second \"odd\" is known");
    let first = || root.query_selector("b").ok().flatten();
    let before = first();
    tried.names.set(vec![5, 2, 4]);
    tick().await;
    assert_eq!(texts(&root), "5odd2even4even");
    assert_eq!(tried.drawn.get(), 7, "two names are new, the word is known");
    assert_eq!(first(), before, "only its text is another");
}

#[wasm_bindgen_test]
async fn rows_that_all_leave_are_filled_where_they_stand() {
    let (owner, mut rows, body) = rows_of_a_hundred();
    let first = || body.raw().first_element_child();
    let show =
        |rows: &mut Rows, first, end| owner.with(|| untrack(|| rows.show(first, end, false)));
    let shown = || body.raw().text_content().unwrap_or_default();

    show(&mut rows, 0, 3);
    assert_eq!(shown(), "0even1odd2even");
    let before = first();
    show(&mut rows, 50, 54);
    assert_eq!(shown(), "50even51odd52even53odd");
    assert_eq!(first(), before, "no row was moved");
    show(&mut rows, 51, 54);
    assert_eq!(shown(), "51odd52even53odd");
    show(&mut rows, 10, 12);
    assert_eq!(shown(), "10even11odd");
    let last = body.raw().last_element_child();
    let place = last.and_then(|row| row.get_attribute("aria-rowindex"));
    assert_eq!(place.as_deref(), Some("13"));
}

#[wasm_bindgen_test]
async fn skimmed_rows_show_what_stands_first_until_the_list_slows() {
    let (owner, mut rows, body) = rows_of_a_hundred();
    let mut show = |first, end, is_skimmed| {
        owner.with(|| untrack(|| rows.show(first, end, is_skimmed)));
    };
    let texts_of = |selector: &str| {
        let found = body.raw().query_selector_all(selector).ok();
        let texts = found.into_iter().flat_map(|nodes| {
            (0..nodes.length()).filter_map(move |at| nodes.get(at)?.text_content())
        });
        texts.collect::<Vec<_>>().join(" ")
    };

    show(0, 2, false);
    show(51, 53, true);
    assert_eq!(texts_of("td:not([data-left-out])"), "51 52");
    show(70, 73, true);
    assert_eq!(texts_of("td:not([data-left-out])"), "70 71 72");
    show(70, 73, false);
    assert_eq!(
        texts_of("td:not([data-left-out])"),
        "70 even 71 odd 72 even"
    );
    assert_eq!(texts_of("td[data-left-out]"), "");
}

#[wasm_bindgen_test]
async fn drawn_cells_follow_their_row() {
    let tried = tried(false);
    let (_owner, root) = shown(&tried.grid).await;
    tried.names.set(vec![1, 4, 3, 6]);
    tick().await;
    assert_eq!(texts(&root), "1odd4even3odd6even");
    assert_eq!(tried.drawn.get(), 10);
}

#[wasm_bindgen_test]
async fn what_a_cell_held_ends_with_it() {
    let tried = tried(false);
    let (_owner, _root) = shown(&tried.grid).await;
    tried.names.set(vec![1, 7]);
    tick().await;
    tried.heard.borrow_mut().clear();
    tried.bell.set(());
    tick().await;
    let mut heard = tried.heard.borrow().clone();
    heard.sort_unstable();
    assert_eq!(heard, [1, 7]);
}

#[wasm_bindgen_test]
async fn the_selected_row_is_marked_wherever_it_goes() {
    let tried = tried(true);
    let (_owner, root) = shown(&tried.grid).await;
    let marked = || {
        let row = root.query_selector("tr[aria-selected=true]").ok().flatten();
        row.and_then(|row| row.get_attribute("aria-rowindex"))
    };
    tried.selected.set(Some(3));
    tick().await;
    assert_eq!(marked().as_deref(), Some("4"));
    tried.names.set(vec![3, 1]);
    tick().await;
    assert_eq!(marked().as_deref(), Some("2"));
    tried.names.set(vec![1]);
    tick().await;
    assert_eq!(marked(), None);
}

/// Waits for a frame.
async fn frame() {
    let (sender, receiver) = futures::channel::oneshot::channel();
    request_animation_frame(move || {
        let _ = sender.send(());
    });
    let _ = receiver.await;
}

#[wasm_bindgen_test]
async fn a_list_that_leaps_in_every_frame_is_skimmed_until_it_stops() {
    let tried = tried(true);
    tried.names.set((0..10_000).collect());
    let page = el("div");
    let (root, grid) = (page.raw(), tried.grid.clone());
    crate::browser::dom::mount(move || page.child(grid.draw()));
    let scroller = root.query_selector(".grid-box").ok().flatten();
    let scroller = scroller.expect("the list scrolls");
    let _ = scroller.set_attribute("style", "display: block; block-size: 600px; overflow: auto");
    frame().await;
    let left_out = || {
        let found = scroller.query_selector_all("[data-left-out]").ok();
        found.map_or(0, |cells| cells.length())
    };
    let mut most = 0;
    for _ in 0..10 {
        scroller.set_scroll_top(scroller.scroll_top() + 600);
        frame().await;
        most = most.max(left_out());
    }
    assert!(most > 10, "{most} cells were left out");
    for _ in 0..4 {
        frame().await;
    }
    assert_eq!(left_out(), 0);
    root.remove();
}
