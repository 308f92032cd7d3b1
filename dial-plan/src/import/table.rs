//! Text to rows and cells.

mod records;

use std::borrow::Cow;
use std::fmt;

pub(crate) use self::records::is_cut;
use self::records::{Records, announced_delimiter, detect};
use super::encoding::{Encoding, decode};

/// Bytes of a file that are read: 50,000 rows in UTF-16 with long names stay below it.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// Rows that are read, twice the largest plan that is looked after.
pub const MOST_ROWS: usize = 100_000;

/// Cells of a row that are kept; whatever stands further right is no rule.
pub(super) const MOST_CELLS: usize = 64;

/// Rows and cells as they stand in a file, before anything is made of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    encoding: Encoding,
    delimiter: Option<char>,
    /// All cells one behind the other.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    rows: Vec<Start>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    line: usize,
    cell: usize,
}

/// Why a file gives no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// There are no rows.
    Empty,
    /// The file is larger than [`LARGEST`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// There are more rows than [`MOST_ROWS`].
    TooManyRows,
    /// It is a workbook of today: see the `xlsx` feature.
    Workbook,
    /// It is a workbook of before 2007, or one with a password.
    OldWorkbook,
    /// The workbook cannot be read.
    Broken(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "There are no rows."),
            Self::TooLarge { bytes } => write!(
                f,
                "The file has {} MB; 32 MB are read. Split it.",
                bytes.div_ceil(1024 * 1024)
            ),
            Self::TooManyRows => write!(f, "The file has more than 100,000 rows. Split it."),
            Self::Workbook => write!(f, "The file is a workbook (.xlsx)."),
            Self::OldWorkbook => {
                write!(
                    f,
                    "The file is an old workbook (.xls) or has a password. Save it as .xlsx or CSV."
                )
            }
            Self::Broken(reason) => write!(f, "The workbook cannot be read: {reason}."),
        }
    }
}

impl std::error::Error for ImportError {}

impl Table {
    /// Reads a text file in whichever encoding, with whichever delimiter.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ImportError> {
        if bytes.len() > LARGEST {
            return Err(ImportError::TooLarge { bytes: bytes.len() });
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(ImportError::Workbook);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(ImportError::OldWorkbook);
        }
        let (text, encoding) = decode(bytes);
        Self::from_text(&text, encoding, None)
    }

    /// Reads pasted rows.
    pub fn from_pasted(text: &str) -> Result<Self, ImportError> {
        Self::from_text(text, Encoding::Utf8, None)
    }

    /// Reads the same bytes again with a delimiter chosen by hand.
    pub fn with_delimiter(bytes: &[u8], delimiter: u8) -> Result<Self, ImportError> {
        if bytes.len() > LARGEST {
            return Err(ImportError::TooLarge { bytes: bytes.len() });
        }
        let (text, encoding) = decode(bytes);
        Self::from_text(&text, encoding, Some(delimiter))
    }

    /// How the file was encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What parts the cells; none when there is one column, or when it was a workbook.
    pub fn delimiter(&self) -> Option<char> {
        self.delimiter
    }

    /// How many rows there are, a header included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// There are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The line of the file on which a row begins, from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |start| start.line)
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        let first = self
            .rows
            .get(row)
            .map_or(self.ends.len(), |start| start.cell);
        let last = self
            .rows
            .get(row + 1)
            .map_or(self.ends.len(), |next| next.cell);
        (first..last).map(|cell| self.at(cell))
    }

    /// One cell; empty when the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let last = self
            .rows
            .get(row + 1)
            .map_or(self.ends.len(), |next| next.cell);
        let cell = self.rows.get(row).map_or(last, |start| start.cell + column);
        if cell < last { self.at(cell) } else { "" }
    }

    /// How many cells the widest of the first rows has.
    pub fn width(&self) -> usize {
        (0..self.len().min(100))
            .map(|row| self.cells(row).count())
            .max()
            .unwrap_or(0)
    }

    /// The table as tab-separated text that reads as the same rows on the same lines.
    pub fn to_tsv(&self) -> String {
        let mut text = String::with_capacity(self.text.len() + self.ends.len());
        let mut line = 1;
        for row in 0..self.len() {
            while line < self.line(row) {
                text.push('\n');
                line += 1;
            }
            for (at, cell) in self.cells(row).enumerate() {
                if at > 0 {
                    text.push('\t');
                }
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            }
            text.push('\n');
            line += 1;
        }
        text
    }

    pub(super) fn empty(encoding: Encoding, delimiter: Option<char>) -> Self {
        let (text, ends, rows) = (String::new(), Vec::new(), Vec::new());
        Self {
            encoding,
            delimiter,
            text,
            ends,
            rows,
        }
    }

    pub(super) fn push<'a>(
        &mut self,
        line: usize,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), ImportError> {
        if self.rows.len() == MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        self.rows.push(Start {
            line,
            cell: self.ends.len(),
        });
        for cell in cells.take(MOST_CELLS) {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    fn at(&self, cell: usize) -> &str {
        let from = cell.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[cell]]
    }

    fn from_text(text: &str, encoding: Encoding, chosen: Option<u8>) -> Result<Self, ImportError> {
        // Line ends of very old programs.
        let text: Cow<'_, str> = if text.contains('\n') {
            text.into()
        } else {
            text.replace('\r', "\n").into()
        };
        let (announced, skipped, body) = announced_delimiter(&text);
        let delimiter = chosen.or(announced).or_else(|| detect(body));
        let mut table = Self::empty(encoding, delimiter.map(char::from));
        let mut records = Records::new(body, delimiter);
        while let Some(line) = records.next() {
            table.push(line + skipped, records.cells())?;
        }
        if table.is_empty() {
            Err(ImportError::Empty)
        } else {
            Ok(table)
        }
    }
}
