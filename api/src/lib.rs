//! Clients for the two vendor APIs, in pure Rust: [`LiveClient`] for AudioCodes Live Platform,
//! [`OpentactClient`] for OpenTACT.
//!
//! Nothing here knows a browser, a runtime or a clock. A [`Transport`] carries the requests, each
//! of which can also be had unsent, to be shown before it is. What the vendors document is read
//! tolerantly: a field that is missing or `null` is empty, a word that is not known is kept as it
//! is, and an element that cannot be read is one [`Reading::Unreadable`] among the others. Whatever
//! holds a secret is dropped on reading and blotted out of errors.
//!
//! ```
//! use cordboard_api::{Auth, BaseUrl, LiveClient, NoAnswer, Opened, Request, Token, Transport};
//! use futures::StreamExt;
//!
//! /// Answers every request with one calling profile.
//! struct OneProfile;
//!
//! impl Transport for OneProfile {
//!     async fn open(&self, request: Request) -> Result<Opened, NoAnswer> {
//!         assert_eq!(request.uri().path(), "/tenantui/api/v2/oc/callingprofile");
//!         let (head, ()) = http::Response::new(()).into_parts();
//!         let body = br#"[{"callingProfileId": "5f3f", "name": "Sandbox", "region": null}]"#;
//!         let body = futures::stream::iter([Ok(body.to_vec())]).boxed_local();
//!         Ok(Opened { head, body })
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let base = BaseUrl::parse("https://sp.example/tenantui", "https://app.example")?;
//! let token = Token::parse("Bearer abc.def.ghi")?;
//! let live = LiveClient::new(OneProfile, base, Auth::Bearer(token), None);
//! let profiles = futures::executor::block_on(live.calling_profiles())?;
//! let profile = profiles[0].read().ok_or("unreadable")?;
//! assert_eq!((profile.name.as_str(), profile.region.as_deref()), ("Sandbox", None));
//! # Ok(())
//! # }
//! ```

mod answer;
pub mod base_url;
pub mod budget;
pub mod error;
mod fields;
pub mod guid;
pub mod live;
pub mod opentact;
pub mod polling;
pub mod reading;
pub mod redaction;
pub mod repeating;
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
