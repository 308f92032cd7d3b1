//! How many requests may go out in a window of time.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// Ten requests in ten seconds is what the vendor states for releasing numbers ("Release Operator
/// Connect Numbers"); for other calls nothing is stated, so they keep to it too.
pub const REQUESTS: usize = 10;

/// The window those requests are counted in.
pub const WINDOW: Duration = Duration::from_secs(10);

/// Remembers when requests went out, and says when the next one may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    limit: usize,
    window: Duration,
    sent: VecDeque<Moment>,
}

impl Default for Rate {
    fn default() -> Self {
        Self::new(REQUESTS, WINDOW)
    }
}

impl Rate {
    /// At most `limit` requests in any `window`.
    pub fn new(limit: usize, window: Duration) -> Self {
        Self {
            limit: limit.max(1),
            window,
            sent: VecDeque::new(),
        }
    }

    /// How long to wait before the next request; zero when it may go now.
    pub fn wait(&self, now: Moment) -> Duration {
        let Some(over) = self.sent.len().checked_sub(self.limit) else {
            return Duration::ZERO;
        };
        // A request that fits must find the one `limit` places before it outside the window.
        self.sent.get(over).map_or(Duration::ZERO, |earlier| {
            self.window.saturating_sub(now.since(*earlier))
        })
    }

    /// Notes that a request goes out.
    pub fn note(&mut self, now: Moment) {
        self.sent.push_back(now);
        while self.sent.len() > self.limit {
            self.sent.pop_front();
        }
    }
}
