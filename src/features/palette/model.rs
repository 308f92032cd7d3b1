//! What the palette works out by itself: what a pasted text may be, and which choices fit words.

pub mod fitting;
pub mod meaning;
