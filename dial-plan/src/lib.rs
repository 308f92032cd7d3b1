//! Dial plans of the SBC: which rule takes a number, what a change would do, and how it is made.
//!
//! Nothing here sends, stores, or reads a clock: a page hands in what it has read and what time it
//! is, and is told what to do next.
//!
//! - [`notation`] reads prefixes, [`matcher`] finds the rule that wins, [`marks`] says what stands
//!   out in a list.
//! - [`change_set`] holds what is wanted. It is filled from forms, from a [`range`] and from files
//!   and pasted rows ([`import`]).
//! - [`plan`] holds it against the [`Snapshot`] just read: what is left to do, what has moved, what
//!   to know first ([`emergency`] numbers, unknown [`trunks`], the server's order).
//!   [`plan_file`] carries it to a colleague.
//! - [`drift`] holds a plan against the numbers of its tenant and the calling profiles.
//! - [`run`] cuts a plan into requests, [`ledger`] follows them until a reading of the plan shows
//!   each change, with [`settling`] for the pace.
//!
//! ```
//! use cordboard_dial_plan::change_set::{ChangeSet, Origin};
//! use cordboard_dial_plan::emergency::EmergencyNumbers;
//! use cordboard_dial_plan::plan::{Plan, Question};
//! use cordboard_dial_plan::{Rule, Snapshot};
//!
//! let live = Snapshot::new(vec![Rule::new("site", "+972542566110", "oc1.example")]);
//! let mut changes = ChangeSet::default();
//! let batch = changes.batch(Origin::Form);
//! changes.add(&live, batch, Rule::new("site", "112", "oc1.example"));
//!
//! let emergency = EmergencyNumbers::default();
//! let plan = Plan::new(Question {
//!     live: &live,
//!     base: Some(&live),
//!     changes: &changes,
//!     trunks: None,
//!     emergency: &emergency,
//! });
//! assert_eq!(plan.sent(), 1);
//! assert_eq!(plan.emergency[0].number, "112");
//! ```

pub mod change_set;
pub mod drift;
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
mod rule;
pub mod run;
pub mod settling;
mod snapshot;
pub mod sorting;
pub mod target;
pub mod trunks;
mod version;

pub use moment::Moment;
pub use rule::{NAME_LENGTH, Rule};
pub use snapshot::{Difference, Snapshot};
