//! One rule of a dial plan.

use serde::{Deserialize, Serialize};

/// The SBC keeps this many characters of a rule's name (Mediant manual, Dial Plan Rule table).
pub const NAME_LENGTH: usize = 15;

/// One rule, as it stands on the wire: numbers that fit the prefix get the tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rule {
    /// Name of the rule; many rules share one.
    pub name: String,
    /// Number or pattern in the SBC's notation.
    pub prefix: String,
    /// FQDN of the trunk that takes the calls.
    pub tag: String,
}

impl Rule {
    /// A rule from its three parts.
    pub fn new(name: impl Into<String>, prefix: impl Into<String>, tag: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            prefix: prefix.into(),
            tag: tag.into(),
        }
    }

    /// Whether the SBC would cut or refuse the name; a warning, because the service in front of
    /// it is not documented to care.
    pub fn has_long_name(&self) -> bool {
        self.name.chars().count() > NAME_LENGTH
    }
}
