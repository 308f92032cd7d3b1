//! What outlives a page, and nothing else.

pub mod activity;
pub mod cached;
pub mod clock;
pub mod journal;
pub mod links;
pub mod list_state;
pub mod lists;
pub mod session;
pub mod tasks;
pub mod tenants;
pub mod title;
pub mod wire;
