//! Leads: customers who have agreed in the Teams admin center and have no service yet.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::live::LiveClient;
use crate::live::endpoint::Endpoint;
use crate::reading::{self, Element, Reading, TextList, nullable, text};
use crate::transport::Transport;
use serde::Deserialize;
use serde_json::Value;

/// A customer who may become a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// The lead's id.
    pub id: String,
    /// The Microsoft directory.
    pub tenant_id: Option<String>,
    /// The state in the vendor's word: `Active`, `Removed`.
    pub status: String,
    /// The customer that came of it; none while it has no licence.
    pub customer_id: Option<String>,
    /// Whether it has no active licence, where that is stated.
    pub is_not_active: Option<bool>,
    /// Whether it was created by the operator, without the customer's consent.
    pub is_direct: Option<bool>,
    /// When the customer agreed.
    pub consented_on: Option<String>,
    /// When it last changed.
    pub last_modified_on: Option<String>,
    /// The countries that the customer agreed for.
    pub consented_countries: Vec<String>,
    /// Whom to talk to.
    pub contact: Contact,
    /// The channel that it belongs to.
    pub channel_id: Option<String>,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

/// Whom to talk to about a lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, expecting = "an object")]
pub struct Contact {
    /// A person's name.
    pub full_name: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone_number: Option<String>,
    /// The company's name.
    pub company_name: Option<String>,
    /// The company's size, such as `L250_U999`.
    pub company_size: Option<String>,
}

impl Lead {
    /// Whether a licence has been applied to it already.
    pub fn has_license(&self) -> bool {
        self.customer_id.is_some()
    }
}

impl<T: Transport> LiveClient<T> {
    /// Every lead ("Get All OC Leads").
    pub async fn leads(&self) -> Result<Vec<Reading<Lead>>, ApiError> {
        let response = self.get(Endpoint::Leads).await?;
        reading::list(Answer::accept(&response)?)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub(crate) struct LeadWire {
    #[serde(deserialize_with = "text")]
    id: String,
    tenant_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status: String,
    ump_customer_guid: Option<String>,
    is_not_active: Option<bool>,
    is_direct_lead: Option<bool>,
    consented_on: Option<String>,
    last_modified_on: Option<String>,
    #[serde(default)]
    consented_countries: TextList,
    #[serde(default, deserialize_with = "nullable")]
    contact_details: Contact,
    #[serde(default, deserialize_with = "text")]
    channel_id: String,
    #[serde(default, deserialize_with = "text")]
    ovoc_channel_id: String,
}

impl Element for Lead {
    type Wire = LeadWire;

    fn from_wire(wire: LeadWire, raw: Value) -> Self {
        let stated = |text: &String| !text.is_empty();
        Self {
            id: wire.id,
            tenant_id: wire.tenant_id,
            status: wire.status,
            customer_id: wire.ump_customer_guid.filter(stated),
            is_not_active: wire.is_not_active,
            is_direct: wire.is_direct_lead,
            consented_on: wire.consented_on,
            last_modified_on: wire.last_modified_on,
            consented_countries: wire.consented_countries.0,
            contact: wire.contact_details,
            channel_id: [wire.channel_id, wire.ovoc_channel_id]
                .into_iter()
                .find(stated),
            raw,
        }
    }
}
