//! What has an id: tenants, customers, profiles of either kind, tasks.

use cordboard_api::Reading;

use super::{Choice, Choices, Sources, choice, with};
use crate::profiles::rows::Row;
use crate::route::{Platform, Route};

impl Sources {
    pub(super) fn of_guid(self, guid: &str) -> Choices {
        let mut lines = self.records_of(guid);
        lines.extend(self.tasks_that(&|id| id.to_ascii_lowercase().contains(guid)));
        let records = lines.len();
        let is_looking = self.are_lists_coming();
        if records == 0 && !is_looking {
            lines = self.places_to_look(guid);
        }
        Choices {
            lines,
            records,
            is_looking,
            said: "No list that could be read has this id. Where to look?".to_owned(),
        }
    }

    /// The records of the lists that have this id.
    fn records_of(self, guid: &str) -> Vec<Choice> {
        let is_it = |id: &str| id.trim().eq_ignore_ascii_case(guid);
        let mut lines = Vec::new();
        for profile in self.profiles().iter().filter_map(Row::profile) {
            if is_it(&profile.id) {
                let route = Route::Profile(profile.id.clone());
                let none = String::new();
                lines.push(choice(&profile.name, "Calling profile", none, route));
            }
        }
        for service in self.services().iter().filter_map(Reading::read) {
            let (name, named) = (&service.short_name, &service.full_name);
            let own = || Route::Service(service.id.clone());
            if is_it(&service.id) {
                lines.push(choice(name, "Service", named.clone(), own()));
            }
            if service.tenant_id.as_deref().is_some_and(is_it) {
                let numbers = format!("Numbers of {name}");
                let query = ("tenant", guid);
                lines.push(with(
                    &numbers,
                    "Tenant",
                    named.clone(),
                    Route::Numbers,
                    query,
                ));
                lines.push(choice(name, "Service of this tenant", named.clone(), own()));
            }
        }
        for profile in self.voice_profiles().iter().filter_map(Reading::read) {
            if is_it(profile.uuid.as_str()) {
                let route = Route::VoiceProfile(profile.uuid.to_string());
                lines.push(choice(&profile.name, "Voice profile", String::new(), route));
            }
        }
        lines
    }

    /// Where an id that no list has may still lead: not every list can be read by everybody.
    fn places_to_look(self, guid: &str) -> Vec<Choice> {
        let none = String::new;
        let mut lines = Vec::new();
        if self.is_configured(Platform::LivePlatform) {
            let (tenant, customer) = (("tenant", guid), ("customer", guid));
            lines.extend([
                with(
                    "Numbers of this tenant",
                    "Tenant",
                    none(),
                    Route::Numbers,
                    tenant,
                ),
                with(
                    "Dial plans of this customer",
                    "Customer",
                    none(),
                    Route::DialPlans,
                    customer,
                ),
                choice(
                    "Service with this id",
                    "Service",
                    none(),
                    Route::Service(guid.to_owned()),
                ),
            ]);
        }
        if self.is_configured(Platform::OpenTact) {
            let route = Route::VoiceProfile(guid.to_owned());
            lines.push(choice(
                "Voice profile with this id",
                "Voice profile",
                none(),
                route,
            ));
        }
        lines
    }
}
