//! A change set as a file, for a colleague to open: four eyes without a server.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::change_set::ChangeSet;
use crate::moment::Moment;
use crate::snapshot::Snapshot;
use crate::target::Target;
use crate::version::Version;

/// Bytes that are read of a file: 50,000 edits with long names stay below it.
pub const LARGEST: usize = 64 * 1024 * 1024;

const FORMAT: &str = "cordboard-dial-plan-changes";

/// What a plan file says. It holds no token, no password and no address of an API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanFile {
    format: Format,
    version: Version<1>,
    /// The dial plan the changes are for.
    pub target: Target,
    /// Who made them, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When they were saved.
    pub saved: Moment,
    /// Fingerprint of the plan they were made on; see [`Snapshot::digest`].
    pub base_digest: String,
    /// How many rules that plan had.
    pub base_rules: usize,
    /// The changes.
    pub changes: ChangeSet,
}

/// Why a file is no plan file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFileError {
    /// It is larger than any plan.
    TooLarge,
    /// It is not JSON, or not this JSON.
    Unreadable {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault.
        column: usize,
        /// What was expected.
        expected: String,
    },
}

impl PlanFile {
    /// The file for changes that were made on `base`.
    pub fn new(
        target: Target,
        author: Option<String>,
        saved: Moment,
        base: &Snapshot,
        changes: ChangeSet,
    ) -> Self {
        let (base_digest, base_rules) = (base.digest(), base.rules().len());
        let (format, version) = (Format, Version);
        Self {
            format,
            version,
            target,
            author,
            saved,
            base_digest,
            base_rules,
            changes,
        }
    }

    /// Reads a file. What it says is a wish: it is held against the live plan like any other.
    pub fn read(bytes: &[u8]) -> Result<Self, PlanFileError> {
        if bytes.len() > LARGEST {
            return Err(PlanFileError::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        serde_json::from_slice(bytes).map_err(|error| PlanFileError::Unreadable {
            line: error.line(),
            column: error.column(),
            expected: error.to_string(),
        })
    }

    /// The bytes to save.
    pub fn to_json(&self) -> Vec<u8> {
        // Maps with keys that are no text cannot be written; this has none.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// Whether the plan is still the one the changes were made on.
    pub fn is_current(&self, live: &Snapshot) -> bool {
        self.base_digest == live.digest()
    }
}

impl fmt::Display for PlanFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "The file is larger than any plan file (64 MB)."),
            Self::Unreadable {
                line,
                column,
                expected,
            } => write!(
                f,
                "This is no plan file, or a part of it is missing: line {line}, column {column}: \
                 {expected}."
            ),
        }
    }
}

impl std::error::Error for PlanFileError {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Format;

impl Serialize for Format {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = String::deserialize(deserializer)?;
        if found == FORMAT {
            return Ok(Self);
        }
        Err(serde::de::Error::custom(format_args!(
            "the format is \"{found}\", not \"{FORMAT}\""
        )))
    }
}
