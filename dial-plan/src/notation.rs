//! The SBC's notation for prefixes.
//!
//! Mediant SBC user's manual 7.2, "Configuring Dial Plans", parameter *Prefix*: up to 50
//! characters; `0-9` and letters stand for themselves; `x` is any digit, `z` 1 to 9, `n` 2 to 9;
//! `.` any letter or digit; `[120-125,150]` one of several numbers of equal length; `#` at the end
//! is the end of the number; `(..)` at the end is a suffix; `*` alone is any number; `\` takes the
//! meaning away from `x z n *`. A plus is not in that list, but the vendor's own rules begin with
//! one.

mod error;
mod number_list;
mod parse;

pub use error::{PrefixError, PrefixFault};
pub use number_list::NumberList;
pub(crate) use number_list::Slot;

/// Longest prefix the SBC takes (same table).
pub const PREFIX_LENGTH: usize = 50;

/// A prefix that has been read: what a number must look like to fit a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prefix {
    steps: Vec<Step>,
    ending: Ending,
}

impl Prefix {
    /// Reads the notation, or says where it stops making sense.
    pub fn parse(text: &str) -> Result<Self, PrefixError> {
        parse::prefix(text)
    }

    /// Whether the notation can be read, without keeping what it says.
    pub fn check(text: &str) -> Result<(), PrefixError> {
        if text.len() <= PREFIX_LENGTH && is_plain_number(text) {
            return Ok(());
        }
        parse::prefix(text).map(|_| ())
    }

    /// What stands at each place, from the left; a list takes several.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What follows the last place.
    pub fn ending(&self) -> &Ending {
        &self.ending
    }

    /// The digits, when the prefix is nothing but a number (with or without `#`).
    pub fn as_number(&self) -> Option<String> {
        if matches!(self.ending, Ending::Suffix(_)) || self.steps.is_empty() {
            return None;
        }
        self.steps
            .iter()
            .map(|step| match step {
                Step::Exactly(character) if is_dialled(*character) => Some(char::from(*character)),
                Step::Exactly(_) | Step::Wildcard(_) | Step::List(_) => None,
            })
            .collect()
    }
}

/// What stands at one place of a prefix.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// This very character.
    Exactly(u8),
    /// Any character of a class.
    Wildcard(Wildcard),
    /// One of several numbers, as many places wide as they are.
    List(NumberList),
}

impl Step {
    /// How many characters of a number it takes.
    pub fn width(&self) -> usize {
        match self {
            Self::Exactly(_) | Self::Wildcard(_) => 1,
            Self::List(list) => list.width(),
        }
    }
}

/// The classes that one letter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wildcard {
    /// `n`: 2 to 9.
    N,
    /// `z`: 1 to 9.
    Z,
    /// `x`: 0 to 9.
    X,
    /// `.`: any letter or digit.
    AnyCharacter,
}

/// What follows the last place of a prefix.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Anything or nothing.
    Open,
    /// `#`: nothing.
    EndOfNumber,
    /// Anything, and at the very end of the number these places.
    Suffix(Vec<Step>),
}

/// Something that is allowed and yet rarely meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrefixNote {
    /// A capital X, Z or N is that letter; only the small ones are wildcards.
    CapitalIsLetter {
        /// Where it stands, from 1.
        column: usize,
    },
    /// Letters are allowed, and nobody dials them.
    Letters {
        /// Where the first one stands, from 1.
        column: usize,
    },
    /// A dot is a wildcard, and in a formatted number it was meant to part digits.
    DotIsWildcard {
        /// Where it stands, from 1.
        column: usize,
    },
    /// E.164 has 15 digits at most.
    LongerThanE164 {
        /// How many there are.
        digits: usize,
    },
    /// No country code begins with 0.
    ZeroAfterPlus,
}

impl PrefixNote {
    /// What to know, and what to do if it was not meant.
    pub fn hint(self) -> String {
        match self {
            Self::CapitalIsLetter { column } => {
                format!("The capital at column {column} is a letter. Any digit is a small x.")
            }
            Self::Letters { column } => {
                format!("There is a letter at column {column}. Check that this is the number.")
            }
            Self::DotIsWildcard { column } => {
                format!("The dot at column {column} stands for any character, not for a gap.")
            }
            Self::LongerThanE164 { digits } => {
                format!("Has {digits} digits. An international number has 15 at most.")
            }
            Self::ZeroAfterPlus => "No country code begins with 0.".to_owned(),
        }
    }
}

/// What is odd about a prefix that can be read.
pub fn notes(text: &str) -> Vec<PrefixNote> {
    let mut found = Vec::new();
    if is_plain_number(text) {
        number_notes(text, &mut found);
        return found;
    }
    let letter = text.bytes().position(|byte| {
        byte.is_ascii_alphabetic() && !matches!(byte, b'x' | b'z' | b'n' | b'X' | b'Z' | b'N')
    });
    found.extend(letter.map(|at| PrefixNote::Letters { column: at + 1 }));
    let capital = text
        .bytes()
        .position(|byte| matches!(byte, b'X' | b'Z' | b'N'));
    found.extend(capital.map(|at| PrefixNote::CapitalIsLetter { column: at + 1 }));
    let dot = text.bytes().position(|byte| byte == b'.');
    // Between digits it looks like the way some countries write numbers.
    if let Some(at) = dot
        && text[..at].ends_with(|c: char| c.is_ascii_digit())
        && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        found.push(PrefixNote::DotIsWildcard { column: at + 1 });
    }
    found
}

fn number_notes(text: &str, found: &mut Vec<PrefixNote>) {
    let Some(number) = text.strip_prefix('+') else {
        return;
    };
    if number.len() > 15 {
        let digits = number.len();
        found.push(PrefixNote::LongerThanE164 { digits });
    }
    if number.starts_with('0') {
        found.push(PrefixNote::ZeroAfterPlus);
    }
}

/// Digits, with at most a plus before them: nearly every rule.
pub(crate) fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_dialled(character: u8) -> bool {
    character.is_ascii_digit() || matches!(character, b'+' | b'*')
}
