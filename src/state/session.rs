//! The connections of all environments, and which environment is chosen.

use std::sync::Arc;

use cordboard_api::{self as api, ApiError, LiveClient, OpentactClient};
use leptos::prelude::*;

use super::activity;
use super::connection::{Connection, Status, host_of};
use super::gate::Gate;
use super::wire::Wire;
use crate::config::{Auth, Config, Environment};
use crate::explain;
use crate::route::Platform;
use crate::ui::notice::Notice;

/// Every environment's connections, and which environment is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    config: StoredValue<Arc<Config>>,
    connections: StoredValue<Vec<[Connection; 2]>>,
    chosen: RwSignal<usize>,
    /// Shut while there is no network.
    pub network: Gate,
    /// Shut while the page is locked.
    pub lock: Gate,
}

impl Session {
    pub fn new(config: Config) -> Self {
        let gates @ [network, lock] = [Gate::new(), Gate::new()];
        let of = |environment| Platform::ALL.map(|api| Connection::new(environment, api, gates));
        let connections: Vec<[Connection; 2]> = config.environments.iter().map(of).collect();
        for connection in connections.iter().flatten() {
            connection.restore(config.allow_custom_base_urls);
        }
        Self {
            config: StoredValue::new(Arc::new(config)),
            connections: StoredValue::new(connections),
            chosen: RwSignal::new(0),
            network,
            lock,
        }
    }

    pub fn config(self) -> Arc<Config> {
        self.config.get_value()
    }

    /// The environment that is chosen, tracked.
    pub fn environment(self) -> Environment {
        let chosen = self.chosen.get();
        self.config
            .with_value(|config| config.environments[chosen].clone())
    }

    /// Chooses the environment that an address names. One that names none means the first; unknown
    /// names change nothing. Whether it is another one now.
    pub fn choose(self, name: &str) -> bool {
        let index = self.config.with_value(|config| {
            let mut environments = config.environments.iter();
            environments.position(|environment| name.is_empty() || environment.name == name)
        });
        let index = index.filter(|index| *index != self.chosen.get_untracked());
        if let Some(index) = index {
            activity::choose(index);
            self.chosen.set(index);
        }
        index.is_some()
    }

    /// Follows which environment is chosen.
    pub fn track_choice(self) {
        self.chosen.track();
    }

    /// The chosen environment's name, unless it is the one that addresses mean by default.
    pub fn name_for_links(self) -> Option<String> {
        let chosen = self.chosen.get();
        (chosen != 0).then(|| {
            self.config
                .with_value(|config| config.environments[chosen].name.clone())
        })
    }

    /// A connection of the chosen environment, tracked.
    pub fn connection(self, platform: Platform) -> Connection {
        let chosen = self.chosen.get();
        self.connections.with_value(|connections| {
            let [live_platform, open_tact] = connections[chosen];
            match platform {
                Platform::LivePlatform => live_platform,
                Platform::OpenTact => open_tact,
            }
        })
    }

    /// Both connections of the chosen environment, tracked.
    pub fn both(self) -> [Connection; 2] {
        Platform::ALL.map(|platform| self.connection(platform))
    }

    /// Whether a session of the chosen environment has ended, tracked.
    pub fn has_ended(self) -> bool {
        let ended = |status: &Status| matches!(status, Status::Ended(_));
        let both = self.both();
        both.iter().any(|connection| connection.status.with(ended))
    }

    /// Waits while the page is locked.
    pub async fn unlocked(self) {
        self.lock.passed().await;
    }

    /// Every environment with its connections.
    pub(super) fn every(self) -> Vec<(Environment, [Connection; 2])> {
        let environments = self.config.with_value(|config| config.environments.clone());
        let connections = self.connections.get_value();
        environments.into_iter().zip(connections).collect()
    }

    /// The Live Platform client; `None` while nobody is signed in.
    pub fn live(self) -> Option<LiveClient<Wire>> {
        untrack(|| self.connection(Platform::LivePlatform)).live_client()
    }

    /// The Live Platform connection of an environment by its name, whichever is chosen.
    pub fn live_of(self, environment: &str) -> Option<Connection> {
        let place = self.config.with_value(|config| {
            let environments = &config.environments;
            environments.iter().position(|own| own.name == environment)
        })?;
        self.connections
            .with_value(|connections| connections.get(place).map(|[live, _]| *live))
    }

    /// Every Live Platform connection.
    pub fn every_live(self) -> Vec<Connection> {
        self.connections
            .with_value(|connections| connections.iter().map(|[live, _]| *live).collect())
    }

    /// The OpenTACT client; `None` while nobody is signed in.
    pub fn opentact(self) -> Option<OpentactClient<Wire>> {
        let connection = untrack(|| self.connection(Platform::OpenTact));
        let paths = untrack(|| self.environment()).open_tact?.paths;
        let (base_url, auth) = (connection.base_url()?, connection.api_auth()?);
        Some(OpentactClient::new(
            Wire::of(connection),
            base_url,
            auth,
            paths,
        ))
    }

    /// Words for a failed call, with the way on that this deployment offers.
    pub fn explain(self, what: &str, platform: Platform, error: &ApiError) -> Notice {
        let connection = untrack(|| self.connection(platform));
        let host = connection
            .base_url()
            .map_or_else(|| platform.name().to_owned(), |base| host_of(&base));
        explain::explain(what, &host, error)
    }

    /// Where the administrator can go on when the app cannot: a gateway's own sign-in.
    pub fn way_on(self, platform: Platform, error: &ApiError) -> Option<(String, String)> {
        let connection = untrack(|| self.connection(platform));
        let is_refused = matches!(
            error,
            ApiError::Unauthorised(_) | ApiError::NoAnswer(api::NoAnswer::Redirected)
        );
        if connection.auth() != Auth::Gateway || !is_refused {
            return None;
        }
        let url = untrack(|| self.environment()).sign_in_url?;
        Some(("Sign in at the gateway".to_owned(), url))
    }
}

pub fn use_session() -> Session {
    expect_context()
}
