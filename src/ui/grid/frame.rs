//! The part of a grid that can be seen, and which rows are drawn for it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::keys::Place;
use super::window::{self, Window};
use crate::browser::element::{self, Element, ScrollWatch, SizeWatch};

/// Two frames, and a little for the painting itself.
const AFTER_PAINTING: Duration = Duration::from_millis(60);

/// Without a scroll for so long, a list rests.
const RESTING: Duration = Duration::from_millis(120);

/// The elements of a grid, and what of it can be seen.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) scroller: Element,
    pub(super) head: Element,
    pub(super) body: Element,
    /// The height of a row, and the part of the list that can be seen.
    pub(super) measures: Rc<Cell<Measures>>,
    /// Rows drawn beyond what can be seen.
    pub(super) margin: Rc<Cell<usize>>,
    /// Counts scrolls, and says whether somebody waits for the last.
    pub(super) scrolls: Rc<Cell<(usize, bool)>>,
    pub(super) count: Rc<dyn Fn() -> usize>,
    pub(super) window: RwSignal<Window>,
    /// Scrolls in a row that replaced most rows, and the window after the last.
    pub(super) leaps: Rc<Cell<(usize, Window)>>,
    /// Whether the list moves too quickly to be read: rows then show what one skims by.
    pub(super) is_skimmed: RwSignal<bool>,
}

/// What was measured last, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    pub(super) row: f64,
    pub(super) seen: (f64, f64),
}

impl Frame {
    pub(super) fn covered(&self) -> f64 {
        element::height(&self.head)
    }

    /// Looks at the page: how tall a row is, and which part of the list can be seen.
    pub(super) fn measure(&self) {
        // What is not laid out says nothing.
        if element::height(&self.scroller) == 0.0 {
            return;
        }
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
    pub(super) fn choose_in_two(&self) {
        self.margin.set(0);
        self.choose();
        let later = self.clone();
        set_timeout(move || later.draw_ahead(), AFTER_PAINTING);
    }

    /// How many rows can be seen at once, about.
    pub(super) fn holds(&self) -> usize {
        let Measures { row, seen } = self.measures.get();
        let rows = window::choose(window::MOST, row, (0.0, seen.1 - seen.0), 1);
        rows.end - rows.first
    }

    fn draw_ahead(&self) {
        self.margin.set(window::MARGIN);
        untrack(|| self.choose());
    }

    /// Each row is a part of every frame: fewer are drawn ahead while the list is on the move.
    fn scrolled(&self) {
        let (count, is_awaited) = self.scrolls.get();
        self.scrolls.set((count + 1, true));
        self.margin.set(window::MARGIN_ON_THE_MOVE);
        self.measure();
        self.count_leap();
        if !is_awaited {
            self.await_rest();
        }
    }

    /// Whoever goes through the list by the keyboard reads it: what a key did is no leap.
    pub(super) fn went_by_key(&self) {
        let now = self.window.try_get_untracked().unwrap_or_default();
        self.leaps.set((0, now));
    }

    fn count_leap(&self) {
        let (leaps, before) = self.leaps.get();
        let now = self.window.try_get_untracked().unwrap_or_default();
        let leaps = if window::is_leap(before, now) {
            self.await_still();
            leaps + 1
        } else {
            0
        };
        self.leaps.set((leaps, now));
        self.skim(leaps > window::LEAPS);
    }

    fn skim(&self, is_skimmed: bool) {
        if self.is_skimmed.try_get_untracked() == Some(!is_skimmed) {
            self.is_skimmed.set(is_skimmed);
        }
    }

    /// A frame without a scroll ends the leaps. Scrolls are heard of late in their frame, so it is
    /// the second that knows.
    fn await_still(&self) {
        let (later, (before, _)) = (self.clone(), self.scrolls.get());
        request_animation_frame(move || {
            request_animation_frame(move || {
                if later.scrolls.get().0 == before {
                    let (_, now) = later.leaps.get();
                    later.leaps.set((0, now));
                    later.skim(false);
                }
            });
        });
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
                later.draw_ahead();
            },
            RESTING,
        );
    }

    /// Chooses the rows to draw by what was measured last. Tracks the rows. A frame that was asked
    /// for may come when the page has gone.
    pub(super) fn choose(&self) {
        let Some(shown) = self.window.try_get_untracked() else {
            return;
        };
        let Measures { row, seen } = self.measures.get();
        let window = window::choose((self.count)(), row, seen, self.margin.get());
        if shown != window {
            self.window.set(window);
        }
    }

    pub(super) fn focus(&self, place: Place) {
        let frame = self.scroller.clone();
        request_animation_frame(move || {
            if !element::focus_within(&frame, &cell_selector(place.row, place.column)) {
                element::focus_within(&frame, "td[tabindex=\"0\"]");
            }
        });
    }
}

/// Does something once the page has been painted, while it is there.
pub(super) fn at_rest(act: impl FnOnce() + 'static) {
    if let Ok(handle) = set_timeout_with_handle(act, AFTER_PAINTING) {
        on_cleanup(move || handle.clear());
    }
}

/// Looks again after every scroll, whatever scrolls around the list, and after every resize of
/// either; before there are rows, so that the first are as many as can be seen.
pub(super) fn watch(seen: &Frame) {
    let (scrolling, resizing, sized) = (seen.clone(), seen.clone(), seen.clone());
    StoredValue::new_local(SizeWatch::new(&seen.scroller, move || {
        // In a frame of its own: rows drawn from here may give the list another size.
        let sized = sized.clone();
        request_animation_frame(move || untrack(|| sized.measure()));
    }));
    StoredValue::new_local(ScrollWatch::new(move || untrack(|| scrolling.scrolled())));
    let resized = window_event_listener(ev::resize, move |_| untrack(|| resizing.measure()));
    on_cleanup(move || resized.remove());
}

pub(super) fn cell_selector(row: usize, column: usize) -> String {
    format!(
        "[aria-rowindex=\"{}\"] > :nth-child({})",
        row + 2,
        column + 1
    )
}
