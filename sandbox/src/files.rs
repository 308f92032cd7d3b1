//! The built app, served as a production host would serve it.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::any,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::{
    answer::typed,
    config::{ConfigSource, connect_hosts},
    csp::{SECURITY_HEADERS, content_security_policy},
};

const TEXT: &str = "text/plain; charset=utf-8";
/// A hashed name never means anything else.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// What a page needs as it is: an HTML page instead would only hide that the file is gone.
const NEVER_HTML: [&str; 4] = [".js", ".wasm", ".css", ".json"];

/// The folder with the built app and how it is reached.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) dist: PathBuf,
    /// Begins and ends with a slash.
    pub(crate) public_url: String,
    pub(crate) config: ConfigSource,
}

/// Serves the app for every path.
pub(crate) fn routes(site: Site) -> Router {
    Router::new()
        .fallback(any(serve))
        .with_state(Arc::new(site))
}

async fn serve(State(site): State<Arc<Site>>, request: Request) -> Response {
    let config = site.config.text().await;
    let policy = content_security_policy(&connect_hosts(&config));
    let mut response = site.answer(config, request).await;
    add_headers(response.headers_mut(), &policy);
    response
}

impl Site {
    async fn answer(&self, config: String, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return typed(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD\n");
        }
        let (request, _) = request.into_parts();
        let path = request.uri.path().to_owned();
        let Some(path) = path.strip_prefix(&self.public_url) else {
            return self.elsewhere(&path);
        };
        if path == "config.json" {
            return with_cache(typed(StatusCode::OK, "application/json", config), ASK_AGAIN);
        }
        let cache = if is_hashed(path) { FOREVER } else { ASK_AGAIN };
        if let Some(response) = self.file(path, &request).await {
            return with_cache(response, cache);
        }
        if NEVER_HTML.iter().any(|ending| path.ends_with(ending)) {
            return typed(StatusCode::NOT_FOUND, TEXT, format!("no file {path}\n"));
        }
        match self.file("index.html", &request).await {
            Some(response) => with_cache(response, ASK_AGAIN),
            None => typed(
                StatusCode::NOT_FOUND,
                TEXT,
                format!(
                    "no index.html in {}: build the app first\n",
                    self.dist.display()
                ),
            ),
        }
    }

    /// A file of the folder, compressed if the client takes that and it is there.
    async fn file(&self, path: &str, request: &Parts) -> Option<Response> {
        let mut inner = Request::new(Body::empty());
        *inner.method_mut() = request.method.clone();
        *inner.uri_mut() = format!("/{path}").parse::<Uri>().ok()?;
        for name in [header::ACCEPT_ENCODING, header::RANGE] {
            if let Some(value) = request.headers.get(&name) {
                inner.headers_mut().insert(name, value.clone());
            }
        }
        let folder = ServeDir::new(&self.dist)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let response = folder.oneshot(inner).await.ok()?;
        (response.status() != StatusCode::NOT_FOUND).then(|| response.map(Body::new))
    }

    /// Outside the app's own path there is only the way to it.
    fn elsewhere(&self, path: &str) -> Response {
        if path == "/" || format!("{path}/") == self.public_url {
            let mut response = typed(StatusCode::TEMPORARY_REDIRECT, TEXT, Body::empty());
            if let Ok(target) = HeaderValue::from_str(&self.public_url) {
                response.headers_mut().insert(header::LOCATION, target);
            }
            return response;
        }
        let text = format!("nothing here: the app is at {}\n", self.public_url);
        typed(StatusCode::NOT_FOUND, TEXT, text)
    }
}

fn with_cache(mut response: Response, cache: HeaderValue) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    response
}

/// Whether a name holds a hash of its content: `app-0123456789abcdef.js`, or with `_bg` after it,
/// as the wasm file's.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, _)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn add_headers(headers: &mut HeaderMap, policy: &str) {
    if headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/html")
    {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
    }
    // A page that was rebuilt within the second would pass for unchanged.
    headers.remove(header::LAST_MODIFIED);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in SECURITY_HEADERS {
        if let Ok(name) = name.parse::<HeaderName>() {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names() {
        for (path, expected) in [
            ("app-0123456789abcdef.js", true),
            ("app-0123456789abcdef_bg.wasm", true),
            ("assets/base-0123456789ABCDEF.css", true),
            ("index.html", false),
            ("app-0123456789abcde.js", false),
            ("app-0123456789abcdeg.js", false),
            ("0123456789abcdef.js", false),
            ("services/app-0123456789abcdef", false),
        ] {
            assert_eq!(is_hashed(path), expected, "{path}");
        }
    }
}
