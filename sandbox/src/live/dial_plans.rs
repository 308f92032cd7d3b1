//! Pages "Get `DialPlans`", "Get Dial Plan Contents for SIP Connection", "Modify Dial Plan Content".

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, RawQuery},
    response::Response,
};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::InWorld;
use crate::{
    answer::{invalid, json_answer, problem},
    data::{Data, DialPlan, PlanAddress},
    lock::Lock as _,
    query,
    sentinel::{self, Place},
    task::Change,
    world::World,
};

/// What the SBC takes as a prefix at most (Mediant manual, "Configuring Dial Plans").
const LONGEST_PREFIX: usize = 50;

/// `GET …/dialplan`: the names, and with `allDetails=true` the rules.
pub(super) async fn list(
    Extension(world): InWorld,
    Path((customer, site)): Path<(String, String)>,
    RawQuery(text): RawQuery,
) -> Response {
    let details = query::is_true(&text.unwrap_or_default(), "allDetails");
    let mut data = world.data.lock_now();
    data.read_what_tasks_change(&world.options, |change| !change.is_service());
    let plans: Vec<Value> = data
        .dial_plans
        .iter()
        .filter(|plan| {
            plan.customer.eq_ignore_ascii_case(&customer) && plan.site.eq_ignore_ascii_case(&site)
        })
        .filter(|plan| !sentinel::is_dial_plan(&plan.name))
        .map(|plan| plan.value(details))
        .collect();
    if plans.is_empty() {
        return problem(StatusCode::NOT_FOUND, None);
    }
    json_answer(StatusCode::OK, &Value::Array(plans))
}

/// `GET …/dialplan/{name}`: an object, or an array of one.
pub(super) async fn one(Extension(world): InWorld, Path(address): Path<PlanAddress>) -> Response {
    let mut data = world.data.lock_now();
    data.read_what_tasks_change(&world.options, |change| change.is_of(&address));
    let Some(plan) = find(&mut data, &world, &address) else {
        return problem(StatusCode::NOT_FOUND, None);
    };
    let plan = plan.value(true);
    let plan = if world.options.dial_plans.as_array {
        json!([plan])
    } else {
        plan
    };
    json_answer(StatusCode::OK, &plan)
}

/// `PATCH …/dialplan/{name}`: the rules change when the task that is given back has ended.
pub(super) async fn change(
    Extension(world): InWorld,
    Path(address): Path<PlanAddress>,
    body: Bytes,
) -> Response {
    let mut data = world.data.lock_now();
    if find(&mut data, &world, &address).is_none() {
        return problem(StatusCode::NOT_FOUND, None);
    }
    let (add, remove) = match read(&body, &address.name) {
        Ok(change) => change,
        Err(errors) => return invalid(errors),
    };
    let name = address.name.clone();
    let end = world
        .options
        .sentinels
        .then(|| sentinel::task_end(Place::DialPlan, &name))
        .flatten();
    let change = Change::Rules {
        plan: address,
        add,
        remove,
    };
    let id = data.start_task(change, end, &world.options.tasks);
    if world.options.tasks.bare_id {
        return json_answer(StatusCode::OK, &json!(id));
    }
    json_answer(
        StatusCode::OK,
        &json!({"taskId": id, "dialPlanName": name, "error": null}),
    )
}

/// The plan; one whose name is a sentinel comes to be when it is asked for.
fn find<'a>(data: &'a mut Data, world: &World, address: &PlanAddress) -> Option<&'a DialPlan> {
    if world.options.sentinels
        && sentinel::is_dial_plan(&address.name)
        && data.plan(address).is_none()
    {
        let model = PlanAddress {
            name: "CustDialPlan".into(),
            ..address.clone()
        };
        let plan = DialPlan {
            name: address.name.clone(),
            ..data.plan(&model)?.clone()
        };
        data.dial_plans.push(plan);
    }
    data.plan(address)
}

type RuleChange = (Vec<Value>, Vec<Value>);

fn read(body: &[u8], name: &str) -> Result<RuleChange, Map<String, Value>> {
    let mut errors = Map::new();
    let Ok(Value::Object(body)) = serde_json::from_slice(body) else {
        errors.insert(
            "$".into(),
            json!(["The JSON value could not be converted."]),
        );
        return Err(errors);
    };
    if body.get("dialPlanId").and_then(Value::as_str) != Some(name) {
        errors.insert(
            "DialPlanId".into(),
            json!(["The dialPlanId must be the dial plan in the address."]),
        );
    }
    let mut rules = |key: &str| -> Vec<Value> {
        let list = body
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        for (place, rule) in list.iter().enumerate() {
            check(rule, &format!("{key}[{place}]"), &mut errors);
        }
        list
    };
    let change = (rules("add"), rules("remove"));
    if errors.is_empty() {
        Ok(change)
    } else {
        Err(errors)
    }
}

fn check(rule: &Value, place: &str, errors: &mut Map<String, Value>) {
    for field in ["name", "prefix", "tag"] {
        let message = match rule[field].as_str() {
            None | Some("") => format!("The {field} field is required."),
            Some(text) if field == "prefix" && text.chars().count() > LONGEST_PREFIX => {
                format!("The prefix must have at most {LONGEST_PREFIX} characters.")
            }
            Some(_) => continue,
        };
        errors.insert(format!("{place}.{field}"), json!([message]));
    }
}
