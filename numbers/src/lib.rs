//! The numbers of a tenant in columns, filled while the answer streams in: two of them or a
//! million, searched, filtered, sorted, summed up and exported without a network or a browser.

#![allow(
    clippy::cast_possible_truncation,
    reason = "rows and codes are u32 by design: 32-bit WebAssembly has no room for more rows"
)]

mod bits;
mod decoder;
mod export;
mod field;
mod filter;
mod guid;
mod index;
mod json;
mod moment;
mod names;
mod order;
mod paste;
mod phone;
mod rehearsal;
mod same;
mod sbc;
mod search;
mod store;
mod view;

pub use decoder::{Decoder, Ending, Progress, StreamError};
pub use export::{Column, Json, Numbers, PastedList};
pub use field::Field;
pub use filter::{Facet, Filters, NONE};
pub use moment::Moment;
pub use names::Names;
pub use order::Sort;
pub use paste::{MAX_PASTED, Match, Outcome, Paste, PasteCounts, Pasted, Unreadable};
pub use phone::grouped;
pub use rehearsal::rehearse;
pub use sbc::Sbc;
pub use store::{BadRow, Store};
pub use view::{Tallies, Tally, View};
