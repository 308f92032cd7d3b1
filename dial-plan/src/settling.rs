//! How long a change without an answer is waited for, and when the plan is read meanwhile.

use std::time::Duration;

/// Tasks take minutes; after this long the administrator may call a change not applied.
pub const SETTLING: Duration = Duration::from_mins(5);

const SOONEST: Duration = Duration::from_secs(5);
const LATEST: Duration = Duration::from_mins(1);

/// When the plan is read next, counted from the moment the change went unanswered: at once, then
/// each time half as long again as it has waited, and last when the settling time is over. Nothing
/// when that last reading has been taken.
pub fn next_reading(last: Option<Duration>, settling: Duration) -> Option<Duration> {
    let Some(last) = last else {
        return Some(Duration::ZERO);
    };
    if last >= settling {
        return None;
    }
    let pause = (last / 2).clamp(SOONEST, LATEST);
    Some((last + pause).min(settling))
}
