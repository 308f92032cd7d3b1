//! What the servers of one world hold.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    seed::numbers::{Generated, links},
    task::Tasks,
};

/// The tables of both servers.
#[derive(Debug, Default)]
pub(crate) struct Data {
    pub(crate) calling_profiles: Vec<Value>,
    /// By Microsoft tenant id in lower case.
    pub(crate) numbers: BTreeMap<String, NumberList>,
    pub(crate) dial_plans: Vec<DialPlan>,
    pub(crate) services: Vec<Value>,
    pub(crate) leads: Vec<Value>,
    pub(crate) script_templates: Vec<Value>,
    pub(crate) voice_profiles: Vec<Value>,
    pub(crate) sip_connections: Vec<Value>,
    pub(crate) control_apps: Vec<Value>,
    pub(crate) tasks: Tasks,
    /// What was planted for a drift report to find.
    pub(crate) planted: Value,
    /// How many voice profiles were written, for the times of their changes.
    pub(crate) writes: u32,
}

/// The numbers of one tenant.
#[derive(Clone, Debug)]
pub(crate) enum NumberList {
    Given(Vec<Value>),
    Generated(Generated),
}

impl NumberList {
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Given(numbers) => numbers.len() as u64,
            Self::Generated(numbers) => numbers.count(),
        }
    }

    /// The number at a place as JSON.
    pub(crate) fn get(&self, index: u64) -> Value {
        match self {
            Self::Given(numbers) => usize::try_from(index)
                .ok()
                .and_then(|index| numbers.get(index))
                .cloned(),
            Self::Generated(numbers) => (index < numbers.count()).then(|| numbers.value(index)),
        }
        .unwrap_or_default()
    }

    /// Finds a number by its E.164 form.
    pub(crate) fn find(&self, telephone_number: &str) -> Option<Value> {
        match self {
            Self::Given(numbers) => numbers
                .iter()
                .find(|number| number["telephoneNumber"].as_str() == Some(telephone_number))
                .cloned(),
            Self::Generated(numbers) => (0..numbers.count())
                .find(|index| numbers.facts(*index).telephone_number() == telephone_number)
                .map(|index| numbers.value(index)),
        }
    }
}

/// One dial plan of one customer's site location.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DialPlan {
    pub(crate) customer: String,
    pub(crate) site: String,
    pub(crate) name: String,
    /// As the API writes them: an edit by hand may put anything here.
    pub(crate) rules: Vec<Value>,
}

impl DialPlan {
    /// Reads `{dialPlanId, ruleDTO}` of a customer with a single site location.
    pub(crate) fn read(customer: &str, plan: &Value) -> Option<Self> {
        let site = plan.get("site").and_then(Value::as_str).unwrap_or(customer);
        Some(Self {
            customer: customer.to_owned(),
            site: site.to_owned(),
            name: plan.get("dialPlanId")?.as_str()?.to_owned(),
            rules: plan
                .get("ruleDTO")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default(),
        })
    }

    /// The plan as the API writes it.
    pub(crate) fn value(&self, with_rules: bool) -> Value {
        let rules: &[Value] = if with_rules { &self.rules } else { &[] };
        json!({"dialPlanId": self.name, "ruleDTO": rules})
    }
}

/// Where a dial plan is: customer, site location, name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct PlanAddress {
    pub(crate) customer: String,
    pub(crate) site: String,
    pub(crate) name: String,
}

impl PlanAddress {
    pub(crate) fn is_of(&self, plan: &DialPlan) -> bool {
        plan.customer.eq_ignore_ascii_case(&self.customer)
            && plan.site.eq_ignore_ascii_case(&self.site)
            && plan.name == self.name
    }
}

impl Data {
    /// Gives a tenant so many generated numbers that point at the world's calling profiles.
    pub(crate) fn generate_numbers(&mut self, tenant: &str, count: u64) {
        let numbers = Generated::new(tenant, count, links(&self.calling_profiles));
        self.numbers
            .insert(tenant.to_ascii_lowercase(), NumberList::Generated(numbers));
    }

    pub(crate) fn plan(&self, address: &PlanAddress) -> Option<&DialPlan> {
        self.dial_plans.iter().find(|plan| address.is_of(plan))
    }

    pub(crate) fn plan_mut(&mut self, address: &PlanAddress) -> Option<&mut DialPlan> {
        self.dial_plans.iter_mut().find(|plan| address.is_of(plan))
    }
}
