//! Lists as files: CSV for machines, CSV for Excel, XLSX, JSON.

use std::fmt::Write as _;

use crate::browser::download;
use crate::ui::menu::Item;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    MachineCsv,
    ExcelCsv,
    Json,
}

impl Format {
    const ALL: [Self; 3] = [Self::MachineCsv, Self::ExcelCsv, Self::Json];

    fn label(self) -> &'static str {
        match self {
            Self::MachineCsv => "CSV for machines",
            Self::ExcelCsv => "CSV for Excel",
            Self::Json => "JSON",
        }
    }

    /// The format that a menu's line stands for.
    pub fn of(label: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|format| format.label() == label)
            .unwrap_or(Self::Json)
    }
}

/// The lines of an export menu.
pub fn items() -> Vec<Item> {
    Format::ALL
        .iter()
        .map(|format| Item {
            id: format.label().to_owned(),
            label: format.label().to_owned(),
            checked: None,
        })
        .collect()
}

/// A list as it is shown, and as the server returned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file's name, without its ending.
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub as_returned: Vec<serde_json::Value>,
}

/// Writes the file and saves it.
pub fn save(format: Format, sheet: Sheet) {
    let (ending, media_type, text) = match format {
        Format::MachineCsv => ("csv", "text/csv;charset=utf-8", csv(&sheet, str::to_owned)),
        Format::ExcelCsv => (
            "excel.csv",
            "text/csv;charset=utf-8",
            format!("\u{feff}{}", csv(&sheet, for_excel)),
        ),
        Format::Json => (
            "json",
            "application/json",
            serde_json::to_string_pretty(&sheet.as_returned).unwrap_or_default(),
        ),
    };
    download::save(
        &format!("{}.{ending}", sheet.name),
        media_type,
        text.as_bytes(),
    );
}

/// RFC 4180.
fn csv(sheet: &Sheet, value: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for row in std::iter::once(&sheet.columns).chain(&sheet.rows) {
        for (place, field) in row.iter().enumerate() {
            let separator = if place == 0 { "" } else { "," };
            let field = value(field);
            if field.contains(['"', ',', '\r', '\n']) {
                let _ = write!(text, "{separator}\"{}\"", field.replace('"', "\"\""));
            } else {
                let _ = write!(text, "{separator}{field}");
            }
        }
        text.push_str("\r\n");
    }
    text
}

/// Keeps a spreadsheet from running a value as a formula, and from eating a number's plus.
fn for_excel(value: &str) -> String {
    let is_number = value.strip_prefix('+').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_number {
        return format!("=\"{value}\"");
    }
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        return format!("'{value}");
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(values: &[&str]) -> Sheet {
        Sheet {
            name: "test".into(),
            columns: vec!["A".into(), "B".into()],
            rows: vec![values.iter().map(|value| (*value).to_owned()).collect()],
            as_returned: Vec::new(),
        }
    }

    #[test]
    fn machines_get_wire_values_quoted_where_needed() {
        let text = csv(
            &sheet(&["+18333998785", "say \"hi\", twice\n"]),
            str::to_owned,
        );
        assert_eq!(text, "A,B\r\n+18333998785,\"say \"\"hi\"\", twice\n\"\r\n");
    }

    #[test]
    fn excel_keeps_the_plus_and_runs_nothing() {
        assert_eq!(for_excel("+18333998785"), "=\"+18333998785\"");
        assert_eq!(for_excel("=1+1"), "'=1+1");
        assert_eq!(for_excel("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(for_excel("plain"), "plain");
    }
}
