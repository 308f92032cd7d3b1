//! Rows that could not be read.

/// A row that could not be read, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The row, which is also the place of the element in the answer.
    pub row: u32,
    /// Where in the answer: `$[3]` or `$[3].telephoneNumber`.
    pub path: String,
    /// Bytes from the beginning of the answer to the fault.
    pub offset: u64,
    /// What is wrong, for a person.
    pub problem: String,
    /// The beginning of what came, without control characters.
    pub excerpt: String,
    /// The element as it came, where it is JSON at all and not kept in columns.
    pub(crate) raw: Option<Box<str>>,
}

impl BadRow {
    /// The last of `rows` rows, none of which could be read.
    pub(crate) fn whole(rows: usize, offset: u64, problem: String, excerpt: String) -> Self {
        let row = rows.saturating_sub(1) as u32;
        Self {
            row,
            path: format!("$[{row}]"),
            offset,
            problem,
            excerpt,
            raw: None,
        }
    }
}
