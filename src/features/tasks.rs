//! `/tasks`: every asynchronous job of this device, with its messages. Vendor call: Get Task, made
//! by `state/tasks`.

mod detail;
mod model;
mod page;

pub use page::tasks_page;
