//! What is to be changed: edited, and kept on this device at once.

use std::rc::Rc;

use cordboard_dial_plan::Snapshot;
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::target::Target;
use leptos::prelude::*;

use super::{DeskState, Held, bump};
use crate::browser::{intl, task, timer};
use crate::change_sets;

impl DeskState {
    /// Changes what is pending; what was made is kept at once.
    pub fn edit(&'static self, act: &mut dyn FnMut(&mut ChangeSet, &Snapshot)) {
        self.held.update_value(|held| {
            let Some(live) = held.live.clone() else {
                return;
            };
            if held.changes.is_empty() {
                held.base = Some(Rc::clone(&live.plan));
                held.is_base_dirty = true;
            }
            act(&mut held.changes, &live.plan);
        });
        self.keep();
    }

    /// Replaces what is pending.
    pub fn put_changes(&'static self, changes: ChangeSet, base: Option<Rc<Snapshot>>) {
        self.held.update_value(|held| {
            held.changes = changes;
            held.base = base;
            held.is_base_dirty = true;
        });
        self.keep();
    }

    pub fn discard(&'static self) {
        self.put_changes(ChangeSet::default(), None);
    }

    /// Keeps the pending changes on this device: one write after another, and the last one always.
    fn keep(&'static self) {
        bump(self.changed);
        let is_busy = self.held.try_update_value(|held| {
            held.is_dirty = true;
            std::mem::replace(&mut held.is_saving, true)
        });
        if is_busy == Some(true) {
            return;
        }
        task::start(async move {
            while let Some((target, changes, base)) =
                self.held.try_update_value(Held::next_write).flatten()
            {
                let is_kept = change_sets::save(&target, changes, base).await;
                let is_empty = self.held.with_value(|held| held.changes.is_empty());
                self.saved.set(if !is_kept {
                    "Not saved: this browser keeps nothing for this page. The changes are lost with the tab.".to_owned()
                } else if is_empty {
                    String::new()
                } else {
                    format!("Saved on this device at {}.", intl::time_of_day(timer::now()))
                });
            }
        });
    }
}

impl Held {
    /// What is still to be kept; the writer rests when there is nothing.
    fn next_write(&mut self) -> Option<(Target, String, Option<change_sets::Base>)> {
        let target = self.place.as_ref().map(|place| place.target.clone());
        let Some(target) = target.filter(|_| std::mem::take(&mut self.is_dirty)) else {
            self.is_saving = false;
            return None;
        };
        let base = std::mem::take(&mut self.is_base_dirty).then(|| self.base.clone());
        self.kept_at = timer::now();
        Some((target, change_sets::text_of(&self.changes), base))
    }
}
