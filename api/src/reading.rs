//! Reading a list so that one bad element does not hide the good ones.

use crate::answer::Answer;
use crate::error::ApiError;
use crate::redaction::drop_secrets;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use std::fmt::Write;

mod text;

pub(crate) use text::{TextList, text};

/// One element of a list: read, or kept as it came with the reason why it could not be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading<T> {
    /// The element.
    Read(T),
    /// An element of another form than documented.
    Unreadable {
        /// Where it failed, as a JSONPath: `$[3].name`.
        path: String,
        /// What was found and what was expected there.
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

    /// Carries a readable element over into something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Read(element) => Reading::Read(f(element)),
            Self::Unreadable { path, problem, raw } => Reading::Unreadable { path, problem, raw },
        }
    }
}

/// An element's wire form, which becomes the element together with all that came with it.
pub(crate) trait Element: Sized {
    type Wire: DeserializeOwned;
    fn from_wire(wire: Self::Wire, raw: Value) -> Self;
}

/// Reads one element; the secrets are dropped first, so that no message can quote one.
pub(crate) fn element<E: Element>(path: &str, mut raw: Value) -> Reading<E> {
    drop_secrets(&mut raw);
    match fit(path, &raw) {
        Ok(wire) => Reading::Read(E::from_wire(wire, raw)),
        Err(Misfit { path, expected }) => Reading::Unreadable {
            path,
            problem: expected,
            raw,
        },
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

/// Reads an answer that is one thing: its wire form, and everything that came, without secrets.
pub(crate) fn wire<W: DeserializeOwned>(answer: Answer<'_>) -> Result<(W, Value), ApiError> {
    let mut raw = answer.json()?;
    drop_secrets(&mut raw);
    match fit("$", &raw) {
        Ok(wire) => Ok((wire, raw)),
        Err(Misfit { path, expected }) => Err(answer.misshapen(&path, &expected)),
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

/// Reads a value that is JSON already as a documented form.
pub(crate) fn fit<D: DeserializeOwned>(path: &str, value: &Value) -> Result<D, Misfit> {
    serde_path_to_error::deserialize(value).map_err(|error| Misfit::new(path, &error))
}

/// Where a value departs from the documented form, and how.
pub(crate) struct Misfit {
    pub(crate) path: String,
    pub(crate) expected: String,
}

impl Misfit {
    pub(crate) fn new(root: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let message = error.inner().to_string();
        let expected = match message.rfind(" at line ") {
            Some(at) => message[..at].to_owned(),
            None => message,
        };
        Self {
            path: json_path(root, error.path()),
            expected,
        }
    }
}

fn json_path(root: &str, path: &Path) -> String {
    let mut text = root.to_owned();
    for segment in path {
        // Writing to a String cannot fail.
        let _ = match segment {
            Segment::Seq { index } => write!(text, "[{index}]"),
            Segment::Map { key } | Segment::Enum { variant: key } if is_plain(key) => {
                write!(text, ".{key}")
            }
            Segment::Map { key } | Segment::Enum { variant: key } => write!(text, "[{key:?}]"),
            Segment::Unknown => Ok(()),
        };
    }
    text
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// `null` reads as the empty value, as a missing field does with `#[serde(default)]`.
pub(crate) fn nullable<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
