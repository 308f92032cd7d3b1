//! The rules made ready for matching, as they are and as they will be, and what stands out of them.

use std::rc::Rc;
use std::time::Duration;

use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::marks::{Marks, marks};
use cordboard_dial_plan::matcher::Index;
use cordboard_dial_plan::trunks::Trunks;
use leptos::prelude::*;

use super::{DeskState, Known, Matching, bump};
use crate::browser::{task, timer};

impl DeskState {
    /// Holds the rules against one another once the page has been drawn, and again when the trunks
    /// become known. Tracked.
    pub fn mark(&'static self) {
        let read = self.read.get();
        let profiles = self.lists.profiles.value.get();
        task::start(async move {
            timer::sleep(Duration::ZERO).await;
            if profiles.is_some() {
                self.fresh_known();
            }
            if self.read.get_untracked() != read {
                return;
            }
            self.held.update_value(|held| {
                let Some(live) = held.live.clone() else {
                    return;
                };
                let rules = live.plan.rules();
                let index = held.index.take();
                let index = index.unwrap_or_else(|| Rc::new(Index::new(rules)));
                let trunks = held.known.trunks.as_deref();
                held.marks = Rc::new(marks(rules, &index, trunks, &held.known.emergency));
                held.index = Some(index);
            });
            bump(self.marked);
        });
    }

    /// The trunks and emergency numbers as the calling profiles give them now.
    pub fn fresh_known(&'static self) -> Known {
        let profiles = self.lists.profiles.value.get_untracked();
        if let Some(profiles) = profiles {
            let all = profiles.iter().filter_map(|row| row.profile());
            let trunks = all.clone().flat_map(|profile| &profile.trunks);
            let strings = all.flat_map(|profile| &profile.emergency_dial_strings);
            let known = Known {
                trunks: Some(Rc::new(Trunks::new(trunks.map(|trunk| &trunk.fqdn)))),
                emergency: Rc::new(EmergencyNumbers::new(strings)),
            };
            self.held.update_value(|held| held.known = known);
        }
        self.held.with_value(|held| held.known.clone())
    }

    /// What stands out about each rule; empty until that is known. Tracked.
    pub fn marks(&'static self) -> Rc<Vec<Marks>> {
        self.marked.track();
        self.held.with_value(|held| Rc::clone(&held.marks))
    }

    /// The plan now, ready for matching; tracked.
    pub fn index(&'static self) -> Option<Rc<Index>> {
        self.marked.track();
        self.read.track();
        self.held.with_value(|held| held.index.clone())
    }

    /// The plan as it will be, ready for matching; `None` while nothing is pending. Tracked.
    pub fn after(&'static self) -> Option<Rc<Matching>> {
        let version = self.changed.get();
        self.held
            .try_update_value(|held| {
                let live = held.live.clone()?;
                if held.changes.is_empty() {
                    return None;
                }
                if let Some((of, after)) = &held.after
                    && *of == version
                {
                    return Some(Rc::clone(after));
                }
                let rules = held.changes.applied_to(&live.plan);
                let index = Index::new(&rules);
                let after = Rc::new(Matching { rules, index });
                held.after = Some((version, Rc::clone(&after)));
                Some(after)
            })
            .flatten()
    }

    pub fn known(&'static self) -> Known {
        self.marked.track();
        self.held.with_value(|held| held.known.clone())
    }
}
