//! OpenTACT: the outbound voice profiles, and what uses them.

use crate::base_url::BaseUrl;
use crate::error::ApiError;
use crate::token::Auth;
use crate::transport::{Request, Response, Transport, insert_secret, request};
use endpoint::Endpoint;
use http::Method;
use http::header::HeaderName;
use std::fmt;

pub mod control_apps;
mod endpoint;
mod envelope;
mod listed;
mod paths;
mod scalar;
mod sign_in;
pub mod sip_connections;
pub mod voice_profiles;

pub use crate::fields::Fields;
pub use paths::{OpentactPaths, PathError, PathTemplate};
pub use scalar::Scalar;
pub use sign_in::sign_in;

/// Where the token goes ("Authentication"); the query works too, but addresses are logged.
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// A session with OpenTACT.
#[derive(Clone)]
pub struct OpentactClient<T> {
    transport: T,
    base: BaseUrl,
    auth: Auth,
    paths: OpentactPaths,
}

impl<T> OpentactClient<T> {
    /// Puts a session together; nothing is sent.
    pub fn new(transport: T, base: BaseUrl, auth: Auth, paths: OpentactPaths) -> Self {
        Self {
            transport,
            base,
            auth,
            paths,
        }
    }

    /// Where this session's calls go.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The paths that differ between servers.
    pub fn paths(&self) -> &OpentactPaths {
        &self.paths
    }

    fn request(&self, method: Method, endpoint: Endpoint<'_>, body: Option<String>) -> Request {
        let mut request = request(method, endpoint.uri(&self.base), body);
        if let Auth::Bearer(token) = &self.auth {
            insert_secret(&mut request, AUTH_TOKEN, token.expose());
        }
        request
    }
}

impl<T: Transport> OpentactClient<T> {
    async fn get(&self, endpoint: Endpoint<'_>) -> Result<Response, ApiError> {
        let request = self.request(Method::GET, endpoint, None);
        Ok(self.transport.send(request).await?)
    }
}

impl<T> fmt::Debug for OpentactClient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpentactClient")
            .field("base", &self.base)
            .field("auth", &self.auth)
            .field("paths", &self.paths)
            .finish_non_exhaustive()
    }
}
