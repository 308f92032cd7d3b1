//! Who calls: each vendor's own check of credentials, and the world that they lead to.

use std::sync::Arc;

use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, StatusCode, header};

use crate::{
    answer::{Api, envelope_error, live_unauthorised, typed},
    fault::Fault,
    sentinel,
    token::Standing,
    world::{Found, World, Worlds},
};

/// The cookie by which a sandbox that plays the gateway knows the world.
pub(crate) const GATEWAY_COOKIE: &str = "sandbox_gateway";

/// What has become of a caller's credentials.
#[derive(Debug)]
pub(crate) enum Caller {
    Admitted {
        world: Arc<World>,
        token: Option<String>,
        /// What a token that is a sentinel does to every call.
        fault: Option<Box<Fault>>,
    },
    /// The world, where it is known, hears of the call all the same.
    Refused(Arc<World>, Response),
}

impl Caller {
    pub(crate) fn world(&self) -> &Arc<World> {
        match self {
            Self::Admitted { world, .. } | Self::Refused(world, _) => world,
        }
    }
}

/// Finds out who calls. `signing_in` is for the one call that takes a password.
pub(crate) fn caller(worlds: &Worlds, api: Api, signing_in: bool, headers: &HeaderMap) -> Caller {
    match api {
        Api::OpenTact if signing_in => by_password(worlds, headers),
        Api::OpenTact => by_token(worlds, api, text(headers, "x-auth-token"), headers),
        Api::Live => {
            let bearer = text(headers, "authorization").and_then(|value| scheme(value, "bearer"));
            by_token(worlds, api, bearer, headers)
        }
    }
}

/// The refusal of a token that was good once.
pub(crate) fn expired(api: Api) -> Response {
    match api {
        Api::Live => live_unauthorised(
            "Bearer error=\"invalid_token\", error_description=\"The token has expired\"",
        ),
        Api::OpenTact => envelope_error(StatusCode::UNAUTHORIZED, "Token expired"),
    }
}

fn by_token(worlds: &Worlds, api: Api, token: Option<&str>, headers: &HeaderMap) -> Caller {
    let Some(token) = token else {
        return by_gateway(worlds, api, headers);
    };
    if sentinel::is_token(token) {
        let fault = sentinel::token_fault(token).map(Box::new);
        return Caller::Admitted {
            world: worlds.default_world(),
            token: None,
            fault,
        };
    }
    let world = match worlds.by_token(token) {
        Found::World(world) => world,
        Found::Gone(id) => return Caller::Refused(worlds.default_world(), gone(&id)),
        Found::Nothing => return Caller::Refused(worlds.default_world(), unknown(api)),
    };
    match world.standing(api, token) {
        Standing::Good => Caller::Admitted {
            world,
            token: Some(token.to_owned()),
            fault: None,
        },
        Standing::Expired => Caller::Refused(world, expired(api)),
        Standing::Unknown => Caller::Refused(world, unknown(api)),
    }
}

/// Without credentials of its own a call may come through the gateway, which adds them.
fn by_gateway(worlds: &Worlds, api: Api, headers: &HeaderMap) -> Caller {
    let Some(id) = cookie(headers, GATEWAY_COOKIE) else {
        let refusal = match api {
            Api::Live => live_unauthorised("Bearer"),
            Api::OpenTact => api.refusal(StatusCode::UNAUTHORIZED),
        };
        return Caller::Refused(worlds.default_world(), refusal);
    };
    match worlds.by_id(id) {
        Some(world) => Caller::Admitted {
            world,
            token: None,
            fault: None,
        },
        None => Caller::Refused(worlds.default_world(), gone(id)),
    }
}

fn by_password(worlds: &Worlds, headers: &HeaderMap) -> Caller {
    let login = text(headers, "authorization")
        .and_then(|value| scheme(value, "basic"))
        .and_then(|value| STANDARD.decode(value).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let found = match login.as_deref().and_then(|login| login.split_once(':')) {
        Some((email, password)) => worlds.by_login(email, password),
        None => Found::Nothing,
    };
    match found {
        Found::World(world) => Caller::Admitted {
            world,
            token: None,
            fault: None,
        },
        Found::Gone(_) | Found::Nothing => Caller::Refused(
            worlds.default_world(),
            envelope_error(StatusCode::UNAUTHORIZED, "Wrong credentials"),
        ),
    }
}

fn unknown(api: Api) -> Response {
    match api {
        Api::Live => live_unauthorised("Bearer error=\"invalid_token\""),
        Api::OpenTact => api.refusal(StatusCode::UNAUTHORIZED),
    }
}

/// No vendor's answer: it is for the person whose test outlived its world.
pub(crate) fn gone(id: &str) -> Response {
    let text = format!(
        "The sandbox has no world \"{id}\" (any more): make one with POST /sandbox/worlds.\n"
    );
    typed(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", text)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn scheme<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    let (scheme, rest) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case(name).then_some(rest.trim())
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
