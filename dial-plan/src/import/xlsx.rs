//! Workbooks. This is kept out of the first download: it belongs into a module of its own, which
//! hands its table over as [`Table::to_tsv`].
//!
//! [`Table::to_tsv`]: super::Table::to_tsv

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::encoding::Encoding;
use super::table::{ImportError, LARGEST, MOST_CELLS, MOST_ROWS, Table};

/// Bytes a workbook may have once unpacked: 50,000 rows take about 15 MB, mostly of mark-up.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Parts a workbook may have; an ordinary one has about ten, and one for each sheet and picture.
const MOST_PARTS: usize = 1_000;

/// Cells that are read, empty ones included.
const MOST_FILLED: usize = 4 * MOST_ROWS;

/// A workbook that has been opened.
pub struct Workbook<'a> {
    inner: Xlsx<Cursor<&'a [u8]>>,
}

impl std::fmt::Debug for Workbook<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook")
            .field("sheets", &self.inner.sheet_names())
            .finish()
    }
}

impl<'a> Workbook<'a> {
    /// Opens a workbook, unless it is larger than any import or unpacks to more than memory holds.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        if bytes.len() > LARGEST {
            return Err(ImportError::TooLarge { bytes: bytes.len() });
        }
        measure(bytes)?;
        let inner = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        Ok(Self { inner })
    }

    /// The names of its sheets, in order.
    pub fn sheets(&self) -> Vec<String> {
        self.inner.sheet_names()
    }

    /// The cells of one sheet, or of the first.
    pub fn table(&mut self, sheet: Option<&str>) -> Result<Table, ImportError> {
        let first = self.inner.sheet_names().into_iter().next();
        let name = sheet
            .map(str::to_owned)
            .or(first)
            .ok_or(ImportError::Empty)?;
        let mut reader = self.inner.worksheet_cells_reader(&name).map_err(broken)?;
        let mut cells: Vec<(u32, u32, String)> = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let text = text(cell.get_value());
            if !text.is_empty() && usize::try_from(column).is_ok_and(|at| at < MOST_CELLS) {
                cells.push((row, column, text));
            }
            if cells.len() > MOST_FILLED {
                return Err(ImportError::TooManyRows);
            }
        }
        // Programs other than spreadsheets write cells in any order.
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        rows(&cells)
    }
}

fn rows(cells: &[(u32, u32, String)]) -> Result<Table, ImportError> {
    let mut table = Table::empty(Encoding::Utf8, None);
    for row in cells.chunk_by(|a, b| a.0 == b.0) {
        let mut filled: Vec<&str> = Vec::new();
        for (_, column, text) in row {
            let column = usize::try_from(*column).unwrap_or(MOST_CELLS);
            // A cell written twice: the later one counts.
            filled.resize(filled.len().max(column + 1), "");
            filled[column] = text;
        }
        let line = row
            .first()
            .and_then(|(row, _, _)| usize::try_from(*row).ok())
            .unwrap_or(0);
        table.push(line + 1, filled.into_iter())?;
    }
    if table.is_empty() {
        Err(ImportError::Empty)
    } else {
        Ok(table)
    }
}

/// What a cell shows, as far as digits go.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => float(*number),
        DataRef::String(text) => one_line(text),
        DataRef::SharedString(text) => one_line(text),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Numbers are kept to 15 digits; what is longer shows as the damage it is.
fn float(number: f64) -> String {
    if number.abs() < 1e15 {
        number.to_string()
    } else {
        format!("{number:E}")
    }
}

/// A line break within a cell parts words, not rows.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Unpacks every part once, into nothing: the sizes a file states about itself may be wrong.
fn measure(bytes: &[u8]) -> Result<(), ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(ImportError::Broken("it has too many parts".to_owned()));
    }
    let mut left = LARGEST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(broken)?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| ImportError::Broken("it unpacks to more than 64 MB".to_owned()))?;
    }
    Ok(())
}

fn broken(error: impl std::fmt::Display) -> ImportError {
    ImportError::Broken(error.to_string())
}
