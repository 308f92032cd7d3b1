//! Writing files in slices, so that the page stays alive meanwhile.

use std::time::Duration;

use cordboard_sheets::{Csv, CsvStyle, Packing, Table, Xlsx};

use super::{Format, Sheet};
use crate::browser::download::File;
use crate::browser::{intl, timer};

/// What is written at once: a few milliseconds' work.
const SLICE: usize = 256 * 1024;

impl Table for Sheet {
    fn columns(&self) -> usize {
        self.columns.len()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn write_heading(&self, column: usize, out: &mut String) {
        out.push_str(&self.columns[column]);
    }

    fn write_cell(&self, row: usize, column: usize, out: &mut String) {
        out.push_str(&self.rows[row][column]);
    }
}

/// Writes the file and saves it; false when the browser refuses.
pub async fn write(format: Format, sheet: Sheet) -> bool {
    let csv = |style| csv(style, &sheet);
    let (ending, media_type, file) = match format {
        Format::MachineCsv => (
            "csv",
            "text/csv;charset=utf-8",
            Some(csv(CsvStyle::Machines).await),
        ),
        Format::ExcelCsv => {
            let separator = if intl::marks().0 == ',' { ';' } else { ',' };
            let file = csv(CsvStyle::Excel { separator }).await;
            ("excel.csv", "text/csv;charset=utf-8", Some(file))
        }
        Format::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            xlsx(&sheet).await,
        ),
        Format::Json => {
            let text = serde_json::to_string_pretty(&sheet.as_returned).unwrap_or_default();
            let mut file = File::new();
            file.add(text.as_bytes());
            ("json", "application/json", Some(file))
        }
    };
    file.is_some_and(|file| file.save(&format!("{}.{ending}", sheet.name), media_type))
}

async fn csv(style: CsvStyle, table: &dyn Table) -> File {
    let (mut csv, mut file) = (Csv::new(style), File::new());
    let mut text = String::new();
    loop {
        text.clear();
        let is_complete = csv.write(table, &mut text, SLICE);
        file.add(text.as_bytes());
        if is_complete {
            return file;
        }
        timer::sleep(Duration::ZERO).await;
    }
}

/// The browser packs the parts, beside the page; where it cannot, they are stored as they are.
async fn xlsx(sheet: &Sheet) -> Option<File> {
    let (mut book, mut file) = (Xlsx::new(&sheet.name, sheet.rows.len()), File::new());
    let mut text = String::new();
    while book.part().is_some() {
        let mut part = File::new();
        loop {
            text.clear();
            let is_complete = book.write(sheet, &mut text, SLICE);
            part.add(text.as_bytes());
            if is_complete {
                break;
            }
            timer::sleep(Duration::ZERO).await;
        }
        let (packing, part) = match part.deflated().await {
            Some(packed) => (Packing::Deflated, packed),
            None => (Packing::Stored, part),
        };
        file.add(&book.header(packing, part.size()).ok()?);
        file.append(part);
    }
    file.add(&book.finish().ok()?);
    Some(file)
}
