//! When to ask for a task again: one schedule for every task, without a clock.

use std::time::Duration;

/// Most tasks are queued for a moment only, so the first looks come quickly.
const QUICK_WAIT: Duration = Duration::from_secs(2);

/// How long looking stays quick.
const QUICK_AGE: Duration = Duration::from_secs(20);

/// After that the wait is a tenth of the task's age: an end is noticed late by a tenth at most,
/// and the number of looks grows with the logarithm of the time.
const SHARE_OF_AGE: u32 = 10;

/// The longest wait. Tasks "may take a few minutes" (the vendor's pages): nobody should look at a
/// finished one as running for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The age at which a task whose end was never seen is given up. The vendor states no limit; this
/// is many times the minutes that its pages speak of.
pub const AGE_LIMIT: Duration = Duration::from_hours(1);

/// How far the jitter carries a wait to either side, so that the tasks of a batch part.
const JITTER: f64 = 0.2;

/// What is known when the next look is planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watch {
    /// Time since the task was given.
    pub age: Duration,
    /// Whether its end has been seen.
    pub has_ended: bool,
    /// Whether nobody looks, because the page is hidden or locked.
    pub is_hidden: bool,
    /// Looks that failed since the last one that did not.
    pub failures: u32,
    /// What the last answer asked to wait.
    pub retry_after: Option<Duration>,
    /// A random number from 0 to 1.
    pub jitter: f64,
}

/// What to do about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Look after this long.
    LookAfter(Duration),
    /// Wait until somebody looks again, then plan anew.
    Pause,
    /// Nothing: its end has been seen.
    Ended,
    /// Nothing: it is too old.
    GiveUp,
}

/// Plans the next look at a task.
pub fn plan(watch: &Watch) -> Next {
    if watch.has_ended {
        return Next::Ended;
    }
    if watch.age >= AGE_LIMIT {
        return Next::GiveUp;
    }
    if watch.is_hidden {
        return Next::Pause;
    }
    let by_age = if watch.age < QUICK_AGE {
        QUICK_WAIT
    } else {
        watch.age / SHARE_OF_AGE
    };
    // Every failed look doubles the wait, up to the longest.
    let doubled = 2_u32.saturating_pow(watch.failures);
    let wait = by_age.saturating_mul(doubled).min(LONGEST_WAIT);
    let jitter = if watch.jitter.is_finite() {
        watch.jitter.clamp(0.0, 1.0)
    } else {
        0.5
    };
    let wait = wait.mul_f64(1.0 + JITTER * (2.0 * jitter - 1.0));
    Next::LookAfter(wait.max(watch.retry_after.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A watch in the middle of the jitter, which leaves the wait as it is.
    fn watch(age_secs: u64) -> Watch {
        Watch {
            age: Duration::from_secs(age_secs),
            has_ended: false,
            is_hidden: false,
            failures: 0,
            retry_after: None,
            jitter: 0.5,
        }
    }

    fn look_after(millis: u64) -> Next {
        Next::LookAfter(Duration::from_millis(millis))
    }

    #[test]
    fn the_schedule_is_quick_then_slow_then_over() {
        let table = [
            (0, look_after(2_000)),
            (19, look_after(2_000)),
            (20, look_after(2_000)),
            (60, look_after(6_000)),
            (299, look_after(29_900)),
            (300, look_after(30_000)),
            (3_599, look_after(30_000)),
            (3_600, Next::GiveUp),
        ];
        for (age, expected) in table {
            assert_eq!(plan(&watch(age)), expected, "at {age} s");
        }
    }

    #[test]
    fn jitter_carries_a_fifth_to_either_side() {
        let table = [
            (0.0, look_after(1_600)),
            (0.25, look_after(1_800)),
            (1.0, look_after(2_400)),
            (-3.0, look_after(1_600)),
            (7.0, look_after(2_400)),
            (f64::NAN, look_after(2_000)),
        ];
        for (jitter, expected) in table {
            assert_eq!(
                plan(&Watch { jitter, ..watch(0) }),
                expected,
                "jitter {jitter}"
            );
        }
    }

    #[test]
    fn failures_double_the_wait_up_to_the_longest() {
        let table = [(1, 4_000), (2, 8_000), (4, 30_000), (u32::MAX, 30_000)];
        for (failures, expected) in table {
            let watch = Watch {
                failures,
                ..watch(0)
            };
            assert_eq!(plan(&watch), look_after(expected), "{failures} failures");
        }
    }

    #[test]
    fn the_server_may_ask_for_a_longer_wait_but_not_for_a_shorter() {
        for (asked, expected) in [(1, 2_000), (45, 45_000)] {
            let watch = Watch {
                retry_after: Some(Duration::from_secs(asked)),
                ..watch(0)
            };
            assert_eq!(plan(&watch), look_after(expected), "asked for {asked} s");
        }
    }

    #[test]
    fn a_hidden_page_pauses_what_is_neither_ended_nor_too_old() {
        let hidden = Watch {
            is_hidden: true,
            ..watch(0)
        };
        assert_eq!(plan(&hidden), Next::Pause);
        let ended = Watch {
            has_ended: true,
            ..hidden
        };
        assert_eq!(plan(&ended), Next::Ended);
        let old = Watch {
            age: AGE_LIMIT,
            ..hidden
        };
        assert_eq!(plan(&old), Next::GiveUp);
        let ended_and_old = Watch {
            has_ended: true,
            ..old
        };
        assert_eq!(plan(&ended_and_old), Next::Ended);
    }
}
