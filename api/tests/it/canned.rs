//! A transport that gives one prepared answer and remembers what it was asked.

use cordboard_api::{
    Auth, BaseUrl, LiveClient, NoAnswer, Opened, OpentactClient, OpentactPaths, Request, Token,
    Transport,
};
use futures::StreamExt;
use http::Response;
use std::cell::RefCell;

/// The address of Live Platform in every test.
pub(crate) const LIVE: &str = "https://sp.example/tenantui";
/// The address of OpenTACT in every test.
pub(crate) const OPENTACT: &str = "https://api.opentact.org/rest";
/// The secret that nothing may show.
pub(crate) const TOKEN: &str = "canary-0123456789";

/// One answer, and the requests that it was given to.
pub(crate) struct Canned {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
    seen: RefCell<Vec<Request>>,
}

impl Canned {
    pub(crate) fn json(body: &str) -> Self {
        Self::new(200, "application/json; charset=utf-8", body)
    }

    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type)],
            body: body.into(),
            seen: RefCell::default(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn live(&self) -> LiveClient<&Self> {
        LiveClient::new(self, base(LIVE), Auth::Bearer(token()), None)
    }

    pub(crate) fn opentact(&self) -> OpentactClient<&Self> {
        self.opentact_with(OpentactPaths::default())
    }

    pub(crate) fn opentact_with(&self, paths: OpentactPaths) -> OpentactClient<&Self> {
        OpentactClient::new(self, base(OPENTACT), Auth::Bearer(token()), paths)
    }

    /// The only request that was sent.
    #[track_caller]
    pub(crate) fn sent(&self) -> Sent {
        let mut seen = self.seen.borrow_mut();
        assert_eq!(seen.len(), 1, "requests sent");
        Sent::from(seen.remove(0))
    }
}

impl Transport for Canned {
    async fn open(&self, request: Request) -> Result<Opened, NoAnswer> {
        self.seen.borrow_mut().push(request);
        let mut head = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            head = head.header(*name, *value);
        }
        let (head, ()) = head.body(()).unwrap().into_parts();
        // Two pieces, so that nothing relies on a body that comes whole.
        let (first, second) = self.body.split_at(self.body.len() / 2);
        let chunks = [Ok(first.to_vec()), Ok(second.to_vec())];
        let body = futures::stream::iter(chunks).boxed_local();
        Ok(Opened { head, body })
    }
}

/// A request in the form that tests compare.
#[derive(Debug, PartialEq)]
pub(crate) struct Sent {
    /// `GET https://…`
    pub(crate) line: String,
    /// `name: value`, sorted.
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

impl From<Request> for Sent {
    fn from(request: Request) -> Self {
        let mut headers: Vec<String> = request
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort();
        Self {
            line: format!("{} {}", request.method(), request.uri()),
            headers,
            body: String::from_utf8(request.into_body()).unwrap(),
        }
    }
}

pub(crate) fn base(text: &str) -> BaseUrl {
    BaseUrl::parse(text, "https://app.example").unwrap()
}

pub(crate) fn token() -> Token {
    Token::parse(TOKEN).unwrap()
}

/// The headers of a call to Live Platform without a body.
pub(crate) const LIVE_HEADERS: [&str; 2] = [
    "accept: application/json",
    "authorization: Bearer canary-0123456789",
];

/// The headers of a call to Live Platform with a body.
pub(crate) const LIVE_BODY_HEADERS: [&str; 3] = [
    "accept: application/json",
    "authorization: Bearer canary-0123456789",
    "content-type: application/json",
];

/// The headers of a call to OpenTACT without a body.
pub(crate) const OPENTACT_HEADERS: [&str; 2] = [
    "accept: application/json",
    "x-auth-token: canary-0123456789",
];

/// The headers of a call to OpenTACT with a body.
pub(crate) const OPENTACT_BODY_HEADERS: [&str; 3] = [
    "accept: application/json",
    "content-type: application/json",
    "x-auth-token: canary-0123456789",
];
