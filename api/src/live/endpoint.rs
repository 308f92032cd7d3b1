//! Every address of Live Platform that is called, and the only place that spells one.

use crate::base_url::BaseUrl;
use http::Uri;

/// An operation's address.
#[derive(Clone, Copy)]
pub(crate) enum Endpoint {
    /// "Get Calling Profiles"
    CallingProfiles,
}

impl Endpoint {
    pub(crate) fn uri(self, base: &BaseUrl) -> Uri {
        match self {
            Self::CallingProfiles => base.join(&["api", "v2", "oc", "callingprofile"], &[]),
        }
    }
}
