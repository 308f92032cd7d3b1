//! Dial plans: which prefix goes to which trunk at a customer's site.

use super::LiveClient;
use super::endpoint::Endpoint;
use super::tasks::TaskId;
use crate::answer::Answer;
use crate::error::{ApiError, Refusal};
use crate::guid::{CustomerId, SiteLocationId};
use crate::reading::{nullable, text};
use crate::redaction::redact_text;
use crate::transport::{Request, Transport};
use http::Method;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::fmt;

/// A dial plan and all its rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object")]
pub struct DialPlan {
    /// Its name, which is its id.
    #[serde(rename = "dialPlanId", deserialize_with = "text")]
    pub id: String,
    /// Its rules, in the server's order. One that cannot be read makes the whole plan unreadable:
    /// a change must not be planned on half a plan.
    #[serde(
        rename = "ruleDTO",
        alias = "RuleDTO",
        default,
        deserialize_with = "nullable"
    )]
    pub rules: Vec<Rule>,
}

/// A rule of a dial plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(expecting = "an object")]
pub struct Rule {
    /// The rule's name, which several rules share.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// A number or the SBC's notation for several.
    #[serde(default, deserialize_with = "text")]
    pub prefix: String,
    /// The trunk that it goes to, by domain name.
    #[serde(default, deserialize_with = "text")]
    pub tag: String,
}

/// A change to a dial plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DialPlanPatch {
    /// The plan's name, in the path and in the body.
    pub dial_plan_id: String,
    /// Rules to add.
    pub add: Vec<Rule>,
    /// Rules to remove.
    pub remove: Vec<Rule>,
}

/// What the server makes of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialPlanChange {
    /// The task that carries it out.
    pub task: TaskId,
    /// The plan as the server names it.
    pub dial_plan_name: Option<String>,
}

impl DialPlanPatch {
    /// The body as it is sent.
    pub fn to_json(&self) -> String {
        // Text and lists of text always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl<T> LiveClient<T> {
    /// The request that changes a dial plan ("Modify Dial Plan Content").
    pub fn modify_dial_plan_request(
        &self,
        customer: &CustomerId,
        site: &SiteLocationId,
        patch: &DialPlanPatch,
    ) -> Request {
        let endpoint = Endpoint::DialPlan {
            customer,
            site,
            plan: &patch.dial_plan_id,
        };
        self.request(Method::PATCH, endpoint, Some(patch.to_json()))
    }
}

impl<T: Transport> LiveClient<T> {
    /// The dial plans of a site. Their rules may be left out ("Get `DialPlans`").
    pub async fn dial_plans(
        &self,
        customer: &CustomerId,
        site: &SiteLocationId,
    ) -> Result<Vec<DialPlan>, ApiError> {
        let response = self.get(Endpoint::DialPlans { customer, site }).await?;
        let OneOrSeveral(plans) = Answer::accept(&response)?.decode()?;
        Ok(plans)
    }

    /// One dial plan with its rules. The page prints an object, the example of a change a list
    /// ("Get Dial Plan Contents for SIP Connection", "Modify Dial Plan Content").
    pub async fn dial_plan(
        &self,
        customer: &CustomerId,
        site: &SiteLocationId,
        plan: &str,
    ) -> Result<DialPlan, ApiError> {
        let endpoint = Endpoint::DialPlan {
            customer,
            site,
            plan,
        };
        let response = self.get(endpoint).await?;
        let answer = Answer::accept(&response)?;
        let OneOrSeveral(plans) = answer.decode()?;
        plans
            .into_iter()
            .find(|own| own.id.eq_ignore_ascii_case(plan))
            .ok_or_else(|| answer.misshapen("$", &format!("expected the dial plan {plan}")))
    }

    /// Changes a dial plan. An `error` in the answer is a refusal, though the status is a success.
    pub async fn modify_dial_plan(
        &self,
        customer: &CustomerId,
        site: &SiteLocationId,
        patch: &DialPlanPatch,
    ) -> Result<DialPlanChange, ApiError> {
        let request = self.modify_dial_plan_request(customer, site, patch);
        let response = self.transport.send(request).await?;
        let answer = Answer::accept(&response)?;
        let members = answer.json_object();
        if let Some(said) = members.get("error").and_then(error_text) {
            let mut refusal = Refusal::read(answer);
            refusal.detail = Some(redact_text(&said));
            return Err(ApiError::Refused(Box::new(refusal)));
        }
        Ok(DialPlanChange {
            task: TaskId::read(answer)?,
            dial_plan_name: members
                .get("dialPlanName")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
    }
}

/// Plans, as a list or as the only one.
struct OneOrSeveral(Vec<DialPlan>);

impl<'de> Deserialize<'de> for OneOrSeveral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plans;
        impl<'de> Visitor<'de> for Plans {
            type Value = Vec<DialPlan>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a dial plan or a list of dial plans")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let plan = DialPlan::deserialize(MapAccessDeserializer::new(map))?;
                Ok(vec![plan])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq))
            }
        }
        deserializer.deserialize_any(Plans).map(Self)
    }
}

/// `error` is `null` in the only documented answer; anything but that and nothing is an error.
fn error_text(error: &Value) -> Option<String> {
    match error {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => match object.get("message").and_then(Value::as_str) {
            Some(message) => Some(message.to_owned()),
            None => Some(error.to_string()),
        },
        Value::Bool(true) | Value::Number(_) | Value::Array(_) => Some(error.to_string()),
    }
}
