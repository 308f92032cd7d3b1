//! How many requests may go out in a window of time, without a clock.

use std::collections::VecDeque;
use std::time::Duration;

/// "Release Operator Connect Numbers" states ten requests in ten seconds. For other calls nothing
/// is stated, so they keep to the same window.
pub const WINDOW: Duration = Duration::from_secs(10);

/// Remembers when requests went out, and says when the next one may. Moments are times since any
/// fixed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    limit: usize,
    sent: VecDeque<Duration>,
}

impl Budget {
    /// At most `limit` requests in any [`WINDOW`].
    pub fn new(limit: u32) -> Self {
        Self {
            limit: usize::try_from(limit).unwrap_or(usize::MAX).max(1),
            sent: VecDeque::new(),
        }
    }

    /// How long to wait before the next request; zero when it may go now.
    pub fn wait(&self, now: Duration) -> Duration {
        let Some(over) = self.sent.len().checked_sub(self.limit) else {
            return Duration::ZERO;
        };
        // A request that fits must find the one `limit` places before it outside the window. A
        // clock that was set back since says nothing.
        let since = self
            .sent
            .get(over)
            .and_then(|earlier| now.checked_sub(*earlier));
        since.map_or(Duration::ZERO, |since| WINDOW.saturating_sub(since))
    }

    /// Notes that a request goes out.
    pub fn note(&mut self, now: Duration) {
        self.sent.push_back(now);
        while self.sent.len() > self.limit {
            self.sent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A budget of two that was spent after 100 and 104 seconds.
    fn spent() -> Budget {
        let mut budget = Budget::new(2);
        for at in [100, 104] {
            assert_eq!(budget.wait(seconds(at)), Duration::ZERO);
            budget.note(seconds(at));
        }
        budget
    }

    #[test]
    fn a_request_waits_until_the_oldest_has_left_the_window() {
        let mut budget = spent();
        assert_eq!(budget.wait(seconds(105)), seconds(5));
        assert_eq!(budget.wait(seconds(110)), Duration::ZERO);
        budget.note(seconds(110));
        assert_eq!(budget.wait(seconds(110)), seconds(4));
    }

    #[test]
    fn a_clock_that_was_set_back_holds_nothing_for_ever() {
        assert_eq!(spent().wait(seconds(7)), Duration::ZERO);
    }

    #[test]
    fn a_budget_of_nothing_would_stop_everything() {
        let mut budget = Budget::new(0);
        assert_eq!(budget.wait(seconds(1)), Duration::ZERO);
        budget.note(seconds(1));
        assert_eq!(budget.wait(seconds(2)), seconds(9));
    }
}
