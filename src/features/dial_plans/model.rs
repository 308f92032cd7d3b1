//! What the page works out by itself: which rules are shown, and words.

pub mod listing;
pub mod words;
