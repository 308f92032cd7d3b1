//! The ids that the vendor calls a uuid.

use crate::token::is_blank;
use std::fmt;

/// Why a text is no GUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuidError {
    /// There is none.
    Empty,
    /// It is something else.
    NotAGuid,
}

impl fmt::Display for GuidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the id is empty",
            Self::NotAGuid => "the id is not a GUID such as f94238e5-4f2c-4e1b-8125-2d27122ca75f",
        })
    }
}

impl std::error::Error for GuidError {}

/// How many hexadecimal digits stand between the hyphens.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// Accepts upper case, and blanks, quotes and braces around the GUID; gives it in lower case.
fn normalised(text: &str) -> Result<String, GuidError> {
    let text =
        text.trim_matches(|c| is_blank(c) || matches!(c, '{' | '}' | '(' | ')' | '"' | '\''));
    if text.is_empty() {
        return Err(GuidError::Empty);
    }
    let fits = text.split('-').map(str::len).eq(GROUPS)
        && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    if fits {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(GuidError::NotAGuid)
    }
}

/// One type for each kind of id, so that a customer is not asked for by a tenant's.
macro_rules! guid_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Accepts upper case, and blanks, quotes and braces around the GUID.
            pub fn parse(text: &str) -> Result<Self, GuidError> {
                normalised(text).map(Self)
            }

            /// The GUID in lower case, without braces.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

guid_type! {
    /// A customer's Microsoft directory, `msTenantId`.
    TenantId
}
guid_type! {
    /// A customer of Live Platform, `UmpCustomerGuid`.
    CustomerId
}
guid_type! {
    /// A site location of a customer; the customer's own id where there is one site.
    SiteLocationId
}

impl From<&CustomerId> for SiteLocationId {
    /// The site of a customer that has a single one ("Modify Dial Plan Content").
    fn from(customer: &CustomerId) -> Self {
        Self(customer.0.clone())
    }
}
