//! The command palette: pages, actions, and whatever is pasted, found by typing.
//!
//! Vendor calls: Get Operator Connect Customer Numbers for a single number; the lists that other
//! pages read, where they have not been read yet.

mod choices;
mod model;
mod number;
mod view;

pub use view::palette;
