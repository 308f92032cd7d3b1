//! A form as it is typed, and what it means to send. Pure.

mod meanwhile;
mod rules;

use cordboard_api::opentact::voice_profiles::{
    Change, CreateVoiceProfile, Field, VoiceProfile, VoiceProfilePatch,
};
use cordboard_api::opentact::{Fields, Scalar};
use cordboard_api::redaction::redact_text;
use serde_json::{Map, Value, json};

use self::rules::scalar;
use super::decimal::{Decimal, Marks, editable};
use super::guard::{Amount, Facts};

pub use self::meanwhile::Meanwhile;
pub use self::rules::next_free;

/// The text of every field, and which ones are to be emptied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    entries: [Entry; 8],
    /// More fields, as JSON.
    pub additional: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Entry {
    text: String,
    is_cleared: bool,
}

/// What a field of the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing is sent.
    Keep,
    Send(Change),
}

fn place(field: Field) -> usize {
    let found = Field::ALL.iter().position(|own| *own == field);
    found.unwrap_or_default()
}

/// The text of a value in its field.
pub fn shown(value: Option<&Scalar>, marks: Marks) -> String {
    value.map_or_else(String::new, |value| editable(&value.to_string(), marks))
}

impl Draft {
    /// The fields as a profile has them.
    pub fn of(profile: &VoiceProfile, marks: Marks) -> Self {
        let mut draft = Self::default();
        for field in Field::ALL {
            draft.set(field, &shown(profile.value(field).as_ref(), marks));
        }
        draft
    }

    pub fn text(&self, field: Field) -> &str {
        &self.entries[place(field)].text
    }

    /// Whether the field is to be emptied, which sends `null`.
    pub fn is_cleared(&self, field: Field) -> bool {
        self.entries[place(field)].is_cleared
    }

    pub fn set(&mut self, field: Field, text: &str) {
        self.entries[place(field)] = Entry {
            text: text.to_owned(),
            is_cleared: false,
        };
    }

    pub fn clear(&mut self, field: Field) {
        self.entries[place(field)] = Entry {
            text: String::new(),
            is_cleared: true,
        };
    }

    /// What was typed over `base`, as it is kept on this device; null when nothing was. Additional
    /// fields that hold a secret stay out.
    pub fn to_json(&self, base: &Self) -> Value {
        if self == base {
            return Value::Null;
        }
        let own = Field::ALL.into_iter().zip(&self.entries);
        let typed = own
            .zip(&base.entries)
            .filter(|((_, own), base)| own != base);
        let fields: Map<String, Value> = typed
            .map(|((field, own), _)| {
                let kept = (!own.is_cleared).then_some(own.text.as_str());
                (field.wire().to_owned(), kept.into())
            })
            .collect();
        let additional = self.additional.as_str();
        let is_public = redact_text(additional) == additional;
        json!({ "fields": fields, "additional": if is_public { additional } else { "" } })
    }

    /// Takes over what was typed into a form that began as `start`.
    pub fn type_over(&mut self, typed: &Self, start: &Self) {
        let entries = self.entries.iter_mut().zip(&typed.entries);
        for ((own, typed), start) in entries.zip(&start.entries) {
            if typed != start {
                own.clone_from(typed);
            }
        }
        if typed.additional != start.additional {
            self.additional.clone_from(&typed.additional);
        }
    }

    /// Types again what [`Self::to_json`] gave.
    pub fn take_up(&mut self, kept: &Value) {
        for field in Field::ALL {
            match kept["fields"].get(field.wire()) {
                Some(Value::Null) => self.clear(field),
                Some(Value::String(text)) => self.set(field, text),
                Some(_) | None => {}
            }
        }
        if let Some(additional) = kept["additional"].as_str().filter(|text| !text.is_empty()) {
            additional.clone_into(&mut self.additional);
        }
    }

    /// What a field asks for, given the profile that is changed; an error says what to enter.
    pub fn meaning(
        &self,
        field: Field,
        base: Option<&VoiceProfile>,
        marks: Marks,
    ) -> Result<Meaning, String> {
        let before = base.and_then(|base| base.value(field));
        let text = self.text(field);
        if self.is_cleared(field) {
            return Ok(if before.is_some() {
                Meaning::Send(Change::Clear)
            } else {
                Meaning::Keep
            });
        }
        let is_touched = text != shown(before.as_ref(), marks);
        if !is_touched && (base.is_some() || field != Field::Name) {
            return Ok(Meaning::Keep);
        }
        if text.trim().is_empty() && field != Field::Name {
            return if before.is_some() {
                Err("Enter a value, or press Clear to send null.".to_owned())
            } else {
                Ok(Meaning::Keep)
            };
        }
        let value = scalar(field, text, marks)?;
        if before.is_some_and(|before| is_same(Some(&before), Some(&value))) {
            return Ok(Meaning::Keep);
        }
        Ok(Meaning::Send(Change::Set(value)))
    }

    /// The value that a field will have once the form is sent, as text; an error where it cannot
    /// be read.
    pub fn outcome(
        &self,
        field: Field,
        base: Option<&VoiceProfile>,
        marks: Marks,
    ) -> Result<Option<String>, String> {
        Ok(match self.meaning(field, base, marks)? {
            Meaning::Keep => base
                .and_then(|base| base.value(field))
                .map(|value| value.to_string()),
            Meaning::Send(Change::Set(value)) => Some(value.to_string()),
            Meaning::Send(Change::Clear) => None,
        })
    }

    /// What the profile would let happen once the form is sent. `sharing` names the other profiles
    /// with a tech prefix.
    pub fn facts(
        &self,
        base: Option<&VoiceProfile>,
        marks: Marks,
        sharing: &dyn Fn(&str) -> Vec<String>,
    ) -> Facts {
        let outcome = |field| {
            let typed = || Some(self.text(field).to_owned());
            self.outcome(field, base, marks).unwrap_or_else(|_| typed())
        };
        let amount = |field| Amount::of(outcome(field).as_deref());
        let prefix = self.outcome(Field::TechPrefix, base, marks);
        let prefix = prefix.ok().flatten();
        Facts {
            channels: amount(Field::ChannelLimit),
            rate: amount(Field::MaxRate),
            daily: amount(Field::DailySpendLimit),
            recording: outcome(Field::RecordCalls),
            sharing: prefix.as_deref().map(sharing).unwrap_or_default(),
            prefix,
        }
    }

    /// The additional fields; an error says where the JSON ends to be one.
    pub fn more(&self) -> Result<Fields, String> {
        Fields::parse(&self.additional).map_err(|error| {
            format!(
                "Enter a JSON object, such as {{\"product\": 4}}. Reading stopped at line {}, column {}.",
                error.line(),
                error.column()
            )
        })
    }

    /// What changes, where every field can be read.
    pub fn patch(&self, base: &VoiceProfile, marks: Marks) -> Option<VoiceProfilePatch> {
        let mut patch = VoiceProfilePatch::default().with_additional(self.more().ok()?);
        for field in Field::ALL {
            if let Meaning::Send(change) = self.meaning(field, Some(base), marks).ok()? {
                patch = patch.with(field, change);
            }
        }
        Some(patch)
    }

    /// The new profile, where every field can be read. Without a name it is still shown.
    pub fn create(&self, marks: Marks) -> Option<CreateVoiceProfile> {
        let mut profile =
            CreateVoiceProfile::new(self.text(Field::Name)).with_additional(self.more().ok()?);
        for field in Field::ALL {
            if field == Field::Name {
                continue;
            }
            if let Meaning::Send(Change::Set(value)) = self.meaning(field, None, marks).ok()? {
                profile = profile.set(field, value);
            }
        }
        Some(profile)
    }
}

/// What else the server returns of a profile: no document says how it is set, so a copy goes
/// without it unless somebody adds it.
pub fn undocumented(profile: &VoiceProfile) -> Vec<String> {
    /// Of the profile itself, not of what it allows.
    const ITS_OWN: [&str; 6] = [
        "uuid",
        "created_on",
        "modified_on",
        "created_by",
        "modified_by",
        "account",
    ];
    let Some(object) = profile.raw.as_object() else {
        return Vec::new();
    };
    let is_other = |name: &str| Field::from_wire(name).is_none() && !ITS_OWN.contains(&name);
    let has_value = object.iter().filter(|(_, value)| !value.is_null());
    has_value
        .map(|(name, _)| name.clone())
        .filter(|name| is_other(name))
        .collect()
}

/// Whether two values are the same, numbers by what they are worth.
pub fn is_same(a: Option<&Scalar>, b: Option<&Scalar>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    let number = |value: &Scalar| Decimal::parse(&value.to_string());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.to_string() == b.to_string(),
    }
}

/// Whether a profile is what a create asked for.
pub fn is_what_was_sent(profile: &VoiceProfile, draft: &Draft, marks: Marks) -> bool {
    Field::ALL
        .into_iter()
        .all(|field| match draft.meaning(field, None, marks) {
            Ok(Meaning::Send(Change::Set(value))) => {
                is_same(Some(&value), profile.value(field).as_ref())
            }
            Ok(Meaning::Send(Change::Clear) | Meaning::Keep) => true,
            Err(_) => false,
        })
}

/// Whether every change has taken place.
pub fn has_taken_place(profile: &VoiceProfile, patch: &VoiceProfilePatch) -> bool {
    patch.changes().all(|(field, change)| {
        let now = profile.value(field);
        match change {
            Change::Set(value) => is_same(Some(value), now.as_ref()),
            Change::Clear => now.is_none(),
        }
    })
}

#[cfg(test)]
mod tests;
