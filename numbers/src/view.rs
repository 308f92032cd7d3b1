//! What of the store is shown, and in which order.

mod counts;

pub use counts::{Tallies, Tally};

use crate::bits::Bits;
use crate::filter::{FACETS, Facet, Filters, pass};
use crate::names::Names;
use crate::order::{Sort, order};
use crate::search::{Query, find};
use crate::store::Store;

/// While rows stream in, a sorted view is sorted again whenever it has grown by this part: all
/// sorts together then cost about four of the last one.
const GROWTH: usize = 4;
/// And not for fewer new rows than these.
const MIN_GROWTH: usize = 1024;

/// The rows of a store that pass search and filters, in order. It follows the store while that
/// grows: [`View::catch_up`] looks at the new rows only.
#[derive(Debug, Default)]
pub struct View {
    names: Names,
    query: Query,
    filters: Filters,
    sort: Option<Sort>,
    /// Rows of the store that have been looked at.
    seen: usize,
    found: Bits,
    /// By facet, where something is chosen.
    passed: [Option<Bits>; FACETS],
    /// Found, and passed everywhere.
    shown: Bits,
    shown_count: usize,
    /// Rows in the order of the sort, as far as they have been sorted.
    order: Vec<u32>,
    /// The rows shown; empty while that is all of them as they came.
    rows: Vec<u32>,
}

impl View {
    /// A view of everything, as it comes.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown_count
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown_count == 0
    }

    /// The row at a position.
    pub fn row(&self, position: usize) -> Option<u32> {
        if self.is_plain() {
            return (position < self.seen).then_some(position as u32);
        }
        self.rows.get(position).copied()
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        (0..self.shown_count).map_while(|position| self.row(position))
    }

    /// The position of a row; nothing when it is not shown.
    pub fn position(&self, row: u32) -> Option<usize> {
        if !self.shown.has(row as usize) {
            return None;
        }
        if self.is_plain() {
            return Some(row as usize);
        }
        self.rows.iter().position(|other| *other == row)
    }

    /// Whether anything is searched for or filtered.
    pub fn is_filtered(&self) -> bool {
        !self.query.is_empty() || !self.filters.is_empty()
    }

    /// The filters.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// The sort; nothing is the order in which the rows came.
    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }

    /// Takes in the rows that were added to the store since the last time.
    pub fn catch_up(&mut self, store: &Store) {
        let rows = self.seen..store.len();
        if rows.is_empty() {
            return;
        }
        self.seen = store.len();
        self.found.resize(rows.end, true);
        find(
            &self.query,
            store,
            &self.names,
            rows.clone(),
            &mut self.found,
        );
        self.shown.resize(rows.end, true);
        self.shown.keep_within(&self.found, rows.clone());
        for (facet, passed) in Facet::ALL.into_iter().zip(&mut self.passed) {
            if let Some(passed) = passed {
                let new = pass(facet, self.filters.chosen(facet), store, rows.clone());
                passed.resize(rows.end, true);
                passed.keep_within(&new, rows.clone());
                self.shown.keep_within(&new, rows.clone());
            }
        }
        let unsorted = self.seen - self.order.len();
        if self.sort.is_some() && unsorted >= (self.order.len() / GROWTH).max(MIN_GROWTH) {
            self.arrange(store);
        } else if !self.is_plain() {
            let shown = &mut self.rows;
            self.shown.each(rows, |row| shown.push(row as u32));
            self.shown_count = shown.len();
        } else {
            self.shown_count = self.seen;
        }
    }

    /// Sorts what came since the last time; call it when the last row is there.
    pub fn settle(&mut self, store: &Store) {
        self.catch_up(store);
        if self.sort.is_some() && self.order.len() < self.seen {
            self.arrange(store);
        }
    }

    /// Searches.
    pub fn set_search(&mut self, store: &Store, text: &str) {
        let query = Query::parse(text);
        if query == self.query {
            return;
        }
        if !query.narrows(&self.query) {
            self.found = Bits::default();
            self.found.resize(self.seen, true);
        }
        find(&query, store, &self.names, 0..self.seen, &mut self.found);
        self.query = query;
        self.collect();
    }

    /// Filters.
    pub fn set_filters(&mut self, store: &Store, filters: Filters) {
        for facet in Facet::ALL {
            if filters.chosen(facet) != self.filters.chosen(facet) {
                let chosen = filters.chosen(facet);
                let passed = (!chosen.is_empty()).then(|| pass(facet, chosen, store, 0..self.seen));
                self.passed[facet as usize] = passed;
            }
        }
        self.filters = filters;
        self.collect();
    }

    /// Sorts, or goes back to the order in which the rows came.
    pub fn set_sort(&mut self, store: &Store, sort: Option<Sort>) {
        self.catch_up(store);
        self.sort = sort;
        self.arrange(store);
    }

    /// Names calling profiles and countries; searches and sorts anew by them.
    pub fn set_names(&mut self, store: &Store, names: Names) {
        if names == self.names {
            return;
        }
        self.names = names;
        if !self.query.is_empty() {
            self.found = Bits::default();
            self.found.resize(self.seen, true);
            find(
                &self.query,
                store,
                &self.names,
                0..self.seen,
                &mut self.found,
            );
        }
        // Sorting a million rows takes too long to be done for names that order nothing.
        if self.sort.is_some_and(|sort| sort.field.is_named()) {
            self.arrange(store);
        } else {
            self.collect();
        }
    }

    /// The names it has been given.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The rows that pass everything, one facet left out.
    fn all_but(&self, left_out: Option<Facet>) -> Bits {
        let mut bits = self.found.clone();
        for (facet, passed) in Facet::ALL.into_iter().zip(&self.passed) {
            if let Some(passed) = passed.as_ref().filter(|_| left_out != Some(facet)) {
                bits.keep_within(passed, 0..self.seen);
            }
        }
        bits
    }

    fn is_plain(&self) -> bool {
        self.sort.is_none() && !self.is_filtered()
    }

    fn arrange(&mut self, store: &Store) {
        // The old order goes first: both at once would be the most memory that the page takes.
        self.order = Vec::new();
        if let Some(sort) = self.sort {
            self.order = order(store, sort, &self.names);
            // What the store has and this view has not looked at yet comes with the next catch-up.
            self.order.retain(|row| (*row as usize) < self.seen);
        }
        self.collect();
    }

    /// Lists the rows that are shown, in order.
    fn collect(&mut self) {
        self.shown = self.all_but(None);
        self.shown_count = self.shown.count();
        self.rows = Vec::new();
        if self.is_plain() {
            return;
        }
        self.rows.reserve_exact(self.shown_count);
        let (rows, shown) = (&mut self.rows, &self.shown);
        rows.extend(
            self.order
                .iter()
                .copied()
                .filter(|row| shown.has(*row as usize)),
        );
        shown.each(self.order.len()..self.seen, |row| rows.push(row as u32));
    }
}
