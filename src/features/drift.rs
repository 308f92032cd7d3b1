//! `/drift`: where the numbers of a tenant, the calling profiles and a dial plan disagree, and what
//! would put it right.
//!
//! Vendor calls: Get Calling Profiles, Get Dial Plan Contents for SIP Connection, Get Operator
//! Connect Customer Numbers. What disagrees is decided in the package `cordboard-dial-plan`; a
//! press puts the change that rights it among the pending changes of the plan, where it is
//! reviewed and applied.

mod comparing;
mod desk;
mod fields;
mod findings_grid;
mod findings_view;
mod model;
mod page;
mod staging;

pub use page::page;
