//! Services: the customers of the service provider, and creating one from a lead.
//!
//! `/services` lists them, `/services/{guid}` shows one, `/services/new` creates one. Vendor calls:
//! Get Services Brief Details (V3), Get All OC Leads, Get Script Templates, and Create OC Essential
//! Service from Lead with IP Group.

mod detail_page;
mod fields;
mod form;
mod lead_field;
mod list_page;
mod model;
mod new_page;
mod outcome;
mod sending;
mod side;

pub use detail_page::detail_page;
pub use list_page::list_page;
pub use new_page::new_page;
