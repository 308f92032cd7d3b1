//! A form as it is typed, and what it means to send. Pure.

use cordboard_api::opentact::voice_profiles::{
    Change, CreateVoiceProfile, Field, VoiceProfile, VoiceProfilePatch,
};
use cordboard_api::opentact::{Fields, Scalar};

use super::decimal::{Decimal, Marks, Misread, editable, read};

/// The vendor's limits (page "Voice Profile").
const LONGEST_NAME: usize = 255;
const PREFIXES: std::ops::RangeInclusive<u32> = 100_000..=999_999;

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

fn scalar(field: Field, text: &str, marks: Marks) -> Result<Scalar, String> {
    match field {
        Field::Name => name(text),
        Field::TechPrefix => prefix(text),
        Field::ChannelLimit | Field::MaxRate | Field::DailySpendLimit => limit(text, marks),
        Field::RecordCalls | Field::AudioTrackType => {
            Ok(Scalar::number(text).unwrap_or_else(|| Scalar::text(text)))
        }
        Field::FileFormat => Ok(Scalar::text(text)),
    }
}

fn name(text: &str) -> Result<Scalar, String> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Err(format!("Enter a name of 1 to {LONGEST_NAME} characters."))
    } else if length > LONGEST_NAME {
        Err(format!(
            "Has {length} characters. Enter 1 to {LONGEST_NAME}."
        ))
    } else {
        Ok(Scalar::text(text))
    }
}

fn prefix(text: &str) -> Result<Scalar, String> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Enter six digits, 100000 to 999999.".to_owned());
    }
    match text.parse::<u32>() {
        Ok(number) if PREFIXES.contains(&number) && text.len() == 6 => {
            Ok(Scalar::from(i64::from(number)))
        }
        _ if text.len() == 6 => Err("Enter 100000 to 999999.".to_owned()),
        _ => Err(format!(
            "Has {} digits. Enter six, 100000 to 999999.",
            text.len()
        )),
    }
}

fn limit(text: &str, marks: Marks) -> Result<Scalar, String> {
    let number = read(text, marks).map_err(|misread| match misread {
        Misread::NotANumber => "Enter a number, such as 30 or 0.0125.".to_owned(),
        Misread::Negative => "Enter 0 or more.".to_owned(),
        Misread::Ambiguous { small, large } => {
            format!("Enter {large} or {small}0: this can be read as either.")
        }
    })?;
    Scalar::number(&number).ok_or_else(|| "Enter a number, such as 30 or 0.0125.".to_owned())
}

/// The next tech prefix that no profile has: after the highest, or in the first gap.
pub fn next_free(taken: impl Iterator<Item = String>) -> Option<u32> {
    let taken: Vec<u32> = taken
        .filter_map(|prefix| prefix.parse().ok())
        .filter(|prefix| PREFIXES.contains(prefix))
        .collect();
    let after = taken
        .iter()
        .max()
        .map_or(*PREFIXES.start(), |most| most + 1);
    if PREFIXES.contains(&after) {
        return Some(after);
    }
    PREFIXES
        .into_iter()
        .find(|candidate| !taken.contains(candidate))
}

/// A field that somebody else changed while it was open here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    pub field: Field,
    pub before: Option<String>,
    pub theirs: Option<String>,
    /// What this form would make of it; nothing for `null`.
    pub mine: Option<String>,
    pub is_mine: bool,
}

impl Draft {
    /// Moves the form onto a newer state of its profile. What was not touched follows, what was
    /// stays; every field that changed meanwhile is given, to choose from.
    pub fn rebase(
        &mut self,
        base: &VoiceProfile,
        fresh: &VoiceProfile,
        marks: Marks,
    ) -> Vec<Meanwhile> {
        let mut changed = Vec::new();
        for field in Field::ALL {
            let (before, theirs) = (base.value(field), fresh.value(field));
            if is_same(before.as_ref(), theirs.as_ref()) {
                continue;
            }
            let is_mine = !matches!(self.meaning(field, Some(base), marks), Ok(Meaning::Keep));
            let text = self.text(field);
            let mine = (!self.is_cleared(field) && !text.is_empty()).then(|| text.to_owned());
            let own = Meanwhile {
                field,
                before: before.map(|value| value.to_string()),
                theirs: theirs.map(|value| editable(&value.to_string(), marks)),
                mine,
                is_mine,
            };
            self.choose(&own);
            changed.push(own);
        }
        changed
    }

    /// Takes one side of a field that changed meanwhile.
    pub fn choose(&mut self, choice: &Meanwhile) {
        let wanted = if choice.is_mine {
            &choice.mine
        } else {
            &choice.theirs
        };
        match wanted {
            Some(text) => self.set(choice.field, text),
            // Nothing is what the profile has then, or is to have.
            None if choice.is_mine => self.clear(choice.field),
            None => self.set(choice.field, ""),
        }
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
