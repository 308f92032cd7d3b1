//! Every address of Live Platform that is called, and the only place that spells one.

use super::tasks::TaskId;
use crate::base_url::BaseUrl;
use crate::guid::{CustomerId, SiteLocationId, TenantId};
use http::Uri;

/// The most leads that one page holds ("Get All OC Leads"): all of them, as far as is known.
const LEADS: &str = "20000";

/// Script templates are few, but a page holds ten of them unless it is asked for more ("Get Script
/// Templates"); its most is not documented, and this is what the vendor asks for leads.
const SCRIPT_TEMPLATES: &str = "200";

/// An operation's address, named as the vendor's page.
#[derive(Clone, Copy)]
pub(crate) enum Endpoint<'a> {
    /// "Get Calling Profiles"
    CallingProfiles,
    /// "Get Operator Connect Customer Numbers"
    Numbers { tenant: &'a TenantId },
    /// "Get Operator Connect Customer Numbers", one of them
    Number { number: &'a str },
    /// "Get Services Brief Details (V3)"
    Services { with_sites: bool },
    /// "Get Details for Specific Service"
    Service { customer: &'a CustomerId },
    /// "Create OC Essential Service from Lead with IP Group"
    CreateService,
    /// "Get All OC Leads"
    Leads,
    /// "Get Script Templates"
    ScriptTemplates,
    /// "Get `DialPlans`"
    DialPlans {
        customer: &'a CustomerId,
        site: &'a SiteLocationId,
    },
    /// "Get Dial Plan Contents for SIP Connection", "Modify Dial Plan Content"
    DialPlan {
        customer: &'a CustomerId,
        site: &'a SiteLocationId,
        plan: &'a str,
    },
    /// "Get Task"
    Task { id: &'a TaskId },
}

impl Endpoint<'_> {
    pub(crate) fn uri(self, base: &BaseUrl) -> Uri {
        let v2 = |path: &[&str], query: &[(&str, &str)]| {
            base.join(&[&["api", "v2"], path].concat(), query)
        };
        let v3 = |path: &[&str], query: &[(&str, &str)]| {
            base.join(&[&["api", "v3"], path].concat(), query)
        };
        match self {
            Self::CallingProfiles => v2(&["oc", "callingprofile"], &[]),
            Self::Numbers { tenant } => v2(&["oc", "numbers"], &[("msTenantId", tenant.as_str())]),
            Self::Number { number } => v2(&["oc", "numbers", number], &[]),
            Self::Services { with_sites } => {
                let all_details = if with_sites { "true" } else { "false" };
                v3(&["customer"], &[("allDetails", all_details)])
            }
            Self::Service { customer } => {
                v3(&["customer", customer.as_str()], &[("allDetails", "true")])
            }
            Self::CreateService => v3(&["customer"], &[]),
            Self::Leads => v2(&["oc", "lead"], &[("PageSize", LEADS)]),
            Self::ScriptTemplates => v2(
                &["scripttemplates"],
                &[
                    ("scriptType", "Any"),
                    ("allDetails", "true"),
                    ("PageSize", SCRIPT_TEMPLATES),
                ],
            ),
            Self::DialPlans { customer, site } => v2(
                &[
                    "customer",
                    customer.as_str(),
                    "sitelocation",
                    site.as_str(),
                    "dialplan",
                ],
                &[],
            ),
            Self::DialPlan {
                customer,
                site,
                plan,
            } => v2(
                &[
                    "customer",
                    customer.as_str(),
                    "sitelocation",
                    site.as_str(),
                    "dialplan",
                    plan,
                ],
                &[],
            ),
            Self::Task { id } => v2(&["task", id.as_str()], &[]),
        }
    }
}
