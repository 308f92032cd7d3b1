//! What becomes of a row.

use super::cell::Repair;
use super::columns::Field;
use super::damage::Damage;
use crate::notation::{PrefixError, PrefixNote};
use crate::rule::Rule;

/// One row of the file, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in the table.
    pub at: usize,
    /// Its line in the file, from 1.
    pub line: usize,
    /// The rule as it is taken, after repairs; parts that could not be read are as written.
    pub rule: Rule,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What was put right.
    pub repairs: Vec<Repair>,
    /// What is odd and yet allowed.
    pub notes: Vec<RowNote>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The rule is new.
    Add,
    /// The plan has these rules, and they go.
    Remove(Vec<Rule>),
    /// The plan has the prefix with this tag, under whichever name, or will have it.
    AlreadyThere(Rule),
    /// The plan has no such rule.
    AlreadyGone,
    /// An earlier row says the same.
    Duplicate {
        /// Its line.
        line: usize,
    },
    /// The same prefix has another tag.
    Conflict {
        /// The rule that has it.
        with: Rule,
        /// Where that rule stands.
        place: Place,
    },
    /// The row cannot be read.
    Invalid(Vec<Problem>),
}

/// Where the other rule of a conflict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the plan.
    Plan,
    /// Among the pending changes.
    Pending,
    /// On an earlier line of the file.
    Line(usize),
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The part of the rule.
    pub field: Field,
    /// Its column in the file, from 1; none when no column holds it.
    pub column: Option<usize>,
    /// The value as it stands in the file.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is none.
    Missing,
    /// A spreadsheet or a person has left it in a form that may mean several things.
    Damaged(Damage),
    /// The SBC would not take it.
    Notation(PrefixError),
    /// The cell runs over several lines: a quotation mark is open.
    SeveralLines {
        /// How many lines.
        lines: usize,
    },
    /// It holds a control character.
    Control(char),
    /// It is longer than any value can be.
    TooLong {
        /// Characters.
        length: usize,
    },
}

/// What is odd and yet allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowNote {
    /// About the prefix.
    Prefix(PrefixNote),
    /// The name has more characters than the SBC keeps.
    LongName,
    /// No plus, where the plan's numbers have one. It is left as it is: a number may be meant.
    NoPlus,
}

impl Outcome {
    /// Whether the row stays behind and can be downloaded for fixing.
    pub fn is_bad(&self) -> bool {
        match self {
            Self::Conflict { .. } | Self::Invalid(_) => true,
            Self::Add
            | Self::Remove(_)
            | Self::AlreadyThere(_)
            | Self::AlreadyGone
            | Self::Duplicate { .. } => false,
        }
    }

    /// Why the row is not taken; empty when it is.
    pub fn reason(&self) -> String {
        match self {
            Self::Add | Self::Remove(_) => String::new(),
            Self::AlreadyThere(rule) => {
                format!(
                    "The plan has {} to {} already ({}).",
                    rule.prefix, rule.tag, rule.name
                )
            }
            Self::AlreadyGone => "The plan has no such rule.".to_owned(),
            Self::Duplicate { line } => format!("The same as line {line}."),
            Self::Conflict { with, place } => {
                let place = match place {
                    Place::Plan => "in the plan".to_owned(),
                    Place::Pending => "among the pending changes".to_owned(),
                    Place::Line(line) => format!("on line {line}"),
                };
                format!("{} goes to {} {place}.", with.prefix, with.tag)
            }
            Self::Invalid(problems) => {
                let reasons: Vec<String> = problems.iter().map(Problem::reason).collect();
                reasons.join(" ")
            }
        }
    }

    /// What to do about it; empty when nothing is to be done.
    pub fn hint(&self) -> String {
        match self {
            Self::Add
            | Self::Remove(_)
            | Self::AlreadyThere(_)
            | Self::AlreadyGone
            | Self::Duplicate { .. } => String::new(),
            Self::Conflict {
                place: Place::Line(_),
                ..
            } => "Keep one of the two lines.".to_owned(),
            Self::Conflict { .. } => {
                "Correct the tag, or replace the rule that is there.".to_owned()
            }
            Self::Invalid(problems) => {
                let hints: Vec<String> = problems.iter().map(Problem::hint).collect();
                hints.join(" ")
            }
        }
    }
}

impl Problem {
    /// What is wrong.
    pub fn reason(&self) -> String {
        let field = self.field.name();
        match &self.fault {
            Fault::Missing => format!("{field} is missing."),
            Fault::Damaged(damage) => damage.reason().to_owned(),
            Fault::Notation(error) => error.fault.reason(),
            Fault::SeveralLines { lines } => format!("{field} runs over {lines} lines."),
            Fault::Control(character) => {
                format!(
                    "{field} holds the control character U+{:04X}.",
                    u32::from(*character)
                )
            }
            Fault::TooLong { length } => format!("{field} has {length} characters."),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.fault {
            Fault::Missing if self.column.is_none() => {
                format!(
                    "Choose the column of {}, or one value for all rows.",
                    self.field.name()
                )
            }
            Fault::Missing => "Fill the cell.".to_owned(),
            Fault::Damaged(damage) => damage.hint().to_owned(),
            Fault::Notation(error) => error.fault.hint(),
            Fault::SeveralLines { .. } => {
                "Close the quotation mark that opens the cell, or remove it.".to_owned()
            }
            Fault::Control(_) => "Enter the value again.".to_owned(),
            Fault::TooLong { .. } => "Check that the columns are the right ones.".to_owned(),
        }
    }
}

impl RowNote {
    /// What to know.
    pub fn hint(self) -> String {
        match self {
            Self::Prefix(note) => note.hint(),
            Self::LongName => "The name has more than 15 characters.".to_owned(),
            Self::NoPlus => "Has no plus, and numbers of the plan have one.".to_owned(),
        }
    }
}
