//! `/activity`: every call of this tab, as it went; and what a ticket needs of them. Calls no
//! vendor.

mod detail;
mod model;
mod page;
mod sharing;
mod ticket;

pub use page::activity_page;
pub use ticket::show_bundle;
