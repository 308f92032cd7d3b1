//! Every address of OpenTACT that is called. The ones that servers disagree on are templates,
//! whose defaults stand here too.

use super::paths::PathTemplate;
use crate::base_url::BaseUrl;
use http::Uri;

/// Where a voice profile is modified: the page prints no uuid, servers want one.
pub(crate) const MODIFY: &str = "/profile/outbound_voice/{uuid}";
/// Where a voice profile is removed: the page prints no slash before the uuid.
pub(crate) const REMOVE: &str = "/profile/outbound_voice/{uuid}";
/// Where the SIP connections of a voice profile are.
pub(crate) const SIP_CONNECTIONS: &str = "/profile/outbound_voice/{uuid}/connections/sip";
/// Where the control apps of a voice profile are: the page prints the address of the SIP
/// connections once more.
pub(crate) const CONTROL_APPS: &str = SIP_CONNECTIONS;

/// An operation's address.
#[derive(Clone, Copy)]
pub(crate) enum Endpoint<'a> {
    /// "Authentication"
    Auth,
    /// `ListOutboundVoiceProfiles`, `CreateOutboundVoiceProfile`
    VoiceProfiles,
    /// `GetOutboundVoiceProfileByUUID`
    VoiceProfile { uuid: &'a str },
    /// Any operation whose path the configuration gives.
    Template {
        path: &'a PathTemplate,
        uuid: &'a str,
    },
    /// The SIP connections of the whole account.
    AccountSipConnections,
    /// The control apps of the whole account.
    AccountControlApps,
}

impl Endpoint<'_> {
    pub(crate) fn uri(self, base: &BaseUrl) -> Uri {
        match self {
            Self::Auth => base.join(&["auth"], &[]),
            Self::VoiceProfiles => base.join(&["profile", "outbound_voice"], &[]),
            Self::VoiceProfile { uuid } => base.join(&["profile", "outbound_voice", uuid], &[]),
            Self::Template { path, uuid } => {
                let segments = path.segments(uuid);
                let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
                base.join(&segments, &[])
            }
            Self::AccountSipConnections => base.join(&["sip", "connection"], &[]),
            Self::AccountControlApps => base.join(&["sip", "app"], &[]),
        }
    }
}
