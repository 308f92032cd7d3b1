//! Clients for the two vendor APIs, in pure Rust.
//!
//! Nothing here knows a browser, a runtime or a clock: a [`Transport`] carries the requests.

mod answer;
pub mod base_url;
pub mod error;
mod fields;
pub mod guid;
pub mod live;
pub mod opentact;
pub mod polling;
pub mod reading;
pub mod redaction;
pub mod token;
pub mod transport;

pub use base_url::{BaseUrl, BaseUrlError};
pub use error::{ApiError, FieldError, NoAnswer, Problem, Refusal, Unreadable, WaitingFor};
pub use guid::{CustomerId, GuidError, SiteLocationId, TenantId};
pub use live::LiveClient;
pub use opentact::{OpentactClient, OpentactPaths};
pub use reading::Reading;
pub use token::{Auth, Claims, Secret, Token, TokenError};
pub use transport::{Chunks, Opened, Request, Response, Transport};
