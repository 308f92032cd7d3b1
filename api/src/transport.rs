//! How a request leaves and an answer comes back, without saying who carries it.

use crate::error::NoAnswer;
use futures::StreamExt;
use futures::stream::LocalBoxStream;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::response::Parts;
use http::{Method, Uri};
use std::fmt;
use std::future::Future;

/// A request ready to be sent: absolute address, headers and body.
pub type Request = http::Request<Vec<u8>>;

/// An answer that has been read to its end.
pub type Response = http::Response<Vec<u8>>;

/// The body of an answer, piece by piece as it arrives.
pub type Chunks = LocalBoxStream<'static, Result<Vec<u8>, NoAnswer>>;

/// The head of an answer, and its body as it arrives.
pub struct Opened {
    /// Status and headers.
    pub head: Parts,
    /// The body; dropping it gives up the rest.
    pub body: Chunks,
}

impl Opened {
    /// Reads the body to its end.
    pub async fn read_all(self) -> Result<Response, NoAnswer> {
        let Self { head, mut body } = self;
        let mut bytes = Vec::new();
        while let Some(chunk) = body.next().await {
            bytes.extend_from_slice(&chunk?);
        }
        Ok(Response::from_parts(head, bytes))
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("status", &self.head.status)
            .finish_non_exhaustive()
    }
}

/// Carries requests: the Fetch API in the app, a router in-process in the tests.
///
/// The futures need not be `Send`, as a browser's are not. A redirect is never followed, because
/// the token would travel with it: it is reported as [`NoAnswer::Redirected`].
pub trait Transport {
    /// Sends, and resolves as soon as the head of the answer is there.
    fn open(&self, request: Request) -> impl Future<Output = Result<Opened, NoAnswer>>;

    /// Sends, and reads the answer to its end.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, NoAnswer>> {
        async { self.open(request).await?.read_all().await }
    }
}

impl<T: Transport + ?Sized> Transport for &T {
    fn open(&self, request: Request) -> impl Future<Output = Result<Opened, NoAnswer>> {
        (**self).open(request)
    }

    fn send(&self, request: Request) -> impl Future<Output = Result<Response, NoAnswer>> {
        (**self).send(request)
    }
}

/// A request for JSON, and with JSON where it has a body.
pub(crate) fn request(method: Method, uri: Uri, body: Option<String>) -> Request {
    let json = HeaderValue::from_static("application/json");
    let has_body = body.is_some();
    let mut request = Request::new(body.map(String::into_bytes).unwrap_or_default());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request.headers_mut().insert(ACCEPT, json.clone());
    if has_body {
        request.headers_mut().insert(CONTENT_TYPE, json);
    }
    request
}

/// Adds a header that no formatted request shows.
pub(crate) fn insert_secret(request: &mut Request, name: HeaderName, value: &str) {
    // A token is made of printable ASCII, which a header always takes.
    if let Ok(mut value) = HeaderValue::from_str(value) {
        value.set_sensitive(true);
        request.headers_mut().insert(name, value);
    }
}
