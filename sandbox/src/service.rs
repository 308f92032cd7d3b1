//! The way of every call to either API: read, recognised, noted down, then answered or made to
//! fail.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, OriginalUri, Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::any,
};
use http::{Method, StatusCode, request::Parts};

use crate::{
    answer::{Api, typed},
    auth::{Caller, caller},
    fault::{
        Call, Fault,
        act::{Scene, act},
    },
    gzip,
    request_log::{Entry, Outcome, redacted},
    sentinel,
    wire::Fate,
    world::{World, Worlds},
};

mod watch;

use watch::Watch;

/// More than the largest change of a dial plan: 50,000 rules take about 5 MB.
const LARGEST_BODY: usize = 64 << 20;

/// What either API has; a browser's OPTIONS is a question of its own, not a call.
const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PATCH, Method::DELETE];

#[derive(Clone, Debug)]
struct Front {
    worlds: Arc<Worlds>,
    api: Api,
}

/// Puts an API's routes behind credentials, faults and the log, and answers 501 to whatever else
/// is asked under its prefix.
pub(crate) fn front(routes: Router, worlds: Arc<Worlds>, api: Api) -> Router {
    routes
        .method_not_allowed_fallback(no_handler)
        .route(api.prefix(), any(no_handler))
        .route(&rest_of(api), any(no_handler))
        .layer(from_fn_with_state(Front { worlds, api }, answer))
}

/// The pattern of every path under an API's prefix.
fn rest_of(api: Api) -> String {
    format!("{}/{{*rest}}", api.prefix())
}

/// An address that nothing answers, said so that a wrong URL explains itself.
pub(crate) async fn no_handler(method: Method, OriginalUri(uri): OriginalUri) -> Response {
    let text = format!("no handler for {method} {}\n", uri.path());
    typed(
        StatusCode::NOT_IMPLEMENTED,
        "text/plain; charset=utf-8",
        text,
    )
}

async fn answer(State(front): State<Front>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return front.api.refusal(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let asked = Asked::new(front.api, &parts, body.clone());
    let signing_in = asked.short_path() == "/auth" && asked.method == Method::GET;
    let caller = caller(&front.worlds, front.api, signing_in, &parts.headers);
    let world = Arc::clone(caller.world());
    let watch = Watch::new(&world, asked.entry(&parts, &caller));

    let mut request = Request::from_parts(parts, Body::from(body));
    request.extensions_mut().insert(world);
    let hostile = caller.world().options.hostile.clone();
    let zipped = caller.world().options.gzip && gzip::is_accepted(request.headers());
    let answer = async {
        let response = hostile.planted(next.run(request).await).await;
        if zipped {
            gzip::compressed(response).await
        } else {
            response
        }
    };
    let response = match caller {
        _ if !asked.has_handler => answer.await,
        Caller::Refused(_, refusal) => refusal,
        Caller::Admitted {
            world,
            token,
            fault,
        } => match asked.fault(&world, fault.map(|fault| *fault)) {
            Some(fault) => {
                let scene = Scene {
                    world,
                    api: front.api,
                    token,
                    fate: asked.fate,
                };
                act(&fault, scene, answer).await
            }
            None => answer.await,
        },
    };
    watch.over(response)
}

/// A call, read.
#[derive(Debug)]
struct Asked {
    api: Api,
    method: Method,
    path: String,
    query: String,
    body: Bytes,
    has_handler: bool,
    fate: Option<Fate>,
}

impl Asked {
    fn new(api: Api, parts: &Parts, body: Bytes) -> Self {
        let matched = parts
            .extensions
            .get::<MatchedPath>()
            .map_or("", MatchedPath::as_str);
        Self {
            api,
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            body,
            has_handler: ![api.prefix(), &rest_of(api)].contains(&matched)
                && METHODS.contains(&parts.method),
            fate: parts.extensions.get().cloned(),
        }
    }

    fn short_path(&self) -> &str {
        self.path
            .strip_prefix(self.api.prefix())
            .unwrap_or(&self.path)
    }

    fn entry(&self, parts: &Parts, caller: &Caller) -> Entry {
        let label = match caller {
            Caller::Admitted {
                world,
                token: Some(token),
                ..
            } => world.token_label(token),
            Caller::Admitted { token: None, .. } | Caller::Refused(..) => None,
        };
        let body = String::from_utf8_lossy(&self.body).into_owned();
        Entry {
            number: 0,
            method: self.method.to_string(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: redacted(&parts.headers, label.as_deref()),
            body,
            status: None,
            outcome: Outcome::Pending,
        }
    }

    /// What goes wrong: what a test has arranged, else what the token or the call itself asks for.
    fn fault(&self, world: &World, of_token: Option<Fault>) -> Option<Fault> {
        let call = Call {
            method: self.method.as_str(),
            path: &self.path,
            short_path: self.short_path(),
            query: &self.query,
            body: &self.body,
        };
        let of_call = || {
            world
                .options
                .sentinels
                .then(|| sentinel::met(call))
                .flatten()
        };
        world.faults.meet(call).or(of_token).or_else(of_call)
    }
}
