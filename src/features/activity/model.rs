//! Calls as a list, and as text for elsewhere. Pure.

pub mod bundle;
pub mod command;
pub mod har;
pub mod line;
