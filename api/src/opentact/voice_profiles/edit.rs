//! What is sent to create and to change a voice profile.

use super::{Field, VoiceProfile, VoiceProfileId};
use crate::fields::Fields;
use crate::opentact::scalar::Scalar;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A new voice profile: the fields that are set, and no other.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateVoiceProfile {
    values: BTreeMap<Field, Scalar>,
    additional: Fields,
}

/// A change to a voice profile: the fields that change, and no other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VoiceProfilePatch {
    changes: BTreeMap<Field, Change>,
    additional: Fields,
}

/// A change to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It takes a value.
    Set(Scalar),
    /// It is emptied, which is sent as `null`.
    Clear,
}

impl CreateVoiceProfile {
    /// A profile with a name alone.
    pub fn new(name: &str) -> Self {
        Self {
            values: BTreeMap::from([(Field::Name, Scalar::text(name))]),
            additional: Fields::default(),
        }
    }

    /// Sets a field.
    #[must_use]
    pub fn set(mut self, field: Field, value: Scalar) -> Self {
        self.values.insert(field, value);
        self
    }

    /// Adds fields that the page does not document; they win over the ones that are set.
    #[must_use]
    pub fn with_additional(mut self, additional: Fields) -> Self {
        self.additional = additional;
        self
    }

    /// The body as it is sent.
    pub fn to_json(&self) -> String {
        let mut body = Fields::default();
        for (field, value) in &self.values {
            body.set(field.wire(), value.to_raw());
        }
        body.extend(&self.additional);
        body.to_json()
    }
}

impl From<&VoiceProfile> for CreateVoiceProfile {
    /// A profile with the documented fields of another: to duplicate it, or to restore it after it
    /// was removed.
    fn from(profile: &VoiceProfile) -> Self {
        let values = Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, profile.value(field)?)));
        Self {
            values: values.collect(),
            additional: Fields::default(),
        }
    }
}

impl VoiceProfilePatch {
    /// Gives a field a value, or empties it.
    #[must_use]
    pub fn with(mut self, field: Field, change: Change) -> Self {
        self.changes.insert(field, change);
        self
    }

    /// Adds fields that the page does not document; they win over the ones that are changed.
    #[must_use]
    pub fn with_additional(mut self, additional: Fields) -> Self {
        self.additional = additional;
        self
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.additional.is_empty()
    }

    /// The fields that change.
    pub fn changes(&self) -> impl Iterator<Item = (Field, &Change)> {
        self.changes.iter().map(|(field, change)| (*field, change))
    }

    /// The body as it is sent to a path that says which profile is meant.
    pub fn to_json(&self) -> String {
        self.body().to_json()
    }

    /// The body as it is sent to a path that does not.
    pub(crate) fn to_json_naming(&self, id: &VoiceProfileId) -> String {
        let mut body = self.body();
        body.set("uuid", Scalar::text(id.as_str()).to_raw());
        body.to_json()
    }

    fn body(&self) -> Fields {
        let mut body = Fields::default();
        for (field, change) in &self.changes {
            let value = match change {
                Change::Set(value) => value.to_raw(),
                Change::Clear => RawValue::NULL.to_owned(),
            };
            body.set(field.wire(), value);
        }
        body.extend(&self.additional);
        body
    }
}
