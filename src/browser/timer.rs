//! Time: waiting, and what o'clock it is.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;

/// Waits, without holding the thread.
pub async fn sleep(duration: Duration) {
    TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)).await;
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
