//! Script templates: what is run on an SBC when a customer comes and goes.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::live::LiveClient;
use crate::live::endpoint::Endpoint;
use crate::reading::{self, Element, Misfit, Node, Reading};
use crate::transport::Transport;
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

impl Element for ScriptTemplate {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: required_number(&node.field("id"))?,
            name: node.field("name").text()?.unwrap_or_default(),
            script_type: node.field("scriptType").integer()?,
            description: node.field("description").text()?,
            related: node.field("relatedScripts").list(RelatedScript::read)?,
            raw: Value::Null,
        })
    }

    fn keep(&mut self, raw: Value) {
        self.raw = raw;
    }
}

impl RelatedScript {
    fn read(node: &Node<'_>) -> Result<Self, Misfit> {
        node.object()?;
        Ok(Self {
            id: required_number(&node.field("key"))?,
            name: node.field("value").text()?.unwrap_or_default(),
        })
    }
}

fn required_number(node: &Node<'_>) -> Result<i64, Misfit> {
    node.integer()?.ok_or_else(|| node.misfit("an integer"))
}
