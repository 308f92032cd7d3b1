//! Every call of this tab as it went: in memory alone, bounded, and without secrets before anybody
//! sees it. What shows it lives in its own part of the program.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use cordboard_api::redaction::{redact_headers, redact_text};
use cordboard_api::{Chunks, NoAnswer, Opened, Request, Transport};
use futures::future::LocalBoxFuture;
use futures::{Stream, StreamExt as _};
use leptos::prelude::*;

use crate::browser::fetch::Fetch;
use crate::browser::{task, timer};

/// How much of a body is kept: most are smaller, and a list of numbers may have 80 MB.
pub const MOST_OF_BODY: usize = 64 * 1024;
/// Bodies are blotted out so long after their end, or when somebody looks: whoever waits for an
/// answer does not wait for that.
const BLOTTED_AFTER: Duration = Duration::from_millis(500);
/// How many calls are kept: a morning's work.
pub const MOST_CALLS: usize = 500;
/// How much all bodies together may take.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// One call.
#[derive(Debug)]
pub struct Call {
    pub number: usize,
    /// Which environment was chosen when it began.
    pub chosen: usize,
    /// In milliseconds since 1970.
    pub begun: f64,
    /// What was sent, without its body.
    pub request: http::request::Parts,
    /// As much of its body as is kept.
    pub body: String,
    /// How large the body was.
    pub size: usize,
    pub answer: RefCell<Answer>,
}

/// What came back so far.
#[derive(Debug, Default)]
pub struct Answer {
    pub head: Option<http::response::Parts>,
    /// Milliseconds until the head was there.
    pub head_after: f64,
    /// Milliseconds until the end, once there is one.
    pub ended_after: Option<f64>,
    /// The beginning of the body, as it came. It is blotted out as a whole after its end; nobody
    /// is handed a call before that.
    body: Vec<u8>,
    /// The beginning of the body, once it has ended.
    pub text: String,
    pub size: usize,
    /// Why there is no complete answer.
    pub failure: Option<NoAnswer>,
}

impl Call {
    /// Makes a body that has ended one that can be shown.
    fn blot(&self) {
        let is_due = {
            let own = self.answer.borrow();
            own.ended_after.is_some() && !own.body.is_empty()
        };
        if is_due {
            let mut own = self.answer.borrow_mut();
            own.text = shown(&std::mem::take(&mut own.body));
        }
    }
}

struct Log {
    calls: RefCell<Vec<Rc<Call>>>,
    changed: ArcRwSignal<usize>,
    begun: Cell<usize>,
    chosen: Cell<usize>,
}

thread_local! {
    static LOG: Log = Log {
        calls: RefCell::default(),
        changed: ArcRwSignal::new(0),
        begun: Cell::new(0),
        chosen: Cell::new(0),
    };
}

/// The calls that are kept, oldest first, and how many there were; tracked.
pub fn calls() -> (Vec<Rc<Call>>, usize) {
    LOG.with(|log| {
        log.changed.track();
        let calls = log.calls.borrow().clone();
        for call in &calls {
            call.blot();
        }
        (calls, log.begun.get())
    })
}

/// One of the calls that are kept, by its place among them. Not tracked.
pub fn call_at(place: usize) -> Option<Rc<Call>> {
    let call = LOG.with(|log| log.calls.borrow().get(place).cloned());
    call.inspect(|call| call.blot())
}

/// Forgets every call.
pub fn forget() {
    LOG.with(|log| {
        log.calls.take();
        log.begun.set(0);
    });
    tell();
}

/// Says which environment calls belong to from now on.
pub fn choose(environment: usize) {
    LOG.with(|log| log.chosen.set(environment));
}

fn tell() {
    LOG.with(|log| log.changed.update(|changed| *changed += 1));
}

/// Sends a request, and keeps what can be shown of it.
pub fn carry(fetch: Fetch, request: Request) -> LocalBoxFuture<'static, Result<Opened, NoAnswer>> {
    let watch = Watch::begin(request.clone());
    Box::pin(async move {
        let answer = fetch.open(request).await;
        let mut own = watch.0.answer.borrow_mut();
        own.head_after = watch.age();
        match answer {
            Ok(Opened { head, body }) => {
                let mut shown = head.clone();
                redact_headers(&mut shown.headers);
                own.head = Some(shown);
                drop(own);
                tell();
                let body = Heard { body, watch }.boxed_local();
                Ok(Opened { head, body })
            }
            Err(failure) => {
                own.failure = Some(failure.clone());
                drop(own);
                Err(failure)
            }
        }
    })
}

/// A call under way; given up when it is dropped before its end.
struct Watch(Rc<Call>);

impl Watch {
    fn begin(request: Request) -> Self {
        let (mut request, body) = request.into_parts();
        redact_headers(&mut request.headers);
        let call = LOG.with(|log| {
            let number = log.begun.get() + 1;
            log.begun.set(number);
            let call = Rc::new(Call {
                number,
                chosen: log.chosen.get(),
                begun: timer::now(),
                request,
                body: shown(&body),
                size: body.len(),
                answer: RefCell::default(),
            });
            log.calls.borrow_mut().push(Rc::clone(&call));
            call
        });
        make_room();
        tell();
        Self(call)
    }

    fn age(&self) -> f64 {
        timer::now() - self.0.begun
    }

    fn hear(&self, piece: &Result<Vec<u8>, NoAnswer>) {
        let mut own = self.0.answer.borrow_mut();
        match piece {
            Ok(bytes) => {
                let room = MOST_OF_BODY.saturating_sub(own.body.len());
                own.body.extend_from_slice(&bytes[..bytes.len().min(room)]);
                own.size += bytes.len();
            }
            Err(failure) => own.failure = Some(failure.clone()),
        }
    }

    fn end(&self) {
        let mut own = self.0.answer.borrow_mut();
        own.ended_after = Some(self.age());
        drop(own);
        make_room();
        tell();
        let call = Rc::downgrade(&self.0);
        task::start(async move {
            timer::sleep(BLOTTED_AFTER).await;
            if let Some(call) = call.upgrade() {
                call.blot();
            }
        });
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut own = self.0.answer.borrow_mut();
        if own.ended_after.is_none() {
            own.failure.get_or_insert(NoAnswer::Aborted);
            drop(own);
            self.end();
        }
    }
}

/// A body that is heard while somebody else reads it.
struct Heard {
    body: Chunks,
    watch: Watch,
}

impl Stream for Heard {
    type Item = Result<Vec<u8>, NoAnswer>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.body.as_mut().poll_next(context);
        match &polled {
            Poll::Ready(Some(piece)) => self.watch.hear(piece),
            Poll::Ready(None) => self.watch.end(),
            Poll::Pending => {}
        }
        polled
    }
}

fn shown(body: &[u8]) -> String {
    let kept = &body[..body.len().min(MOST_OF_BODY)];
    redact_text(&String::from_utf8_lossy(kept))
}

/// The oldest calls go when there are too many, or when they take too much.
fn make_room() {
    LOG.with(|log| {
        let mut calls = log.calls.borrow_mut();
        let size = |call: &Rc<Call>| {
            let answer = call.answer.borrow();
            call.body.len() + answer.body.len() + answer.text.len()
        };
        let mut bytes: usize = calls.iter().map(size).sum();
        while calls.len() > 1 && (calls.len() > MOST_CALLS || bytes > MOST_BYTES) {
            bytes -= size(&calls.remove(0));
        }
    });
}
