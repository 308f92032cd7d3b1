//! SIP connections: where the calls of a voice profile come from.

use super::OpentactClient;
use super::endpoint::Endpoint;
use super::envelope;
use super::listed::{names, part_of, stated, voice_profile};
use super::voice_profiles::VoiceProfileId;
use crate::error::ApiError;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::{Response, Transport};
use serde_json::Value;

/// A SIP connection.
#[derive(Debug, Clone, PartialEq)]
pub struct SipConnection {
    /// Its id, where one is given.
    pub uuid: Option<String>,
    /// Its name; empty where none is given.
    pub name: String,
    /// Whether it is in use, where that is stated.
    pub is_active: Option<bool>,
    /// Its address.
    pub ip: Option<String>,
    /// Its name in the domain name system.
    pub hostname: Option<String>,
    /// Its port.
    pub port: Option<String>,
    /// Its subdomain at the vendor.
    pub subdomain: Option<String>,
    /// What is dialled before the number.
    pub tech_prefix: Option<String>,
    /// The voice profile that its calls take, where the server says so.
    pub voice_profile: Option<String>,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

impl SipConnection {
    /// Whether its calls take this voice profile.
    pub fn uses(&self, profile: &VoiceProfileId) -> bool {
        names(self.voice_profile.as_deref(), profile)
    }
}

impl<T: Transport> OpentactClient<T> {
    /// The SIP connections of a voice profile (`GetOutboundVoiceProfileSIPConnectionsByUUID`). A
    /// server that does not offer this answers 404.
    pub async fn sip_connections(
        &self,
        profile: &VoiceProfileId,
    ) -> Result<Vec<Reading<SipConnection>>, ApiError> {
        let endpoint = Endpoint::Template {
            path: self.paths.sip_connections(),
            uuid: profile.as_str(),
        };
        connections(&self.get(endpoint).await?)
    }

    /// The SIP connections of the whole account, which may say what profile they use.
    pub async fn account_sip_connections(&self) -> Result<Vec<Reading<SipConnection>>, ApiError> {
        connections(&self.get(Endpoint::AccountSipConnections).await?)
    }
}

fn connections(response: &Response) -> Result<Vec<Reading<SipConnection>>, ApiError> {
    let rows = envelope::open(response)?.rows()?;
    let found = rows.iter().filter_map(|row| part_of(row, "sip_connection"));
    Ok(found
        .map(|(path, value)| reading::element(&path, value))
        .collect())
}

impl Element for SipConnection {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            uuid: stated(&node.field("uuid"))?,
            name: stated(&node.field("name"))?.unwrap_or_default(),
            is_active: node.field("is_active").flag()?,
            ip: stated(&node.field("ip"))?,
            hostname: stated(&node.field("hostname"))?,
            port: stated(&node.field("port"))?,
            subdomain: stated(&node.field("subdomain"))?,
            tech_prefix: stated(&node.field("tech_prefix"))?,
            voice_profile: voice_profile(node.field("outbound_voice_profile").value()),
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}
