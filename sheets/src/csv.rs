//! Comma-separated values, for machines and for Excel.

use std::borrow::Cow;

use crate::Table;

/// For whom a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvStyle {
    /// RFC 4180, the values as they are on the wire.
    Machines,
    /// With a byte order mark, numbers kept as text, and nothing that Excel would take for a
    /// formula.
    Excel {
        /// What Excel expects between cells: `;` where people write a comma in decimals.
        separator: char,
    },
}

/// Writes a table as comma-separated values.
#[derive(Debug)]
pub struct Csv {
    style: CsvStyle,
    has_header: bool,
    next: usize,
}

impl Csv {
    /// Begins a file.
    pub fn new(style: CsvStyle) -> Self {
        Self {
            style,
            has_header: false,
            next: 0,
        }
    }

    /// Appends some `max_bytes` more. Answers whether the file is complete.
    pub fn write(&mut self, table: &dyn Table, out: &mut String, max_bytes: usize) -> bool {
        let stop = out.len().saturating_add(max_bytes);
        let mut cell = String::new();
        if !self.has_header {
            self.has_header = true;
            if self.style != CsvStyle::Machines {
                out.push('\u{FEFF}');
            }
            self.line(table.columns(), &mut cell, out, |column, cell| {
                table.write_heading(column, cell);
            });
        }
        while self.next < table.rows() && out.len() < stop {
            let row = self.next;
            self.line(table.columns(), &mut cell, out, |column, cell| {
                table.write_cell(row, column, cell);
            });
            self.next += 1;
        }
        self.next >= table.rows()
    }

    fn line(
        &self,
        columns: usize,
        cell: &mut String,
        out: &mut String,
        write: impl Fn(usize, &mut String),
    ) {
        let separator = match self.style {
            CsvStyle::Machines => ',',
            CsvStyle::Excel { separator } => separator,
        };
        for column in 0..columns {
            if column > 0 {
                out.push(separator);
            }
            cell.clear();
            write(column, cell);
            if self.style == CsvStyle::Machines {
                push_quoted(cell, separator, columns == 1, out);
            } else {
                push_quoted(&for_excel(cell), separator, columns == 1, out);
            }
        }
        out.push_str("\r\n");
    }
}

/// A lone empty cell is quoted, or its line would be no row.
fn push_quoted(cell: &str, separator: char, is_alone: bool, out: &mut String) {
    let needs_quotes = cell.is_empty() && is_alone
        || cell.contains([separator, '"', '\r', '\n'])
        || cell.starts_with(' ')
        || cell.ends_with(' ');
    if !needs_quotes {
        out.push_str(cell);
        return;
    }
    out.push('"');
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

/// The characters that Unicode's bidirectional algorithm (UAX #9) obeys without showing them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Digits that a telephone number has at most (E.164).
const MAX_DIGITS: usize = 15;

/// Digits that Excel still shows as they are; longer numbers become `1.83E+10`.
const EXCEL_DIGITS: usize = 11;

/// What Excel shows as the cell's own text. It takes `=`, `+`, `-` and `@` at the beginning for a
/// formula (OWASP ASVS 5.0, 1.2.10), drops a plus and leading zeros, and shortens long numbers.
fn for_excel(cell: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| c.is_control() || is_direction(c);
    let text: Cow<'_, str> = if cell.contains(is_unseen) {
        cell.replace(is_unseen, "").into()
    } else {
        cell.into()
    };
    if is_number_like(&text) {
        format!("=\"{text}\"").into()
    } else if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{text}").into()
    } else {
        text
    }
}

/// Whether Excel would read a number that is none, and nothing but its digits and signs would
/// stand between the quotes of a formula.
fn is_number_like(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(digits) = text.strip_prefix('+') {
        return is_digits(digits) && digits.len() <= MAX_DIGITS;
    }
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        return is_digits(mantissa) && is_digits(exponent);
    }
    is_digits(text) && (text.len() > EXCEL_DIGITS || text.len() > 1 && text.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_gets_text_and_no_formulas() {
        for (cell, text) in [
            ("+18333998785", "=\"+18333998785\""),
            ("=1+1", "'=1+1"),
            ("+1 833", "'+1 833"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\t=1", "'=1"),
            ("\u{202E}=1", "'=1"),
            ("638478000000000000", "=\"638478000000000000\""),
            ("007", "=\"007\""),
            ("12345e67", "=\"12345e67\""),
            ("125336", "125336"),
            ("webapi", "webapi"),
            ("+1\"&A1", "'+1\"&A1"),
        ] {
            assert_eq!(for_excel(cell), text, "{cell}");
        }
    }
}
