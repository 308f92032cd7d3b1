//! What the tabs of this app say to each other, and who of them does a job.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

use super::window;

/// A line to the other tabs; what this one says it does not hear.
#[derive(Debug)]
pub struct Line {
    channel: Option<BroadcastChannel>,
    /// What listens, for as long as the line is there.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Line {
    /// Opens a line, or one that is silent where the browser has none.
    pub fn open(name: &str, on_text: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_text(text);
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _on_message: on_message,
        }
    }

    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&text.into());
        }
    }
}

/// A job that only this tab does, until this is dropped.
#[derive(Debug)]
pub struct Turn(Option<Function>);

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Waits for this tab's turn at a job; dropping it gives the place in the queue up.
#[derive(Debug)]
pub struct Waiting {
    turn: oneshot::Receiver<Turn>,
    queue: Option<AbortController>,
}

impl Future for Waiting {
    type Output = Turn;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Turn> {
        Pin::new(&mut self.turn)
            .poll(context)
            .map(|turn| turn.unwrap_or(Turn(None)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(queue) = self.queue.take() {
            queue.abort();
        }
    }
}

/// Takes a place in the queue for a job: the Web Locks API, by hand, because `web-sys` calls it
/// unstable. A browser without it gives every tab its turn at once.
pub fn turn(name: &str) -> Waiting {
    let (sender, receiver) = oneshot::channel();
    let queue = AbortController::new().ok();
    if !ask(name, sender, queue.as_ref()) {
        let (sender, receiver) = oneshot::channel();
        let _ = sender.send(Turn(None));
        return Waiting {
            turn: receiver,
            queue: None,
        };
    }
    Waiting {
        turn: receiver,
        queue,
    }
}

fn ask(name: &str, sender: oneshot::Sender<Turn>, queue: Option<&AbortController>) -> bool {
    let field = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let Some(locks) = field(&window().navigator(), "locks").filter(JsValue::is_object) else {
        return false;
    };
    let Some(request) = field(&locks, "request").and_then(|own| own.dyn_into::<Function>().ok())
    else {
        return false;
    };
    let options = Object::new();
    if let Some(queue) = queue {
        let _ = Reflect::set(&options, &"signal".into(), &queue.signal());
    }
    // The lock is held until the promise that is returned here is resolved.
    let granted = Closure::once_into_js(move |_: JsValue| {
        let mut end = None;
        let held = Promise::new(&mut |resolve, _| end = Some(resolve));
        // Whoever no longer waits gives the turn back by dropping it.
        let _ = sender.send(Turn(end));
        held
    });
    let Ok(outcome) = request.call3(&locks, &name.into(), &options, &granted) else {
        return false;
    };
    // A place in the queue that is given up is a promise that fails.
    super::task::start(async move {
        let _ = JsFuture::from(outcome.unchecked_into::<Promise>()).await;
    });
    true
}
