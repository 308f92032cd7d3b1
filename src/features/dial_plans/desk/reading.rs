//! Which plan is on the desk: read from the server, and its changes from this device.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::live::dial_plans::DialPlan;
use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

use super::super::kept;
use super::super::model::listing::Listing;
use super::{DeskState, Held, Known, Place, bump, rules};
use crate::browser::{intl, task, timer};
use crate::change_sets::{self, Staged};

/// A skeleton before this would only flicker.
const SLOW_AFTER: Duration = Duration::from_millis(500);

impl DeskState {
    /// Takes up another plan, or the same one when the page is opened again.
    pub fn open(&'static self, place: Option<Place>) {
        let is_same = self.held.with_value(|held| held.place == place);
        if !is_same {
            self.clear();
            self.held.update_value(|held| held.place.clone_from(&place));
        }
        let Some(place) = place else {
            return;
        };
        if is_same {
            // Another page may have put something among the changes meanwhile.
            let target = place.target;
            task::start(async move {
                let staged = change_sets::load(&target).await;
                if self.place().is_some_and(|place| place.target == target) {
                    self.take_staged(staged);
                }
            });
        } else {
            self.read_plan_names(place);
        }
        self.read_plan();
    }

    /// Forgets what the server said: nobody is signed in any more.
    pub fn forget_answers(&'static self) {
        self.open(None);
        self.held.update_value(|held| held.known = Known::default());
    }

    fn clear(&'static self) {
        self.held.update_value(|held| {
            if let Some(loading) = held.loading.take() {
                loading.abort();
            }
            let runs = std::mem::take(&mut held.runs);
            let known = std::mem::take(&mut held.known);
            *held = Held {
                runs: runs.without_history(),
                known,
                ..Held::default()
            };
        });
        self.error.set(None);
        self.names_error.set(None);
        self.is_loading.set(false);
        self.is_slow.set(false);
        self.saved.set(String::new());
        for counter in [self.read, self.marked, self.changed, self.picked, self.ran] {
            bump(counter);
        }
    }

    /// Reads the names of the site's plans again.
    pub fn read_names(&'static self) {
        if let Some(place) = self.place() {
            self.read_plan_names(place);
        }
    }

    fn read_plan_names(&'static self, place: Place) {
        let Some(client) = self.session.live() else {
            return;
        };
        task::start(async move {
            // Without a list the field takes any name; nothing else depends on it.
            let plans = client.dial_plans(&place.customer, &place.site).await;
            if self.place().as_ref() != Some(&place) {
                return;
            }
            match plans {
                Ok(plans) => {
                    let names = plans.into_iter().map(|plan| plan.id).collect();
                    self.held.update_value(|held| held.plans = names);
                    self.names_error.set(None);
                }
                Err(error) => self.names_error.set(Some(error)),
            }
            bump(self.read);
        });
    }

    /// Reads the plan, and before that, for the first time, what is kept of it on this device.
    pub fn read_plan(&'static self) {
        let Some((place, client)) = self.place().zip(self.session.live()) else {
            return;
        };
        let is_first = self.held.with_value(|held| held.live.is_none());
        let (handle, registration) = AbortHandle::new_pair();
        let before = self
            .held
            .try_update_value(|held| held.loading.replace(handle.clone()))
            .flatten();
        if let Some(before) = before {
            before.abort();
        }
        self.is_loading.set(true);
        task::start(async move {
            timer::sleep(SLOW_AFTER).await;
            if !handle.is_aborted() && self.is_loading.get_untracked() {
                self.is_slow.set(true);
            }
        });
        let work = async move {
            if is_first {
                self.take_kept(kept::load(&place.target).await);
            }
            let name = &place.target.dial_plan;
            client.dial_plan(&place.customer, &place.site, name).await
        };
        task::start(async move {
            let Ok(outcome) = Abortable::new(work, registration).await else {
                return;
            };
            match outcome {
                Ok(plan) => self.take_plan(plan),
                Err(error) => self.error.set(Some(error)),
            }
            self.is_loading.set(false);
            self.is_slow.set(false);
        });
    }

    fn take_kept(&'static self, kept: kept::Kept) {
        self.held
            .update_value(|held| held.runs.take_kept(kept.runs));
        bump(self.ran);
        self.take_staged(kept.staged);
    }

    /// Takes over changes that were kept, if they are newer than those at hand.
    fn take_staged(&'static self, staged: Staged) {
        let is_newer = self
            .held
            .with_value(|held| staged.saved_at > held.kept_at && !held.is_saving);
        if !is_newer {
            return;
        }
        let at = intl::local_time(staged.saved_at);
        self.saved.set(format!("Saved on this device at {at}."));
        self.held.update_value(|held| {
            held.kept_at = staged.saved_at;
            held.changes = staged.changes;
            held.base = staged.base.map(Rc::new);
        });
        bump(self.changed);
    }

    /// Shows a plan that was read.
    pub fn take_plan(&'static self, plan: DialPlan) {
        self.show(Rc::new(Listing::new(rules(plan))));
    }

    pub fn show(&'static self, listing: Rc<Listing>) {
        self.held.update_value(|held| {
            held.picked = vec![false; listing.plan.rules().len()];
            held.live = Some(listing);
            held.read_at = timer::now();
            held.index = None;
            held.after = None;
            held.marks = Rc::default();
        });
        self.error.set(None);
        bump(self.read);
        bump(self.picked);
        bump(self.changed);
    }
}
