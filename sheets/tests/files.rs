//! Files, opened by other people's readers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(missing_docs, reason = "a test binary has no readers but this file's")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use calamine::{Data, Reader as _, Xlsx as Opened};
use cordboard_sheets::{Csv, CsvStyle, Packing, Table, Xlsx};
use flate2::{Compression, write::DeflateEncoder};
use proptest::prelude::*;

/// A table with nothing behind it.
#[derive(Debug)]
struct Cells {
    columns: usize,
    cells: Vec<String>,
}

impl Table for Cells {
    fn columns(&self) -> usize {
        self.columns
    }

    fn rows(&self) -> usize {
        self.cells.len() / self.columns
    }

    fn write_heading(&self, column: usize, out: &mut String) {
        let _ = write!(out, "column {column}");
    }

    fn write_cell(&self, row: usize, column: usize, out: &mut String) {
        out.push_str(&self.cells[row * self.columns + column]);
    }
}

fn csv_of(table: &dyn Table, style: CsvStyle) -> String {
    let (mut csv, mut file) = (Csv::new(style), String::new());
    while !csv.write(table, &mut file, 100) {}
    file
}

fn read_csv(file: &str, separator: u8) -> Vec<Vec<String>> {
    let text = file.trim_start_matches('\u{FEFF}').as_bytes();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .from_reader(text);
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn xlsx_of(table: &dyn Table, packing: Packing) -> Vec<u8> {
    let (mut book, mut file) = (Xlsx::new("Numbers: all", table.rows()), Vec::new());
    while book.part().is_some() {
        let mut plain = String::new();
        while !book.write(table, &mut plain, 100) {}
        let packed = match packing {
            Packing::Stored => plain.into_bytes(),
            Packing::Deflated => {
                let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
                deflate.write_all(plain.as_bytes()).unwrap();
                deflate.finish().unwrap()
            }
        };
        file.extend(book.header(packing, packed.len() as u64).unwrap());
        file.extend(packed);
    }
    file.extend(book.finish().unwrap());
    file
}

fn read_xlsx(file: Vec<u8>) -> Vec<Vec<String>> {
    let mut book: Opened<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    assert_eq!(book.sheet_names(), ["Numbers all"]);
    let sheet = book.worksheet_range("Numbers all").unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        Data::Int(_)
        | Data::Float(_)
        | Data::Bool(_)
        | Data::DateTime(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_)
        | Data::Error(_) => panic!("{cell:?} is no text"),
    };
    sheet
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn table_of(table: &dyn Table) -> Vec<Vec<String>> {
    let heading = (0..table.columns()).map(|column| {
        let mut out = String::new();
        table.write_heading(column, &mut out);
        out
    });
    let rows = (0..table.rows()).map(|row| {
        let cell = |column| {
            let mut out = String::new();
            table.write_cell(row, column, &mut out);
            out
        };
        (0..table.columns()).map(cell).collect()
    });
    std::iter::once(heading.collect()).chain(rows).collect()
}

#[test]
fn a_workbook_is_read_packed_or_not() {
    let table = Cells {
        columns: 2,
        cells: ["+18333998785", "a < b & \"c\"", "", "007"]
            .map(str::to_owned)
            .into(),
    };
    for packing in [Packing::Stored, Packing::Deflated] {
        assert_eq!(read_xlsx(xlsx_of(&table, packing)), table_of(&table));
    }
}

/// Text that a workbook can hold: XML has no control characters, and readers give line ends back
/// in their own way.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[^\\p{C}\r\n]{0,12}",
        1 => "( |=|\\+|@|\"|,|;|_x0041_|<|&|'){0,6}",
        1 => "\\+[0-9]{1,15}",
    ]
}

fn table() -> impl Strategy<Value = Cells> {
    (1..5usize, prop::collection::vec(cell(), 0..40)).prop_map(|(columns, mut cells)| {
        cells.truncate(cells.len() / columns * columns);
        Cells { columns, cells }
    })
}

proptest! {
    #[test]
    fn csv_comes_back(table in table(), broken in "[\r\n\"a]{0,4}") {
        let Cells { columns, mut cells } = table;
        if let Some(cell) = cells.first_mut() {
            cell.push_str(&broken);
        }
        let table = Cells { columns, cells };
        prop_assert_eq!(read_csv(&csv_of(&table, CsvStyle::Machines), b','), table_of(&table));
    }

    #[test]
    fn excel_sees_no_formula_but_text(table in table()) {
        let file = csv_of(&table, CsvStyle::Excel { separator: ';' });
        for cell in read_csv(&file, b';').into_iter().flatten() {
            let quoted = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
            match quoted {
                Some(text) => prop_assert!(text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | 'e' | 'E'))),
                None => prop_assert!(!cell.starts_with(['=', '+', '-', '@'])),
            }
        }
    }

    #[test]
    fn a_workbook_comes_back(table in table()) {
        let mut read = read_xlsx(xlsx_of(&table, Packing::Deflated));
        let mut written = table_of(&table);
        for rows in [&mut read, &mut written] {
            while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
                rows.pop();
            }
        }
        prop_assert_eq!(read, written);
    }
}
