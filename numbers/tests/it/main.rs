//! The store from outside: what a page sees of it.

#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on should stop, and its rows are few"
)]

#[path = "../../examples/throughput/payload.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod payload;

mod answers;
mod decoding;
mod exporting;
mod pasting;
mod sorting;
mod viewing;
