//! What an administrator relies on: notation, matching, planning, running, importing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::too_many_lines,
    reason = "a test that cannot go on should stop, and a table of cases is read as one"
)]

mod change_sets;
mod drifting;
mod importing;
mod ledgers;
mod marking;
mod matching;
mod naive;
mod notation;
mod plan_files;
mod planning;
mod ranges;
mod round_trips;
mod sample;
mod tables;
#[cfg(feature = "xlsx")]
mod workbooks;
