//! The transport between the clients and the browser: it stamps the token on, and is the only
//! place that acts on a 401.

use cordboard_api::{NoAnswer, Opened, Request, Response, Transport};
use futures::future::LocalBoxFuture;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::activity;
use super::connection::Connection;
use super::pace::Tries;
use crate::browser::fetch::{Credentials, Fetch};
use crate::config::Auth;
use crate::route::Platform;

/// OpenTACT's header for its JWT.
const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// Carries calls. One type for all of them, so that the clients are compiled once.
#[derive(Debug, Clone, Copy)]
pub struct Wire {
    /// `None` for the call that proves credentials: nobody is signed in yet.
    connection: Option<Connection>,
}

impl Wire {
    /// Carries the calls of a connection.
    pub fn of(connection: Connection) -> Self {
        Self {
            connection: Some(connection),
        }
    }

    /// Carries a call as it is, and acts on nothing.
    pub fn bare() -> Self {
        Self { connection: None }
    }
}

/// The token of now: it may have been renewed since the client was made.
fn stamp(connection: Connection, request: &mut Request) {
    let Some(token) = connection.token() else {
        return;
    };
    let (name, value) = match connection.platform {
        Platform::LivePlatform => (AUTHORIZATION, format!("Bearer {}", token.expose())),
        Platform::OpenTact => (X_AUTH_TOKEN, token.expose().to_owned()),
    };
    if let Ok(mut value) = HeaderValue::from_str(&value) {
        value.set_sensitive(true);
        request.headers_mut().insert(name, value);
    }
}

impl Transport for Wire {
    async fn open(&self, request: Request) -> Result<Opened, NoAnswer> {
        self.open_boxed(request).await
    }

    async fn send(&self, request: Request) -> Result<Response, NoAnswer> {
        self.send_boxed(request).await
    }
}

impl Wire {
    /// Boxed, so that the clients' own futures stay small.
    fn open_boxed(self, request: Request) -> LocalBoxFuture<'static, Result<Opened, NoAnswer>> {
        Box::pin(self.carry(request))
    }

    fn send_boxed(self, request: Request) -> LocalBoxFuture<'static, Result<Response, NoAnswer>> {
        Box::pin(async move { self.carry(request).await?.read_all().await })
    }

    async fn carry(self, mut request: Request) -> Result<Opened, NoAnswer> {
        let Some(connection) = self.connection else {
            return activity::carry(Fetch::new(Credentials::Omit), request).await;
        };
        let fetch = connection.fetch();
        let is_gateway = connection.auth() == Auth::Gateway;
        // A read may be sent as often as needed; a write only by a new press.
        let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
        connection.pace.may_leave().await;
        let mut tries = Tries::new();
        loop {
            stamp(connection, &mut request);
            let generation = connection.generation();
            let fetch = fetch.within(tries.elapsed());
            let answer = activity::carry(fetch, request.clone()).await;
            if is_read && connection.pace.repeats(&answer, &mut tries).await {
                connection.pace.may_leave().await;
                continue;
            }
            if answer.is_ok() {
                connection.pace.answered();
            }
            match &answer {
                Ok(opened) if opened.head.status == StatusCode::UNAUTHORIZED => {
                    if connection.generation() != generation && is_read {
                        connection.pace.may_leave().await;
                        continue;
                    }
                    connection.end();
                }
                Err(NoAnswer::Redirected) if is_gateway => {
                    connection.end();
                    return answer;
                }
                Ok(_) if is_gateway => {
                    connection.gateway_answered();
                    return answer;
                }
                Ok(_) | Err(_) => return answer,
            }
            let may_repeat = is_read && !is_gateway;
            if !may_repeat || !connection.signed_in_again().await {
                return answer;
            }
            connection.pace.may_leave().await;
            tries = Tries::new();
        }
    }
}
