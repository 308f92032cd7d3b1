//! Pages, actions, and what the lists hold by name.

use cordboard_api::Reading;

use super::{Act, Choice, Sources, choice};
use crate::profiles::rows::Row;
use crate::route::Route;

/// The pages that a palette leads to: those that need no more than their name.
const PAGES: [Route; 16] = [
    Route::Overview,
    Route::Profiles,
    Route::Numbers,
    Route::DialPlans,
    Route::Drift,
    Route::Services,
    Route::VoiceProfiles,
    Route::Tasks,
    Route::Activity,
    Route::Journal,
    Route::Doctor,
    Route::DeviceData,
    Route::About,
    Route::NewService,
    Route::NewVoiceProfile,
    Route::CompareVoiceProfiles,
];

impl Sources {
    /// Pages and actions.
    pub(super) fn pages(self) -> Vec<Choice> {
        let may_write = !self.session.environment().read_only;
        let needs_writing =
            |route: &Route| matches!(route, Route::NewService | Route::NewVoiceProfile);
        let mut all: Vec<Choice> = PAGES
            .into_iter()
            .filter(|route| may_write || !needs_writing(route))
            .filter(|route| route.needs().is_none_or(|own| self.is_configured(own)))
            .map(|route| {
                let kind = if needs_writing(&route) {
                    "Action"
                } else {
                    "Page"
                };
                choice(route.name(), kind, String::new(), route)
            })
            .collect();
        let here = self.session.environment().name;
        let config = self.session.config();
        let others = config.environments.iter().filter(|own| own.name != here);
        all.extend(others.map(|own| Choice {
            name: format!("Go to environment {}", own.name),
            kind: "Action",
            detail: own.kind.word().to_owned(),
            act: Act::Enter(own.name.clone()),
        }));
        all.push(Choice {
            name: "Sign out".to_owned(),
            kind: "Action",
            detail: String::new(),
            act: Act::SignOut,
        });
        all
    }

    /// What the lists that were read hold, by name.
    pub(super) fn names(self) -> Vec<Choice> {
        let mut all: Vec<Choice> = Vec::new();
        for profile in self.profiles().iter().filter_map(Row::profile) {
            let route = Route::Profile(profile.id.clone());
            let region = profile.region.clone().unwrap_or_default();
            all.push(choice(&profile.name, "Calling profile", region, route));
        }
        for service in self.services().iter().filter_map(Reading::read) {
            let route = Route::Service(service.id.clone());
            all.push(choice(
                &service.short_name,
                "Service",
                service.full_name.clone(),
                route,
            ));
        }
        for profile in self.voice_profiles().iter().filter_map(Reading::read) {
            let route = Route::VoiceProfile(profile.uuid.to_string());
            all.push(choice(&profile.name, "Voice profile", String::new(), route));
        }
        all
    }
}
