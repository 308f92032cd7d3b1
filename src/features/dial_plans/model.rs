//! What the page works out by itself: which rules are shown, who a typed customer is, and words.

pub mod customers;
pub mod listing;
pub mod words;
