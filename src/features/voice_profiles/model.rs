//! What a voice profile lets happen, what a form means, and the list. Pure.

pub mod batch;
pub mod decimal;
pub mod draft;
pub mod guard;
pub mod request;
pub mod rows;
pub mod words;
