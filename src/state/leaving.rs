//! Signing out: the tokens and the servers' answers go, here and in every other tab.
//!
//! Tabs that live hear of it at once. One that sleeps, or that the browser brings back, finds the
//! time of it in the device's storage: a time and an environment's name, no secret.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::activity;
use super::connection::Status;
use super::session::Session;
use crate::browser::storage::{self, Keep};
use crate::browser::tabs::Line;
use crate::browser::{page, timer};

const LINE: &str = "cordboard:session";
const KEY: &str = "cordboard:signed-out";

/// Signs out, and follows the sign-outs of other tabs.
#[derive(Debug, Clone, Copy)]
pub struct Leaving {
    session: Session,
    line: StoredValue<Option<Line>, LocalStorage>,
    /// Somebody has signed out in this tab.
    pub has_left: RwSignal<bool>,
}

impl Leaving {
    /// Looks at once: this tab may have been brought back with a token that another one gave up.
    pub fn start(session: Session) -> Self {
        look(session, &times());
        page::on_show(move || look(session, &times()));
        // What another tab stores may come later than what it says: the times are said.
        let line = Line::open(LINE, move |text| {
            look(session, &serde_json::from_str(&text).unwrap_or_default());
        });
        Self {
            session,
            line: StoredValue::new_local(Some(line)),
            has_left: RwSignal::new(false),
        }
    }

    /// Ends both sessions of the chosen environment, here and in the other tabs.
    pub fn sign_out(self) {
        let name = untrack(|| self.session.environment()).name;
        for connection in untrack(|| self.session.both()) {
            connection.sign_out();
        }
        activity::forget();
        let mut times = times();
        times.insert(name, timer::now().into());
        let times = Value::Object(times).to_string();
        storage::write(Keep::Device, KEY, &times);
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.say(&times);
            }
        });
        // A page that is locked has nothing left to hide.
        self.session.lock.open();
        self.has_left.set(true);
    }
}

/// When somebody signed out of which environment, in milliseconds since 1970.
fn times() -> Map<String, Value> {
    let kept = storage::read(Keep::Device, KEY).and_then(|kept| serde_json::from_str(&kept).ok());
    kept.unwrap_or_default()
}

fn look(session: Session, times: &Map<String, Value>) {
    if times.is_empty() {
        return;
    }
    for (environment, connections) in session.every() {
        let at = times.get(&environment.name).and_then(Value::as_f64);
        for connection in connections {
            let has_token = |status: &Status| status.account().is_some();
            if let Some(at) = at.filter(|_| connection.status.with_untracked(has_token)) {
                connection.signed_out_elsewhere(at);
                activity::forget();
            }
        }
    }
}

pub fn use_leaving() -> Leaving {
    expect_context()
}
