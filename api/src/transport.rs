//! How a request leaves and an answer comes back, without saying who carries it.

use crate::error::NoAnswer;
use futures::StreamExt;
use futures::stream::LocalBoxStream;
use http::response::Parts;
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
