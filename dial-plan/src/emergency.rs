//! Emergency numbers: what a change does to them.

use crate::matcher::Index;
use crate::rule::Rule;

/// Numbers that are looked at in every plan: European Union, North America, United Kingdom,
/// Australia.
pub const USUAL: [&str; 4] = ["112", "911", "999", "000"];

/// The numbers to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyNumbers {
    numbers: Vec<String>,
}

/// What a change does to one emergency number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyWarning {
    /// As it is dialled.
    pub number: String,
    /// What happens to it.
    pub effect: Effect,
    /// The rule that takes it now.
    pub before: Option<Rule>,
    /// The rule that takes it afterwards.
    pub after: Option<Rule>,
}

/// What can happen to an emergency number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// A rule takes it where none did.
    Added,
    /// No rule takes it any more.
    Removed,
    /// The rule that takes it stays, and another one takes the number.
    Shadowed,
    /// The rule that takes it is removed or changed, and another one takes the number.
    Replaced,
    /// The same rule takes it, but another rule for the number comes or goes.
    Touched,
}

impl EmergencyWarning {
    /// What happens, in a line.
    pub fn title(&self) -> String {
        let number = &self.number;
        match self.effect {
            Effect::Added => format!("An emergency number is added: {number}"),
            Effect::Removed => format!("An emergency number is removed: {number}"),
            Effect::Shadowed => format!("An emergency number is shadowed: {number}"),
            Effect::Replaced => format!("An emergency number goes elsewhere: {number}"),
            Effect::Touched => format!("A rule for an emergency number changes: {number}"),
        }
    }

    /// What it means for a caller.
    pub fn consequence(&self) -> String {
        let number = &self.number;
        match &self.after {
            Some(rule) => {
                let Rule { prefix, tag, .. } = rule;
                format!(
                    "Calls to {number} from this site will go to {tag} (rule {prefix}). Test the route before anyone depends on it."
                )
            }
            None => format!("No rule of this plan will take calls to {number}."),
        }
    }
}

impl Default for EmergencyNumbers {
    fn default() -> Self {
        Self::new::<&str>([])
    }
}

impl EmergencyNumbers {
    /// The usual ones and those of the calling profiles, which may hold several in one text.
    pub fn new<S: AsRef<str>>(dial_strings: impl IntoIterator<Item = S>) -> Self {
        let mut numbers: Vec<String> = USUAL.map(str::to_owned).into();
        for text in dial_strings {
            let parts = text.as_ref().split([',', ';', ' ']);
            for part in parts.map(|part| part.trim_start_matches('+')) {
                if !part.is_empty() && !numbers.iter().any(|known| known == part) {
                    numbers.push(part.to_owned());
                }
            }
        }
        Self { numbers }
    }

    /// Whether a rule is meant for one of them: its prefix is that number, with or without a plus.
    pub fn has_rule(&self, rule: &Rule) -> bool {
        let number = rule.prefix.strip_prefix('+').unwrap_or(&rule.prefix);
        let number = number.strip_suffix('#').unwrap_or(number);
        self.numbers.iter().any(|known| known == number)
    }

    /// Each number as it may reach the SBC: as dialled, and with a plus before it.
    fn forms(&self) -> impl Iterator<Item = String> {
        self.numbers
            .iter()
            .flat_map(|number| [number.clone(), format!("+{number}")])
    }

    /// Compares who takes each number before and after. `touched` are the rules that come or go.
    pub(crate) fn compare<'r>(
        &self,
        (live, before): (&[Rule], &Index),
        (planned, after): (&[Rule], &Index),
        touched: impl Iterator<Item = &'r Rule>,
    ) -> Vec<EmergencyWarning> {
        let mut warnings = Vec::new();
        let forms = self.forms();
        let touched: Vec<&str> = touched
            .filter(|rule| self.has_rule(rule))
            .map(|rule| rule.prefix.trim_end_matches('#'))
            .collect();
        for number in forms {
            let old = before.test(&number).winner.map(|at| &live[at]);
            let new = after.test(&number);
            let still = |rule: &Rule| new.shadowed.iter().any(|at| planned[*at] == *rule);
            let new_rule = new.winner.map(|at| &planned[at]);
            let effect = match (old, new_rule) {
                (None, Some(_)) => Effect::Added,
                (Some(_), None) => Effect::Removed,
                (Some(old), Some(new)) if old != new => {
                    if still(old) {
                        Effect::Shadowed
                    } else {
                        Effect::Replaced
                    }
                }
                (Some(_), Some(_)) | (None, None) if touched.contains(&number.as_str()) => {
                    Effect::Touched
                }
                (Some(_), Some(_)) | (None, None) => continue,
            };
            let (before, after) = (old.cloned(), new_rule.cloned());
            warnings.push(EmergencyWarning {
                number,
                effect,
                before,
                after,
            });
        }
        warnings
    }
}
