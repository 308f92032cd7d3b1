//! Creating a service from a lead.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::guid::TenantId;
use crate::live::LiveClient;
use crate::live::endpoint::Endpoint;
use crate::live::tasks::TaskId;
use crate::redaction::REDACTED;
use crate::token::Secret;
use crate::transport::{Request, Transport};
use http::Method;
use serde_json::{Map, Value};

/// An OC Essential service with an IP group ("Create OC Essential Service from Lead with IP
/// Group"). What is empty is not sent.
#[derive(Debug, Clone)]
pub struct CreateOcEssential {
    /// What is set up; `OcEssential_IPGROUP_TYPE` is the only documented one.
    pub configuration_name: String,
    /// The customer's Microsoft directory.
    pub tenant: TenantId,
    /// 3 to 15 letters, digits and underscores.
    pub short_name: String,
    /// The company's name.
    pub full_name: String,
    /// Parameters of the scripts, such as `ProxySet`, `OnlinePstnGateway`, `CustomVar.Variable1`.
    pub script_parameters: Vec<(String, String)>,
    /// The SBC that manages the calls of the customer's site.
    pub site_location: SiteLocation,
    /// `IPGROUP_TYPE` or `TENANT_TYPE`.
    pub ovoc_customer_type: String,
    /// The channel to attach the service to.
    pub channel_id: String,
    /// An id that the vendor's REST API does not give out.
    pub lc_customer_id: String,
    /// The lead that the service is made of.
    pub lead_id: String,
    /// Who is asked to secure the connection to Microsoft 365.
    pub invitation_email: String,
    /// The licence; 3 is OC Essential.
    pub license_type: Option<i64>,
    /// How many users are licensed.
    pub licensed_users_count: Option<i64>,
    /// The customer's id, where a licence was applied before.
    pub ump_customer_guid: String,
    /// The application that reads the quality of Teams calls.
    pub teams_qos: TeamsQos,
    /// Where the vendor would push news; documented as not supported.
    pub webhooks: Webhooks,
    /// The template of the calling profile, which only the vendor's web pages show.
    pub calling_profile_configuration_template_id: Option<i64>,
}

/// The SBC of a customer's site, and the scripts that are run on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteLocation {
    /// The name of the primary SIP connection.
    pub name: String,
    /// The SBC.
    pub sbc_id: Option<i64>,
    /// The script that sets the customer up.
    pub onboarding_script: Option<i64>,
    /// The script that undoes it.
    pub cleanup_script: Option<i64>,
    /// The script that adds numbers.
    pub upload_number_script: Option<i64>,
    /// The script that removes numbers.
    pub release_number_script: Option<i64>,
}

/// An application registration of the customer.
#[derive(Debug, Clone, Default)]
pub struct TeamsQos {
    /// Its client id.
    pub application_id: String,
    /// Its client secret.
    pub application_password: Secret,
}

/// Addresses that news would be pushed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Webhooks {
    /// An invitation waits for the customer.
    pub invitation_is_pending: String,
    /// The service has been created.
    pub customer_created: String,
    /// A number was uploaded or released.
    pub did_change: String,
}

impl CreateOcEssential {
    /// The only documented configuration.
    pub const CONFIGURATION: &'static str = "OcEssential_IPGROUP_TYPE";

    /// A service with what the documented example has, but for parameters.
    pub fn new(tenant: TenantId, short_name: String, full_name: String) -> Self {
        Self {
            configuration_name: Self::CONFIGURATION.to_owned(),
            tenant,
            short_name,
            full_name,
            script_parameters: Vec::new(),
            site_location: SiteLocation::default(),
            ovoc_customer_type: String::new(),
            channel_id: String::new(),
            lc_customer_id: String::new(),
            lead_id: String::new(),
            invitation_email: String::new(),
            license_type: None,
            licensed_users_count: None,
            ump_customer_guid: String::new(),
            teams_qos: TeamsQos::default(),
            webhooks: Webhooks::default(),
            calling_profile_configuration_template_id: None,
        }
    }

    /// The body as it is shown: what is sent, with the password blotted out.
    pub fn preview(&self) -> Value {
        let password = &self.teams_qos.application_password;
        self.body(if password.is_empty() { "" } else { REDACTED })
    }

    fn body(&self, password: &str) -> Value {
        let mut parameters = Body::default();
        for (name, value) in &self.script_parameters {
            parameters.text(name, value);
        }
        let mut body = Body::default();
        body.text("configurationName", &self.configuration_name);
        body.text("msTenantId", self.tenant.as_str());
        body.text("customerShortName", &self.short_name);
        body.text("customerFullName", &self.full_name);
        body.object("scriptParameters", parameters);
        body.object("siteLocation", self.site_location.body());
        body.text("ovocCustomerType", &self.ovoc_customer_type);
        body.text("channelId", &self.channel_id);
        body.text("lcCustomerId", &self.lc_customer_id);
        body.text("leadId", &self.lead_id);
        body.text("invitationEmail", &self.invitation_email);
        body.integer("licenseType", self.license_type);
        body.integer("licensedUsersCount", self.licensed_users_count);
        body.text("umpCustomerGuid", &self.ump_customer_guid);
        body.object("teamsQos", self.teams_qos.body(password));
        body.object("webhooks", self.webhooks.body());
        body.integer(
            "callingProfileConfigurationTemplateId",
            self.calling_profile_configuration_template_id,
        );
        Value::Object(body.0)
    }
}

impl SiteLocation {
    fn body(&self) -> Body {
        let mut body = Body::default();
        body.text("siteLocationName", &self.name);
        body.integer("sbcId", self.sbc_id);
        body.integer("sbcOnboardingScript", self.onboarding_script);
        body.integer("sbcCleanupScript", self.cleanup_script);
        body.integer("sbcOcUploadNumberScript", self.upload_number_script);
        body.integer("sbcOcReleaseNumberScript", self.release_number_script);
        body
    }
}

impl TeamsQos {
    fn body(&self, password: &str) -> Body {
        let mut body = Body::default();
        body.text("applicationID", &self.application_id);
        body.text("applicationPassword", password);
        body
    }
}

impl Webhooks {
    fn body(&self) -> Body {
        let mut body = Body::default();
        body.text("invitationIsPending", &self.invitation_is_pending);
        body.text("customerCreated", &self.customer_created);
        body.text("didChange", &self.did_change);
        body
    }
}

/// A JSON object that takes up nothing empty.
#[derive(Default)]
struct Body(Map<String, Value>);

impl Body {
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.insert(name.to_owned(), text.into());
        }
    }

    fn integer(&mut self, name: &str, integer: Option<i64>) {
        if let Some(integer) = integer {
            self.0.insert(name.to_owned(), integer.into());
        }
    }

    fn object(&mut self, name: &str, object: Self) {
        if !object.0.is_empty() {
            self.0.insert(name.to_owned(), Value::Object(object.0));
        }
    }
}

impl<T> LiveClient<T> {
    /// The request that creates a service. Its body holds the Teams application's password;
    /// [`CreateOcEssential::preview`] is the one to show.
    pub fn create_oc_essential_request(&self, service: &CreateOcEssential) -> Request {
        let password = service.teams_qos.application_password.expose();
        let body = service.body(password).to_string();
        self.request(Method::POST, Endpoint::CreateService, Some(body))
    }
}

impl<T: Transport> LiveClient<T> {
    /// Creates a service; a task carries it out. An answer that is lost does not mean that nothing
    /// happened.
    pub async fn create_oc_essential(
        &self,
        service: &CreateOcEssential,
    ) -> Result<TaskId, ApiError> {
        let request = self.create_oc_essential_request(service);
        let response = self.transport.send(request).await?;
        TaskId::read(Answer::accept(&response)?)
    }
}
