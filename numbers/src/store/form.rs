//! How a cell was sent.

/// How a cell was sent, beside what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Form {
    /// The key was not there.
    Missing,
    /// The key was there, and null.
    Null,
    /// As documented.
    Usual,
    /// A number in quotes, a GUID in upper case, a phone number without its plus.
    Second,
    /// A phone number as a bare JSON number.
    Third,
    /// Nothing the column can hold: kept as it was sent, beside the column.
    Odd,
}

impl Form {
    pub(crate) fn from_byte(byte: u8) -> Self {
        [
            Self::Missing,
            Self::Null,
            Self::Usual,
            Self::Second,
            Self::Third,
        ]
        .into_iter()
        .find(|form| *form as u8 == byte)
        .unwrap_or(Self::Odd)
    }
}
