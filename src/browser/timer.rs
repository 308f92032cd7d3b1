//! Time: waiting, and what o'clock it is.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;

/// Waits, without holding the thread, and no shorter than asked: whoever then looks at the clock
/// would find the time not come, and wait for nothing over and over.
pub async fn sleep(duration: Duration) {
    TimeoutFuture::new(whole_milliseconds(duration)).await;
}

fn whole_milliseconds(duration: Duration) -> u32 {
    let whole = duration.as_nanos().div_ceil(1_000_000);
    u32::try_from(whole).unwrap_or(u32::MAX)
}

/// Milliseconds since 1970, UTC.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Whole seconds since 1970, UTC: the unit of a token's expiry.
#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds fit an i64 for ages to come"
)]
pub fn now_seconds() -> i64 {
    (now() / 1000.0) as i64
}

/// A random number from 0 to 1.
pub fn jitter() -> f64 {
    js_sys::Math::random()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_millisecond_is_waited_for() {
        assert_eq!(whole_milliseconds(Duration::from_micros(300)), 1);
        assert_eq!(whole_milliseconds(Duration::from_millis(4)), 4);
        assert_eq!(whole_milliseconds(Duration::from_micros(4_001)), 5);
        assert_eq!(whole_milliseconds(Duration::ZERO), 0);
        assert_eq!(whole_milliseconds(Duration::MAX), u32::MAX);
    }
}
