//! What can be chosen: records that fit what was pasted, then pages, actions and names.

mod by_id;
mod named;

use std::sync::Arc;

use cordboard_api::Reading;
use cordboard_api::live::calling_profiles::Trunk;
use cordboard_api::live::services::Service;
use cordboard_api::opentact::voice_profiles::VoiceProfile;
use leptos::prelude::*;

use super::model::fitting::{rank, words};
use super::model::meaning::Meaning;
use super::number::{Found, Lookup};
use crate::profiles::rows::Row;
use crate::route::{Platform, Query, Route};
use crate::state::connection::Status;
use crate::state::links::Links;
use crate::state::lists::Lists;
use crate::state::session::Session;
use crate::state::tasks::Tasks;

/// As many as one looks through; more letters find the rest.
const MOST: usize = 40;

/// What a choice does.
#[derive(Clone)]
pub enum Act {
    Go(Route, Query),
    Enter(String),
    SignOut,
}

/// One line of the list.
#[derive(Clone)]
pub struct Choice {
    pub name: String,
    /// "Page", "Calling profile" and so on.
    pub kind: &'static str,
    pub detail: String,
    pub act: Act,
}

/// What fits.
#[derive(Default)]
pub struct Choices {
    pub lines: Vec<Choice>,
    /// The first so many are records that are meant beyond doubt.
    pub records: usize,
    /// More may come: lists or a number are being read.
    pub is_looking: bool,
    /// What to say when no record is meant.
    pub said: String,
}

/// Everything that is looked through.
#[derive(Clone, Copy)]
pub struct Sources {
    pub session: Session,
    pub lists: Lists,
    pub links: Links,
    pub tasks: Tasks,
    pub lookup: Lookup,
}

fn choice(name: &str, kind: &'static str, detail: String, route: Route) -> Choice {
    Choice {
        name: name.to_owned(),
        kind,
        detail,
        act: Act::Go(route, Query::default()),
    }
}

impl Sources {
    fn is_open(self, platform: Platform) -> bool {
        let status = self.session.connection(platform).status;
        status.with(Status::is_open)
    }

    fn is_configured(self, platform: Platform) -> bool {
        let status = self.session.connection(platform).status;
        status.with(|status| *status != Status::NotConfigured)
    }

    /// Reads the lists that an id or a host name is looked for in.
    pub fn want_lists(self) {
        if untrack(|| self.is_open(Platform::LivePlatform)) {
            self.lists.want_profiles(self.session);
            self.lists.want_services(self.session);
        }
        if untrack(|| self.is_open(Platform::OpenTact)) {
            self.lists.want_voice_profiles(self.session);
        }
    }

    /// What fits a text; tracked.
    pub fn fitting(self, meaning: &Meaning) -> Choices {
        match meaning {
            Meaning::Guid(guid) => self.of_guid(guid),
            Meaning::Task(id) => self.of_task(id),
            Meaning::Number(number) => self.of_number(number),
            Meaning::Fqdn(host) => self.of_host(host),
            Meaning::Words(text) => self.of_words(text),
        }
    }

    fn profiles(self) -> Arc<Vec<Row>> {
        self.lists.profile_rows()
    }

    fn services(self) -> Arc<Vec<Reading<Service>>> {
        self.lists.services.value.get().unwrap_or_default()
    }

    fn voice_profiles(self) -> Arc<Vec<Reading<VoiceProfile>>> {
        self.lists.voice_profiles.value.get().unwrap_or_default()
    }

    fn are_lists_coming(self) -> bool {
        let Lists {
            profiles,
            services,
            voice_profiles,
            ..
        } = self.lists;
        profiles.is_loading.get() || services.is_loading.get() || voice_profiles.is_loading.get()
    }

    fn tasks_that(self, is_meant: &dyn Fn(&str) -> bool) -> Vec<Choice> {
        let all = self.tasks.all();
        let meant = all.iter().filter(|own| is_meant(own.id.as_str()));
        meant
            .map(|own| {
                let what = format!("{}, {}", own.what, own.state());
                with(
                    own.id.as_str(),
                    "Task",
                    what,
                    Route::Tasks,
                    ("task", own.id.as_str()),
                )
            })
            .collect()
    }

    fn of_task(self, id: &str) -> Choices {
        let lines = self.tasks_that(&|own| own.eq_ignore_ascii_case(id));
        let records = lines.len();
        let lines = if records == 0 {
            vec![choice("All tasks", "Page", String::new(), Route::Tasks)]
        } else {
            lines
        };
        Choices {
            lines,
            records,
            is_looking: false,
            said: "This device has not seen a task with this id.".to_owned(),
        }
    }

    fn of_number(self, number: &str) -> Choices {
        let found = self.lookup.of(number);
        let mut choices = Choices {
            is_looking: matches!(found, Found::Looking),
            ..Choices::default()
        };
        match found {
            Found::Looking => {}
            Found::At { tenant, number } => {
                let query = Query::default()
                    .with("tenant", &[&tenant])
                    .with("number", &[&number]);
                choices.records = 1;
                choices.lines.push(Choice {
                    name: number,
                    kind: "Number",
                    detail: self.owner(&tenant),
                    act: Act::Go(Route::Numbers, query),
                });
            }
            Found::Nowhere(why) => choices.said = why,
        }
        let test = "Which rule of a dial plan takes it? Test it in Dial plans";
        choices
            .lines
            .push(choice(test, "Page", String::new(), Route::DialPlans));
        choices
    }

    /// Whose tenant it is, as far as that is known.
    fn owner(self, tenant: &str) -> String {
        let services = self.services();
        let mut known = services.iter().filter_map(Reading::read);
        let own = known.find(|own| {
            let id = own.tenant_id.as_deref().unwrap_or_default();
            id.eq_ignore_ascii_case(tenant)
        });
        own.map_or_else(|| format!("Tenant {tenant}"), |own| own.full_name.clone())
    }

    fn of_host(self, host: &str) -> Choices {
        let is_it = |name: &str| name.trim().trim_end_matches('.').eq_ignore_ascii_case(host);
        let mut lines = Vec::new();
        for profile in self.profiles().iter().filter_map(Row::profile) {
            let of_sbc = |trunk: &Trunk| trunk.matching_sbcs.iter().any(|own| is_it(&own.fqdn));
            let own = profile
                .trunks
                .iter()
                .find(|own| is_it(&own.fqdn) || of_sbc(own));
            if let Some(trunk) = own {
                let detail = format!("Trunk {}", trunk.fqdn);
                let route = Route::Profile(profile.id.clone());
                lines.push(choice(&profile.name, "Calling profile", detail, route));
            }
        }
        let records = lines.len();
        if records != 1 {
            lines.push(with(
                "Calling profiles that name it",
                "Search",
                String::new(),
                Route::Profiles,
                ("q", host),
            ));
        }
        Choices {
            lines,
            records,
            is_looking: self.are_lists_coming(),
            said: "No trunk and no SBC of a calling profile has this name.".to_owned(),
        }
    }

    fn of_words(self, text: &str) -> Choices {
        let words = words(text);
        let mut all = self.pages();
        if !words.is_empty() {
            all.extend(self.names());
        }
        let mut ranked: Vec<(u8, Choice)> = all
            .into_iter()
            .filter_map(|own| {
                let more = format!("{} {}", own.kind, own.detail);
                Some((rank(&own.name, &more, &words)?, own))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let shown = ranked.into_iter().take(MOST).map(|(_, own)| own);
        Choices {
            lines: shown.collect(),
            records: 0,
            is_looking: false,
            said: "Nothing has this name.".to_owned(),
        }
    }
}

/// A choice that leads to a page with one parameter.
fn with(
    name: &str,
    kind: &'static str,
    detail: String,
    route: Route,
    (parameter, value): (&str, &str),
) -> Choice {
    Choice {
        name: name.to_owned(),
        kind,
        detail,
        act: Act::Go(route, Query::default().with(parameter, &[value])),
    }
}
