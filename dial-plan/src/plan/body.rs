//! The body of the vendor's PATCH.

use serde::{Deserialize, Serialize};

use crate::rule::Rule;

/// "Modify Dial Plan Content", example body: both lists are there, also when one is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PatchBody {
    /// Name of the dial plan, the same as in the path.
    pub dial_plan_id: String,
    /// Rules to add.
    pub add: Vec<Rule>,
    /// Rules to remove.
    pub remove: Vec<Rule>,
}
