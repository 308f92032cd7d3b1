//! One API of one environment: who is signed in, and the client that may call.

use cordboard_api::{self as api, BaseUrl, LiveClient, Token};
use futures::channel::oneshot;
use leptos::prelude::*;

use super::gate::Gate;
use super::pace::Pace;
use super::wire::Wire;
use crate::browser::fetch::{Credentials, Fetch};
use crate::browser::storage::{self, Keep};
use crate::browser::{page, timer};
use crate::config::{Auth, Environment};
use crate::route::Platform;

/// Who is signed in, as the token says: shown, never trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub who: String,
    pub audience: Option<String>,
    pub tenant: Option<String>,
    /// When the token ends, in seconds since 1970.
    pub until: Option<i64>,
}

impl Account {
    /// Reads a token's claims; `known_as` is what the server itself said.
    pub fn of(token: &Token, known_as: Option<String>) -> Self {
        let claims = token.claims();
        let who = known_as
            .or_else(|| claims.as_ref().and_then(|claims| claims.name.clone()))
            .unwrap_or_else(|| "an access token without a name".to_owned());
        Self {
            who,
            audience: claims.as_ref().and_then(|claims| claims.audience.clone()),
            tenant: claims.as_ref().and_then(|claims| claims.tenant.clone()),
            until: claims.and_then(|claims| claims.expires_at),
        }
    }
}

/// How one API stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    NotConfigured,
    SignedOut,
    SignedIn(Account),
    /// The server no longer accepts the token: the page stays, a dialog asks to sign in again.
    Ended(Account),
    /// A reverse proxy adds the credentials.
    Gateway,
    /// The reverse proxy wants its own sign-in.
    GatewayEnded,
}

impl Status {
    /// Whether pages of this API can be shown.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::NotConfigured | Self::SignedOut)
    }

    /// Whether a call would be let through, as far as is known.
    pub fn is_signed_in(&self) -> bool {
        matches!(self, Self::SignedIn(_) | Self::Gateway)
    }

    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::SignedIn(account) | Self::Ended(account) => Some(account),
            Self::NotConfigured | Self::SignedOut | Self::Gateway | Self::GatewayEnded => None,
        }
    }
}

/// One API of one environment.
#[derive(Debug, Clone, Copy)]
pub struct Connection {
    pub platform: Platform,
    pub status: RwSignal<Status>,
    /// Somebody signs in again before the token ends.
    pub is_renewing: RwSignal<bool>,
    /// What holds its calls back.
    pub pace: Pace,
    auth: Auth,
    /// `None` where the API is not configured.
    base_url: StoredValue<Option<BaseUrl>>,
    channel_id: Option<i64>,
    configured_url: StoredValue<Option<BaseUrl>>,
    token: StoredValue<Option<Token>, LocalStorage>,
    /// When somebody signed in, in milliseconds since 1970.
    since: StoredValue<f64>,
    /// Counts sign-ins, so that a late 401 for an old token does not end a new session.
    generation: StoredValue<u32>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>,
    storage_key: StoredValue<String>,
}

impl Connection {
    pub(super) fn new(
        environment: &Environment,
        platform: Platform,
        [network, lock]: [Gate; 2],
    ) -> Self {
        let (base_url, auth) = match platform {
            Platform::LivePlatform => environment
                .live_platform
                .as_ref()
                .map(|api| (api.base_url.clone(), api.auth)),
            Platform::OpenTact => environment
                .open_tact
                .as_ref()
                .map(|api| (api.base_url.clone(), api.auth)),
        }
        .unzip();
        let status = match auth {
            None => Status::NotConfigured,
            Some(Auth::Gateway) => Status::Gateway,
            Some(Auth::Token | Auth::Password) => Status::SignedOut,
        };
        Self {
            platform,
            status: RwSignal::new(status),
            is_renewing: RwSignal::new(false),
            pace: Pace::new(network, lock, environment.requests_per_10_seconds),
            auth: auth.unwrap_or(Auth::Token),
            base_url: StoredValue::new(base_url.clone()),
            channel_id: environment
                .live_platform
                .as_ref()
                .and_then(|api| api.channel_id),
            configured_url: StoredValue::new(base_url),
            token: StoredValue::new_local(None),
            since: StoredValue::new(0.0),
            generation: StoredValue::new(0),
            waiting: StoredValue::new_local(Vec::new()),
            storage_key: StoredValue::new(format!(
                "cordboard:token:{}:{}",
                environment.name,
                platform.name()
            )),
        }
    }

    pub fn auth(self) -> Auth {
        self.auth
    }

    /// Which channel's customers to ask for, where that is configured.
    pub fn channel_id(self) -> Option<i64> {
        self.channel_id
    }

    /// The address that calls go to.
    pub fn base_url(self) -> Option<BaseUrl> {
        self.base_url.get_value()
    }

    pub(super) fn token(self) -> Option<Token> {
        self.token.get_value()
    }

    /// Takes a token that the server has just accepted.
    pub fn sign_in(self, token: Token, account: Account, base_url: BaseUrl, keep: bool) {
        let key = self.storage_key.get_value();
        if keep {
            // What "Keep for this tab" stores.
            let kept =
                serde_json::json!([token.expose(), base_url.as_str(), account.who, timer::now()]);
            storage::write(Keep::Tab, &key, &kept.to_string());
        } else {
            storage::remove(Keep::Tab, &key);
        }
        self.since.set_value(timer::now());
        self.token.set_value(Some(token));
        self.generation.update_value(|generation| *generation += 1);
        self.base_url.set_value(Some(base_url));
        self.status.set(Status::SignedIn(account));
        self.is_renewing.set(false);
        self.answer_waiting(true);
    }

    /// Takes up what this tab was asked to keep.
    pub(super) fn restore(self, allow_custom_base_urls: bool) {
        let key = self.storage_key.get_value();
        let kept = storage::read(Keep::Tab, &key)
            .and_then(|kept| serde_json::from_str::<serde_json::Value>(&kept).ok());
        let Some(kept) = kept else { return };
        let text = |place: usize| kept.get(place).and_then(serde_json::Value::as_str);
        let (token, base_url) = (text(0).unwrap_or_default(), text(1).unwrap_or_default());
        let base_url = BaseUrl::parse(base_url, &page::origin()).ok();
        let is_known = base_url == self.configured_url.get_value();
        let (Ok(token), Some(base_url)) = (Token::parse(token), base_url) else {
            return;
        };
        let account = Account::of(&token, text(2).map(str::to_owned));
        let is_over = account
            .until
            .is_some_and(|until| until <= timer::now_seconds());
        if is_over || !(is_known || allow_custom_base_urls) {
            storage::remove(Keep::Tab, &key);
            return;
        }
        let since = kept.get(3).and_then(serde_json::Value::as_f64);
        self.since.set_value(since.unwrap_or_default());
        self.token.set_value(Some(token));
        self.base_url.set_value(Some(base_url));
        self.status.set(Status::SignedIn(account));
    }

    /// Whether a reload of the page ends the session: its token is in memory only.
    pub fn is_lost_on_reload(self) -> bool {
        let is_signed_in = self
            .status
            .with(|status| matches!(status, Status::SignedIn(_)));
        is_signed_in && storage::read(Keep::Tab, &self.storage_key.get_value()).is_none()
    }

    pub(super) fn generation(self) -> u32 {
        self.generation.get_value()
    }

    /// The server refused the token.
    pub(super) fn end(self) {
        match self.status.get_untracked() {
            Status::SignedIn(account) => {
                storage::remove(Keep::Tab, &self.storage_key.get_value());
                self.token.set_value(None);
                self.status.set(Status::Ended(account));
            }
            Status::Gateway => self.status.set(Status::GatewayEnded),
            Status::NotConfigured | Status::SignedOut | Status::Ended(_) | Status::GatewayEnded => {
            }
        }
    }

    /// The gateway let a call through again.
    pub(super) fn gateway_answered(self) {
        if self.status.get_untracked() == Status::GatewayEnded {
            self.status.set(Status::Gateway);
        }
    }

    /// Waits until somebody signs in again; false when they decline.
    pub(super) async fn signed_in_again(self) -> bool {
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        receiver.await.unwrap_or(false)
    }

    /// Forgets the token, here and in storage.
    pub fn sign_out(self) {
        storage::remove(Keep::Tab, &self.storage_key.get_value());
        self.token.set_value(None);
        self.base_url.set_value(self.configured_url.get_value());
        self.is_renewing.set(false);
        match self.status.get_untracked() {
            Status::SignedIn(_) | Status::Ended(_) => self.status.set(Status::SignedOut),
            Status::NotConfigured | Status::SignedOut | Status::Gateway | Status::GatewayEnded => {}
        }
        self.answer_waiting(false);
    }

    /// Takes part in a sign-out of another tab, unless somebody has signed in since.
    pub(super) fn signed_out_elsewhere(self, at: f64) {
        if self.since.get_value() <= at {
            self.sign_out();
        }
    }

    fn answer_waiting(self, signed_in: bool) {
        let waiting = self
            .waiting
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        for sender in waiting {
            // Whoever no longer waits has left its page.
            let _ = sender.send(signed_in);
        }
    }

    /// The client of this connection; `None` while nobody is signed in, or for the other API.
    pub fn live_client(self) -> Option<LiveClient<Wire>> {
        if self.platform != Platform::LivePlatform {
            return None;
        }
        let (base_url, auth) = (self.base_url()?, self.api_auth()?);
        Some(LiveClient::new(
            Wire::of(self),
            base_url,
            auth,
            self.channel_id,
        ))
    }

    pub(super) fn api_auth(self) -> Option<api::Auth> {
        match self.status.get_untracked() {
            Status::SignedIn(_) => self.token().map(api::Auth::Bearer),
            // After the end of a session a read waits for the new token: the wire stamps it on.
            Status::Gateway | Status::GatewayEnded | Status::Ended(_) => Some(api::Auth::Gateway),
            Status::NotConfigured | Status::SignedOut => None,
        }
    }

    pub(super) fn fetch(self) -> Fetch {
        Fetch::new(match self.auth {
            Auth::Gateway => Credentials::SameOrigin,
            Auth::Token | Auth::Password => Credentials::Omit,
        })
    }
}

/// "live.example" of an address: what an administrator calls the server.
pub fn host_of(base: &BaseUrl) -> String {
    base.origin()
        .split_once("://")
        .map_or(base.origin(), |(_, host)| host)
        .to_owned()
}
