//! One slow clock for everything that counts down.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::timer;

/// Slow enough to cost nothing, quick enough for "42 min left".
const TICK: Duration = Duration::from_secs(10);

/// Seconds since 1970, ticking.
#[derive(Debug, Clone, Copy)]
pub struct Clock(RwSignal<i64>);

impl Clock {
    pub fn start() -> Self {
        let clock = Self(RwSignal::new(timer::now_seconds()));
        if let Ok(interval) =
            set_interval_with_handle(move || clock.0.set(timer::now_seconds()), TICK)
        {
            on_cleanup(move || interval.clear());
        }
        clock
    }

    pub fn now(self) -> i64 {
        self.0.get()
    }
}

pub fn use_clock() -> Clock {
    expect_context()
}
