//! Dial plans: which prefix goes to which trunk at a customer's site.

use super::LiveClient;
use super::endpoint::Endpoint;
use super::tasks::TaskId;
use crate::answer::Answer;
use crate::error::{ApiError, Refusal};
use crate::fields::Fields;
use crate::guid::{CustomerId, SiteLocationId};
use crate::reading::{Misfit, Node};
use crate::redaction::redact_text;
use crate::transport::{Request, Transport};
use http::Method;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A dial plan and all its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialPlan {
    /// Its name, which is its id.
    pub id: String,
    /// Its rules, in the server's order. One that cannot be read makes the whole plan unreadable:
    /// a change must not be planned on half a plan.
    pub rules: Vec<Rule>,
}

/// A rule of a dial plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// The rule's name, which several rules share.
    pub name: String,
    /// A number or the SBC's notation for several.
    pub prefix: String,
    /// The trunk that it goes to, by domain name.
    pub tag: String,
}

/// A change to a dial plan.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        let rules = |rules: &[Rule]| rules.iter().map(Rule::to_json).collect::<Value>();
        json!({
            "dialPlanId": self.dial_plan_id,
            "add": rules(&self.add),
            "remove": rules(&self.remove),
        })
        .to_string()
    }
}

impl Rule {
    fn to_json(&self) -> Value {
        json!({ "name": self.name, "prefix": self.prefix, "tag": self.tag })
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
        plans(Answer::accept(&response)?)
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
        plans(answer)?
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

/// The plans of an answer that is a list of them or the only one. A plan may have 50,000 rules, so
/// each is read from its own text and the answer is never held as a tree.
fn plans(answer: Answer<'_>) -> Result<Vec<DialPlan>, ApiError> {
    let text = answer.json_text()?.trim();
    let misshapen = |Misfit { path, problem }| answer.misshapen(&path, &problem);
    match elements(text) {
        Some(plans) => plans
            .into_iter()
            .enumerate()
            .map(|(at, plan)| read_plan(&format!("$[{at}]"), plan.get()))
            .collect::<Result<_, _>>()
            .map_err(misshapen),
        None => Ok(vec![read_plan("$", text).map_err(misshapen)?]),
    }
}

fn read_plan(path: &str, json: &str) -> Result<DialPlan, Misfit> {
    let expected = |below: &str, expected: &str| Misfit {
        path: format!("{path}{below}"),
        problem: format!("expected {expected}"),
    };
    let fields: Fields = serde_json::from_str(json)
        .map_err(|_| expected("", "a dial plan or a list of dial plans"))?;
    let id = fields.get("dialPlanId").map(|id| value_of(id.get()));
    let id = id.unwrap_or_default();
    let rules = ["ruleDTO", "RuleDTO"]
        .into_iter()
        .find_map(|name| Some((name, fields.get(name)?.get())))
        .filter(|(_, rules)| *rules != "null");
    let rules = match rules {
        None => Vec::new(),
        Some((name, rules)) => elements(rules)
            .ok_or_else(|| expected(&format!(".{name}"), "a list"))?
            .into_iter()
            .enumerate()
            .map(|(at, rule)| {
                let path = format!("{path}.{name}[{at}]");
                Rule::read(&Node::root(&path, &value_of(rule.get())))
            })
            .collect::<Result<_, _>>()?,
    };
    Ok(DialPlan {
        id: Node::root(&format!("{path}.dialPlanId"), &id).required_text()?,
        rules,
    })
}

/// The elements of a JSON list, each as its text.
fn elements(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

/// What is JSON already as a tree.
fn value_of(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

impl Rule {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        let text = |name| Ok(node.field(name).text_or_number()?.unwrap_or_default());
        Ok(Self {
            name: text("name")?,
            prefix: text("prefix")?,
            tag: text("tag")?,
        })
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
