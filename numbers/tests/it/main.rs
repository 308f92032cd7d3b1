//! The store from outside: what a page sees of it.

#[path = "../../examples/bench/payload.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod payload;

mod answers;
mod decoding;
mod viewing;
