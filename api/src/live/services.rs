//! Services: the customers of the service provider, and what a new one is made of.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::ApiError;
use crate::guid::CustomerId;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::Transport;
use serde_json::Value;

mod create;
mod leads;
mod script_templates;

pub use create::{CreateOcEssential, SiteLocation, TeamsQos, Webhooks};
pub use leads::{Contact, Lead};
pub use script_templates::{RelatedScript, ScriptTemplate};

/// A customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The customer's id as the vendor wrote it; [`CustomerId::parse`] makes it fit for a path.
    pub id: String,
    /// The short name, which the SBC's IP groups are named after.
    pub short_name: String,
    /// The full name.
    pub full_name: String,
    /// The licence.
    pub license: Option<LicenseType>,
    /// How many users are licensed.
    pub licensed_users: Option<i64>,
    /// The Microsoft directory.
    pub tenant_id: Option<String>,
    /// How many users are active.
    pub active_users: Option<i64>,
    /// How many users of Live Hub are active.
    pub live_hub_active_users: Option<i64>,
    /// How many simple users Live Hub has.
    pub live_hub_simple_users: Option<i64>,
    /// The site locations, where they were asked for and returned.
    pub sites: Vec<Site>,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

/// A site location of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its id as the vendor wrote it.
    pub id: String,
    /// Its name, which is the SIP connection's.
    pub name: String,
    /// The SBC that manages its calls.
    pub sbc_id: Option<i64>,
    /// How far the SBC is set up, such as `Deployed`.
    pub deployment_state: Option<String>,
    /// How the SBC is set up, such as `SipTrunk` or `Byoc`.
    pub configuration_type: Option<String>,
}

/// A licence ("Upgrade or Downgrade Service License").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LicenseType {
    /// A licence by its number.
    Number(i64),
    /// A licence by a word, as other parts of the product write it.
    Word(String),
}

impl LicenseType {
    /// OC Essential, which a new service gets.
    pub const OC_ESSENTIAL: Self = Self::Number(3);

    /// The licence's name, where it is documented.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            // The page numbers from 1; 0 is what Hosted Essentials services are listed with.
            Self::Number(0) => Some("Hosted Essentials"),
            Self::Number(1) => Some("Hosted Essentials Plus"),
            Self::Number(2) => Some("Hosted Pro"),
            Self::Number(3) => Some("OC Essential"),
            Self::Number(4) => Some("OC Essential Plus"),
            Self::Number(5) => Some("OC Pro"),
            Self::Number(_) | Self::Word(_) => None,
        }
    }

    /// The licence as the vendor writes it.
    pub fn wire(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => word.clone(),
        }
    }

    fn from_wire(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => match number.as_i64() {
                Some(number) => Some(Self::Number(number)),
                None => Some(Self::Word(number.to_string())),
            },
            Value::String(word) => match word.trim().parse() {
                Ok(number) => Some(Self::Number(number)),
                Err(_) if word.trim().is_empty() => None,
                Err(_) => Some(Self::Word(word.clone())),
            },
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl<T: Transport> LiveClient<T> {
    /// Every customer ("Get Services Brief Details (V3)"), with the site locations of each where
    /// they are asked for.
    pub async fn services(&self, with_sites: bool) -> Result<Vec<Reading<Service>>, ApiError> {
        let response = self.get(Endpoint::Services { with_sites }).await?;
        reading::list(Answer::accept(&response)?)
    }

    /// One customer with its site locations ("Get Details for Specific Service").
    pub async fn service(&self, customer: &CustomerId) -> Result<Service, ApiError> {
        let response = self.get(Endpoint::Service { customer }).await?;
        reading::single(Answer::accept(&response)?)
    }
}

/// The answers are in `PascalCase` ("Get Services Brief Details (V3)"), but for the sites in them,
/// and unlike those of any other operation: both cases are read.
impl Element for Service {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        let text = |names: &[&str]| node.any_field(names).text();
        let count = |names: &[&str]| node.any_field(names).integer();
        Ok(Self {
            id: node
                .any_field(&["UmpCustomerGuid", "umpCustomerGuid", "Id"])
                .required_text()?,
            short_name: text(&["CustomerShortName", "customerShortName", "ShortName"])?
                .unwrap_or_default(),
            full_name: text(&["CustomerFullName", "customerFullName", "FullName"])?
                .unwrap_or_default(),
            license: LicenseType::from_wire(
                node.any_field(&["LicenseType", "licenseType"]).value(),
            ),
            licensed_users: count(&["LicensedUsersCount", "licensedUsersCount"])?,
            tenant_id: text(&["MsTenantId", "msTenantId"])?,
            active_users: count(&["ActiveUserCount", "activeUserCount"])?,
            live_hub_active_users: count(&["LiveHubActiveUsersCount", "liveHubActiveUsersCount"])?,
            live_hub_simple_users: count(&["LiveHubSimpleUsersCount", "liveHubSimpleUsersCount"])?,
            sites: node
                .any_field(&["SiteLocation", "siteLocation"])
                .list(Site::read)?,
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}

impl Site {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: node.any_field(&["id", "Id"]).required_text()?,
            name: node
                .any_field(&["name", "Name"])
                .text()?
                .unwrap_or_default(),
            sbc_id: node.any_field(&["sbcId", "SbcId"]).integer()?,
            deployment_state: node
                .any_field(&["sbcDeploymentState", "SbcDeploymentState"])
                .text_or_number()?,
            configuration_type: node
                .any_field(&["sbcConfigurationType", "SbcConfigurationType"])
                .text_or_number()?,
        })
    }
}
