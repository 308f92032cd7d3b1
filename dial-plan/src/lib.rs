//! SBC dial plan notation, matching, change sets and imports.

pub mod change_set;
pub mod emergency;
pub mod export;
pub mod import;
pub mod ledger;
pub mod marks;
pub mod matcher;
mod moment;
pub mod notation;
pub mod plan;
pub mod plan_file;
pub mod range;
pub mod rate;
mod rule;
pub mod run;
pub mod settling;
mod snapshot;
mod sorting;
pub mod target;
pub mod trunks;
mod version;

pub use moment::Moment;
pub use rule::{NAME_LENGTH, Rule};
pub use snapshot::{Difference, Snapshot};
