//! The way of every call to either API: read, recognised, noted down, then answered or made to
//! fail.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, OriginalUri, Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::any,
};
use http::{Method, StatusCode};
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::{
    answer::{Api, typed},
    auth::{Caller, caller},
    fault::{
        Call,
        act::{Dropped, Scene, act},
    },
    request_log::{Entry, Outcome, redacted},
    sentinel,
    wire::Fate,
    world::{World, Worlds},
};

/// More than the largest change of a dial plan: 50,000 rules take about 5 MB.
const LARGEST_BODY: usize = 64 << 20;

#[derive(Clone, Debug)]
struct Front {
    worlds: Arc<Worlds>,
    api: Api,
}

/// Puts an API's routes behind credentials, faults and the log, and answers 501 to whatever else
/// is asked under its prefix.
pub(crate) fn front(routes: Router, worlds: Arc<Worlds>, api: Api) -> Router {
    let rest = format!("{}/{{*rest}}", api.prefix());
    routes
        .method_not_allowed_fallback(no_handler)
        .route(api.prefix(), any(no_handler))
        .route(&rest, any(no_handler))
        .layer(from_fn_with_state(Front { worlds, api }, answer))
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
    let path = parts.uri.path().to_owned();
    let short_path = path
        .strip_prefix(front.api.prefix())
        .unwrap_or(&path)
        .to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let signing_in = short_path == "/auth" && parts.method == Method::GET;
    let caller = caller(&front.worlds, front.api, signing_in, &parts.headers);
    let world = Arc::clone(caller.world());

    let label = match &caller {
        Caller::Admitted {
            token: Some(token), ..
        } => world.token_label(token),
        Caller::Admitted { token: None, .. } | Caller::Refused(..) => None,
    };
    let text = String::from_utf8_lossy(&body).into_owned();
    let number = world.requests.add(Entry {
        number: 0,
        method: parts.method.to_string(),
        path: path.clone(),
        query: query.clone(),
        headers: redacted(&parts.headers, label.as_deref()),
        json: serde_json::from_str(&text).ok(),
        body: text,
        status: None,
        outcome: Outcome::Pending,
    });
    let watch = Watch {
        world: Arc::clone(&world),
        number,
    };

    let known = parts
        .extensions
        .get::<MatchedPath>()
        .is_some_and(|path| is_handled(path.as_str()));
    let method = parts.method.clone();
    let fate = parts.extensions.get::<Fate>().cloned();
    let mut request = Request::from_parts(parts, Body::from(body.clone()));
    request.extensions_mut().insert(Arc::clone(&world));

    let response = match caller {
        _ if !known => next.run(request).await,
        Caller::Refused(_, refusal) => refusal,
        Caller::Admitted {
            world,
            token,
            fault,
        } => {
            let call = Call {
                method: method.as_str(),
                path: &path,
                short_path: &short_path,
                query: &query,
                body: &body,
            };
            let fault = world.faults.meet(call).or(fault).or_else(|| {
                world
                    .options
                    .sentinels
                    .then(|| sentinel::met(call))
                    .flatten()
            });
            let scene = Scene {
                world,
                api: front.api,
                token,
                fate,
            };
            match fault {
                Some(fault) => act(&fault, scene, next.run(request)).await,
                None => next.run(request).await,
            }
        }
    };
    watch.over(response)
}

fn is_handled(matched: &str) -> bool {
    !matched.ends_with("{*rest}") && !matched.ends_with("/rest") && !matched.ends_with("/tenantui")
}

/// Tells the log what becomes of a call, also when the client goes away.
#[derive(Debug)]
struct Watch {
    world: Arc<World>,
    number: u64,
}

impl Watch {
    fn over(self, response: Response) -> Response {
        if response.extensions().get::<Dropped>().is_some() {
            self.world.requests.end(self.number, Outcome::Dropped);
            return response;
        }
        self.world
            .requests
            .set_status(self.number, response.status().as_u16());
        response.map(|body| Body::new(Watched { body, watch: self }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.world.requests.end(self.number, Outcome::Aborted);
    }
}

/// A body that tells when all of it was taken.
struct Watched {
    body: Body,
    watch: Watch,
}

impl Watched {
    fn end(&self, outcome: Outcome) {
        self.watch.world.requests.end(self.watch.number, outcome);
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match &frame {
            Poll::Ready(None) => self.end(Outcome::Answered),
            Poll::Ready(Some(Err(_))) => self.end(Outcome::Dropped),
            Poll::Ready(Some(Ok(_))) | Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        let ended = self.body.is_end_stream();
        if ended {
            self.end(Outcome::Answered);
        }
        ended
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
