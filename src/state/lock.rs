//! The idle lock: a page that nobody uses is hidden, and no call leaves it, a running job's next
//! piece included.
//!
//! Where the environment asks for it (production does, unless config.json says otherwise) the
//! tokens are given up too, and signing in again is what unlocks.

use leptos::prelude::*;

use super::clock::Clock;
use super::connection::Status;
use super::session::Session;
use crate::browser::dom::follow;
use crate::browser::tabs::Line;
use crate::browser::{page, timer};

/// On this line tabs say that they are used: one that is watched does not lock the others.
const LINE: &str = "cordboard:used";
/// Seldom enough to cost nothing, often enough for minutes.
const NOTED_AFTER: f64 = 5_000.0;
const MINUTE: f64 = 60_000.0;

/// Locks the page after the minutes that the configuration gives.
pub fn start(session: Session, clock: Clock) {
    let minutes = session.config().idle_lock.minutes;
    if minutes == 0 {
        return;
    }
    let limit = f64::from(minutes) * MINUTE;
    let used = StoredValue::new(timer::now());
    let line = Line::open(LINE, move |_| {
        if !untrack(|| session.lock.is_shut()) {
            used.set_value(timer::now());
        }
    });
    let line = StoredValue::new_local(Some(line));
    page::on_activity(move || {
        let now = timer::now();
        // A movement in a page that was asleep does not come before the lock.
        look(session, used, limit);
        if now - used.get_value() > NOTED_AFTER && !untrack(|| session.lock.is_shut()) {
            used.set_value(now);
            line.with_value(|line| {
                if let Some(line) = line {
                    line.say("used");
                }
            });
        }
    });
    page::on_show(move || look(session, used, limit));
    let is_ended = StoredValue::new(false);
    follow(move || {
        clock.now();
        untrack(|| look(session, used, limit));
    });
    follow(move || {
        // Unlocking is the first use of many.
        if !session.lock.is_shut() {
            used.set_value(timer::now());
        }
    });
    // Whoever has signed in again has unlocked.
    follow(move || {
        let needs_sign_in = session.lock.is_shut() && session.has_ended();
        let was_needed = is_ended.get_value();
        is_ended.set_value(needs_sign_in);
        if was_needed && !needs_sign_in {
            untrack(|| session.lock.open());
        }
    });
}

fn look(session: Session, used: StoredValue<f64>, limit: f64) {
    if timer::now() - used.get_value() < limit || untrack(|| session.lock.is_shut()) {
        return;
    }
    lock(session);
}

fn lock(session: Session) {
    let asks = session.config().idle_lock;
    let every = session.every();
    let is_in = |status: &Status| status.is_signed_in() || matches!(status, Status::Ended(_));
    let mut connections = every.iter().flat_map(|(_, own)| own);
    if !connections.any(|own| own.status.with_untracked(is_in)) {
        return;
    }
    session.lock.shut();
    for (environment, connections) in every {
        if asks.ends_sessions(environment.kind) {
            for connection in connections {
                if matches!(connection.status.get_untracked(), Status::SignedIn(_)) {
                    connection.end();
                }
            }
        }
    }
}

/// Opens the page again.
pub fn unlock(session: Session) {
    session.lock.open();
}
