//! A grid for lists of any length: a real table, a bounded number of rows in the document, and the
//! keys of the ARIA grid pattern.

mod rows;
pub mod sort;
mod window;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use self::rows::Rows;
use self::sort::Sort;
use self::window::Window;
use super::icon::{Icon, small_icon};
use crate::browser::dom::{El, Happening, drawn, el, follow, several, tagged};
use crate::browser::element::{self, Element, ScrollWatch};

/// The height of a row before one could be measured.
const ROW_HEIGHT: f64 = 36.0;

/// Two frames, and a little for the painting itself.
const AFTER_PAINTING: Duration = Duration::from_millis(60);

/// Without a scroll for so long, a list rests.
const RESTING: Duration = Duration::from_millis(120);

/// A column of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub id: &'static str,
    pub label: &'static str,
    /// Width, and what becomes of the cell on narrow screens.
    pub class: &'static str,
}

impl Column {
    pub const fn new(id: &'static str, label: &'static str, class: &'static str) -> Self {
        Self { id, label, class }
    }
}

/// What a grid shows and what its head does. Closures that are called while drawing are tracked.
#[derive(Clone)]
pub struct Grid {
    /// The list's name.
    pub label: &'static str,
    /// Looks of this list, such as "grid--profiles".
    pub class: &'static str,
    /// The columns that are shown, in order.
    pub columns: Rc<dyn Fn() -> Vec<Column>>,
    /// How many rows there are; tracked, so it must read whatever changes the rows.
    pub count: Rc<dyn Fn() -> usize>,
    /// Tells rows apart by their position: a row that keeps its key keeps its elements.
    pub key: Rc<dyn Fn(usize) -> u64>,
    /// Draws the cell of a column at a position. Not tracked.
    pub cell: Rc<dyn Fn(usize, &'static str) -> El>,
    /// Tells what the cell of a column shows at a position, where cells know neither their row nor
    /// their position: equal values look and act alike, and no content listens or follows signals, for
    /// it is copied from cell to cell. Without it a cell follows its row's key.
    pub value: Option<Rc<dyn Fn(usize, &'static str) -> u64>>,
    pub sort: Rc<dyn Fn() -> Sort>,
    pub on_sort: Rc<dyn Fn(&'static str)>,
    /// The key of the row whose details are open.
    pub selected: Rc<dyn Fn() -> Option<u64>>,
}

impl std::fmt::Debug for Grid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grid")
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

/// Where the keyboard is: a row of the list and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    row: usize,
    column: usize,
}

/// The elements of a grid, and what of it can be seen.
#[derive(Clone)]
struct Frame {
    scroller: Element,
    head: Element,
    body: Element,
    /// The height of a row, and the part of the list that can be seen.
    measures: Rc<Cell<Measures>>,
    /// Rows drawn beyond what can be seen.
    margin: Rc<Cell<usize>>,
    /// Counts scrolls, and says whether somebody waits for the last.
    scrolls: Rc<Cell<(usize, bool)>>,
    count: Rc<dyn Fn() -> usize>,
    window: RwSignal<Window>,
}

/// What was measured last, in CSS pixels.
#[derive(Debug, Clone, Copy)]
struct Measures {
    row: f64,
    seen: (f64, f64),
}

impl Frame {
    fn covered(&self) -> f64 {
        element::height(&self.head)
    }

    /// Looks at the page: how tall a row is, and which part of the list can be seen.
    fn measure(&self) {
        let mut measures = self.measures.get();
        if let Ok(Some(row)) = self.body.query_selector("tr[aria-rowindex]") {
            let height = element::height(&row);
            if height > 1.0 {
                measures.row = height;
            }
        }
        measures.seen = element::seen_part(&self.scroller, &self.body, self.covered());
        element::mark_aside(&self.scroller);
        self.measures.set(measures);
        self.choose();
    }

    /// Draws only what can be seen, and what a flick would show a moment later: a list that is
    /// typed into is on screen sooner.
    fn choose_in_two(&self) {
        self.margin.set(0);
        self.choose();
        let later = self.clone();
        set_timeout(
            move || {
                later.margin.set(window::MARGIN);
                untrack(|| later.choose());
            },
            AFTER_PAINTING,
        );
    }

    /// Each row is a part of every frame: fewer are drawn ahead while the list is on the move.
    fn scrolled(&self) {
        let (count, is_awaited) = self.scrolls.get();
        self.scrolls.set((count + 1, true));
        self.margin.set(window::MARGIN_ON_THE_MOVE);
        self.measure();
        if !is_awaited {
            self.await_rest();
        }
    }

    fn await_rest(&self) {
        let (later, (before, _)) = (self.clone(), self.scrolls.get());
        set_timeout(
            move || {
                let (count, _) = later.scrolls.get();
                if count != before {
                    later.await_rest();
                    return;
                }
                later.scrolls.set((count, false));
                later.margin.set(window::MARGIN);
                untrack(|| later.choose());
            },
            RESTING,
        );
    }

    /// Chooses the rows to draw by what was measured last. Tracks the rows. A frame that was asked
    /// for may come when the page has gone.
    fn choose(&self) {
        let Some(shown) = self.window.try_get_untracked() else {
            return;
        };
        let Measures { row, seen } = self.measures.get();
        let window = window::choose((self.count)(), row, seen, self.margin.get());
        if shown != window {
            self.window.set(window);
        }
    }

    fn focus(&self, place: Place) {
        let frame = self.scroller.clone();
        request_animation_frame(move || {
            if !element::focus_within(&frame, &cell_selector(place.row, place.column)) {
                element::focus_within(&frame, "td[tabindex=\"0\"]");
            }
        });
    }
}

/// What stands in the head of a column that does not sort.
pub type Head = Rc<dyn Fn() -> El>;

impl Grid {
    pub fn draw(self) -> El {
        self.draw_headed(Rc::new(|_| None))
    }

    /// Draws the grid; a column for which there is a head of its own cannot be sorted by.
    pub fn draw_headed(self, own_head: Rc<dyn Fn(&'static str) -> Option<Head>>) -> El {
        let active = RwSignal::new(Place::default());
        let head = el("thead").child(self.draw_head(own_head));
        let (above, below) = (blank(), blank());
        let body = el("tbody");
        let frame = tagged("div", "grid-box");
        let seen = Frame {
            scroller: frame.raw(),
            head: head.raw(),
            body: body.raw(),
            measures: Rc::new(Cell::new(Measures {
                row: ROW_HEIGHT,
                seen: (0.0, 1_000.0),
            })),
            margin: Rc::new(Cell::new(0)),
            scrolls: Rc::default(),
            count: Rc::clone(&self.count),
            window: RwSignal::new(Window::default()),
        };
        watch(&seen);
        let window = seen.window;
        self.keep_window(&seen);
        let rows = self.draw_rows(window);
        let body = body
            .child(above.draw(move || window.get().above))
            .child(rows)
            .child(below.draw(move || window.get().below));
        let count = Rc::clone(&self.count);
        let table = tagged("table", &format!("grid {}", self.class))
            .attr("role", "grid")
            .attr("aria-label", self.label)
            .attr_of("aria-rowcount", move || Some((count() + 1).to_string()))
            .child(head)
            .child(body);
        self.keep_tab_stop(&seen, window, active);
        let (keys, pressing) = (self.clone(), seen);
        frame
            .on("keydown", move |event| keys.press(&pressing, active, event))
            .on("focusin", move |event| {
                if let Some((row, column)) = event
                    .within("[role=gridcell]")
                    .and_then(|cell| element::place_of_cell(&cell))
                {
                    active.set(Place { row, column });
                }
            })
            .child(table)
    }

    /// Rows that are all others are drawn in two steps; more rows below those on screen are not.
    fn keep_window(&self, seen: &Frame) {
        let (seen, count, key) = (seen.clone(), Rc::clone(&self.count), Rc::clone(&self.key));
        let lead_before = Cell::new(None);
        follow(move || {
            let first = seen.window.get_untracked().first;
            let lead = (count() > first).then(|| key(first));
            if lead_before.replace(lead) == lead {
                seen.choose();
            } else {
                seen.choose_in_two();
            }
        });
    }

    fn draw_head(&self, own_head: Rc<dyn Fn(&'static str) -> Option<Head>>) -> El {
        let Self {
            columns,
            sort,
            on_sort,
            ..
        } = self.clone();
        let draw = move |column: Column| {
            let Column { id, label, class } = column;
            if let Some(head) = own_head(id) {
                let cell = tagged("th", class).attr("role", "columnheader");
                return cell.attr("scope", "col").child(head());
            }
            let (sort, order, on_sort) = (Rc::clone(&sort), Rc::clone(&sort), Rc::clone(&on_sort));
            let icon = drawn(move || {
                let order = order();
                let is_descending = order.column == id && order.is_descending;
                small_icon(if is_descending {
                    Icon::SortDescending
                } else {
                    Icon::SortAscending
                })
            });
            let button = tagged("button", "grid__sort")
                .attr("type", "button")
                .text(label)
                .child(icon)
                .on("click", move |_| on_sort(id));
            tagged("th", class)
                .attr("role", "columnheader")
                .attr("scope", "col")
                .attr_of("aria-sort", move || sort().aria(id).map(str::to_owned))
                .child(button)
        };
        let heads = drawn(move || several(columns().into_iter().map(&draw)));
        el("tr")
            .attr("role", "row")
            .attr("aria-rowindex", "1")
            .child(heads)
    }

    /// The rows of the window, kept as the signals say that the grid reads.
    fn draw_rows(&self, window: RwSignal<Window>) -> El {
        let rows = Rows::new(self.clone());
        let place = several([rows.place()]);
        let rows = Rc::new(RefCell::new(rows));
        let (count, showing) = (Rc::clone(&self.count), Rc::clone(&rows));
        follow(move || {
            count();
            let Window { first, end, .. } = window.get();
            showing.borrow_mut().show(first, end);
        });
        follow(move || rows.borrow_mut().select());
        place
    }

    /// One cell of the grid is a stop of the Tab key. It is marked after drawing, so that no cell
    /// has to watch where the keyboard is.
    fn keep_tab_stop(&self, seen: &Frame, window: RwSignal<Window>, active: RwSignal<Place>) {
        let Self { columns, count, .. } = self.clone();
        let seen = seen.clone();
        follow(move || {
            count();
            let Window { first, end, .. } = window.get();
            let Place { row, column } = active.get();
            let row = if (first..end).contains(&row) {
                row
            } else {
                first
            };
            let column = column.min(columns().len().max(1) - 1);
            let seen = seen.clone();
            request_animation_frame(move || {
                untrack(|| seen.measure());
                element::set_tab_stop(&seen.body, &cell_selector(row, column));
            });
        });
    }

    fn press(&self, seen: &Frame, active: RwSignal<Place>, event: &Happening) {
        if event.within("tbody").is_none() {
            return;
        }
        let Measures {
            row: row_height,
            seen: (top, bottom),
        } = seen.measures.get();
        let count = untrack(|| (self.count)());
        let extent = Extent {
            rows: count,
            columns: untrack(|| (self.columns)()).len(),
            page: page_of(bottom - top, row_height),
        };
        let place = active.get_untracked();
        if let Some(place) = moved(place, &event.key(), event.is_control(), extent) {
            event.prevent();
            active.set(place);
            let (row_top, row_bottom) =
                window::place_of(place.row, count, row_height, bottom - top);
            element::reveal(
                &seen.scroller,
                &seen.body,
                seen.covered(),
                row_top,
                row_bottom,
            );
            untrack(|| seen.measure());
            seen.focus(place);
        } else if matches!(event.key().as_str(), "Enter" | " ") && event.is_on_role("gridcell") {
            let inside = format!(
                "{} :is(a[href], button, input)",
                cell_selector(place.row, place.column)
            );
            if element::press_within(&seen.scroller, &inside) {
                event.prevent();
            }
        }
    }
}

/// Looks again after every scroll, whatever scrolls around the list, and after every resize.
fn watch(seen: &Frame) {
    let (scrolling, resizing) = (seen.clone(), seen.clone());
    StoredValue::new_local(ScrollWatch::new(move || untrack(|| scrolling.scrolled())));
    let resized = window_event_listener(ev::resize, move |_| untrack(|| resizing.measure()));
    on_cleanup(move || resized.remove());
}

/// The room of the rows that are not drawn.
struct Blank(El);

fn blank() -> Blank {
    Blank(el("td"))
}

impl Blank {
    fn draw(self, height: impl Fn() -> f64 + 'static) -> El {
        let cell = self.0.height_of(move || whole(height()));
        tagged("tr", "grid__space")
            .attr("aria-hidden", "true")
            .child(cell)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "heights are positive and far below what browsers lay out"
)]
fn whole(pixels: f64) -> u64 {
    pixels.round() as u64
}

fn cell_selector(row: usize, column: usize) -> String {
    format!(
        "[aria-rowindex=\"{}\"] > :nth-child({})",
        row + 2,
        column + 1
    )
}

/// How far the keyboard can go.
#[derive(Debug, Clone, Copy)]
struct Extent {
    rows: usize,
    columns: usize,
    page: usize,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a screen holds few rows"
)]
fn page_of(height: f64, row: f64) -> usize {
    ((height / row).floor().max(2.0) as usize) - 1
}

/// Where a key leads, by the ARIA grid pattern; `None` when it is no key of ours.
fn moved(from: Place, key: &str, is_control: bool, extent: Extent) -> Option<Place> {
    let last_row = extent.rows.checked_sub(1)?;
    let last_column = extent.columns.checked_sub(1)?;
    let Place { row, column } = from;
    let to = match key {
        "ArrowDown" => Place {
            row: row + 1,
            column,
        },
        "ArrowUp" => Place {
            row: row.saturating_sub(1),
            column,
        },
        "ArrowRight" => Place {
            row,
            column: column + 1,
        },
        "ArrowLeft" => Place {
            row,
            column: column.saturating_sub(1),
        },
        "PageDown" => Place {
            row: row + extent.page,
            column,
        },
        "PageUp" => Place {
            row: row.saturating_sub(extent.page),
            column,
        },
        "Home" if is_control => Place { row: 0, column: 0 },
        "End" if is_control => Place {
            row: last_row,
            column: last_column,
        },
        "Home" => Place { row, column: 0 },
        "End" => Place {
            row,
            column: last_column,
        },
        _ => return None,
    };
    Some(Place {
        row: to.row.min(last_row),
        column: to.column.min(last_column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        rows: 100,
        columns: 5,
        page: 10,
    };

    fn after(key: &str, is_control: bool, row: usize, column: usize) -> Option<(usize, usize)> {
        moved(Place { row, column }, key, is_control, EXTENT).map(|to| (to.row, to.column))
    }

    #[test]
    fn keys_move_and_stop_at_the_edges() {
        assert_eq!(after("ArrowDown", false, 98, 2), Some((99, 2)));
        assert_eq!(after("ArrowDown", false, 99, 2), Some((99, 2)));
        assert_eq!(after("ArrowUp", false, 0, 0), Some((0, 0)));
        assert_eq!(after("ArrowRight", false, 3, 4), Some((3, 4)));
        assert_eq!(after("PageDown", false, 95, 1), Some((99, 1)));
        assert_eq!(after("PageUp", false, 15, 1), Some((5, 1)));
        assert_eq!(after("Home", false, 7, 3), Some((7, 0)));
        assert_eq!(after("End", false, 7, 3), Some((7, 4)));
        assert_eq!(after("Home", true, 7, 3), Some((0, 0)));
        assert_eq!(after("End", true, 7, 3), Some((99, 4)));
        assert_eq!(after("a", false, 7, 3), None);
    }

    #[test]
    fn an_empty_grid_has_nowhere_to_go() {
        let empty = Extent { rows: 0, ..EXTENT };
        assert_eq!(moved(Place::default(), "ArrowDown", false, empty), None);
    }
}
