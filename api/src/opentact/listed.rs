//! How SIP connections and control apps are listed, which share an address and a voice profile.

use super::envelope::Row;
use super::voice_profiles::VoiceProfileId;
use crate::reading::{Misfit, Node};
use serde_json::Value;

/// The page prints the lease of a number for a row, in which the connection and the control app
/// are nested: that part of the row, the row itself where it is none, or nothing where the part is
/// empty.
pub(super) fn part_of(row: &Row<'_>, part: &str) -> Option<(String, Value)> {
    let value = row.value();
    match value.get(part) {
        Some(Value::Object(nested)) if nested.is_empty() => None,
        Some(Value::Object(_)) => Some((format!("{}.{part}", row.path), value[part].clone())),
        _ => Some((row.path.clone(), value)),
    }
}

/// Whether a row is a SIP connection, wherever it was listed.
pub(super) fn is_sip_connection(row: &Value) -> bool {
    ["ip", "port", "hostname"]
        .iter()
        .any(|name| row.get(name).is_some_and(|value| !value.is_null()))
}

/// The voice profile that a connection or control app names: by its uuid, or as an object, which
/// the page's examples leave empty.
pub(super) fn voice_profile(value: &Value) -> Option<String> {
    let uuid = value.as_str().or_else(|| value.get("uuid")?.as_str())?;
    (!uuid.is_empty()).then(|| uuid.to_owned())
}

/// Whether what is named is this voice profile.
pub(super) fn names(named: Option<&str>, profile: &VoiceProfileId) -> bool {
    named.is_some_and(|own| own.eq_ignore_ascii_case(profile.as_str()))
}

/// A text that is not empty.
pub(super) fn stated(node: &Node<'_>) -> Result<Option<String>, Misfit> {
    Ok(node.text_or_number()?.filter(|text| !text.is_empty()))
}
