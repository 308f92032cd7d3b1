//! A grid for lists of any length: a real table, a bounded number of rows in the document, and the
//! keys of the ARIA grid pattern.

pub mod sort;
mod window;

use std::sync::Arc;

use leptos::ev::{self, FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use self::sort::Sort;
use self::window::Window;
use super::dynamic::{drawn, follow, keyed, maybe, pressed, text};
use super::icon::{Icon, IconView};
use crate::browser::element::{self, ScrollWatch};

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

/// The rows as they are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    pub count: usize,
    /// Changes whenever any position may show another row.
    pub version: u64,
}

/// Draws the cell of a column at a position of the list.
pub type Cell = Arc<dyn Fn(usize, &'static str) -> AnyView + Send + Sync>;
/// Tells rows apart: a row that keeps its key and position keeps its elements.
pub type Key = Arc<dyn Fn(usize) -> u64 + Send + Sync>;

/// Where the keyboard is: a row of the list and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    row: usize,
    column: usize,
}

/// The grid. Columns are those that are shown, in order.
#[component]
pub fn Grid(
    label: &'static str,
    /// Looks of this list, such as "grid--profiles".
    class: &'static str,
    #[prop(into)] columns: Signal<Vec<Column>>,
    #[prop(into)] rows: Signal<Rows>,
    key: Key,
    cell: Cell,
    #[prop(into)] sort: Signal<Sort>,
    #[prop(into)] on_sort: Callback<&'static str>,
    /// The key of the row whose details are open.
    #[prop(optional, into)]
    selected: Signal<Option<u64>>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let head = NodeRef::<html::Thead>::new();
    let body = NodeRef::<html::Tbody>::new();
    let row_height = RwSignal::new(ROW_HEIGHT);
    let seen = RwSignal::new((0.0, 1_000.0));
    let active = RwSignal::new(Place::default());

    let covered = move || {
        head.get_untracked()
            .map_or(0.0, |head| element::height(&head))
    };
    let measure = move || {
        let (Some(frame), Some(body)) = (frame.get_untracked(), body.get_untracked()) else {
            return;
        };
        if let Ok(Some(row)) = body.query_selector("tr[aria-rowindex]") {
            let height = element::height(&row);
            if height > 1.0 && (height - row_height.get_untracked()).abs() > 0.01 {
                row_height.set(height);
            }
        }
        let now = element::seen_part(&frame, &body, covered());
        if now != seen.get_untracked() {
            seen.set(now);
        }
    };
    // Whatever scrolls around the list: scroll events do not bubble, so they are caught on the way
    // down.
    let scrolled = StoredValue::new_local(Some(ScrollWatch::new(measure)));
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || {
        scrolled.try_update_value(Option::take);
        resized.remove();
    });

    let window = Memo::new(move |_| window::choose(rows.get().count, row_height.get(), seen.get()));
    // Rows are drawn anew when the columns change, and hold nothing reactive but their selection:
    // a list that is typed into redraws a screenful at every key.
    let layout = Memo::new(move |previous: Option<&u64>| {
        columns.track();
        previous.map_or(0, |layout| layout + 1)
    });
    let shown = Memo::new(move |_| {
        rows.track();
        let Window { first, end, .. } = window.get();
        let layout = layout.get();
        (first..end)
            .map(|position| (position, key(position), layout))
            .collect::<Vec<_>>()
    });

    let focus_active = move || {
        request_animation_frame(move || {
            let Some(frame) = frame.get_untracked() else {
                return;
            };
            let Place { row, column } = active.get_untracked();
            let cell = cell_selector(row, column);
            if !element::focus_within(&frame, &cell) {
                element::focus_within(&frame, "[tabindex=\"0\"]");
            }
        });
    };
    let go = move |place: Place| {
        active.set(place);
        if let (Some(frame), Some(body)) = (frame.get_untracked(), body.get_untracked()) {
            let (top, bottom) = seen.get_untracked();
            let count = rows.get_untracked().count;
            let (row_top, row_bottom) =
                window::place_of(place.row, count, row_height.get_untracked(), bottom - top);
            element::reveal(&frame, &body, covered(), row_top, row_bottom);
            measure();
        }
        focus_active();
    };
    let on_keydown = move |event: KeyboardEvent| {
        let Some(frame) = frame.get_untracked() else {
            return;
        };
        if !element::is_within(&event, "tbody") {
            return;
        }
        let (top, bottom) = seen.get_untracked();
        let extent = Extent {
            rows: rows.get_untracked().count,
            columns: columns.with_untracked(Vec::len),
            page: page_of(bottom - top, row_height.get_untracked()),
        };
        let is_control = event.ctrl_key() || event.meta_key();
        if let Some(place) = moved(active.get_untracked(), &event.key(), is_control, extent) {
            event.prevent_default();
            go(place);
        } else if matches!(event.key().as_str(), "Enter" | " ") && element::is_cell(&event) {
            let Place { row, column } = active.get_untracked();
            let inside = format!(
                "[aria-rowindex=\"{}\"] > :nth-child({}) :is(a[href], button, input)",
                row + 2,
                column + 1
            );
            if element::press_within(&frame, &inside) {
                event.prevent_default();
            }
        }
    };
    let tab_stop = Memo::new(move |_| {
        let Window { first, end, .. } = window.get();
        let Place { row, column } = active.get();
        let columns = columns.with(Vec::len).max(1);
        let row = if (first..end).contains(&row) {
            row
        } else {
            first
        };
        Place {
            row,
            column: column.min(columns - 1),
        }
    });

    // One cell of the grid is a stop of the Tab key. It is marked after drawing, so that no cell
    // has to watch where the keyboard is.
    follow(move || {
        shown.track();
        let Place { row, column } = tab_stop.get();
        request_animation_frame(move || {
            measure();
            if let Some(body) = body.get_untracked() {
                element::set_tab_stop(&body, &cell_selector(row, column));
            }
        });
    });

    let draw_row = move |position: usize, key: u64| {
        let cells = columns
            .get_untracked()
            .into_iter()
            .map(|column| {
                view! {
                    <td role="gridcell" class=column.class tabindex="-1">
                        {cell(position, column.id)}
                    </td>
                }
                .into_any()
            })
            .collect_view();
        view! {
            <tr
                role="row"
                aria-rowindex=position + 2
                aria-selected=maybe(move || (selected.get() == Some(key)).then_some("true"))
            >
                {cells}
            </tr>
        }
        .into_any()
    };
    let on_focus = move |event: FocusEvent| {
        if let Some((row, column)) = element::place_of_cell(&event) {
            active.set(Place { row, column });
        }
    };

    view! {
        <div class="grid-box" node_ref=frame on:keydown=keyed(on_keydown) on:focusin=on_focus>
            <table
                class=format!("grid {class}")
                role="grid"
                aria-label=label
                aria-rowcount=text(move || (rows.get().count + 1).to_string())
            >
                <thead node_ref=head>
                    <tr role="row" aria-rowindex="1">
                        <For each=move || columns.get() key=|column| column.id let:column>
                            <Head column sort on_sort />
                        </For>
                    </tr>
                </thead>
                <tbody node_ref=body>
                    <tr class="grid__space" aria-hidden="true">
                        <td style:height=text(move || format!("{}px", window.get().above))></td>
                    </tr>
                    <For each=move || shown.get() key=|row| *row let((position, key, _))>
                        {draw_row(position, key)}
                    </For>
                    <tr class="grid__space" aria-hidden="true">
                        <td style:height=text(move || format!("{}px", window.get().below))></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Head(
    column: Column,
    #[prop(into)] sort: Signal<Sort>,
    on_sort: Callback<&'static str>,
) -> impl IntoView {
    let Column { id, label, class } = column;
    let is_descending = move || sort.with(|sort| sort.column == id && sort.is_descending);
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=maybe(move || sort.with(|sort| sort.aria(id)))>
            <button type="button" class="grid__sort" on:click=pressed(move |_| on_sort.run(id))>
                {label}
                {drawn(move || {
                    let icon = if is_descending() { Icon::SortDescending } else { Icon::SortAscending };
                    view! { <IconView icon is_small=true /> }
                })}
            </button>
        </th>
    }
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
