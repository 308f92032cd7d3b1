//! Passes one API on to a real server, so that an account can be tried without CORS.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::any,
};
use http::{HeaderMap, HeaderName, StatusCode, header};
use reqwest::{Client, redirect};
use url::Url;

use crate::answer::{Api, typed};

/// A server that has not taken the connection by then is not going to.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// What concerns one connection and not the call (RFC 9110, section 7.6.1).
const HOP_BY_HOP: [HeaderName; 8] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// What a browser tells about the app's own page, which the real server has no business with.
const OWN_BUSINESS: [HeaderName; 4] = [
    header::HOST,
    header::ORIGIN,
    header::REFERER,
    header::COOKIE,
];

/// A real server in the place of an imitation.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    api: Api,
    base: String,
    client: Client,
}

impl Upstream {
    /// A server by its base URL, to which the API's own path is added if there is none.
    pub(crate) fn new(api: Api, base: &Url) -> Result<Self, reqwest::Error> {
        // Another part of the process may have chosen already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_WITHIN);
        let mut base = base.clone();
        if base.path() == "/" {
            base.set_path(match api {
                Api::Live => "/tenantui",
                Api::OpenTact => "/rest",
            });
        }
        base.set_query(None);
        base.set_fragment(None);
        let base = base.as_str().trim_end_matches('/').to_owned();
        Ok(Self {
            api,
            base,
            client: client.build()?,
        })
    }

    /// Everything under the API's prefix.
    pub(crate) fn routes(self) -> Router {
        let prefix = self.api.prefix();
        Router::new()
            .route(prefix, any(forward))
            .route(&format!("{prefix}/{{*rest}}"), any(forward))
            .with_state(self)
    }
}

async fn forward(State(upstream): State<Upstream>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let target = target.strip_prefix(upstream.api.prefix()).unwrap_or(target);
    let mut headers = end_to_end(&parts.headers);
    for name in &OWN_BUSINESS {
        headers.remove(name);
    }
    let has_body = parts.headers.contains_key(header::CONTENT_LENGTH)
        || parts.headers.contains_key(header::TRANSFER_ENCODING);
    let mut call = upstream
        .client
        .request(parts.method, format!("{}{target}", upstream.base))
        .headers(headers);
    if has_body {
        call = call.body(reqwest::Body::wrap_stream(body.into_data_stream()));
    }
    match call.send().await {
        Ok(answer) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = answer.status();
            *response.headers_mut() = end_to_end(answer.headers());
            response.headers_mut().remove(header::SET_COOKIE);
            response.map(|_| Body::from_stream(answer.bytes_stream()))
        }
        Err(error) => {
            let text = format!("no answer from {}: {}\n", upstream.base, reasons(&error));
            typed(StatusCode::BAD_GATEWAY, "text/plain; charset=utf-8", text)
        }
    }
}

/// The headers that travel on: neither the usual ones of a connection, nor those it names.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut kept = headers.clone();
    let named = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    for name in named {
        kept.remove(name.trim());
    }
    for name in &HOP_BY_HOP {
        kept.remove(name);
    }
    kept
}

/// An error with what caused it: the cause is what tells a wrong name from a refused connection.
fn reasons(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
