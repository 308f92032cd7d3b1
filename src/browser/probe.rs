//! Small calls without credentials, made only to find out what the browser lets through.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures::future::{Either, select};
use gloo_net::http::RequestBuilder;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Event, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    ResponseType,
};

use super::{timer, window};

/// What waits longer is swallowed somewhere, or of no use.
const PATIENCE: Duration = Duration::from_secs(10);
/// The browser says why it blocked a call a moment after it has failed.
const REASON_COMES: Duration = Duration::from_millis(100);

/// How a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing of the answer can be seen; any server that is reached will do.
    Opaque,
    /// The answer can be read where the server allows this site. Asks nothing beforehand.
    Plain,
    /// With a header that makes the browser ask beforehand; it carries no credentials.
    Asking(&'static str),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Answered {
        status: u16,
        is_page: bool,
    },
    /// A server was reached; that is all that can be known.
    Reached,
    /// Without a reason.
    Failed,
    /// By this site's own policy; the directive says so.
    Blocked(String),
    TimedOut,
}

/// Whether the device believes that it has a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Makes a call.
pub async fn probe(url: &str, kind: Kind) -> Outcome {
    let violations = Violations::listen();
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let builder = RequestBuilder::new(url)
        // A gateway on this origin knows the administrator by a cookie; no other server gets one.
        .credentials(RequestCredentials::SameOrigin)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(signal.as_ref())
        .mode(if kind == Kind::Opaque {
            RequestMode::NoCors
        } else {
            RequestMode::Cors
        });
    let builder = match kind {
        Kind::Asking(header) => builder.header(header, "none"),
        Kind::Opaque | Kind::Plain => builder,
    };
    let sent = Box::pin(builder.send());
    let answer = match select(sent, Box::pin(timer::sleep(PATIENCE))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => {
            if let Some(controller) = controller {
                controller.abort();
            }
            return Outcome::TimedOut;
        }
    };
    let Ok(response) = answer else {
        timer::sleep(REASON_COMES).await;
        return violations
            .directive()
            .map_or(Outcome::Failed, Outcome::Blocked);
    };
    let outcome = if response.type_() == ResponseType::Opaque {
        Outcome::Reached
    } else {
        let content_type = response.headers().get("content-type").unwrap_or_default();
        Outcome::Answered {
            status: response.status(),
            is_page: content_type.starts_with("text/html"),
        }
    };
    // The head has said it all: a body that nobody reads would keep its connection.
    if let Some(controller) = controller {
        controller.abort();
    }
    outcome
}

/// Whether the browser lets this site call machines of the local network: "granted", "denied" or
/// "prompt"; nothing where it does not ask.
pub async fn local_network() -> Option<String> {
    let permissions = Reflect::get(&window().navigator(), &"permissions".into()).ok()?;
    let query = Reflect::get(&permissions, &"query".into()).ok()?;
    let asked = Object::new();
    Reflect::set(&asked, &"name".into(), &"local-network-access".into()).ok()?;
    let answer = query
        .dyn_ref::<Function>()?
        .call1(&permissions, &asked)
        .ok()?;
    let status = JsFuture::from(answer.dyn_into::<Promise>().ok()?)
        .await
        .ok()?;
    Reflect::get(&status, &"state".into()).ok()?.as_string()
}

/// Hears what this site's policy blocks, until dropped.
struct Violations {
    heard: Rc<RefCell<Option<String>>>,
    listener: Closure<dyn FnMut(Event)>,
}

const VIOLATION: &str = "securitypolicyviolation";

impl Violations {
    fn listen() -> Self {
        let heard = Rc::new(RefCell::new(None));
        let own = Rc::clone(&heard);
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let directive = Reflect::get(&event, &"effectiveDirective".into());
            let directive = directive.unwrap_or(JsValue::NULL).as_string();
            if directive.as_deref() == Some("connect-src") {
                own.replace(directive);
            }
        });
        let function = listener.as_ref().unchecked_ref();
        let _ = window().add_event_listener_with_callback(VIOLATION, function);
        Self { heard, listener }
    }

    fn directive(&self) -> Option<String> {
        self.heard.borrow().clone()
    }
}

impl Drop for Violations {
    fn drop(&mut self) {
        let function = self.listener.as_ref().unchecked_ref();
        let _ = window().remove_event_listener_with_callback(VIOLATION, function);
    }
}
