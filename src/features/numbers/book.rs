//! The numbers that were looked up, and how far they have come.

use cordboard_api::ApiError;
use cordboard_numbers::{Facet, Field, Filters, Names, Sort, Store, Tallies, View};
use futures::future::AbortHandle;
use leptos::prelude::*;

use crate::browser::timer;
use crate::state::lists::Lists;

/// One answer, and what of it is shown.
#[derive(Debug, Default)]
pub struct Book {
    /// Whose numbers they are.
    tenant: String,
    pub store: Store,
    pub view: View,
    /// Counts look-ups: the rows of one are not those of the next.
    pub edition: usize,
    /// Counts what rows are drawn with besides the store: names of profiles.
    pub drawing: usize,
    /// The head of the answer has come, and with it the array.
    pub is_open: bool,
    pub is_whole: bool,
    pub received: u64,
    /// The length that was promised.
    pub expected: Option<u64>,
    pub content_type: Option<String>,
    search: String,
    names: Names,
    pub tallies: Vec<Tallies>,
}

impl Book {
    /// One number that nobody looked up.
    pub fn rehearsed() -> Self {
        let (store, view) = cordboard_numbers::rehearse();
        Self {
            store,
            view,
            ..Self::default()
        }
    }

    /// Begins anew; search, filters, order and names stay.
    fn renew(&mut self) {
        let before = std::mem::take(self);
        let mut view = View::new();
        let store = Store::new();
        view.set_names(&store, before.names.clone());
        view.set_search(&store, &before.search);
        view.set_filters(&store, before.view.filters().clone());
        view.set_sort(&store, before.view.sort());
        *self = Self {
            store,
            view,
            edition: before.edition + 1,
            drawing: before.drawing,
            search: before.search,
            names: before.names,
            ..Self::default()
        };
    }

    /// What tells a drawn row from every other.
    pub fn key(&self, row: u32) -> u64 {
        ((self.edition as u64) << 48) ^ ((self.drawing as u64 & 0xffff) << 32) ^ u64::from(row)
    }

    /// The counts of a facet, as they were counted last.
    pub fn tallies(&self, facet: Facet) -> Option<&Tallies> {
        self.tallies.get(facet as usize)
    }

    pub fn names(&self) -> &Names {
        &self.names
    }

    fn take_in(&mut self) {
        self.view.catch_up(&self.store);
    }
}

/// A book that is put aside when its page is left.
struct Kept {
    book: Book,
    /// In milliseconds since 1970.
    until: f64,
}

/// Long enough to look at a profile and come back; then the numbers are worth another reading.
const KEPT_MILLISECONDS: f64 = 300_000.0;

/// The book of the page that is open. What it holds is no signal: `version` says when to look
/// again, so that a million rows cost one notification.
#[derive(Debug, Clone, Copy)]
pub struct Shelf {
    book: StoredValue<Book, LocalStorage>,
    version: RwSignal<usize>,
    /// Follows `version`, a moment later.
    pub counted: RwSignal<usize>,
    pub is_loading: RwSignal<bool>,
    /// Nothing has come for longer than a blink.
    pub is_slow: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    under_way: StoredValue<Option<AbortHandle>>,
}

impl Shelf {
    pub fn new() -> Self {
        let shelf = Self {
            book: StoredValue::new_local(Book::default()),
            version: RwSignal::new(0),
            counted: RwSignal::new(0),
            is_loading: RwSignal::new(false),
            is_slow: RwSignal::new(false),
            error: RwSignal::new(None),
            under_way: StoredValue::new(None),
        };
        on_cleanup(move || shelf.stop());
        shelf
    }

    /// Keeps the numbers, if all have come, for when the page is opened again.
    pub fn keep_for_later(self, lists: Lists) {
        let book = self.try_write(|book| book.is_whole.then(|| std::mem::take(book)));
        if let Some(book) = book.flatten() {
            let kept = Kept {
                book,
                until: timer::now() + KEPT_MILLISECONDS,
            };
            lists.kept_numbers.set_value(Some(Box::new(kept)));
        }
    }

    /// Takes up what was kept of a tenant; false when there is none.
    pub fn take_up(self, lists: Lists, tenant: &str) -> bool {
        let kept = lists.kept_numbers.try_update_value(Option::take).flatten();
        let kept = kept.and_then(|kept| kept.downcast::<Kept>().ok());
        let Some(kept) =
            kept.filter(|kept| kept.book.tenant == tenant && kept.until > timer::now())
        else {
            return false;
        };
        self.try_write(|book| {
            let Kept { book: own, .. } = *kept;
            let before = std::mem::replace(book, own);
            // Search, filters and order are those of the address, not those of then.
            book.view.set_search(&book.store, &before.search);
            book.view
                .set_filters(&book.store, before.view.filters().clone());
            book.view.set_sort(&book.store, before.view.sort());
            book.search = before.search;
        });
        self.redraw();
        true
    }

    /// Finds a number in the open book, or in the one put aside.
    pub fn find(self, lists: Lists, number: &str) -> Option<(String, String)> {
        let in_book = |book: &Book| {
            let row = book.store.row_of(number)?;
            Some((book.tenant.clone(), book.store.cell(row, Field::Number)))
        };
        self.try_peek(in_book).flatten().or_else(|| {
            lists.kept_numbers.with_value(|kept| {
                let kept = kept.as_ref()?.downcast_ref::<Kept>()?;
                in_book(&kept.book)
            })
        })
    }

    /// Looks into the book, tracked.
    pub fn read<T>(self, look: impl FnOnce(&Book) -> T) -> T {
        self.version.track();
        self.peek(look)
    }

    /// Looks into the book, untracked.
    pub fn peek<T>(self, look: impl FnOnce(&Book) -> T) -> T {
        self.book.with_value(look)
    }

    /// Looks into the book while its page is there: for work that goes on beside it.
    pub fn try_peek<T>(self, look: impl FnOnce(&Book) -> T) -> Option<T> {
        self.book.try_with_value(look)
    }

    /// Writes into the book while its page is there, and tells nobody.
    pub fn try_write<T>(self, write: impl FnOnce(&mut Book) -> T) -> Option<T> {
        self.book.try_update_value(write)
    }

    /// Says that the book has changed.
    pub fn tell(self) {
        if let Some(version) = self.version.try_get_untracked() {
            self.version.set(version + 1);
        }
    }

    /// Shows the rows that have come since the last time.
    pub fn show_new(self) {
        self.try_write(Book::take_in);
        self.tell();
    }

    /// Sorts what came last: the list is complete.
    pub fn settle(self) {
        self.try_write(|book| book.view.settle(&book.store));
        self.tell();
    }

    /// Gives up what is under way and takes an empty book for a tenant.
    pub fn begin(self, tenant: &str, handle: Option<AbortHandle>) {
        self.stop();
        self.is_loading.set(handle.is_some());
        self.is_slow.set(false);
        self.under_way.set_value(handle);
        self.try_write(|book| {
            book.renew();
            tenant.clone_into(&mut book.tenant);
        });
        self.error.set(None);
        self.tell();
    }

    /// Gives up the call that is under way; the rows that came stay.
    pub fn stop(self) {
        if let Some(handle) = self.under_way.try_update_value(Option::take).flatten() {
            handle.abort();
        }
        self.is_loading.set(false);
    }

    pub fn set_search(self, text: &str) {
        self.try_write(|book| {
            text.clone_into(&mut book.search);
            book.view.set_search(&book.store, text);
        });
        self.tell();
    }

    pub fn set_filters(self, filters: Filters) {
        let is_same = self.peek(|book| *book.view.filters() == filters);
        if !is_same {
            self.try_write(|book| book.view.set_filters(&book.store, filters));
            self.tell();
        }
    }

    pub fn set_sort(self, sort: Option<Sort>) {
        if self.peek(|book| book.view.sort() != sort) {
            self.try_write(|book| book.view.set_sort(&book.store, sort));
            self.tell();
        }
    }

    /// Takes names that the numbers do not carry.
    pub fn set_names(self, change: impl FnOnce(&mut Names)) {
        self.try_write(|book| {
            change(&mut book.names);
            book.view.set_names(&book.store, book.names.clone());
        });
        self.tell();
    }

    /// Draws the rows anew: what they are drawn with besides the book has changed.
    pub fn redraw(self) {
        self.try_write(|book| book.drawing += 1);
        self.tell();
    }

    /// A cell as it came on the wire.
    pub fn cell(self, row: u32, field: Field) -> String {
        self.peek(|book| book.store.cell(row, field))
    }
}
