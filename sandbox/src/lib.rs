//! A local imitation of both vendors' APIs, for people who try the app and for its tests.
//!
//! One server answers for the app's files, for `AudioCodes` Live Platform under `/ac/tenantui`,
//! for OpenTACT under `/ot/rest`, and for the control address `/sandbox`. It speaks the JSON of
//! the vendors' documents and shares no types with the app's own clients, so that a mistake in
//! one is not repeated in the other.
//!
//! Every test has a [`World`] of its own, found by the credentials that a call carries. Nothing
//! depends on time: tasks advance by being read, and a call that is to be late waits at a gate.
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! let sandbox = sandbox::Sandbox::start(sandbox::Options::default()).await?;
//! let token = sandbox.credentials().token;
//! // GET {sandbox.url()}ac/tenantui/api/v2/oc/callingprofile with `Authorization: Bearer {token}`
//! # Ok(())
//! # }
//! ```

mod answer;
mod auth;
mod config;
mod control;
mod cors;
mod csp;
mod data;
mod fault;
mod files;
mod forward;
mod gate;
mod gzip;
mod hostile;
mod live;
mod lock;
mod opentact;
mod options;
mod query;
mod request_log;
mod rules;
mod scatter;
mod seed;
mod sentinel;
mod server;
mod service;
mod task;
mod token;
mod wire;
mod world;

pub use answer::Api;
pub use cors::Cors;
pub use csp::{SECURITY_HEADERS, content_security_policy};
pub use fault::{Cut, Fault, GateAt, GatePlace, Hang, act::Dropped};
pub use hostile::Hostile;
pub use options::{
    Connections, DialPlanOptions, Effect, FailingTask, LiveOptions, Numbers, OpenTactOptions,
    Order, RemoveBy, TaskOptions, TaskShape, WorldOptions,
};
pub use seed::FIRST_TENANT;
pub use sentinel::Place;
pub use server::{Options, Sandbox, app};
pub use world::{Credentials, DEFAULT_WORLD, World};
