//! What the page works on: which tenant and plan, what was found, what is pending.

use std::rc::Rc;

use cordboard_api::{ApiError, CustomerId, SiteLocationId, TenantId};
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::target::Target;
use futures::future::AbortHandle;
use leptos::prelude::*;

use super::model::listing::Listing;
use crate::change_sets::{self, Base};
use crate::state::links::Links;
use crate::state::lists::Lists;
use crate::state::session::Session;

/// The plan that uploads of numbers write to ("Operator Connect Number Management").
pub const NUMBERS_PLAN: &str = "OCDialPlan";

/// What is to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub tenant: TenantId,
    pub customer: CustomerId,
    pub site: SiteLocationId,
    pub target: Target,
}

/// A call that failed, and what it was for.
#[derive(Debug, Clone)]
pub struct Failure {
    pub what: &'static str,
    pub error: ApiError,
}

#[derive(Debug, Default)]
pub struct Held {
    pub place: Option<Place>,
    pub listing: Option<Rc<Listing>>,
    /// Rows that could not be read: of numbers, of profiles.
    pub unreadable: [usize; 2],
    pub changes: ChangeSet,
    /// The plan that the changes were made on, while it is still to be kept with them.
    pub base: Option<Base>,
    pub under_way: Option<AbortHandle>,
    pub is_saving: bool,
    pub is_dirty: bool,
}

/// A handle on all of it. The counters tell whoever reads them that something has changed.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    pub session: Session,
    pub lists: Lists,
    pub links: Links,
    pub held: StoredValue<Held, LocalStorage>,
    /// A report came or went.
    pub compared: RwSignal<u64>,
    /// The pending changes are others.
    pub changed: RwSignal<u64>,
    /// How many numbers have come; none while nothing is read.
    pub progress: RwSignal<Option<usize>>,
    pub failure: RwSignal<Option<Rc<Failure>>, LocalStorage>,
    /// What a press has done, and whether it is kept.
    pub said: RwSignal<String>,
    pub saved: RwSignal<String>,
}

impl Desk {
    pub fn new(session: Session, lists: Lists, links: Links) -> Self {
        let desk = Self {
            session,
            lists,
            links,
            held: StoredValue::new_local(Held::default()),
            compared: RwSignal::new(0),
            changed: RwSignal::new(0),
            progress: RwSignal::new(None),
            failure: RwSignal::new_local(None),
            said: RwSignal::new(String::new()),
            saved: RwSignal::new(String::new()),
        };
        on_cleanup(move || desk.stop());
        desk
    }

    /// What the address asks for, tracked. A customer's tenant is known from the list, and a
    /// tenant's customer where there is but one.
    pub fn asked(self) -> Option<Place> {
        let query = self.links.query();
        let environment = self.session.environment();
        let tenant = query.get("tenant").and_then(|id| TenantId::parse(id).ok());
        let customer = query.get("customer");
        let customer = customer.and_then(|id| CustomerId::parse(id).ok());
        let (tenant, customer) = match (tenant, customer) {
            (Some(tenant), Some(customer)) => (tenant, customer),
            (None, Some(customer)) => {
                let known = self.lists.customers().into_iter();
                let own = known
                    .filter(|own| own.id == customer)
                    .find_map(|own| own.tenant);
                (own?, customer)
            }
            (Some(tenant), None) => {
                let known = self.lists.customers().into_iter();
                let mut own = known.filter(|own| own.tenant.as_ref() == Some(&tenant));
                let first = own.next()?;
                if own.next().is_some() {
                    return None;
                }
                (tenant, first.id)
            }
            (None, None) => return None,
        };
        let (site, target) = change_sets::asked(&query, environment, &customer, NUMBERS_PLAN);
        Some(Place {
            tenant,
            customer,
            site,
            target,
        })
    }

    /// What was found; tracked.
    pub fn listing(self) -> Option<Rc<Listing>> {
        self.compared.track();
        self.held.with_value(|held| held.listing.clone())
    }

    /// Forgets what was found and gives up what is under way.
    pub fn clear(self, place: Option<Place>) {
        self.stop();
        self.held.update_value(|held| {
            *held = Held {
                place,
                ..Held::default()
            };
        });
        self.failure.set(None);
        self.said.set(String::new());
        self.saved.set(String::new());
        bump(self.compared);
        bump(self.changed);
    }

    fn stop(self) {
        let handle = self.held.try_update_value(|held| held.under_way.take());
        if let Some(handle) = handle.flatten() {
            handle.abort();
        }
        self.progress.set(None);
    }
}

/// Tells those who follow a counter, while the page is there.
pub fn bump(counter: RwSignal<u64>) {
    counter.try_update(|count| *count += 1);
}
