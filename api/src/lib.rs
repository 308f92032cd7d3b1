//! Clients for the two vendor APIs, in pure Rust.
