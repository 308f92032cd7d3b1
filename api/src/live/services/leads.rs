//! Leads: customers who have agreed in the Teams admin center and have no service yet.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::live::LiveClient;
use crate::live::endpoint::Endpoint;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::Transport;
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

impl Element for Lead {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: node.field("id").required_text()?,
            tenant_id: node.field("tenantId").text()?,
            status: node.field("status").text_or_number()?.unwrap_or_default(),
            customer_id: node
                .field("umpCustomerGuid")
                .text()?
                .filter(|id| !id.is_empty()),
            is_not_active: node.field("isNotActive").flag()?,
            is_direct: node.field("isDirectLead").flag()?,
            consented_on: node.field("consentedOn").text()?,
            last_modified_on: node.field("lastModifiedOn").text()?,
            consented_countries: node.field("consentedCountries").texts()?,
            contact: Contact::read(&node.field("contactDetails"))?,
            channel_id: node
                .any_field(&["channelId", "ovocChannelId"])
                .text_or_number()?,
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}

impl Contact {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        if node.value().is_null() {
            return Ok(Self::default());
        }
        node.object()?;
        Ok(Self {
            full_name: node.field("fullName").text()?,
            email: node.field("email").text()?,
            phone_number: node.field("phoneNumber").text_or_number()?,
            company_name: node.field("companyName").text()?,
            company_size: node.field("companySize").text_or_number()?,
        })
    }
}
