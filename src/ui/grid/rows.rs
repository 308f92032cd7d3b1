//! The rows that are drawn. A row that leaves the window is taken for one that enters it, and a
//! cell is drawn anew only when it shows something else, a sketched one only where it differs:
//! making elements and their boxes is what a redraw costs.

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use std::rc::Rc;

use leptos::prelude::*;

use super::{Cells, Column, Grid};
use crate::browser::dom::{El, Sketch, el, nothing, tagged};

/// What no cell shows: its content is still to be drawn.
const BLANK: u64 = u64::MAX;

/// The drawn rows of a grid, in order.
pub(super) struct Rows {
    grid: Grid,
    /// The rows stand before it.
    end: El,
    /// Content is drawn beneath it, so that it goes with the grid.
    owner: Owner,
    columns: Vec<Column>,
    drawn: Vec<Row>,
    /// Made ahead, while nothing else was to be done.
    spare: Vec<Row>,
}

struct Row {
    element: El,
    position: usize,
    key: u64,
    is_selected: bool,
    /// Whether some of its cells are left out for now.
    is_skimmed: bool,
    cells: Vec<Cell>,
}

struct Cell {
    element: El,
    /// Identifies what it shows.
    value: u64,
    /// What is in it, where it is sketched.
    sketch: Rc<[Sketch]>,
    /// Whether it is left out for now: it may show another row's content, which is hidden.
    is_left_out: bool,
    /// Of what is in it, where it is drawn: listeners and effects go with the content.
    owner: Owner,
}

impl Rows {
    pub(super) fn new(grid: Grid) -> Self {
        Self {
            grid,
            end: nothing(),
            owner: Owner::current().unwrap_or_default(),
            columns: Vec::new(),
            drawn: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Makes empty rows ahead, up to so many with those that are drawn.
    pub(super) fn prepare(&mut self, wanted: usize) {
        if self.columns.is_empty() {
            self.columns = untrack(|| (self.grid.columns)());
        }
        while self.drawn.len() + self.spare.len() < wanted {
            let row = self.blank();
            self.spare.push(row);
        }
    }

    /// Where the rows will stand.
    pub(super) fn place(&self) -> El {
        self.end.clone()
    }

    /// Draws the rows of a window; of skimmed ones only the first cell and the one they are sorted
    /// by. Tracks what the columns and the keys of rows depend on.
    pub(super) fn show(&mut self, first: usize, end: usize, is_skimmed: bool) {
        let columns = (self.grid.columns)();
        let sorted_by = is_skimmed.then(|| untrack(|| (self.grid.sort)()).column);
        if columns != self.columns {
            self.drawn.drain(..).for_each(Row::remove);
            self.spare.clear();
            self.columns = columns;
        }
        let drawn = std::mem::take(&mut self.drawn);
        let staying = drawn
            .iter()
            .filter(|row| (first..end).contains(&row.position));
        // To move a row is to lay it out anew with all that is in it: when most rows go, each is
        // filled where it stands.
        let mut rows = if staying.count() * 2 < end.saturating_sub(first) {
            self.keep_places(drawn, end.saturating_sub(first))
        } else {
            self.move_rows(drawn, first, end)
        };
        for at in 0..rows.len() {
            let (before, rest) = rows.split_at_mut(at);
            if let Some((row, after)) = rest.split_first_mut() {
                self.fill(row, first + at, sorted_by.as_deref(), || {
                    before.iter().rev().chain(after.iter())
                });
            }
        }
        self.drawn = rows;
    }

    /// As many rows as are wanted, each where it stands.
    fn keep_places(&mut self, mut drawn: Vec<Row>, wanted: usize) -> Vec<Row> {
        if let Some(row) = drawn.first() {
            row.element.unfocus_siblings();
        }
        drawn.drain(wanted.min(drawn.len())..).for_each(Row::remove);
        while drawn.len() < wanted {
            let row = self.spare.pop().unwrap_or_else(|| self.blank());
            row.element.move_before(&self.end);
            drawn.push(row);
        }
        drawn
    }

    /// Rows that stay in the window, and between them those that leave it, for others.
    fn move_rows(&self, drawn: Vec<Row>, first: usize, end: usize) -> Vec<Row> {
        let (mut staying, mut free): (Vec<Row>, Vec<Row>) = drawn
            .into_iter()
            .partition(|row| (first..end).contains(&row.position));
        let mut next = self.end.clone();
        let mut rows = Vec::with_capacity(end.saturating_sub(first));
        for position in (first..end).rev() {
            let row = if staying.last().is_some_and(|row| row.position == position) {
                staying.pop().unwrap_or_else(|| self.blank())
            } else {
                let row = free.pop().unwrap_or_else(|| self.blank());
                row.element.move_before(&next);
                row
            };
            next = row.element.clone();
            rows.push(row);
        }
        free.into_iter().for_each(Row::remove);
        rows.reverse();
        rows
    }

    /// Marks the row whose details are open. Tracks which that is.
    pub(super) fn select(&mut self) {
        let selected = (self.grid.selected)();
        for row in &mut self.drawn {
            row.select(selected);
        }
    }

    fn blank(&self) -> Row {
        let element = el("tr").attr("role", "row");
        let cell = |column: &Column| Cell {
            element: tagged("td", column.class)
                .attr("role", "gridcell")
                .attr("tabindex", "-1"),
            value: BLANK,
            sketch: Rc::default(),
            is_left_out: false,
            owner: self.owner.child(),
        };
        let cells: Vec<Cell> = self.columns.iter().map(cell).collect();
        let element = element.children(cells.iter().map(|cell| cell.element.clone()));
        Row {
            element,
            position: usize::MAX,
            key: BLANK,
            is_selected: false,
            is_skimmed: false,
            cells,
        }
    }

    /// Fills a row; what one of the `others` shows is not sketched anew.
    fn fill<'a, I: Iterator<Item = &'a Row>>(
        &self,
        row: &mut Row,
        position: usize,
        skimmed_by: Option<&str>,
        others: impl Fn() -> I,
    ) {
        let key = (self.grid.key)(position);
        let has_moved = row.position != position;
        let is_whole_again = row.is_skimmed && skimmed_by.is_none();
        if has_moved {
            row.position = position;
            row.element
                .set("aria-rowindex", Some(&(position + 2).to_string()));
        }
        if has_moved || row.key != key || is_whole_again {
            row.key = key;
            row.is_skimmed = skimmed_by.is_some();
            for (at, (cell, column)) in row.cells.iter_mut().zip(&self.columns).enumerate() {
                match &self.grid.cells {
                    Cells::Drawn(draw) => {
                        // The content may know its position.
                        let value = key ^ (position as u64).rotate_left(32);
                        cell.show(value, &|| draw(position, column.id));
                    }
                    Cells::Sketched { .. }
                        if at > 0 && skimmed_by.is_some_and(|by| by != column.id) =>
                    {
                        cell.leave_out(true);
                    }
                    Cells::Sketched { value, sketch } => {
                        cell.leave_out(false);
                        let value = untrack(|| value(position, column.id));
                        let mut alike = others().filter_map(|row| row.cells.get(at));
                        let alike = alike.find(|other| other.value == value);
                        cell.redraw(value, || match alike {
                            Some(other) => Rc::clone(&other.sketch),
                            None => untrack(|| sketch(position, column.id)).into(),
                        });
                    }
                }
            }
        }
        row.select(untrack(|| (self.grid.selected)()));
    }
}

impl Row {
    fn select(&mut self, selected: Option<u64>) {
        let is_selected = selected == Some(self.key);
        if self.is_selected != is_selected {
            self.is_selected = is_selected;
            self.element
                .set("aria-selected", is_selected.then_some("true"));
        }
    }

    fn remove(self) {
        self.element.remove();
        for cell in self.cells {
            cell.owner.cleanup();
        }
    }
}

impl Cell {
    fn show(&mut self, value: u64, draw: &dyn Fn() -> El) {
        if self.value == value && value != BLANK {
            return;
        }
        self.value = value;
        self.owner.cleanup();
        let content = self.owner.with(|| untrack(draw));
        self.element.replace_content(content);
    }

    fn leave_out(&mut self, is_left_out: bool) {
        if self.is_left_out != is_left_out {
            self.is_left_out = is_left_out;
            self.element.set("data-left-out", is_left_out.then_some(""));
        }
    }

    fn redraw(&mut self, value: u64, sketch: impl FnOnce() -> Rc<[Sketch]>) {
        if self.value == value && value != BLANK {
            return;
        }
        self.value = value;
        let before = std::mem::replace(&mut self.sketch, sketch());
        self.element.redraw(&before, &self.sketch);
    }
}
