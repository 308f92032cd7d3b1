//! What holds the calls of a connection back: a lock, a lost network, the budget, and a fault that
//! passes.

use std::time::Duration;

use cordboard_api::budget::Budget;
use cordboard_api::repeating::{self, Failed};
use cordboard_api::{NoAnswer, Opened};
use futures::future::select;
use leptos::prelude::*;

use super::gate::Gate;
use crate::browser::timer;

/// A browser may wrongly believe that there is no network: it is tried now and then all the same.
const LOOK_FOR_NETWORK: Duration = Duration::from_secs(15);

/// The pace of one connection's calls.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    network: Gate,
    lock: Gate,
    budget: StoredValue<Budget>,
    /// How many calls the budget holds back.
    pub held: RwSignal<usize>,
}

/// A call that the budget holds back, for as long as somebody waits for it.
struct Held(RwSignal<usize>);

impl Held {
    fn new(held: RwSignal<usize>) -> Self {
        held.update(|held| *held += 1);
        Self(held)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.try_update(|held| *held -= 1);
    }
}

/// How often a read was sent, and since when.
#[derive(Debug, Clone, Copy)]
pub struct Tries {
    attempts: u32,
    /// In milliseconds since 1970.
    began: f64,
}

impl Tries {
    pub fn new() -> Self {
        Self {
            attempts: 0,
            began: timer::now(),
        }
    }

    /// Time since it was sent first.
    pub fn elapsed(self) -> Duration {
        since(self.began)
    }
}

fn since(began: f64) -> Duration {
    let seconds = (timer::now() - began).max(0.0) / 1_000.0;
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

impl Pace {
    pub fn new(network: Gate, lock: Gate, requests_per_10_seconds: u32) -> Self {
        Self {
            network,
            lock,
            budget: StoredValue::new(Budget::new(requests_per_10_seconds)),
            held: RwSignal::new(0),
        }
    }

    /// Waits until a call may leave.
    pub async fn may_leave(self) {
        let mut held = None;
        loop {
            self.lock.passed().await;
            let now = since(0.0);
            let wait = self.budget.with_value(|budget| budget.wait(now));
            if wait.is_zero() {
                self.budget.update_value(|budget| budget.note(now));
                return;
            }
            held.get_or_insert_with(|| Held::new(self.held));
            timer::sleep(wait).await;
        }
    }

    /// Whether a read that was answered like this is sent again, after the wait for it.
    pub async fn repeats(self, answer: &Result<Opened, NoAnswer>, tries: &mut Tries) -> bool {
        if matches!(answer, Err(NoAnswer::Offline)) {
            self.network.shut();
            let look = Box::pin(timer::sleep(LOOK_FOR_NETWORK));
            select(Box::pin(self.network.passed()), look).await;
            *tries = Tries::new();
            return true;
        }
        tries.attempts += 1;
        let Some(retry_after) = repeating::passes(answer.as_ref().map(|opened| &opened.head))
        else {
            return false;
        };
        let wait = repeating::wait(&Failed {
            attempts: tries.attempts,
            elapsed: tries.elapsed(),
            retry_after,
            jitter: timer::jitter(),
        });
        if let Some(wait) = wait {
            timer::sleep(wait).await;
        }
        wait.is_some()
    }

    /// An answer came: there is a network, whatever the browser believes.
    pub fn answered(self) {
        self.network.open();
    }
}
