//! Overview: what needs attention in the environment that is signed in to, each line a link.

mod page;

pub use page::overview_page;
