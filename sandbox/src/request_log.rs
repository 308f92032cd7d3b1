//! What a world was asked, so that a test can tell exactly.

use std::{collections::VecDeque, sync::Mutex};

use http::{HeaderMap, HeaderName, header};
use serde::Serialize;
use serde_json::{Map, Value};
use tokio::sync::Notify;

use crate::lock::Lock as _;

/// Older calls are forgotten: the default world may run for weeks.
const KEPT: usize = 5_000;
/// As are those whose bodies would fill the memory: a large change of a dial plan takes 5 MB.
const KEPT_BYTES: usize = 256 << 20;

/// The calls that reached one world.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    entries: Mutex<VecDeque<Entry>>,
    changed: Notify,
}

/// One call.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) number: u64,
    pub(crate) method: String,
    /// With the API's prefix, as it came.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Map<String, Value>,
    pub(crate) body: String,
    /// The status of the answer, once it has a head.
    pub(crate) status: Option<u16>,
    pub(crate) outcome: Outcome,
}

/// What has become of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// It is still being answered, or hangs.
    Pending,
    /// All of the answer was taken by the connection.
    Answered,
    /// The client went away before the end.
    Aborted,
    /// A fault cut the connection.
    Dropped,
}

impl RequestLog {
    /// Notes a call down and gives its number.
    pub(crate) fn add(&self, mut entry: Entry) -> u64 {
        let mut entries = self.entries.lock_now();
        let number = entries.back().map_or(1, |last| last.number + 1);
        entry.number = number;
        entries.push_back(entry);
        let mut bytes: usize = entries.iter().map(|entry| entry.body.len()).sum();
        while entries.len() > KEPT || (bytes > KEPT_BYTES && entries.len() > 1) {
            bytes -= entries.pop_front().map_or(0, |entry| entry.body.len());
        }
        drop(entries);
        self.changed.notify_waiters();
        number
    }

    pub(crate) fn set_status(&self, number: u64, status: u16) {
        self.change(number, |entry| entry.status = Some(status));
    }

    /// Notes how a call ended, unless that is known already.
    pub(crate) fn end(&self, number: u64, outcome: Outcome) {
        self.change(number, |entry| {
            if entry.outcome == Outcome::Pending {
                entry.outcome = outcome;
            }
        });
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Entry)) {
        let mut entries = self.entries.lock_now();
        if let Some(entry) = entries
            .iter_mut()
            .rev()
            .find(|entry| entry.number == number)
        {
            change(entry);
        }
        drop(entries);
        self.changed.notify_waiters();
    }

    pub(crate) fn clear(&self) {
        self.entries.lock_now().clear();
    }

    /// The calls that fit, oldest first.
    pub(crate) fn list(&self, fits: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        self.entries
            .lock_now()
            .iter()
            .filter(|entry| fits(entry))
            .cloned()
            .collect()
    }

    /// Waits until so many calls fit.
    pub(crate) async fn wait_for(&self, count: usize, fits: impl Fn(&Entry) -> bool) {
        loop {
            let changed = self.changed.notified();
            if self
                .entries
                .lock_now()
                .iter()
                .filter(|entry| fits(entry))
                .count()
                >= count
            {
                return;
            }
            changed.await;
        }
    }
}

/// The headers of a call with every credential replaced by `label`.
pub(crate) fn redacted(headers: &HeaderMap, label: Option<&str>) -> Map<String, Value> {
    let label = label.unwrap_or("unknown");
    let mut shown = Map::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let value = match value.split_once(' ') {
            Some((scheme, _)) if name == header::AUTHORIZATION => format!("{scheme} [{label}]"),
            _ if is_secret(name) => format!("[{label}]"),
            _ => value,
        };
        shown.insert(name.as_str().to_owned(), Value::String(value));
    }
    shown
}

fn is_secret(name: &HeaderName) -> bool {
    [header::AUTHORIZATION, header::COOKIE].contains(name) || name == "x-auth-token"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credential_is_shown() {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", "Bearer secret-1".parse().unwrap());
        headers.insert("x-auth-token", "secret-2".parse().unwrap());
        headers.insert("cookie", "a=secret-3".parse().unwrap());
        headers.insert("x-ovoc-channel-id", "4".parse().unwrap());
        let shown = Value::Object(redacted(&headers, Some("w1.2"))).to_string();
        assert!(!shown.contains("secret"), "{shown}");
        assert!(shown.contains("Bearer [w1.2]") && shown.contains("\"x-ovoc-channel-id\":\"4\""));
    }
}
