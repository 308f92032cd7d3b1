//! A list's order, as it stands in the address: `column` or `-column`. Pure.

use std::fmt;

/// Which column orders the rows, and which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    pub column: String,
    pub is_descending: bool,
}

impl Sort {
    pub fn ascending(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            is_descending: false,
        }
    }

    /// Reads a parameter; what names no column gives the list's own order, written alike.
    pub fn parse(text: &str, columns: &[&str], default: &str) -> Self {
        let split = |text: &str| match text.strip_prefix('-') {
            Some(column) => (column.to_owned(), true),
            None => (text.to_owned(), false),
        };
        let (column, is_descending) = Some(split(text))
            .filter(|(column, _)| columns.contains(&column.as_str()))
            .unwrap_or_else(|| split(default));
        Self {
            column,
            is_descending,
        }
    }

    /// The order after a press on a column's head.
    #[must_use]
    pub fn pressed(&self, column: &str) -> Self {
        if self.column == column {
            Self {
                column: column.to_owned(),
                is_descending: !self.is_descending,
            }
        } else {
            Self::ascending(column)
        }
    }

    pub fn aria(&self, column: &str) -> Option<&'static str> {
        (self.column == column).then_some(if self.is_descending {
            "descending"
        } else {
            "ascending"
        })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            if self.is_descending { "-" } else { "" },
            self.column
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_sorts_and_a_second_press_turns_around() {
        let sort = Sort::parse("", &["name", "region"], "name");
        assert_eq!(sort.to_string(), "name");
        assert_eq!(sort.pressed("name").to_string(), "-name");
        assert_eq!(sort.pressed("name").pressed("region").to_string(), "region");
        assert_eq!(sort.aria("name"), Some("ascending"));
        assert_eq!(sort.aria("region"), None);
    }

    #[test]
    fn unknown_columns_fall_back() {
        assert_eq!(
            Sort::parse("-nonsense", &["name"], "name"),
            Sort::ascending("name")
        );
        assert!(Sort::parse("-name", &["name"], "name").is_descending);
    }
}
