//! The vendors' calls over the Fetch API.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use cordboard_api::{Chunks, NoAnswer, Opened, Request, Transport, WaitingFor};
use futures::StreamExt;
use futures::future::{Either, select};
use gloo_net::http::{RequestBuilder, Response};
use http::Method;
use http::header::{self, HeaderName, HeaderValue};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestRedirect, ResponseType,
};

use super::{page, timer};

/// Long enough for a slow tenant, short enough to say so before an administrator gives up.
const PATIENCE: Duration = Duration::from_secs(30);
/// A read that fails is reported within 30 seconds: the head's limit leaves time to draw it.
const HEAD_PATIENCE: Duration = Duration::from_secs(29);

/// Whether the browser may add its own credentials to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// The app adds a token: cookies stay at home.
    Omit,
    /// A gateway on this origin knows the administrator by a cookie.
    SameOrigin,
}

/// Sends requests with `fetch`. Dropping the future, or the body, aborts the call.
#[derive(Debug, Clone)]
pub struct Fetch {
    credentials: Credentials,
    /// How long the head may take.
    patience: Duration,
}

impl Fetch {
    pub fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            patience: HEAD_PATIENCE,
        }
    }

    /// The same, for a call that has taken this long already: all its attempts together are
    /// reported in time.
    pub fn within(&self, elapsed: Duration) -> Self {
        Self {
            patience: HEAD_PATIENCE.saturating_sub(elapsed),
            ..self.clone()
        }
    }
}

/// Aborts its call when nobody waits for the answer any more.
struct Call {
    controller: Option<AbortController>,
    ended: Cell<bool>,
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some(controller) = self.controller.take().filter(|_| !self.ended.get()) {
            controller.abort();
        }
    }
}

impl Transport for Fetch {
    async fn open(&self, request: Request) -> Result<Opened, NoAnswer> {
        let controller = AbortController::new().ok();
        let call = Rc::new(Call {
            controller,
            ended: Cell::new(false),
        });
        let signal = call.controller.as_ref().map(AbortController::signal);
        let (parts, body) = request.into_parts();
        // A write that breaks off when the network goes may have arrived: only one that was begun
        // without a network cannot have.
        let can_be_offline = parts.method == Method::GET || !page::is_online();
        let unreachable_because = |reason| unreachable_because(reason, can_be_offline);
        let mut builder = RequestBuilder::new(&parts.uri.to_string())
            .method(parts.method)
            .credentials(match self.credentials {
                Credentials::Omit => RequestCredentials::Omit,
                Credentials::SameOrigin => RequestCredentials::SameOrigin,
            })
            // A token must not follow a redirect to another host.
            .redirect(RequestRedirect::Manual)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .cache(RequestCache::NoStore)
            .abort_signal(signal.as_ref());
        for (name, value) in &parts.headers {
            if let Ok(value) = value.to_str() {
                builder = builder.header(name.as_str(), value);
            }
        }
        let request = if body.is_empty() {
            builder.build()
        } else {
            builder.body(Uint8Array::from(body.as_slice()))
        };
        let request = request.map_err(|error| unreachable_because(error.to_string()))?;

        let answer = Box::pin(request.send());
        let response = match select(answer, Box::pin(timer::sleep(self.patience))).await {
            Either::Left((answer, _)) => answer.map_err(|error| match error {
                gloo_net::Error::JsError(error) => unreachable_because(error.message),
                error @ (gloo_net::Error::SerdeError(_) | gloo_net::Error::GlooError(_)) => {
                    unreachable_because(error.to_string())
                }
            })?,
            Either::Right(_) => {
                return Err(NoAnswer::TimedOut {
                    after: PATIENCE,
                    waiting_for: WaitingFor::Head,
                });
            }
        };
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(NoAnswer::Redirected);
        }
        let head = head_of(&response);
        let length = content_length(&head);
        let body = if let Some(stream) = response.body() {
            chunks(&stream, call, length)
        } else {
            call.ended.set(true);
            futures::stream::empty().boxed_local()
        };
        Ok(Opened { head, body })
    }
}

fn unreachable_because(reason: String, can_be_offline: bool) -> NoAnswer {
    if can_be_offline && !page::is_online() {
        NoAnswer::Offline
    } else {
        NoAnswer::Unreachable { reason }
    }
}

/// The headers that the app reads, or that a ticket quotes; others are not worth their way out of
/// the browser.
const READ_HEADERS: [HeaderName; 13] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::RETRY_AFTER,
    header::DATE,
    header::SERVER,
    header::VIA,
    header::WWW_AUTHENTICATE,
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("request-id"),
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-correlation-id"),
    HeaderName::from_static("x-ms-request-id"),
];

fn head_of(response: &Response) -> http::response::Parts {
    let (mut parts, ()) = http::Response::new(()).into_parts();
    parts.status = http::StatusCode::from_u16(response.status()).unwrap_or_default();
    let headers = response.headers();
    for name in READ_HEADERS {
        let value = headers
            .get(name.as_str())
            .and_then(|value| HeaderValue::try_from(value).ok());
        if let Some(value) = value {
            parts.headers.insert(name, value);
        }
    }
    parts
}

/// The length that was promised, unless the body is compressed: then the browser hands out more
/// bytes than the header counts.
fn content_length(head: &http::response::Parts) -> Option<u64> {
    if head.headers.contains_key(header::CONTENT_ENCODING) {
        return None;
    }
    head.headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// The body as it arrives; ends with an error when no byte comes for a while, or when the
/// connection breaks.
fn chunks(stream: &ReadableStream, call: Rc<Call>, expected: Option<u64>) -> Chunks {
    let Ok(reader) = stream
        .get_reader()
        .dyn_into::<ReadableStreamDefaultReader>()
    else {
        return futures::stream::empty().boxed_local();
    };
    let state = Some((reader, call, 0_u64));
    futures::stream::unfold(state, move |state| async move {
        let (reader, call, received) = state?;
        let read = JsFuture::from(reader.read());
        let outcome = match select(read, Box::pin(timer::sleep(PATIENCE))).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => {
                let late = NoAnswer::TimedOut {
                    after: PATIENCE,
                    waiting_for: WaitingFor::Body,
                };
                return Some((Err(late), None));
            }
        };
        match outcome {
            Ok(part) if is_done(&part) => {
                call.ended.set(true);
                None
            }
            Ok(part) => {
                let bytes = bytes_of(&part);
                let received = received + bytes.len() as u64;
                Some((Ok(bytes), Some((reader, call, received))))
            }
            Err(_) => Some((Err(NoAnswer::CutOff { received, expected }), None)),
        }
    })
    .boxed_local()
}

fn is_done(part: &JsValue) -> bool {
    Reflect::get(part, &JsValue::from_str("done")).is_ok_and(|done| done.is_truthy())
}

fn bytes_of(part: &JsValue) -> Vec<u8> {
    Reflect::get(part, &JsValue::from_str("value"))
        .ok()
        .and_then(|value| value.dyn_into::<Uint8Array>().ok())
        .map(|bytes| bytes.to_vec())
        .unwrap_or_default()
}

/// Reads a file of the app itself, past the HTTP cache.
pub async fn own_file(url: &str) -> Result<(u16, String), String> {
    let response = RequestBuilder::new(url)
        .cache(RequestCache::NoCache)
        .credentials(RequestCredentials::SameOrigin)
        .send()
        .await
        .map_err(|error| error.to_string())?;
    let status = response.status();
    response
        .text()
        .await
        .map(|text| (status, text))
        .map_err(|error| error.to_string())
}
