//! What both APIs would have to answer for an app on another origin; neither is known to do so.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::answer::Api;

const METHODS: &str = "GET, POST, PATCH, DELETE";
/// The headers that the two vendors ask for; each of them makes a browser ask beforehand.
const HEADERS: &str = "authorization, content-type, x-auth-token, x-ovoc-channel-id";

/// Which other origins may call, and how.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    /// Origins, such as `http://127.0.0.1:8080`.
    pub origins: Vec<String>,
    /// The methods that are allowed; empty: what browsers ask beforehand is not answered, as by a
    /// server that allows simple requests only. `None`: all that the APIs have.
    pub methods: Option<Vec<String>>,
}

/// Answers preflights and adds the headers to what is under the APIs' prefixes.
pub(crate) async fn layer(State(cors): State<Arc<Cors>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_api = [Api::Live, Api::OpenTact]
        .iter()
        .any(|api| path.starts_with(api.prefix()));
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .filter(|origin| {
            is_api
                && cors
                    .origins
                    .iter()
                    .any(|one| one.as_bytes() == origin.as_bytes())
        })
        .cloned();
    let Some(origin) = origin else {
        return next.run(request).await;
    };

    let asks_beforehand = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let methods = cors
        .methods
        .as_ref()
        .map_or_else(|| METHODS.to_owned(), |list| list.join(", "));
    let mut response = if asks_beforehand && !methods.is_empty() {
        let mut response = StatusCode::NO_CONTENT.into_response();
        allow(response.headers_mut(), request.headers(), &methods);
        response
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("retry-after, www-authenticate"),
    );
    response
}

fn allow(headers: &mut HeaderMap, asked: &HeaderMap, methods: &str) {
    if let Ok(methods) = HeaderValue::from_str(methods) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static(HEADERS),
    );
    // Browsers ask this of a page that is not on a private network itself.
    if asked.contains_key("access-control-request-private-network") {
        headers.insert(
            HeaderName::from_static("access-control-allow-private-network"),
            HeaderValue::from_static("true"),
        );
    }
}
