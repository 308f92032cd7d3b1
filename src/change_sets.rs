//! The pending changes of each dial plan, kept on this device, for every page that makes some.
//! Never a secret.

use std::rc::Rc;

use cordboard_api::live::dial_plans::DialPlan;
use cordboard_api::{CustomerId, SiteLocationId};
use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::{Moment, Rule, Snapshot};

use crate::browser::database::{self, Store};
use crate::browser::timer;
use crate::config::Environment;
use crate::route::Query;

/// The plan that the changes were made on, or that there are none any more.
pub type Base = Option<Rc<Snapshot>>;

/// What was kept of a plan's changes.
#[derive(Debug, Default)]
pub struct Staged {
    pub changes: ChangeSet,
    pub base: Option<Snapshot>,
    /// Milliseconds since 1970; 0 when nothing was kept.
    pub saved_at: f64,
}

/// Which site and plan of a customer an address asks for: without a word of them, the site that has
/// the customer's own id, and the usual plan.
pub fn asked(
    query: &Query,
    environment: Environment,
    customer: &CustomerId,
    usual_plan: &str,
) -> (SiteLocationId, Target) {
    let site = query
        .get("site")
        .and_then(|site| SiteLocationId::parse(site).ok())
        .unwrap_or_else(|| SiteLocationId::from(customer));
    let plan = query.get("plan").filter(|plan| !plan.is_empty());
    let target = Target {
        environment: environment.name,
        kind: environment.kind.word().to_owned(),
        customer: customer.to_string(),
        site: site.to_string(),
        dial_plan: plan.unwrap_or(usual_plan).to_owned(),
    };
    (site, target)
}

/// The key below which something of a plan is kept.
pub fn key(target: &Target, part: &[&str]) -> String {
    let mut parts = vec![
        target.customer.as_str(),
        target.site.as_str(),
        target.dial_plan.as_str(),
    ];
    parts.extend(part);
    database::key(&target.environment, &parts)
}

/// Reads the changes of a plan; what cannot be read counts as not there.
pub async fn load(target: &Target) -> Staged {
    let text = |part: &'static str| {
        let key = key(target, &[part]);
        async move { database::get(Store::ChangeSets, &key).await.ok().flatten() }
    };
    let changes: Option<(u64, ChangeSet)> = text("changes")
        .await
        .and_then(|text| serde_json::from_str(&text).ok());
    let (saved_at, changes) = changes.unwrap_or_default();
    let base = if changes.is_empty() {
        None
    } else {
        let rules: Option<Vec<Rule>> = text("base")
            .await
            .and_then(|text| serde_json::from_str(&text).ok());
        rules.map(Snapshot::new)
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "no date is 2^53 milliseconds away"
    )]
    let saved_at = saved_at as f64;
    Staged {
        changes,
        base,
        saved_at,
    }
}

/// The text of a change set, as [`save`] takes it; empty when nothing is pending.
pub fn text_of(changes: &ChangeSet) -> String {
    if changes.is_empty() {
        return String::new();
    }
    serde_json::to_string(&(now().0, changes)).unwrap_or_default()
}

/// Keeps the changes, or forgets them when the text is empty; and the plan below them where that
/// is another one. False when the browser refuses.
pub async fn save(target: &Target, changes: String, base: Option<Base>) -> bool {
    let (own, below) = (key(target, &["changes"]), key(target, &["base"]));
    if changes.is_empty() {
        let _ = database::delete(Store::ChangeSets, &below).await;
        return database::delete(Store::ChangeSets, &own).await.is_ok();
    }
    if let Some(base) = base {
        // Without it the review cannot say what has moved; the changes are worth keeping anyway.
        let _ = match base.map(|base| serde_json::to_string(base.rules())) {
            Some(Ok(rules)) => database::put(Store::ChangeSets, &below, &rules).await,
            Some(Err(_)) | None => database::delete(Store::ChangeSets, &below).await,
        };
    }
    database::put(Store::ChangeSets, &own, &changes)
        .await
        .is_ok()
}

/// The rules as the engine takes them.
pub fn rules(plan: DialPlan) -> Vec<Rule> {
    let rules = plan.rules.into_iter();
    rules
        .map(|rule| Rule::new(rule.name, rule.prefix, rule.tag))
        .collect()
}

/// The time now, as the engine takes it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are positive and far below 2^53"
)]
pub fn now() -> Moment {
    Moment(timer::now() as u64)
}
