//! Workbooks, made by hand from their parts.

use std::io::{Cursor, Write as _};

use cordboard_dial_plan::Snapshot;
use cordboard_dial_plan::import::xlsx::Workbook;
use cordboard_dial_plan::import::{Damage, Fault, ImportError, Outcome, Table};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::sample::added;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="Rules" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// The second cell format is a date.
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook(second_sheet: &str) -> Vec<u8> {
    let empty = sheet("");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &empty),
        ("xl/worksheets/sheet2.xml", second_sheet),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn text(reference: &str, value: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>"#)
}

fn rules() -> Vec<u8> {
    let header = format!(
        "{}{}{}",
        text("A1", "Name"),
        text("B1", "Prefix"),
        text("C1", "Tag")
    );
    let typed = format!(
        "{}{}{}",
        text("A3", "site"),
        text("B3", "+972542566110"),
        text("C3", "t.example")
    );
    let number = format!(
        r#"{}<c r="B4"><v>972542566111</v></c>{}"#,
        text("A4", "site"),
        text("C4", "t.example")
    );
    let rounded = format!(
        r#"{}<c r="B5"><v>1.23456789012345E+16</v></c>{}"#,
        text("A5", "site"),
        text("C5", "t.example")
    );
    let date = format!(
        r#"{}<c r="B6" s="1"><v>45424</v></c>{}"#,
        text("A6", "site"),
        text("C6", "t.example")
    );
    workbook(&sheet(&format!(
        r#"<row r="1">{header}</row><row r="3">{typed}</row><row r="4">{number}</row><row r="5">{rounded}</row><row r="6">{date}</row>"#
    )))
}

fn outcomes(table: &Table) -> Vec<(usize, String, Outcome)> {
    let rows = added(table, &Snapshot::default()).rows.into_iter();
    rows.map(|row| (row.line, row.rule.prefix, row.outcome))
        .collect()
}

#[test]
fn a_sheet_is_read_as_it_shows() {
    let bytes = rules();
    let mut workbook = Workbook::open(&bytes).unwrap();
    assert_eq!(workbook.sheets(), ["Notes", "Rules"]);
    assert_eq!(workbook.table(None).unwrap_err(), ImportError::Empty);
    let table = workbook.table(Some("Rules")).unwrap();
    let found = outcomes(&table);
    assert_eq!(found[0], (3, "+972542566110".to_owned(), Outcome::Add));
    assert_eq!(found[1], (4, "972542566111".to_owned(), Outcome::Add));
    let damage = |at: usize| match &found[at].2 {
        Outcome::Invalid(problems) => problems[0].fault.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(damage(2), Fault::Damaged(Damage::Scientific));
    assert_eq!(damage(3), Fault::Damaged(Damage::Date));
    // Handed over to the page, rows stay on their lines.
    let handed_over = Table::with_delimiter(table.to_tsv().as_bytes(), b'\t').unwrap();
    assert_eq!(outcomes(&handed_over), found);
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let bytes = workbook(&sheet(&format!(
        r#"<row r="1">{}</row><row r="1048576">{}{}</row>"#,
        text("A1", "112"),
        text("A1048576", "911"),
        text("XFD1048576", "far"),
    )));
    let table = Workbook::open(&bytes)
        .unwrap()
        .table(Some("Rules"))
        .unwrap();
    assert_eq!(
        (table.len(), table.line(1), table.width()),
        (2, 1_048_576, 1)
    );
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let one_part = workbook(&sheet(&" ".repeat(5 * 1024 * 1024)));
    let mut parts = ZipArchive::new(Cursor::new(one_part)).unwrap();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..14 {
        let part = parts.by_name("xl/worksheets/sheet2.xml").unwrap();
        bomb.raw_copy_file_rename(part, format!("xl/media/{at}"))
            .unwrap();
    }
    let bytes = bomb.finish().unwrap().into_inner();
    assert!(bytes.len() < 256 * 1024);
    let error = Workbook::open(&bytes).unwrap_err();
    assert_eq!(
        error,
        ImportError::Broken("it unpacks to more than 64 MB".to_owned())
    );
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert!(matches!(
        Workbook::open(b"PK\x03\x04"),
        Err(ImportError::Broken(_))
    ));
    assert!(matches!(
        Workbook::open(b"Name,Prefix"),
        Err(ImportError::Broken(_))
    ));
}

proptest! {
    #[test]
    fn no_damage_to_a_workbook_makes_it_panic(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = rules();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(mut workbook) = Workbook::open(&bytes) {
            for sheet in workbook.sheets() {
                let _ = workbook.table(Some(&sheet));
            }
        }
    }

    #[test]
    fn no_mark_up_makes_a_sheet_panic(rows in "(<row r=\"[0-9]{0,3}\">|<c r=\"[A-Z]{0,3}[0-9]{0,8}\"( t=\"[sbn]\")?>|<v>[0-9.E]{0,6}</v>|</c>|</row>|x){0,30}") {
        let bytes = workbook(&sheet(&rows));
        if let Ok(mut workbook) = Workbook::open(&bytes) {
            let _ = workbook.table(Some("Rules"));
        }
    }
}
