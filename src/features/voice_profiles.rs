//! Voice profiles: what outbound calls may cost, and whether they are recorded.
//!
//! `/voice-profiles` lists them with their spend guard, `/voice-profiles/{uuid}` is the form of one,
//! `/voice-profiles/new` makes another. Vendor calls: the page "Voice Profile" of OpenTACT.

mod batch;
mod cells;
mod compare_page;
mod detail_page;
mod fields;
mod form;
mod list_page;
mod lost;
mod meanwhile;
mod model;
mod new_page;
mod noted;
mod removal;
mod saving;
mod side;
mod summary;
mod users;

pub use compare_page::compare_page;
pub use detail_page::detail_page;
pub use list_page::list_page;
pub use new_page::new_page;

/// How the browser's language writes numbers.
fn marks() -> model::decimal::Marks {
    let (decimal, group) = crate::browser::intl::marks();
    model::decimal::Marks { decimal, group }
}
