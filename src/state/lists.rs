//! Lists that several features read.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use cordboard_api::Reading;
use cordboard_api::live::services::Service;
use cordboard_api::opentact::voice_profiles::VoiceProfile;
use leptos::prelude::*;

use super::cached::Cached;
use super::session::Session;
use super::tenants::{self, KnownTenant};
use crate::browser::timer;
use crate::customers::{self, Customer};
use crate::profiles::rows::{self, Row};
use crate::route::Platform;

/// A list opened again within this time is not read again by itself.
const FRESH_MILLISECONDS: f64 = 30_000.0;

/// The loaded lists of the environment that is signed in to.
#[derive(Debug, Clone, Copy)]
pub struct Lists {
    /// With what follows from them, worked out once for every page.
    pub profiles: Cached<Vec<Row>>,
    /// Tenants that services and leads name.
    pub tenants: Cached<Vec<KnownTenant>>,
    pub services: Cached<Vec<Reading<Service>>>,
    /// The services once more, each with its site locations: a longer answer.
    pub sites: Cached<Vec<Reading<Service>>>,
    pub voice_profiles: Cached<Vec<Reading<VoiceProfile>>>,
    /// The voice profile that was removed last: it stays at hand to be created anew.
    pub removed_voice_profile: RwSignal<Option<Arc<VoiceProfile>>>,
    /// What the Numbers page keeps for when it is opened again; only that page knows what it is.
    pub kept_numbers: StoredValue<Option<Box<dyn Any>>, LocalStorage>,
    /// The SBCs that the numbers which were read name, by id.
    pub number_sbcs: RwSignal<Vec<(i64, String)>>,
    /// How the Numbers page finds a number among those it holds.
    pub find_number: StoredValue<Option<FindNumber>, LocalStorage>,
}

/// Finds a number, however it is written: its tenant, and the number as that tenant has it.
pub type FindNumber = Rc<dyn Fn(&str) -> Option<(String, String)>>;

impl Lists {
    pub fn new() -> Self {
        Self {
            profiles: Cached::new(),
            tenants: Cached::new(),
            services: Cached::new(),
            sites: Cached::new(),
            voice_profiles: Cached::new(),
            removed_voice_profile: RwSignal::new(None),
            kept_numbers: StoredValue::new_local(None),
            number_sbcs: RwSignal::new(Vec::new()),
            find_number: StoredValue::new_local(None),
        }
    }

    /// The calling profiles that were read last, tracked; none before that.
    pub fn profile_rows(self) -> Arc<Vec<Row>> {
        self.profiles.value.get().unwrap_or_default()
    }

    /// The customers of the list, tracked; none when it cannot be had.
    pub fn customers(self) -> Vec<Customer> {
        let services = self.services.value.get();
        services.map_or_else(Vec::new, |services| customers::customers(&services))
    }

    /// Ids and names of a customer's site locations, as far as they are known; tracked.
    pub fn sites_of(self, customer: Customer) -> Vec<(String, String)> {
        let detailed = self.sites.value.get();
        let detailed = detailed.map_or_else(Vec::new, |all| customers::customers(&all));
        let detailed = detailed.into_iter().find(|other| other.id == customer.id);
        detailed.map_or(customer.sites, |own| own.sites)
    }

    /// Finds a number among those of the tenants that have been read.
    pub fn loaded_number(self, number: &str) -> Option<(String, String)> {
        self.find_number.get_value()?(number)
    }

    /// Forgets the answers of an environment when another one is chosen.
    pub fn clear(self) {
        for platform in Platform::ALL {
            self.clear_of(platform);
        }
    }

    /// Forgets the answers of one API when somebody signs out of it.
    pub fn clear_of(self, platform: Platform) {
        match platform {
            Platform::LivePlatform => {
                self.profiles.clear();
                self.tenants.clear();
                self.services.clear();
                self.sites.clear();
                self.kept_numbers.set_value(None);
                self.number_sbcs.set(Vec::new());
            }
            Platform::OpenTact => {
                self.voice_profiles.clear();
                self.removed_voice_profile.set(None);
            }
        }
    }

    /// Reads the calling profiles.
    pub fn read_profiles(self, session: Session) {
        if let Some(client) = session.live() {
            self.profiles
                .load(async move { Ok(rows::rows(client.calling_profiles().await?)) });
        }
    }

    /// Reads the calling profiles unless they came a moment ago.
    pub fn want_profiles(self, session: Session) {
        if is_old(self.profiles.loaded_at) {
            self.read_profiles(session);
        }
    }

    /// Reads the services.
    pub fn read_services(self, session: Session) {
        if let Some(client) = session.live() {
            self.services
                .load(async move { client.services(false).await });
        }
    }

    /// Reads the services unless they came a moment ago.
    pub fn want_services(self, session: Session) {
        if is_old(self.services.loaded_at) {
            self.read_services(session);
        }
    }

    /// Reads the services with their site locations, once. Whoever suggests sites does without when
    /// that fails.
    pub fn want_sites(self, session: Session) {
        if self.sites.value.with_untracked(Option::is_some) {
            return;
        }
        if let Some(client) = session.live() {
            self.sites.load(async move { client.services(true).await });
        }
    }

    /// Reads the tenants that other lists name, once.
    pub fn want_tenants(self, session: Session) {
        if self.tenants.value.with_untracked(Option::is_some) {
            return;
        }
        if let Some(client) = session.live() {
            self.tenants
                .load(async move { Ok(tenants::read(client).await) });
        }
    }

    /// Reads the voice profiles.
    pub fn read_voice_profiles(self, session: Session) {
        if let Some(client) = session.opentact() {
            self.voice_profiles
                .load(async move { client.voice_profiles().await });
        }
    }

    /// Lets the next page read the voice profiles: a reading that begins here would end with the
    /// page that is left.
    pub fn outdate_voice_profiles(self) {
        self.voice_profiles.loaded_at.set(None);
    }

    /// Reads the voice profiles unless they came a moment ago.
    pub fn want_voice_profiles(self, session: Session) {
        if is_old(self.voice_profiles.loaded_at) {
            self.read_voice_profiles(session);
        }
    }
}

fn is_old(loaded_at: RwSignal<Option<f64>>) -> bool {
    let loaded_at = loaded_at.get_untracked();
    loaded_at.is_none_or(|at| timer::now() - at > FRESH_MILLISECONDS)
}

pub fn use_lists() -> Lists {
    expect_context()
}
