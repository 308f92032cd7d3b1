//! Carries a fault out on one call.

use std::{collections::VecDeque, future::pending, sync::Arc, time::Duration};

use axum::{
    body::Body,
    response::{IntoResponse as _, Response},
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;

use super::{
    Cut, Fault, GateAt, Hang,
    body::{Plan, Step, shaped},
};
use crate::{
    answer::{Api, typed},
    auth,
    wire::Fate,
    world::World,
};

/// The page of a proxy that stands in between and knows nothing of JSON.
const HTML: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>\n";

/// Marks the answer to a call whose connection was cut.
///
/// Over a socket nobody sees it: the connection ends. A test that calls the router in-process
/// finds it among the extensions of the answer.
#[derive(Clone, Copy, Debug)]
pub struct Dropped;

/// The call on which a fault acts.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) world: Arc<World>,
    pub(crate) api: Api,
    pub(crate) token: Option<String>,
    pub(crate) fate: Option<Fate>,
}

impl Scene {
    /// The answer that stands for a cut connection.
    fn cut(&self) -> Response {
        if let Some(fate) = &self.fate {
            fate.doom();
        }
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Dropped);
        response
    }
}

/// Answers a call as the fault has it; `answer` gives what would have been answered.
pub(crate) async fn act(
    fault: &Fault,
    scene: Scene,
    answer: impl Future<Output = Response>,
) -> Response {
    if let Some(delay) = fault.delay_ms {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    pass_gates(fault, &scene, GateAt::BeforeEffect).await;
    if fault.hang == Some(Hang::BeforeHead) && !fault.effect {
        return pending().await;
    }
    if fault.drop == Some(Cut::BeforeEffect) {
        return scene.cut();
    }
    let mut response = match replacement(fault, &scene) {
        Some(replacement) => {
            if fault.effect {
                answer.await;
            }
            replacement
        }
        None => answer.await,
    };
    pass_gates(fault, &scene, GateAt::BeforeHead).await;
    if fault.hang == Some(Hang::BeforeHead) {
        return pending().await;
    }
    if fault.drop == Some(Cut::AfterEffect) {
        return scene.cut();
    }
    dress(fault, &mut response);
    let plan = plan(fault, scene);
    if plan.bom || !plan.steps.is_empty() || plan.bytes_per_second.is_some() {
        if plan.bom || fault.truncate.is_some() {
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        return response.map(|body| shaped(body, plan));
    }
    response
}

async fn pass_gates(fault: &Fault, scene: &Scene, at: GateAt) {
    for gate in fault.gate.iter().filter(|gate| gate.at == at) {
        scene.world.gates.pass(&gate.name).await;
    }
}

/// What is answered instead, if anything.
fn replacement(fault: &Fault, scene: &Scene) -> Option<Response> {
    if fault.expire_token {
        if let Some(token) = &scene.token {
            scene.world.expire_token(token);
        }
        return Some(auth::expired(scene.api));
    }
    if let Some(target) = &fault.redirect {
        let mut response = StatusCode::FOUND.into_response();
        if let Ok(target) = HeaderValue::from_str(target) {
            response.headers_mut().insert(header::LOCATION, target);
        }
        return Some(response);
    }
    let status = fault
        .status
        .and_then(|status| StatusCode::from_u16(status).ok());
    let status_or_ok = status.unwrap_or(StatusCode::OK);
    let json = "application/json; charset=utf-8";
    match &fault.body {
        Some(Value::String(text)) => return Some(typed(status_or_ok, json, text.clone())),
        Some(value) => return Some(typed(status_or_ok, json, value.to_string())),
        None => {}
    }
    if fault.html {
        return Some(typed(status_or_ok, "text/html", HTML));
    }
    if fault.empty {
        return Some(typed(status_or_ok, json, Body::empty()));
    }
    status.map(|status| scene.api.refusal(status))
}

fn dress(fault: &Fault, response: &mut Response) {
    let headers = response.headers_mut();
    if let Some(Ok(value)) = fault.content_type.as_deref().map(HeaderValue::from_str) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    for (name, value) in &fault.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
}

fn plan(fault: &Fault, scene: Scene) -> Plan {
    let place = fault.after_bytes.unwrap_or(0);
    let gates = fault.gate.iter().filter(|gate| gate.at == GateAt::InBody);
    let mut steps = VecDeque::new();
    steps.extend(gates.map(|gate| {
        (
            gate.after_bytes.unwrap_or(place),
            Step::Gate(gate.name.clone()),
        )
    }));
    steps.extend((fault.hang == Some(Hang::InBody)).then_some((place, Step::Hang)));
    steps.extend((fault.drop == Some(Cut::MidBody)).then_some((place, Step::Cut)));
    steps.extend(fault.truncate.map(|length| (length, Step::End)));
    steps.make_contiguous().sort_by_key(|(place, _)| *place);
    Plan {
        world: scene.world,
        fate: scene.fate,
        bom: fault.bom,
        steps,
        bytes_per_second: fault.throttle,
    }
}
