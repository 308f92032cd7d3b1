//! Which dial plan is meant.

use serde::{Deserialize, Serialize};

/// One dial plan of one site, in one environment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// The environment as it is called in the configuration.
    pub environment: String,
    /// Its kind: production, staging or sandbox.
    pub kind: String,
    /// Id of the customer.
    pub customer: String,
    /// Id of the site location.
    pub site: String,
    /// Name of the dial plan.
    pub dial_plan: String,
}

/// A part of a [`Target`] that differs between a file and the page that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What differs.
    pub what: TargetPart,
    /// As the file has it.
    pub file: String,
    /// As the page has it.
    pub here: String,
}

/// The parts of a [`Target`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetPart {
    /// The environment's name.
    Environment,
    /// The environment's kind.
    Kind,
    /// The customer.
    Customer,
    /// The site location.
    Site,
    /// The dial plan.
    DialPlan,
}

impl Target {
    /// Where the other target differs from this one.
    pub fn mismatches(&self, here: &Self) -> Vec<Mismatch> {
        let parts = [
            (
                TargetPart::Environment,
                &self.environment,
                &here.environment,
            ),
            (TargetPart::Kind, &self.kind, &here.kind),
            (TargetPart::Customer, &self.customer, &here.customer),
            (TargetPart::Site, &self.site, &here.site),
            (TargetPart::DialPlan, &self.dial_plan, &here.dial_plan),
        ];
        let differing = parts.into_iter().filter(|(_, file, here)| file != here);
        differing
            .map(|(what, file, here)| Mismatch {
                what,
                file: file.clone(),
                here: here.clone(),
            })
            .collect()
    }
}
