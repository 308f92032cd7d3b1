//! Changes to a world's data behind the app's back, as if by somebody else.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::{
    data::{Data, DialPlan, NumberList, PlanAddress},
    seed::FIRST_TENANT,
};

/// What to replace; what is left out stays. Rows are taken as they are, also when no vendor would
/// send them so.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Edit {
    calling_profiles: Option<Vec<Value>>,
    /// By tenant: the rows, or how many to generate.
    numbers: BTreeMap<String, RowsOrCount>,
    /// Each replaces the plan of its name, or is added.
    dial_plans: Vec<Plan>,
    services: Option<Vec<Value>>,
    leads: Option<Vec<Value>>,
    script_templates: Option<Vec<Value>>,
    voice_profiles: Option<Vec<Value>>,
    sip_connections: Option<Vec<Value>>,
    control_apps: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RowsOrCount {
    Rows(Vec<Value>),
    Count(u64),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    /// Left out, the first customer.
    customer: Option<String>,
    /// Left out, the one with the customer's id.
    site: Option<String>,
    #[serde(rename = "dialPlanId")]
    name: String,
    #[serde(rename = "ruleDTO")]
    rules: Vec<Value>,
}

impl Edit {
    pub(super) fn apply(self, data: &mut Data) -> Result<(), String> {
        for (list, rows) in [
            (&mut data.calling_profiles, self.calling_profiles),
            (&mut data.services, self.services),
            (&mut data.leads, self.leads),
            (&mut data.script_templates, self.script_templates),
            (&mut data.voice_profiles, self.voice_profiles),
            (&mut data.sip_connections, self.sip_connections),
            (&mut data.control_apps, self.control_apps),
        ] {
            if let Some(rows) = rows {
                *list = rows;
            }
        }
        for (tenant, rows) in self.numbers {
            let tenant = if tenant.is_empty() {
                FIRST_TENANT.to_owned()
            } else {
                tenant
            };
            match rows {
                RowsOrCount::Count(count) => data.generate_numbers(&tenant, count),
                RowsOrCount::Rows(rows) => {
                    data.numbers
                        .insert(tenant.to_ascii_lowercase(), NumberList::Given(rows));
                }
            }
        }
        self.dial_plans
            .into_iter()
            .try_for_each(|plan| plan.put(data))
    }
}

impl Plan {
    fn put(self, data: &mut Data) -> Result<(), String> {
        let first = data
            .services
            .first()
            .and_then(|first| first["UmpCustomerGuid"].as_str());
        let customer = self
            .customer
            .or_else(|| first.map(str::to_owned))
            .ok_or("there is no customer: name one")?;
        let site = self.site.unwrap_or_else(|| customer.clone());
        let address = PlanAddress {
            customer,
            site,
            name: self.name,
        };
        if let Some(plan) = data.plan_mut(&address) {
            plan.rules = self.rules;
        } else {
            let PlanAddress {
                customer,
                site,
                name,
            } = address;
            data.dial_plans.push(DialPlan {
                customer,
                site,
                name,
                rules: self.rules,
            });
        }
        Ok(())
    }
}
