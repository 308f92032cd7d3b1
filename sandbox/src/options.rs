//! What a world is made of and how its servers behave, as JSON on the control address or by flags.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{fault::Fault, hostile::Hostile};

/// How a world is made. Left out, everything is as the vendors document it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorldOptions {
    /// How many calling profiles: the vendor's 21 examples first, generated ones after them.
    pub profiles: usize,
    /// How many generated numbers; left out, the first tenant has the vendor's two examples.
    pub numbers: Numbers,
    /// How many generated rules `CustDialPlan` holds; left out, the vendor's examples.
    pub rules: Option<usize>,
    /// How many voice profiles.
    pub voice_profiles: usize,
    /// How many services.
    pub services: usize,
    /// Plants so many cases of each kind of drift between the first tenant's numbers and the first
    /// customer's `OCDialPlan`, and makes everything else agree.
    pub drift: Option<u64>,
    /// Whether the documented inputs that make calls fail do so.
    pub sentinels: bool,
    /// The e-mail address that signs in to OpenTACT; left out, one is made up.
    pub email: Option<String>,
    /// Its password; left out, one is made up.
    pub password: Option<String>,
    /// The printed tokens expire so many seconds from now; left out, in the year 2100.
    pub token_seconds: Option<i64>,
    /// The life of a token that signing in to OpenTACT gives: 24 hours in the vendor's example.
    pub session_seconds: i64,
    /// Whether a streamed list states its length beforehand.
    pub content_length: bool,
    /// Whether answers are compressed for a client that accepts gzip.
    pub gzip: bool,
    /// How tasks go and look.
    pub tasks: TaskOptions,
    /// How dial plans are read and changed.
    pub dial_plans: DialPlanOptions,
    /// How Live Platform's other calls answer.
    pub live: LiveOptions,
    /// How OpenTACT answers.
    pub opentact: OpenTactOptions,
    /// Texts that take the place of those in every answer.
    pub hostile: Hostile,
    /// Faults from the start.
    pub faults: Vec<Fault>,
}

impl Default for WorldOptions {
    fn default() -> Self {
        Self {
            profiles: 21,
            numbers: Numbers::default(),
            rules: None,
            voice_profiles: 9,
            services: 6,
            drift: None,
            sentinels: true,
            email: None,
            password: None,
            token_seconds: None,
            session_seconds: 86_400,
            content_length: false,
            gzip: false,
            tasks: TaskOptions::default(),
            dial_plans: DialPlanOptions::default(),
            live: LiveOptions::default(),
            opentact: OpenTactOptions::default(),
            hostile: Hostile::default(),
            faults: Vec::new(),
        }
    }
}

/// How many numbers are generated, for the first tenant or for each named one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Numbers {
    /// So many for the tenant of the vendor's example.
    OfFirstTenant(u64),
    /// So many for each Microsoft tenant id.
    OfTenants(BTreeMap<String, u64>),
}

impl Default for Numbers {
    fn default() -> Self {
        Self::OfTenants(BTreeMap::new())
    }
}

/// How tasks go and look.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TaskOptions {
    /// At which reading a task is at its end. Before that it is `Queued` at the first reading and
    /// `InProgress` at the others. Reading what the task changes counts too.
    pub reads: u32,
    /// The form of `details`, `executionMessages` and `outputData`.
    pub shape: TaskShape,
    /// A queued task answers with another id than it was asked for, as in the page "Modify Dial
    /// Plan Content".
    pub other_id: bool,
    /// Ids come as a bare JSON string, as in the page "Upgrade Operator Connect Customer License".
    pub bare_id: bool,
    /// The change that fails.
    pub fail: Option<FailingTask>,
}

impl Default for TaskOptions {
    fn default() -> Self {
        Self {
            reads: 3,
            shape: TaskShape::Documented,
            other_id: false,
            bare_id: false,
            fail: None,
        }
    }
}

/// The form of a task's `details`, `executionMessages` and `outputData`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskShape {
    /// As in the vendor's examples.
    Documented,
    /// All three as text.
    Text,
    /// All three as lists of text.
    Lists,
    /// All three as objects.
    Objects,
    /// All three `null`.
    Nulls,
    /// All three left out.
    Missing,
}

/// Which task fails, and how far it got.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FailingTask {
    /// The how-manieth task of the world, from 1.
    pub nth: u32,
    /// What it did before it failed.
    #[serde(default)]
    pub effect: Effect,
}

/// How much of a change takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing.
    #[default]
    None,
    /// The first half.
    Partial,
    /// All of it.
    Full,
}

/// How dial plans are read and changed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DialPlanOptions {
    /// Which half of a change is applied first.
    pub order: Order,
    /// How a removal finds its rule.
    pub remove_by: RemoveBy,
    /// A single plan is read as an array of one, as at the end of the page "Modify Dial Plan
    /// Content".
    pub as_array: bool,
}

/// Which half of a change is applied first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// What is to be added.
    #[default]
    AdditionsFirst,
    /// What is to be removed.
    RemovalsFirst,
}

/// How a removal finds its rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoveBy {
    /// One rule with the same name, prefix and tag.
    #[default]
    Rule,
    /// Every rule with the same prefix.
    Prefix,
}

/// How Live Platform's other calls answer.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LiveOptions {
    /// Leads come in two brackets, as the page "Get All OC Leads" prints them.
    pub doubled_brackets: bool,
}

/// How OpenTACT answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenTactOptions {
    /// A single voice profile comes in an array, as the page "Voice Profile" prints it.
    pub payload_as_array: bool,
    /// The status of a create: 200 or 201.
    pub created_status: u16,
    /// The status of an answer with `fields`: 500 was seen.
    pub fields_status: u16,
    /// What the address of a profile's connections answers.
    pub connections: Connections,
    /// Modify and remove are served exactly where the page "Voice Profile" says, and nowhere else.
    pub letter_by_letter: bool,
    /// The account's own lists leave out which voice profile a connection or app uses.
    pub lists_without_profile: bool,
}

impl Default for OpenTactOptions {
    fn default() -> Self {
        Self {
            payload_as_array: false,
            created_status: 200,
            fields_status: 400,
            connections: Connections::Sip,
            letter_by_letter: false,
            lists_without_profile: false,
        }
    }
}

/// What the one address answers that is documented both for SIP connections and for control apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Connections {
    /// The profile's SIP connections.
    Sip,
    /// Its control apps.
    Apps,
    /// Both in one list.
    Mixed,
    /// 404: a server of 2021 does not have the address.
    NotFound,
}
