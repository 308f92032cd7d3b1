//! `/device-data`: everything that this app keeps in the browser, where, how large, and the way to
//! delete it. Calls no vendor.

mod model;
mod page;

pub use page::device_data_page;
