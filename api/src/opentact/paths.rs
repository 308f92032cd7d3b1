//! The paths that OpenTACT's page and its servers disagree on.

use super::endpoint::{CONTROL_APPS, MODIFY, REMOVE, SIP_CONNECTIONS};
use std::fmt;

/// What stands for the uuid of a voice profile in a template.
const UUID: &str = "{uuid}";

/// Paths of the operations whose documented address is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpentactPaths {
    modify: PathTemplate,
    remove: PathTemplate,
    sip_connections: PathTemplate,
    control_apps: PathTemplate,
}

/// A path in which `{uuid}` stands for a voice profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathTemplate(String);

/// Why a text is no path template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathError {
    /// It does not begin with `/`.
    NotAPath,
    /// It holds a query, a fragment, a blank, a backslash, or a segment of dots.
    Unusable,
    /// It does not say which voice profile is removed.
    NoUuid,
}

impl Default for OpentactPaths {
    fn default() -> Self {
        Self {
            modify: PathTemplate(MODIFY.to_owned()),
            remove: PathTemplate(REMOVE.to_owned()),
            sip_connections: PathTemplate(SIP_CONNECTIONS.to_owned()),
            control_apps: PathTemplate(CONTROL_APPS.to_owned()),
        }
    }
}

impl OpentactPaths {
    /// Sets where a voice profile is modified. Without `{uuid}` the body says which one.
    #[must_use]
    pub fn with_modify(self, modify: PathTemplate) -> Self {
        Self { modify, ..self }
    }

    /// Sets where a voice profile is removed. A removal has no body, so its path must name the
    /// profile.
    pub fn with_remove(self, remove: PathTemplate) -> Result<Self, PathError> {
        if remove.names_profile() {
            Ok(Self { remove, ..self })
        } else {
            Err(PathError::NoUuid)
        }
    }

    /// Sets where the SIP connections of a voice profile are.
    #[must_use]
    pub fn with_sip_connections(self, sip_connections: PathTemplate) -> Self {
        Self {
            sip_connections,
            ..self
        }
    }

    /// Sets where the control apps of a voice profile are.
    #[must_use]
    pub fn with_control_apps(self, control_apps: PathTemplate) -> Self {
        Self {
            control_apps,
            ..self
        }
    }

    /// Where a voice profile is modified.
    pub fn modify(&self) -> &PathTemplate {
        &self.modify
    }

    /// Where a voice profile is removed.
    pub fn remove(&self) -> &PathTemplate {
        &self.remove
    }

    /// Where the SIP connections of a voice profile are.
    pub fn sip_connections(&self) -> &PathTemplate {
        &self.sip_connections
    }

    /// Where the control apps of a voice profile are.
    pub fn control_apps(&self) -> &PathTemplate {
        &self.control_apps
    }
}

impl PathTemplate {
    /// Accepts a path that begins with `/`; a trailing `/` is stripped.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let path = text.trim().trim_end_matches('/');
        if !path.starts_with('/') {
            return Err(PathError::NotAPath);
        }
        let plain = path.replace(UUID, "");
        let is_usable = !plain.contains(['?', '#', '\\', '{', '}', '%'])
            && !plain.chars().any(|c| c.is_whitespace() || c.is_control())
            && path[1..]
                .split('/')
                .all(|segment| !matches!(segment, "" | "." | ".."));
        if is_usable {
            Ok(Self(path.to_owned()))
        } else {
            Err(PathError::Unusable)
        }
    }

    /// Whether the path says which voice profile is meant.
    pub fn names_profile(&self) -> bool {
        self.0.contains(UUID)
    }

    /// The template as it is configured.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn segments(&self, uuid: &str) -> Vec<String> {
        self.0
            .split('/')
            .skip(1)
            .map(|segment| segment.replace(UUID, uuid))
            .collect()
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAPath => "the path must begin with /",
            Self::Unusable => {
                "the path must not hold ?, #, %, blanks, backslashes, or segments of dots"
            }
            Self::NoUuid => "the path must hold {uuid}",
        })
    }
}

impl std::error::Error for PathError {}
