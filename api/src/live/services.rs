//! Services: the customers of the service provider, and what a new one is made of.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::ApiError;
use crate::guid::CustomerId;
use crate::reading::{self, Element, Reading, nullable, text};
use crate::transport::Transport;
use serde::Deserialize;
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
        let (wire, raw) = reading::wire(Answer::accept(&response)?)?;
        Ok(Service::from_wire(wire, raw))
    }
}

/// The answers are in `PascalCase` ("Get Services Brief Details (V3)"), but for the sites in them,
/// and unlike those of any other operation.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an object")]
pub(crate) struct ServiceWire {
    #[serde(alias = "Id", alias = "umpCustomerGuid", deserialize_with = "text")]
    ump_customer_guid: String,
    #[serde(
        default,
        alias = "ShortName",
        alias = "customerShortName",
        deserialize_with = "nullable"
    )]
    customer_short_name: String,
    #[serde(
        default,
        alias = "FullName",
        alias = "customerFullName",
        deserialize_with = "nullable"
    )]
    customer_full_name: String,
    #[serde(default, alias = "licenseType")]
    license_type: Value,
    #[serde(alias = "licensedUsersCount")]
    licensed_users_count: Option<i64>,
    #[serde(alias = "msTenantId")]
    ms_tenant_id: Option<String>,
    #[serde(alias = "activeUserCount")]
    active_user_count: Option<i64>,
    #[serde(alias = "liveHubActiveUsersCount")]
    live_hub_active_users_count: Option<i64>,
    #[serde(alias = "liveHubSimpleUsersCount")]
    live_hub_simple_users_count: Option<i64>,
    #[serde(default, alias = "siteLocation", deserialize_with = "nullable")]
    site_location: Vec<SiteWire>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct SiteWire {
    #[serde(alias = "Id", deserialize_with = "text")]
    id: String,
    #[serde(default, alias = "Name", deserialize_with = "nullable")]
    name: String,
    #[serde(alias = "SbcId")]
    sbc_id: Option<i64>,
    #[serde(default, alias = "SbcDeploymentState", deserialize_with = "text")]
    sbc_deployment_state: String,
    #[serde(default, alias = "SbcConfigurationType", deserialize_with = "text")]
    sbc_configuration_type: String,
}

impl Element for Service {
    type Wire = ServiceWire;

    fn from_wire(wire: ServiceWire, raw: Value) -> Self {
        Self {
            id: wire.ump_customer_guid,
            short_name: wire.customer_short_name,
            full_name: wire.customer_full_name,
            license: LicenseType::from_wire(&wire.license_type),
            licensed_users: wire.licensed_users_count,
            tenant_id: wire.ms_tenant_id,
            active_users: wire.active_user_count,
            live_hub_active_users: wire.live_hub_active_users_count,
            live_hub_simple_users: wire.live_hub_simple_users_count,
            sites: wire.site_location.into_iter().map(Site::from).collect(),
            raw,
        }
    }
}

impl From<SiteWire> for Site {
    fn from(wire: SiteWire) -> Self {
        let stated = |text: String| (!text.is_empty()).then_some(text);
        Self {
            id: wire.id,
            name: wire.name,
            sbc_id: wire.sbc_id,
            deployment_state: stated(wire.sbc_deployment_state),
            configuration_type: stated(wire.sbc_configuration_type),
        }
    }
}
