//! Numbers: which ones a tenant has, what they can do and where they go.
//!
//! `/numbers` looks a tenant up and shows its numbers while they arrive, two of them or a million.
//! Vendor call: Get Operator Connect Customer Numbers, one unpaged array. `cordboard-numbers` is
//! the store behind it; everything here only draws what is in sight.

mod body;
mod book;
mod columns;
mod counts;
mod detail;
mod facets;
mod filters;
mod head;
mod page;
mod paste;
mod profile;
mod reading;
mod save;
mod summary;
mod tenant;
mod words;

pub use page::numbers_page;
