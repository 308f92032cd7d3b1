//! The draft on this device: what was typed over the profile.

use leptos::prelude::*;

use super::{Form, State};
use crate::browser::task;

impl Form {
    /// Types again what this device has kept of the form; what was typed meanwhile stays.
    pub fn take_up(self) {
        let marks = self.marks;
        task::start(async move {
            let kept = self.kept.read().await;
            if !kept.is_null() {
                self.kept.is_shown();
            }
            let is_typed = self.state.try_update(|state| {
                let start = state.start(marks);
                let typed = std::mem::replace(&mut state.draft, start.clone());
                state.draft.take_up(&kept);
                state.draft.type_over(&typed, &start);
                typed != start
            });
            if is_typed == Some(true) {
                self.keep_soon();
            }
        });
    }

    /// Keeps on this device what was typed.
    pub fn keep_soon(self) {
        let marks = self.marks;
        let draft = move |state: &State| state.draft.to_json(&state.start(marks));
        self.kept
            .keep_soon(move || self.state.try_with_untracked(draft));
    }

    /// Forgets what this device has kept: it was sent, or is wanted no more.
    pub fn forget(self) {
        task::start(self.kept.forget());
    }

    /// Empties the form of what was typed.
    pub fn discard(self) {
        let marks = self.marks;
        self.state.update(|state| {
            *state = State {
                draft: state.start(marks),
                base: state.base.take(),
                start: std::mem::take(&mut state.start),
                left_behind: std::mem::take(&mut state.left_behind),
                ..State::default()
            };
        });
        self.is_pressed.set(false);
        self.notice.set(None);
        self.forget();
    }
}
