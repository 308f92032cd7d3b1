//! The one dial plan that this tab works on: what was read, what is to be changed, what is chosen.
//!
//! It outlives the page, like everything in `state`, because a run that has been started goes on
//! while its administrator looks something up elsewhere. It is kept here since nothing outside this
//! feature may name the engine, which is loaded with it.

use std::rc::Rc;
use std::time::Duration;

use cordboard_api::live::dial_plans::DialPlan;
use cordboard_api::{ApiError, CustomerId, SiteLocationId};
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::marks::{Marks, marks};
use cordboard_dial_plan::matcher::Index;
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::trunks::Trunks;
use cordboard_dial_plan::{Rule, Snapshot};
use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

use super::kept;
use super::model::listing::Listing;
use super::runner::Runs;
use crate::browser::{intl, task, timer};
use crate::change_sets::{self, Staged};
pub use crate::change_sets::{now, rules};
use crate::state::links::Links;
use crate::state::lists::Lists;
use crate::state::session::Session;

/// A skeleton before this would only flicker.
const SLOW_AFTER: Duration = Duration::from_millis(500);

/// The plan of customers that have none of another name.
pub const USUAL_PLAN: &str = "CustDialPlan";

/// Which plan is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub customer: CustomerId,
    pub site: SiteLocationId,
    pub target: Target,
}

/// Rules made ready for matching.
#[derive(Debug)]
pub struct Matching {
    pub rules: Vec<Rule>,
    pub index: Index,
}

/// What is known of the trunks of all calling profiles.
#[derive(Debug, Default, Clone)]
pub struct Known {
    /// `None` until the profiles have been read: then no tag is called unknown.
    pub trunks: Option<Rc<Trunks>>,
    pub emergency: Rc<EmergencyNumbers>,
}

#[derive(Debug, Default)]
pub struct Held {
    pub place: Option<Place>,
    /// The names of the site's plans.
    pub plans: Vec<String>,
    pub live: Option<Rc<Listing>>,
    pub read_at: f64,
    /// The plan as it was when the first of the pending changes was made.
    pub base: Option<Rc<Snapshot>>,
    pub changes: ChangeSet,
    pub known: Known,
    index: Option<Rc<Index>>,
    marks: Rc<Vec<Marks>>,
    after: Option<(u64, Rc<Matching>)>,
    picked: Vec<bool>,
    loading: Option<AbortHandle>,
    is_saving: bool,
    /// When the changes were kept last, in milliseconds since 1970.
    kept_at: f64,
    is_dirty: bool,
    is_base_dirty: bool,
    pub runs: Runs,
}

/// The desk, for as long as the tab is there.
pub type Desk = &'static DeskState;

/// A handle on all of it. The counters tell whoever reads them that something has changed.
#[derive(Debug)]
pub struct DeskState {
    pub session: Session,
    pub lists: Lists,
    pub links: Links,
    pub held: StoredValue<Held, LocalStorage>,
    /// The plan was read.
    pub read: RwSignal<u64>,
    /// Its rules were held against one another and against the trunks.
    pub marked: RwSignal<u64>,
    /// The pending changes are others.
    pub changed: RwSignal<u64>,
    /// Other rules are chosen.
    pub picked: RwSignal<u64>,
    /// A run went on.
    pub ran: RwSignal<u64>,
    pub error: RwSignal<Option<ApiError>>,
    /// Why the names of the site's plans are not known.
    pub names_error: RwSignal<Option<ApiError>>,
    pub is_loading: RwSignal<bool>,
    pub is_slow: RwSignal<bool>,
    /// Whether the pending changes are kept on this device, as a sentence.
    pub saved: RwSignal<String>,
    /// What a press has done, for those who do not see it.
    pub said: RwSignal<String>,
}

impl DeskState {
    /// The desk of this tab, which it keeps.
    pub fn new(session: Session, lists: Lists, links: Links) -> Desk {
        Box::leak(Box::new(Self {
            session,
            lists,
            links,
            held: StoredValue::new_local(Held::default()),
            read: RwSignal::new(0),
            marked: RwSignal::new(0),
            changed: RwSignal::new(0),
            picked: RwSignal::new(0),
            ran: RwSignal::new(0),
            error: RwSignal::new(None),
            names_error: RwSignal::new(None),
            is_loading: RwSignal::new(false),
            is_slow: RwSignal::new(false),
            saved: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
        }))
    }

    /// What the address asks for, tracked.
    pub fn asked(&'static self) -> Option<Place> {
        let query = self.links.query();
        let environment = self.session.environment();
        let customer = CustomerId::parse(query.get("customer")?).ok()?;
        let site = query
            .get("site")
            .and_then(|site| SiteLocationId::parse(site).ok())
            .unwrap_or_else(|| SiteLocationId::from(&customer));
        let plan = query.get("plan").filter(|plan| !plan.is_empty());
        let target = Target {
            environment: environment.name,
            kind: environment.kind.word().to_owned(),
            customer: customer.to_string(),
            site: site.to_string(),
            dial_plan: plan.unwrap_or(USUAL_PLAN).to_owned(),
        };
        Some(Place {
            customer,
            site,
            target,
        })
    }

    pub fn place(&'static self) -> Option<Place> {
        self.held.with_value(|held| held.place.clone())
    }

    /// The plan as it was read last; tracked.
    pub fn live(&'static self) -> Option<Rc<Listing>> {
        self.read.track();
        self.held.with_value(|held| held.live.clone())
    }

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

    pub fn is_picked(&'static self, place: usize) -> bool {
        self.picked.track();
        self.held
            .with_value(|held| held.picked.get(place).copied().unwrap_or_default())
    }

    /// Chooses rules, or no longer.
    pub fn pick(&'static self, places: &[usize], is_picked: bool) {
        self.held.update_value(|held| {
            for place in places {
                if let Some(own) = held.picked.get_mut(*place) {
                    *own = is_picked;
                }
            }
        });
        bump(self.picked);
    }

    /// The rules that are chosen; tracked.
    pub fn all_picked(&'static self) -> Vec<usize> {
        self.picked.track();
        self.held.with_value(|held| {
            let picked = held.picked.iter().enumerate();
            picked
                .filter(|(_, is_picked)| **is_picked)
                .map(|(place, _)| place)
                .collect()
        })
    }

    pub fn say(&'static self, text: String) {
        self.said.set(text);
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

/// Tells those who follow a counter.
pub fn bump(counter: RwSignal<u64>) {
    counter.update(|count| *count += 1);
}
