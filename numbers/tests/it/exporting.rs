//! Files, opened by other people's readers.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use calamine::{Data, Reader as _, Xlsx as Opened};
use cordboard_numbers::{
    Column, Csv, CsvStyle, Field, Json, Names, Numbers, Packing, Paste, PastedList, Store, Table,
    Xlsx,
};
use flate2::{Compression, write::DeflateEncoder};
use proptest::prelude::*;
use serde_json::Value;

use crate::answers::{EXAMPLE, decode_text, element};

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
fn the_examples_numbers_are_written_for_machines() {
    let (store, _) = decode_text(EXAMPLE);
    let mut names = Names::new();
    names.name_profile("5f3fbb3b-df9b-483d-b294-c7eb01e22aac", "EMEA, all");
    let columns = [
        Column::Field(Field::Number),
        Column::Field(Field::Capability),
        Column::ProfileName,
        Column::Field(Field::Assignment),
    ];
    let numbers = Numbers {
        store: &store,
        rows: &[1, 0],
        columns: &columns,
        headings: &[],
        names: &names,
    };
    assert_eq!(
        csv_of(&numbers, CsvStyle::Machines),
        "telephoneNumber,acquiredCapabilities,callingProfileName,assignmentStatus\r\n\
         +61397508869,Office365;InboundCalling;OutboundCalling;UserAssignment,\"EMEA, all\",\r\n\
         +18333998785,TollFree;FirstPartyAppAssignment;Office365;InboundCalling;OutboundCalling,\"EMEA, all\",\r\n"
    );
    let headings = ["Number".to_owned()];
    let numbers = Numbers {
        rows: &[0],
        columns: &columns[..1],
        headings: &headings,
        ..numbers
    };
    assert_eq!(
        csv_of(&numbers, CsvStyle::Excel { separator: ';' }),
        "\u{FEFF}Number\r\n\"=\"\"+18333998785\"\"\"\r\n"
    );
}

#[test]
fn the_other_half_of_a_paste_is_a_file_too() {
    let mut paste = Paste::read("+14155550100\n1.83E+10");
    paste.look_up(&Store::new(), 1);
    let entries = paste.not_found();
    let list = PastedList {
        entries: &entries,
        headings: &[],
    };
    assert_eq!(
        csv_of(&list, CsvStyle::Machines),
        "line,pasted,digits,extension,outcome\r\n\
         1,+14155550100,14155550100,,not in the tenant\r\n\
         2,1.83E+10,,,digits lost in a spreadsheet\r\n"
    );
}

#[test]
fn a_workbook_of_the_numbers_holds_what_they_say() {
    let (store, _) = decode_text(EXAMPLE);
    let (names, columns) = (Names::new(), Column::all());
    let numbers = Numbers {
        store: &store,
        rows: &[0, 1],
        columns: &columns,
        headings: &[],
        names: &names,
    };
    for packing in [Packing::Stored, Packing::Deflated] {
        // A reader leaves out columns at the end that are empty, and every column has a heading.
        assert_eq!(read_xlsx(xlsx_of(&numbers, packing)), table_of(&numbers));
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

    #[test]
    fn json_comes_back(elements in prop::collection::vec(element(), 0..20)) {
        let (store, _) = decode_text(&serde_json::to_string(&elements).unwrap());
        let rows: Vec<u32> = (0..store.len() as u32).rev().collect();
        let (mut json, mut file) = (Json::new(), String::new());
        while !json.write(&store, &rows, &mut file, 500) {}
        let mut read: Vec<Value> = serde_json::from_str(&file).unwrap();
        read.reverse();
        prop_assert_eq!(&read, &elements);
        let (mut json, mut file) = (Json::of(vec![Field::Number, Field::Id]), String::new());
        while !json.write(&store, &rows, &mut file, 500) {}
        let read: Vec<Value> = serde_json::from_str(&file).unwrap();
        for (read, element) in read.iter().rev().zip(&elements) {
            if let Some(number) = element.get("telephoneNumber") {
                prop_assert_eq!(&read["telephoneNumber"], number);
            }
        }
    }
}
