//! Script templates: what is run on an SBC when a customer comes and goes.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::live::LiveClient;
use crate::live::endpoint::Endpoint;
use crate::reading::{self, Element, Reading, nullable};
use crate::transport::Transport;
use serde::Deserialize;
use serde_json::Value;

/// A script that a service is set up or cleaned up with.
#[derive(Debug, Clone, PartialEq)]
pub struct ScriptTemplate {
    /// Its number.
    pub id: i64,
    /// Its name, such as `sbc-scenario7`.
    pub name: String,
    /// Its kind; the documented examples show 0 and 1 on an SBC, 3 and 4 on Microsoft 365.
    pub script_type: Option<i64>,
    /// What it is for.
    pub description: Option<String>,
    /// The scripts that it goes with: an onboarding script's clean-up, and the other way round.
    pub related: Vec<RelatedScript>,
    /// Everything that was returned, without secrets.
    pub raw: Value,
}

/// A script that another one goes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedScript {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

impl<T: Transport> LiveClient<T> {
    /// The script templates ("Get Script Templates"), up to the first 200.
    pub async fn script_templates(&self) -> Result<Vec<Reading<ScriptTemplate>>, ApiError> {
        let response = self.get(Endpoint::ScriptTemplates).await?;
        reading::list(Answer::accept(&response)?)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub(crate) struct TemplateWire {
    id: i64,
    #[serde(default, deserialize_with = "nullable")]
    name: String,
    script_type: Option<i64>,
    description: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    related_scripts: Vec<RelatedWire>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct RelatedWire {
    key: i64,
    #[serde(default, deserialize_with = "nullable")]
    value: String,
}

impl Element for ScriptTemplate {
    type Wire = TemplateWire;

    fn from_wire(wire: TemplateWire, raw: Value) -> Self {
        let related = wire.related_scripts.into_iter();
        Self {
            id: wire.id,
            name: wire.name,
            script_type: wire.script_type,
            description: wire.description,
            related: related
                .map(|RelatedWire { key, value }| RelatedScript {
                    id: key,
                    name: value,
                })
                .collect(),
            raw,
        }
    }
}
