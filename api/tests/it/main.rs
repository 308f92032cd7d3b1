//! What both clients send, and what they make of the answers.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees the tests themselves but not the functions that they share"
)]

mod base_url;
mod calling_profiles;
mod canned;
mod dial_plans;
mod errors;
mod guid;
mod numbers;
mod redaction;
mod secrets;
mod services;
mod sign_in;
mod tasks;
mod token;
mod voice_profile_edits;
mod voice_profile_users;
mod voice_profiles;
