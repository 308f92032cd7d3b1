//! The form of a new service: what stands in its fields, and the request that it means.

use cordboard_api::live::services::{CreateOcEssential, SiteLocation, TeamsQos, Webhooks};
use cordboard_api::redaction::is_secret_name;
use cordboard_api::{CustomerId, FieldError, Secret, TenantId};
use serde_json::{Map, Value, json};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Tenant,
    ShortName,
    FullName,
    Configuration,
    Gateway,
    ProxySet,
    SiteName,
    SbcId,
    Onboarding,
    Cleanup,
    Upload,
    Release,
    OvocType,
    ChannelId,
    LcCustomerId,
    LeadId,
    Email,
    License,
    Users,
    CustomerGuid,
    QosId,
    HookPending,
    HookCreated,
    HookChange,
    ProfileTemplate,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
}

/// How many fields there are.
const COUNT: usize = 25;

/// The longest full name ("Create Hosted Essentials Service").
const LONGEST_FULL_NAME: usize = 200;

impl Field {
    /// In the order of the page.
    pub const ALL: [Self; COUNT] = [
        Self::Tenant,
        Self::ShortName,
        Self::FullName,
        Self::Configuration,
        Self::Gateway,
        Self::ProxySet,
        Self::SiteName,
        Self::SbcId,
        Self::Onboarding,
        Self::Cleanup,
        Self::Upload,
        Self::Release,
        Self::OvocType,
        Self::ChannelId,
        Self::LcCustomerId,
        Self::LeadId,
        Self::Email,
        Self::License,
        Self::Users,
        Self::CustomerGuid,
        Self::QosId,
        Self::HookPending,
        Self::HookCreated,
        Self::HookChange,
        Self::ProfileTemplate,
    ];

    /// Those that stand under More options.
    pub fn options() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().skip(6)
    }

    /// The documented name.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Tenant => "msTenantId",
            Self::ShortName => "customerShortName",
            Self::FullName => "customerFullName",
            Self::Configuration => "configurationName",
            Self::Gateway => "OnlinePstnGateway",
            Self::ProxySet => "ProxySet",
            Self::SiteName => "siteLocationName",
            Self::SbcId => "sbcId",
            Self::Onboarding => "sbcOnboardingScript",
            Self::Cleanup => "sbcCleanupScript",
            Self::Upload => "sbcOcUploadNumberScript",
            Self::Release => "sbcOcReleaseNumberScript",
            Self::OvocType => "ovocCustomerType",
            Self::ChannelId => "channelId",
            Self::LcCustomerId => "lcCustomerId",
            Self::LeadId => "leadId",
            Self::Email => "invitationEmail",
            Self::License => "licenseType",
            Self::Users => "licensedUsersCount",
            Self::CustomerGuid => "umpCustomerGuid",
            Self::QosId => "applicationID",
            Self::HookPending => "invitationIsPending",
            Self::HookCreated => "customerCreated",
            Self::HookChange => "didChange",
            Self::ProfileTemplate => "callingProfileConfigurationTemplateId",
        }
    }

    /// The name on the page: the main fields in words, the others by their documented name.
    pub fn label(self) -> &'static str {
        let main = [
            "Microsoft tenant ID",
            "Customer short name",
            "Customer full name",
            "Configuration",
            "Online PSTN gateway",
            "Proxy set",
        ];
        main.get(self.place())
            .copied()
            .unwrap_or_else(|| self.wire())
    }

    /// The field of the server's name, whatever its case.
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.wire().eq_ignore_ascii_case(name))
    }

    pub fn kind(self) -> Kind {
        let is_integer = matches!(
            self,
            Self::SbcId
                | Self::Onboarding
                | Self::Cleanup
                | Self::Upload
                | Self::Release
                | Self::License
                | Self::Users
                | Self::ProfileTemplate
        );
        if is_integer {
            Kind::Integer
        } else {
            Kind::Text
        }
    }

    fn place(self) -> usize {
        Self::ALL
            .iter()
            .position(|own| *own == self)
            .unwrap_or_default()
    }
}

/// What stands in the form. The Teams application's password is not among it: it is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    texts: [String; COUNT],
    /// Further script parameters, by name and value.
    pub parameters: Vec<(String, String)>,
    /// What stands in the field Lead.
    pub lead: String,
}

impl Default for Draft {
    fn default() -> Self {
        let mut draft = Self {
            texts: std::array::from_fn(|_| String::new()),
            parameters: vec![(String::new(), String::new())],
            lead: String::new(),
        };
        draft.set(Field::Configuration, CreateOcEssential::CONFIGURATION);
        draft
    }
}

impl Draft {
    pub fn text(&self, field: Field) -> &str {
        self.texts[field.place()].trim()
    }

    /// The text as it was typed, for the control.
    pub fn typed(&self, field: Field) -> &str {
        &self.texts[field.place()]
    }

    pub fn set(&mut self, field: Field, text: &str) {
        text.clone_into(&mut self.texts[field.place()]);
    }

    /// Whether anything was entered.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// What is malformed, with what to enter instead; nothing while it can be sent.
    pub fn fault(&self, field: Field) -> Option<String> {
        let text = self.text(field);
        if field.kind() == Kind::Integer {
            let is_whole = text.parse::<i32>().is_ok_and(|number| number >= 0);
            let is_fine = text.is_empty() || is_whole;
            return (!is_fine).then(|| "Enter a whole number.".to_owned());
        }
        let is_field = |own: Field, is_malformed: bool| field == own && is_malformed;
        let said = if is_field(Field::Tenant, text.is_empty()) {
            "Enter the customer's Microsoft tenant ID, a GUID."
        } else if is_field(Field::Tenant, TenantId::parse(text).is_err()) {
            "Is no GUID, such as f94238e5-4f2c-4e1b-8125-2d27122ca75f."
        } else if is_field(Field::ShortName, !is_short_name(text)) {
            "Enter 3 to 15 letters, digits or underscores."
        } else if is_field(Field::FullName, text.is_empty()) {
            "Enter the customer's full name."
        } else if is_field(Field::FullName, text.chars().count() > LONGEST_FULL_NAME) {
            "Is longer than 200 characters."
        } else if is_field(Field::Configuration, text.is_empty()) {
            "Enter a configuration; OcEssential_IPGROUP_TYPE is the documented one."
        } else if is_field(
            Field::CustomerGuid,
            !text.is_empty() && CustomerId::parse(text).is_err(),
        ) {
            "Is no GUID, such as df6f5ea9-2e92-482a-92f6-79094815588d."
        } else if is_field(Field::Email, !text.is_empty() && !text.contains('@')) {
            "Is no e-mail address."
        } else {
            return None;
        };
        Some(said.to_owned())
    }

    /// What is malformed in the parameters, by their place.
    pub fn parameter_fault(&self, place: usize) -> Option<String> {
        let (name, value) = self.parameters.get(place)?;
        let name = name.trim();
        if name.is_empty() {
            return (!value.is_empty()).then(|| "Enter the parameter's name.".to_owned());
        }
        for own in [Field::Gateway, Field::ProxySet] {
            if name == own.wire() {
                return Some(format!("Has a field of its own: {}.", own.label()));
            }
        }
        let is_twice = self
            .parameters
            .iter()
            .take(place)
            .any(|(other, _)| other.trim() == name);
        is_twice.then(|| "Is there already.".to_owned())
    }

    /// The request; nothing while a field is malformed.
    pub fn service(&self, password: &str) -> Option<CreateOcEssential> {
        let is_malformed = Field::ALL
            .into_iter()
            .any(|field| self.fault(field).is_some())
            || (0..self.parameters.len()).any(|place| self.parameter_fault(place).is_some());
        if is_malformed {
            return None;
        }
        let text = |field| self.text(field).to_owned();
        let integer = |field| self.text(field).parse::<i64>().ok();
        let tenant = TenantId::parse(self.text(Field::Tenant)).ok()?;
        let mut service =
            CreateOcEssential::new(tenant, text(Field::ShortName), text(Field::FullName));
        service.configuration_name = text(Field::Configuration);
        service.script_parameters = [Field::ProxySet, Field::Gateway]
            .map(|field| (field.wire().to_owned(), text(field)))
            .to_vec();
        let more = self.parameters.iter();
        service.script_parameters.extend(
            more.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .filter(|(name, _)| !name.is_empty()),
        );
        service.site_location = SiteLocation {
            name: text(Field::SiteName),
            sbc_id: integer(Field::SbcId),
            onboarding_script: integer(Field::Onboarding),
            cleanup_script: integer(Field::Cleanup),
            upload_number_script: integer(Field::Upload),
            release_number_script: integer(Field::Release),
        };
        service.ovoc_customer_type = text(Field::OvocType);
        service.channel_id = text(Field::ChannelId);
        service.lc_customer_id = text(Field::LcCustomerId);
        service.lead_id = text(Field::LeadId);
        service.invitation_email = text(Field::Email);
        service.license_type = integer(Field::License);
        service.licensed_users_count = integer(Field::Users);
        service.ump_customer_guid = text(Field::CustomerGuid);
        service.teams_qos = TeamsQos {
            application_id: text(Field::QosId),
            application_password: Secret::new(password.to_owned()),
        };
        service.webhooks = Webhooks {
            invitation_is_pending: text(Field::HookPending),
            customer_created: text(Field::HookCreated),
            did_change: text(Field::HookChange),
        };
        service.calling_profile_configuration_template_id = integer(Field::ProfileTemplate);
        Some(service)
    }

    /// The names that come to be on the SBC, as far as the short name is typed.
    pub fn names_on_sbc(&self) -> Option<[String; 2]> {
        let name = self.text(Field::ShortName);
        (!name.is_empty()).then(|| [format!("{name}-c"), format!("{name}-t")])
    }

    /// The form as it is kept on this device: values of parameters that are called a secret stay
    /// out.
    pub fn to_json(&self) -> Value {
        let fields: Map<String, Value> = Field::ALL
            .into_iter()
            .map(|field| (field.wire().to_owned(), self.typed(field).into()))
            .collect();
        let parameters: Vec<Value> = self
            .parameters
            .iter()
            .map(|(name, value)| {
                let kept = if is_secret_name(name) {
                    ""
                } else {
                    value.as_str()
                };
                json!([name, kept])
            })
            .collect();
        json!({ "fields": fields, "parameters": parameters, "lead": self.lead })
    }

    /// Reads what was kept, perhaps by another version of this app.
    pub fn from_json(kept: &Value) -> Self {
        let mut draft = Self::default();
        for field in Field::ALL {
            if let Some(text) = kept["fields"][field.wire()].as_str() {
                draft.set(field, text);
            }
        }
        if let Some(list) = kept["parameters"]
            .as_array()
            .filter(|list| !list.is_empty())
        {
            let text =
                |own: &Value, place: usize| own[place].as_str().unwrap_or_default().to_owned();
            draft.parameters = list
                .iter()
                .map(|own| (text(own, 0), text(own, 1)))
                .collect();
        }
        kept["lead"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut draft.lead);
        draft
    }
}

/// What the server found fault with, by field; what is no field of the form stands apart.
pub fn refusals(faults: &[FieldError]) -> (Vec<(Field, String)>, Vec<String>) {
    let (mut fields, mut others) = (Vec::new(), Vec::new());
    for fault in faults {
        match Field::from_wire(fault.last_segment()) {
            Some(field) => fields.push((field, fault.message.clone())),
            None => others.push(format!("{}: {}", fault.last_segment(), fault.message)),
        }
    }
    (fields, others)
}

/// The rule of the page "Create OC Essential Service (from Lead) with IP Group".
pub fn is_short_name(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (3..=15).contains(&name.len()) && name.bytes().all(is_allowed)
}

/// A short name made of a company's name: what is not allowed falls out.
pub fn short_name_of(company: &str) -> String {
    company
        .chars()
        .map(|letter| if letter == ' ' { '_' } else { letter })
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
        .take(15)
        .collect()
}

#[cfg(test)]
mod tests;
