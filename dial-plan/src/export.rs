//! Rules as a file.

use crate::import::{cleaned_text, is_cut};
use crate::rule::Rule;

/// Who is to read the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Programs: values as they are.
    Machines,
    /// Spreadsheets: numbers are wrapped so that they stay text, and what would be a formula is
    /// made text (OWASP ASVS 5.0, 1.2.10).
    Excel,
}

/// The rules as CSV, with the titles Name, Prefix, Tag. An import of it gives the same rules.
pub fn csv<'a>(rules: impl IntoIterator<Item = &'a Rule>, flavour: Flavour) -> Vec<u8> {
    let mut writer = Writer::default();
    if flavour == Flavour::Excel {
        // Without the mark it takes UTF-8 for the code page of the country.
        writer.bytes.extend_from_slice(b"\xef\xbb\xbf");
    }
    let cell = match flavour {
        Flavour::Machines => faithful,
        Flavour::Excel => spreadsheet,
    };
    writer.row(["Name", "Prefix", "Tag"]);
    for rule in rules {
        writer.row([&cell(&rule.name), &cell(&rule.prefix), &cell(&rule.tag)]);
    }
    writer.into_bytes()
}

/// As it is, unless an import would take it for something that needs repair.
fn faithful(value: &str) -> String {
    if cleaned_text(value) == value && !is_cut(value) {
        value.to_owned()
    } else {
        format!("'{value}")
    }
}

fn spreadsheet(value: &str) -> String {
    let digits = value.strip_prefix('+').unwrap_or(value);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("=\"{value}\"");
    }
    let text = faithful(value);
    if text == value && may_be_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// A value from elsewhere that goes into a file people open in a spreadsheet.
pub(crate) fn harmless(value: &str) -> String {
    let digits = value.strip_prefix('+').unwrap_or(value);
    let number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if may_be_formula(value) && !number {
        format!("'{value}")
    } else {
        value.to_owned()
    }
}

fn may_be_formula(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

/// Writes CSV by RFC 4180.
#[derive(Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.bytes.push(b',');
            }
            self.cell(cell);
        }
        self.bytes.extend_from_slice(b"\r\n");
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn cell(&mut self, cell: &str) {
        if cell.contains(['"', ',', ';', '\t', '|', '\r', '\n']) {
            self.bytes.push(b'"');
            self.bytes
                .extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(cell.as_bytes());
        }
    }
}
