//! Why a prefix cannot be read, in words an administrator can act on.

use std::fmt;

/// A prefix that the SBC would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrefixError {
    /// Where it goes wrong, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: PrefixFault,
}

/// What can be wrong with a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrefixFault {
    /// There is nothing.
    Empty,
    /// More than fifty characters.
    TooLong {
        /// How many there are.
        length: usize,
    },
    /// A blank inside.
    Blank,
    /// A character that the notation does not have.
    Unknown(char),
    /// A plus that is not the first character.
    PlusInside,
    /// A star that does not stand alone.
    StarInside,
    /// A `#` that is not the last character.
    HashInside,
    /// A backslash before something that needs none.
    NeedlessBackslash,
    /// A dash outside brackets.
    DashOutside,
    /// A comma outside brackets.
    CommaOutside,
    /// A list without its closing bracket.
    ListNotClosed,
    /// A closing bracket without its list.
    ListNotOpened,
    /// A list, or a place in it, without a number.
    ListEmpty,
    /// Something other than digits in a list.
    ListNotDigits(char),
    /// Numbers of different lengths in one list.
    ListLengths {
        /// The number that sets the length.
        first: String,
        /// The one that differs.
        other: String,
    },
    /// A range whose end comes before its start.
    ListBackwards {
        /// Its start.
        from: String,
        /// Its end.
        to: String,
    },
    /// A suffix without its closing parenthesis.
    SuffixNotClosed,
    /// A closing parenthesis without its suffix.
    SuffixNotOpened,
    /// Parentheses around nothing.
    SuffixEmpty,
    /// Something behind the suffix.
    SuffixInside,
    /// A second list in a suffix.
    SuffixLists,
}

impl PrefixFault {
    /// What is wrong.
    pub fn reason(&self) -> String {
        match self {
            Self::Empty => "There is no prefix.".to_owned(),
            Self::TooLong { length } => format!("Has {length} characters; the SBC takes 50."),
            Self::Blank => "There is a blank inside.".to_owned(),
            Self::Unknown(character) => {
                format!("{} is not part of the notation.", show(*character))
            }
            Self::PlusInside => "A plus stands only at the start.".to_owned(),
            Self::StarInside => "A star means any number and stands only alone.".to_owned(),
            Self::HashInside => "# is the end of the number and stands only at the end.".to_owned(),
            Self::NeedlessBackslash => "A backslash stands only before x, z, n or *.".to_owned(),
            Self::DashOutside => "A dash stands only in a range.".to_owned(),
            Self::CommaOutside => "A comma stands only in a list.".to_owned(),
            Self::ListNotClosed => "The bracket [ is never closed.".to_owned(),
            Self::ListNotOpened => "The bracket ] closes nothing.".to_owned(),
            Self::ListEmpty => "A number is missing in the list.".to_owned(),
            Self::ListNotDigits(character) => {
                format!(
                    "{} stands in a list; it holds digits only.",
                    show(*character)
                )
            }
            Self::ListLengths { first, other } => {
                format!("{other} is not as long as {first}; numbers of a list have equal length.")
            }
            Self::ListBackwards { from, to } => format!("The range ends at {to}, before {from}."),
            Self::SuffixNotClosed => "The parenthesis ( is never closed.".to_owned(),
            Self::SuffixNotOpened => "The parenthesis ) closes nothing.".to_owned(),
            Self::SuffixEmpty => "The parentheses hold nothing.".to_owned(),
            Self::SuffixInside => "A suffix stands only at the end.".to_owned(),
            Self::SuffixLists => "A suffix holds one list at most.".to_owned(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty => "Enter a number such as +972542566110, or a pattern.".to_owned(),
            Self::TooLong { .. } => "Shorten it, or split the list over several rules.".to_owned(),
            Self::Blank => "Write the digits together.".to_owned(),
            Self::Unknown(_) => {
                "Use digits, letters, x, z, n, a dot, [..], (..), # or a leading plus.".to_owned()
            }
            Self::PlusInside => "Remove it, or begin a new rule there.".to_owned(),
            Self::StarInside => "Write \\* for the star key.".to_owned(),
            Self::HashInside => "Remove what follows it, or the #.".to_owned(),
            Self::NeedlessBackslash => "Remove the backslash.".to_owned(),
            Self::DashOutside => "Remove it, or write a range as [120-125].".to_owned(),
            Self::CommaOutside => "Write a list as [120,150], or make two rules.".to_owned(),
            Self::ListNotClosed => "Close it with ].".to_owned(),
            Self::ListNotOpened => "Open the list with [, or remove it.".to_owned(),
            Self::ListEmpty => "Write numbers as [120-125,150].".to_owned(),
            Self::ListNotDigits(_) => "Keep digits, dashes and commas only.".to_owned(),
            Self::ListLengths { first, other } => equal_length(first, other),
            Self::ListBackwards { from, to } => format!("Write {to}-{from}."),
            Self::SuffixNotClosed => "Close it with ).".to_owned(),
            Self::SuffixNotOpened => "Open the suffix with (, or remove it.".to_owned(),
            Self::SuffixEmpty => "Write the last digits, such as (4) or ([01-99]).".to_owned(),
            Self::SuffixInside => {
                "Move it to the end; for grouping, write no parentheses.".to_owned()
            }
            Self::SuffixLists => "Join them into one list, or make several rules.".to_owned(),
        }
    }
}

impl fmt::Display for PrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Column {}: {} {}",
            self.column,
            self.fault.reason(),
            self.fault.hint()
        )
    }
}

impl std::error::Error for PrefixError {}

fn equal_length(first: &str, other: &str) -> String {
    let width = first.len().max(other.len());
    let shorter = if first.len() < other.len() {
        first
    } else {
        other
    };
    format!("Write {shorter:0>width$}, or make two rules.")
}

fn show(character: char) -> String {
    // Many that look like digits or like nothing are neither: the code tells them apart.
    match character {
        '!'..='~' => character.to_string(),
        _ => format!("The character U+{:04X}", u32::from(character)),
    }
}
