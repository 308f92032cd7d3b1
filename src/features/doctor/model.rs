//! From what was tried to what it means, and to what helps. Pure.

pub mod diagnosis;
pub mod recipes;
