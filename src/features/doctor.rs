//! `/doctor`: why a call failed that the browser does not explain, as far as that can be known.
//! It calls the configured addresses without any credentials.

mod model;
mod page;

pub use page::doctor_page;
