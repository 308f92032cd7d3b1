//! Rules from a file or from pasted rows: every row's outcome in one pass, before any request.
//!
//! Bytes become a [`Table`]; a [`Layout`] says which column holds what, and is proposed by looking
//! at the table; [`Preview::new`] holds each row against the plan. Spreadsheets damage numbers, so
//! each value is looked at before it is believed: what can only have meant one thing is repaired
//! and shown before and after, everything else stays behind with a reason.

mod bad_rows;
mod cell;
mod columns;
mod damage;
mod encoding;
mod outcome;
mod preview;
mod table;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub(crate) use self::cell::cleaned_text;
pub use self::cell::{Repair, RepairKind};
pub use self::columns::{Columns, Field, Layout};
pub use self::damage::Damage;
pub use self::encoding::Encoding;
pub use self::outcome::{Fault, Outcome, Place, Problem, Row, RowNote};
pub use self::preview::{Conflicts, Entries, Judging, Mode, Preview, Request, Totals};
pub(crate) use self::table::is_cut;
pub use self::table::{ImportError, LARGEST, MOST_ROWS, Table};
