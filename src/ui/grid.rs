//! A grid for lists of any length: a real table, a bounded number of rows in the document, and the
//! keys of the ARIA grid pattern.

mod frame;
mod keys;
mod rows;
pub mod sort;
mod window;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use self::frame::{Frame, Measures, at_rest, cell_selector, watch};
use self::keys::{Extent, Place, moved, page_of};
use self::rows::Rows;
use self::sort::Sort;
use self::window::Window;
use super::icon::{Icon, small_icon};
use crate::browser::dom::{El, Happening, Sketch, drawn, el, follow, several, tagged};
use crate::browser::element;

/// The height of a row before one could be measured.
const ROW_HEIGHT: f64 = 36.0;

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
    pub cells: Cells,
    pub sort: Rc<dyn Fn() -> Sort>,
    pub on_sort: Rc<dyn Fn(&'static str)>,
    /// The key of the row whose details are open.
    pub selected: Rc<dyn Fn() -> Option<u64>>,
}

/// What stands in the cells, by position and column. Not tracked.
#[derive(Clone)]
pub enum Cells {
    /// Drawn, and drawn anew for another row.
    Drawn(Rc<dyn Fn(usize, &'static str) -> El>),
    /// Sketched, and changed where it differs. `value` tells apart what cells of a column show:
    /// equal ones are sketched once.
    Sketched {
        value: Rc<dyn Fn(usize, &'static str) -> u64>,
        sketch: Rc<dyn Fn(usize, &'static str) -> Vec<Sketch>>,
    },
}

impl std::fmt::Debug for Grid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grid")
            .field("label", &self.label)
            .finish_non_exhaustive()
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
        let body = match self.cells {
            // Texts that are changed in place must stay where they are: a translator moves them.
            Cells::Sketched { .. } => el("tbody").attr("translate", "no"),
            Cells::Drawn(_) => el("tbody"),
        };
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
            leaps: Rc::default(),
            is_skimmed: RwSignal::new(false),
        };
        watch(&seen);
        let window = seen.window;
        self.keep_window(&seen);
        let rows = self.draw_rows(&seen);
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
    fn draw_rows(&self, seen: &Frame) -> El {
        let rows = Rows::new(self.clone());
        let place = several([rows.place()]);
        let rows = Rc::new(RefCell::new(rows));
        let (window, is_skimmed) = (seen.window, seen.is_skimmed);
        if matches!(self.cells, Cells::Sketched { .. }) {
            let (seen, ahead) = (seen.clone(), Rc::clone(&rows));
            at_rest(move || ahead.borrow_mut().prepare(seen.holds()));
        }
        let (count, showing) = (Rc::clone(&self.count), Rc::clone(&rows));
        follow(move || {
            count();
            let Window { first, end, .. } = window.get();
            showing.borrow_mut().show(first, end, is_skimmed.get());
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
            seen.went_by_key();
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
