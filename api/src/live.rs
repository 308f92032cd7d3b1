//! AudioCodes Live Platform: the customers of Operator Connect, their numbers and dial plans.

use crate::base_url::BaseUrl;
use crate::error::ApiError;
use crate::token::Auth;
use crate::transport::{Request, Response, Transport, insert_secret, request};
use endpoint::Endpoint;
use http::Method;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use std::fmt;

pub mod calling_profiles;
pub mod dial_plans;
mod endpoint;
pub mod numbers;
pub mod services;
pub mod tasks;

/// Filters customers to those of one channel ("Get Operator Connect Customer Numbers").
const CHANNEL_ID: HeaderName = HeaderName::from_static("x-ovoc-channel-id");

/// A session with Live Platform.
#[derive(Clone)]
pub struct LiveClient<T> {
    transport: T,
    base: BaseUrl,
    auth: Auth,
    channel_id: Option<i64>,
}

impl<T> LiveClient<T> {
    /// Puts a session together; nothing is sent.
    pub fn new(transport: T, base: BaseUrl, auth: Auth, channel_id: Option<i64>) -> Self {
        Self {
            transport,
            base,
            auth,
            channel_id,
        }
    }

    /// Where this session's calls go.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    fn request(&self, method: Method, endpoint: Endpoint<'_>, body: Option<String>) -> Request {
        let mut request = request(method, endpoint.uri(&self.base), body);
        if let Auth::Bearer(token) = &self.auth {
            let value = format!("Bearer {}", token.expose());
            insert_secret(&mut request, AUTHORIZATION, &value);
        }
        if let Some(channel_id) = self.channel_id {
            request
                .headers_mut()
                .insert(CHANNEL_ID, HeaderValue::from(channel_id));
        }
        request
    }
}

impl<T: Transport> LiveClient<T> {
    async fn get(&self, endpoint: Endpoint<'_>) -> Result<Response, ApiError> {
        Ok(self
            .transport
            .send(self.request(Method::GET, endpoint, None))
            .await?)
    }
}

impl<T> fmt::Debug for LiveClient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveClient")
            .field("base", &self.base)
            .field("auth", &self.auth)
            .field("channel_id", &self.channel_id)
            .finish_non_exhaustive()
    }
}
