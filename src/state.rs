//! What outlives a page, and nothing else.

pub mod activity;
pub mod cached;
pub mod clock;
pub mod connection;
pub mod draft;
pub mod expiry;
pub mod gate;
pub mod journal;
pub mod lasting;
pub mod leaving;
pub mod links;
pub mod list_state;
pub mod lists;
pub mod lock;
pub mod network;
pub mod pace;
pub mod session;
pub mod tasks;
pub mod tenants;
pub mod title;
pub mod wire;
