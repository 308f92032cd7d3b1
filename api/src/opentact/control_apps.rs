//! Control apps: programs that steer calls, and take a voice profile for the ones they place.

use super::OpentactClient;
use super::endpoint::Endpoint;
use super::envelope;
use super::listed::{is_sip_connection, names, part_of, stated, voice_profile};
use super::voice_profiles::VoiceProfileId;
use crate::error::ApiError;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::{Response, Transport};
use serde_json::Value;

/// A control app.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlApp {
    /// Its id, where one is given.
    pub uuid: Option<String>,
    /// Its name; empty where none is given.
    pub name: String,
    /// Whether it is in use, where that is stated.
    pub is_active: Option<bool>,
    /// Its subdomain at the vendor.
    pub subdomain: Option<String>,
    /// Where it is asked what to do with a call.
    pub call_flow_url: Option<String>,
    /// Where it is told of calls.
    pub webhook_url: Option<String>,
    /// The voice profile that its calls take, where the server says so.
    pub voice_profile: Option<String>,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

/// The control apps at an address that is documented for SIP connections too.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlApps {
    /// The control apps.
    pub apps: Vec<Reading<ControlApp>>,
    /// How many SIP connections were listed among them and left out.
    pub sip_connections: usize,
}

impl ControlApp {
    /// Whether its calls take this voice profile.
    pub fn uses(&self, profile: &VoiceProfileId) -> bool {
        names(self.voice_profile.as_deref(), profile)
    }
}

impl<T: Transport> OpentactClient<T> {
    /// The control apps of a voice profile (`GetOutboundVoiceProfileControlAppsByUUID`). A server
    /// that does not offer this answers 404.
    pub async fn control_apps(&self, profile: &VoiceProfileId) -> Result<ControlApps, ApiError> {
        let endpoint = Endpoint::Template {
            path: self.paths.control_apps(),
            uuid: profile.as_str(),
        };
        control_apps(&self.get(endpoint).await?)
    }

    /// The control apps of the whole account, which may say what profile they use.
    pub async fn account_control_apps(&self) -> Result<ControlApps, ApiError> {
        control_apps(&self.get(Endpoint::AccountControlApps).await?)
    }
}

fn control_apps(response: &Response) -> Result<ControlApps, ApiError> {
    let rows = envelope::open(response)?.rows()?;
    let parts = rows
        .iter()
        .filter_map(|row| part_of(row, "sip_control_app"));
    let (connections, apps): (Vec<_>, Vec<_>) = parts.partition(|(_, row)| is_sip_connection(row));
    Ok(ControlApps {
        apps: apps
            .into_iter()
            .map(|(path, row)| reading::element(&path, row))
            .collect(),
        sip_connections: connections.len(),
    })
}

impl Element for ControlApp {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            uuid: stated(&node.field("uuid"))?,
            name: stated(&node.field("name"))?.unwrap_or_default(),
            is_active: node.field("is_active").flag()?,
            subdomain: stated(&node.field("subdomain"))?,
            call_flow_url: stated(&node.field("call_flow_url"))?,
            webhook_url: stated(&node.field("webhook_url"))?,
            voice_profile: voice_profile(node.field("outbound_voice_profile").value()),
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}
