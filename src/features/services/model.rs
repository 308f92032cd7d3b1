//! What is pure: the list, the form, the checks before sending, and the search for what was sent.

pub mod checks;
pub mod curl;
pub mod draft;
pub mod known;
pub mod rows;
pub mod search;
