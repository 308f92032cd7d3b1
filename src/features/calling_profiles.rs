//! Calling profiles: which groups of trunks carry the calls, and which of them need somebody's eye.
//!
//! `/profiles` lists them with their health and a coverage grid, `/profiles/{id}` shows one as the
//! server returned it. Vendor call: Get Calling Profiles. AudioCodes Professional Services
//! configures profiles, so everything here is to read.

mod cells;
mod coverage_view;
mod detail_page;
mod detail_sections;
mod list_page;

pub use detail_page::detail_page;
pub use list_page::list_page;
