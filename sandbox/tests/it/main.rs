//! What the sandbox promises: in-process where it can be, over sockets where it must, and at last
//! with the app's own clients.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees the tests themselves but not the functions that they share"
)]

mod caller;
mod contract;
mod control;
mod cors;
mod faults;
mod files;
mod forwarding;
mod live;
mod opentact;
mod program;
mod sockets;
