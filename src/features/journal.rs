//! `/journal`: what this device has changed, each entry tied to the one before. Calls no vendor.

mod detail;
mod keeping;
mod model;
mod page;

pub use page::journal_page;
