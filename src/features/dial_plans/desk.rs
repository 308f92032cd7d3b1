//! The one dial plan that this tab works on: what was read, what is to be changed, what is chosen.
//!
//! It outlives the page, like everything in `state`, because a run that has been started goes on
//! while its administrator looks something up elsewhere. It is kept here since nothing outside this
//! feature may name the engine, which is loaded with it.

mod matching;
mod pending;
mod reading;

use std::rc::Rc;

use cordboard_api::{ApiError, CustomerId, SiteLocationId};
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::marks::Marks;
use cordboard_dial_plan::matcher::Index;
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::trunks::Trunks;
use cordboard_dial_plan::{Rule, Snapshot};
use futures::future::AbortHandle;
use leptos::prelude::*;

use super::model::listing::Listing;
use super::runner::Runs;
use crate::change_sets;
pub use crate::change_sets::{now, rules};
use crate::state::links::Links;
use crate::state::lists::Lists;
use crate::state::session::Session;

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
        let (site, target) = change_sets::asked(&query, environment, &customer, USUAL_PLAN);
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

/// Tells those who follow a counter.
pub fn bump(counter: RwSignal<u64>) {
    counter.update(|count| *count += 1);
}
