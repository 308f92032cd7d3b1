//! A profile that somebody else changed while its form was open.

use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};

use super::super::decimal::{Marks, editable};
use super::{Draft, Meaning, is_same};

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
