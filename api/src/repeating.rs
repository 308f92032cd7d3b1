//! When a read that failed is sent again by itself: seldom, soon, and never a write.

use std::time::Duration;

use http::StatusCode;
use http::response::Parts;

use crate::error::{NoAnswer, retry_after};

/// Twice: a fault that outlasts them is worth knowing of.
const MOST: u32 = 2;

/// A restart or a lost packet is over in about this time; the second wait is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// A read that fails is reported within half a minute. What would wait longer is reported at once,
/// with the wait that the server asks for.
const LONGEST: Duration = Duration::from_secs(10);

/// A read that failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Failed {
    /// How often it was sent.
    pub attempts: u32,
    /// Time since it was sent first.
    pub elapsed: Duration,
    /// What the server asked to wait.
    pub retry_after: Option<Duration>,
    /// A random number from 0 to 1, so that the pages of many administrators part.
    pub jitter: f64,
}

/// How long to wait before the read is sent again; `None` when it is not.
pub fn wait(failed: &Failed) -> Option<Duration> {
    if failed.attempts > MOST {
        return None;
    }
    let doubled =
        FIRST_WAIT.saturating_mul(2_u32.saturating_pow(failed.attempts.saturating_sub(1)));
    // Half of it is fixed: a repetition that comes at once meets the same fault.
    let share = if failed.jitter.is_finite() {
        failed.jitter.clamp(0.0, 1.0)
    } else {
        1.0
    };
    let own = doubled.mul_f64(0.5 + 0.5 * share);
    let wait = own.max(failed.retry_after.unwrap_or_default());
    (failed.elapsed + wait <= LONGEST).then_some(wait)
}

/// Whether an answer is of the kind that passes, and what the server asked to wait.
pub fn passes(answer: Result<&Parts, &NoAnswer>) -> Option<Option<Duration>> {
    match answer {
        Ok(head) => {
            let passing = [
                StatusCode::TOO_MANY_REQUESTS,
                StatusCode::BAD_GATEWAY,
                StatusCode::SERVICE_UNAVAILABLE,
                StatusCode::GATEWAY_TIMEOUT,
            ];
            passing
                .contains(&head.status)
                .then(|| retry_after(&head.headers))
        }
        Err(NoAnswer::Unreachable { .. }) => Some(None),
        // Without a network it waits for one; what was silent for half a minute is reported.
        Err(
            NoAnswer::Offline
            | NoAnswer::TimedOut { .. }
            | NoAnswer::Redirected
            | NoAnswer::Aborted
            | NoAnswer::CutOff { .. },
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(attempts: u32) -> Failed {
        Failed {
            attempts,
            elapsed: Duration::ZERO,
            retry_after: None,
            jitter: 1.0,
        }
    }

    #[test]
    fn the_waits_grow_and_end() {
        let waits = [1, 2, 3].map(|attempts| wait(&failed(attempts)));
        let millis = |millis| Some(Duration::from_millis(millis));
        assert_eq!(waits, [millis(500), millis(1_000), None]);
    }

    #[test]
    fn jitter_shortens_a_wait_by_half_at_most() {
        let first = |jitter| {
            wait(&Failed {
                jitter,
                ..failed(1)
            })
        };
        assert_eq!(first(0.0), Some(Duration::from_millis(250)));
        assert_eq!(first(-9.0), first(0.0));
        assert_eq!(first(f64::NAN), first(1.0));
    }

    #[test]
    fn a_server_is_waited_for_as_it_asks_unless_that_is_too_long() {
        let asked = |seconds| {
            wait(&Failed {
                retry_after: Some(Duration::from_secs(seconds)),
                ..failed(1)
            })
        };
        assert_eq!(asked(0), Some(Duration::from_millis(500)));
        assert_eq!(asked(3), Some(Duration::from_secs(3)));
        assert_eq!(asked(10), Some(Duration::from_secs(10)));
        assert_eq!(asked(11), None);
        let late = Failed {
            elapsed: Duration::from_secs(8),
            retry_after: Some(Duration::from_secs(3)),
            ..failed(2)
        };
        assert_eq!(wait(&late), None);
    }

    #[test]
    fn only_what_passes_is_repeated() {
        let head = |status: u16| {
            let (mut head, ()) = http::Response::new(()).into_parts();
            head.status = StatusCode::from_u16(status).unwrap_or_default();
            head.headers
                .insert("retry-after", http::HeaderValue::from_static("4"));
            head
        };
        let asked = Some(Some(Duration::from_secs(4)));
        for (status, expected) in [
            (429, asked),
            (502, asked),
            (503, asked),
            (504, asked),
            (200, None),
            (401, None),
            (403, None),
            (404, None),
            (409, None),
            (500, None),
        ] {
            assert_eq!(passes(Ok(&head(status))), expected, "{status}");
        }
        let unreachable = NoAnswer::Unreachable {
            reason: String::new(),
        };
        assert_eq!(passes(Err(&unreachable)), Some(None));
        assert_eq!(passes(Err(&NoAnswer::Redirected)), None);
    }
}
