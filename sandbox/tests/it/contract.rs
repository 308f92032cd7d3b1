//! The app's own clients against the sandbox, in-process: each operation, and each sentinel.
//!
//! The two share no types, so whatever one of them reads into the vendors' documents by mistake
//! shows here.

use std::time::Duration;

use axum::{Router, body::Body};
use cordboard_api::{
    ApiError, Auth, BaseUrl, LiveClient, NoAnswer, Opened, OpentactClient, OpentactPaths, Problem,
    Request, Token, Transport, WaitingFor,
};
use futures::StreamExt as _;
use sandbox::Dropped;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::caller::Caller;

mod operations;
mod sentinels;

/// As the app waits for a head and for the next byte.
const PATIENCE: Duration = Duration::from_secs(30);

/// Carries requests into a router, and tells apart what a browser can tell apart.
#[derive(Clone)]
struct InProcess(Router);

impl Transport for InProcess {
    async fn open(&self, request: Request) -> Result<Opened, NoAnswer> {
        let answer = self.0.clone().oneshot(request.map(Body::from));
        let waited = tokio::time::timeout(PATIENCE, answer).await;
        let response = waited.map_err(|_| timed_out(WaitingFor::Head))?.unwrap();
        if response.extensions().get::<Dropped>().is_some() {
            return Err(NoAnswer::Unreachable {
                reason: "the connection was cut".into(),
            });
        }
        if response.status().is_redirection() {
            return Err(NoAnswer::Redirected);
        }
        let (head, body) = response.into_parts();
        let received = 0;
        let chunks = futures::stream::unfold(
            (body.into_data_stream(), received),
            |(mut body, received)| async move {
                let chunk = match tokio::time::timeout(PATIENCE, body.next()).await {
                    Err(_) => Err(timed_out(WaitingFor::Body)),
                    Ok(None) => return None,
                    Ok(Some(Ok(bytes))) => Ok(bytes.to_vec()),
                    Ok(Some(Err(_))) => Err(NoAnswer::CutOff {
                        received,
                        expected: None,
                    }),
                };
                let more = chunk.as_ref().map_or(0, |bytes| bytes.len() as u64);
                Some((chunk, (body, received + more)))
            },
        );
        Ok(Opened {
            head,
            body: chunks.boxed_local(),
        })
    }
}

fn timed_out(waiting_for: WaitingFor) -> NoAnswer {
    NoAnswer::TimedOut {
        after: PATIENCE,
        waiting_for,
    }
}

/// Both clients, signed in to a world of their own.
struct Clients {
    caller: Caller,
    live: LiveClient<InProcess>,
    opentact: OpentactClient<InProcess>,
}

impl Clients {
    async fn new(options: Value) -> Self {
        let caller = Caller::new(options).await;
        let (live, opentact) = (
            live(&caller.router, &caller.credentials.token),
            opentact(
                &caller.router,
                &caller.credentials.opentact_token,
                OpentactPaths::default(),
            ),
        );
        Self {
            caller,
            live,
            opentact,
        }
    }
}

fn base(path: &str) -> BaseUrl {
    BaseUrl::parse(path, "http://127.0.0.1:1").unwrap()
}

fn bearer(token: &str) -> Auth {
    Auth::Bearer(Token::parse(token).unwrap())
}

fn live(router: &Router, token: &str) -> LiveClient<InProcess> {
    LiveClient::new(
        InProcess(router.clone()),
        base("/ac/tenantui"),
        bearer(token),
        None,
    )
}

fn opentact(router: &Router, token: &str, paths: OpentactPaths) -> OpentactClient<InProcess> {
    OpentactClient::new(
        InProcess(router.clone()),
        base("/ot/rest"),
        bearer(token),
        paths,
    )
}

/// What has become of a call, in a word or two.
fn outcome<T>(result: Result<T, ApiError>) -> String {
    let Err(error) = result else {
        return "fine".into();
    };
    match error {
        ApiError::NoAnswer(NoAnswer::Unreachable { .. }) => "unreachable".into(),
        ApiError::NoAnswer(NoAnswer::Redirected) => "redirected".into(),
        ApiError::NoAnswer(NoAnswer::TimedOut { waiting_for, .. }) => {
            format!("timed out: {waiting_for:?}")
        }
        ApiError::NoAnswer(NoAnswer::CutOff { .. }) => "cut off".into(),
        ApiError::NoAnswer(other) => format!("{other:?}"),
        ApiError::Unauthorised(refusal)
        | ApiError::Forbidden(refusal)
        | ApiError::NotFound(refusal)
        | ApiError::Refused(refusal) => refusal.status.to_string(),
        ApiError::Unreadable(unreadable) => match unreadable.problem {
            Problem::Empty => "empty".into(),
            Problem::Html => "html".into(),
            Problem::Truncated => "truncated".into(),
            other @ (Problem::NotJson { .. } | Problem::Shape { .. } | Problem::NotText) => {
                format!("{other:?}")
            }
        },
    }
}
