//! What the page works out by itself: which findings are shown, and words.

pub mod listing;
pub mod words;
