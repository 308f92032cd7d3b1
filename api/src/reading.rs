//! Reading a list so that one bad element does not hide the good ones.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::redaction::drop_secrets;
use serde_json::Value;

mod node;

pub(crate) use node::{Misfit, Node};

/// One element of a list: read, or kept as it came with the reason why it could not be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading<T> {
    /// The element.
    Read(T),
    /// An element of another form than documented.
    Unreadable {
        /// Where it failed, as a JSONPath: `$[3].name`.
        path: String,
        /// What was expected there and what was found.
        problem: String,
        /// The element as it came, without secrets.
        raw: Value,
    },
}

impl<T> Reading<T> {
    /// The element, where it could be read.
    pub fn read(&self) -> Option<&T> {
        match self {
            Self::Read(element) => Some(element),
            Self::Unreadable { .. } => None,
        }
    }
}

/// What is read from one element of an answer.
pub(crate) trait Element: Sized {
    /// Reads all but what [`Element::keep`] keeps.
    fn read(node: &Node<'_>) -> Result<Self, Misfit>;

    /// Keeps everything that came.
    fn keep(&mut self, raw: Value);
}

/// Reads one element; the secrets are dropped first, so that nothing keeps one.
pub(crate) fn element<E: Element>(path: &str, mut raw: Value) -> Reading<E> {
    drop_secrets(&mut raw);
    match E::read(&Node::root(path, &raw)) {
        Ok(mut element) => {
            element.keep(raw);
            Reading::Read(element)
        }
        Err(Misfit { path, problem }) => Reading::Unreadable { path, problem, raw },
    }
}

/// Reads an answer that is a list.
pub(crate) fn list<E: Element>(answer: Answer<'_>) -> Result<Vec<Reading<E>>, ApiError> {
    let rows = rows(answer.json()?).ok_or_else(|| answer.misshapen("$", "expected a list"))?;
    Ok(rows
        .into_iter()
        .map(|(path, row)| element(&path, row))
        .collect())
}

/// Reads an answer that is one element.
pub(crate) fn single<E: Element>(answer: Answer<'_>) -> Result<E, ApiError> {
    match element("$", answer.json()?) {
        Reading::Read(element) => Ok(element),
        Reading::Unreadable { path, problem, .. } => Err(answer.misshapen(&path, &problem)),
    }
}

/// The rows of a list and their paths. Lists come bare; the third version of the numbers wraps
/// them in a page (`{currentPage, …, data}`, "Get Operator Connect Customer Numbers V3"), and the
/// leads are printed in doubled brackets ("Get All OC Leads").
fn rows(value: Value) -> Option<Vec<(String, Value)>> {
    let (mut prefix, mut rows) = ("$", value);
    if let Value::Object(page) = &mut rows {
        prefix = "$.data";
        rows = page.shift_remove("data")?;
    }
    if let Value::Array(outer) = &mut rows
        && let [Value::Array(_)] = outer[..]
    {
        prefix = "$[0]";
        rows = outer.swap_remove(0);
    }
    let Value::Array(rows) = rows else {
        return None;
    };
    let numbered = rows.into_iter().enumerate();
    Some(
        numbered
            .map(|(at, row)| (format!("{prefix}[{at}]"), row))
            .collect(),
    )
}
