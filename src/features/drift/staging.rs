//! Puts what would right a finding among the pending changes of its plan, and keeps them.

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::target::Target;
use leptos::prelude::*;

use super::desk::{Desk, Held, bump};
use super::model::words::counted;
use crate::browser::{intl, task, timer};
use crate::change_sets::{self, Base};
use crate::number_stream::PATIENCE;

/// Findings entered before the clock is looked at.
const STEP: usize = 200;

impl Desk {
    /// Whether what would right a finding is pending.
    pub fn is_pending(self, place: usize) -> bool {
        self.held.with_value(|held| {
            let Some(listing) = &held.listing else {
                return false;
            };
            let finding = listing.report.findings.get(place);
            finding.is_some_and(|own| listing.report.is_pending(own, &held.changes))
        })
    }

    /// Puts the changes for these findings among the pending ones, as one batch.
    pub fn put(self, places: Vec<usize>) {
        let batch = self.held.try_update_value(|held| {
            let listing = held.listing.as_ref()?;
            if held.changes.is_empty() {
                held.base = Some(Some(std::rc::Rc::clone(&listing.report.plan)));
            }
            Some((held.changes.batch(Origin::Drift), held.place.clone()))
        });
        let Some((batch, place)) = batch.flatten() else {
            return;
        };
        task::start(async move {
            let mut entered = 0;
            let mut worked_since = timer::now();
            for step in places.chunks(STEP) {
                let put = self.held.try_update_value(|held| {
                    // Another comparison may have begun meanwhile.
                    let listing = held.listing.clone().filter(|_| held.place == place)?;
                    let findings = step
                        .iter()
                        .filter_map(|at| listing.report.findings.get(*at));
                    let put =
                        findings.filter(|own| listing.report.put(own, &mut held.changes, batch));
                    Some(put.count())
                });
                let Some(put) = put.flatten() else {
                    return;
                };
                entered += put;
                if timer::now() - worked_since > PATIENCE {
                    task::breathe().await;
                    worked_since = timer::now();
                }
            }
            let changes = counted(&intl::count(entered), entered, "change");
            self.said.try_set(match entered {
                0 => {
                    "Nothing to add: it is pending already, or the plan cannot right it.".to_owned()
                }
                _ => format!("{changes} added to the pending changes."),
            });
            self.keep().await;
        });
    }

    /// Keeps the pending changes on this device: one write after another, and the last one always.
    async fn keep(self) {
        bump(self.changed);
        let is_busy = self.held.try_update_value(|held| {
            held.is_dirty = true;
            std::mem::replace(&mut held.is_saving, true)
        });
        if is_busy != Some(false) {
            return;
        }
        while let Some((target, changes, base)) = self.held.try_update_value(next_write).flatten() {
            let is_kept = change_sets::save(&target, changes, base).await;
            self.saved.try_set(if is_kept {
                format!("Saved on this device at {}.", intl::time_of_day(timer::now()))
            } else {
                "Not saved: this browser keeps nothing for this page, so the Dial plans page will not find the changes.".to_owned()
            });
        }
    }

    /// The pending changes, tracked.
    pub fn changes<T>(self, look: impl FnOnce(&ChangeSet) -> T) -> T {
        self.changed.track();
        self.held.with_value(|held| look(&held.changes))
    }
}

/// What is still to be kept; the writer rests when there is nothing.
fn next_write(held: &mut Held) -> Option<(Target, String, Option<Base>)> {
    let target = held.place.as_ref().map(|place| place.target.clone());
    let Some(target) = target.filter(|_| std::mem::take(&mut held.is_dirty)) else {
        held.is_saving = false;
        return None;
    };
    Some((
        target,
        change_sets::text_of(&held.changes),
        held.base.take(),
    ))
}
