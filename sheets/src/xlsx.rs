//! Excel workbooks in which every cell is text.

mod cells;

use std::fmt::Write as _;

use cells::{Look, push_text, write_row};

use crate::Table;
use crate::crc::Crc;
use crate::zip::{Packing, Part, TooLarge, Zip};

/// Writes a table as a workbook, part by part. Compressing is left to the caller: a browser does
/// it better, and beside the page.
///
/// For each part, while there [is one](Self::part): call [`Self::write`] until it answers that
/// the part is complete, and compress what it wrote; then put [`Self::header`] before the
/// compressed bytes. [`Self::finish`] goes at the end.
#[derive(Debug)]
pub struct Xlsx {
    title: String,
    sheets: usize,
    part: usize,
    next_row: usize,
    is_open: bool,
    crc: Crc,
    plain: u64,
    zip: Zip,
}

/// Rows that a sheet has room for, its header not among them.
const SHEET_ROWS: usize = 1_048_575;
/// Characters that the name of a sheet has room for.
const TITLE_CHARS: usize = 31;
/// Parts before the first sheet.
const SMALL_PARTS: usize = 5;

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Two looks, both of text: so a cell stays text when it is edited. The second is the header's.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>\
    <borders count=\"1\"><border/></borders>\
    <cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
    <cellXfs count=\"3\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>\
    <xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs>";
impl Xlsx {
    /// Begins a workbook for this many rows.
    pub fn new(title: &str, rows: usize) -> Self {
        let is_allowed = |c: &char| !matches!(c, ':' | '\\' | '/' | '?' | '*' | '[' | ']' | '\'');
        let title: String = title
            .chars()
            .filter(is_allowed)
            .take(TITLE_CHARS - 4)
            .collect();
        Self {
            title: if title.is_empty() {
                "Sheet".to_owned()
            } else {
                title
            },
            sheets: rows.div_ceil(SHEET_ROWS).max(1),
            part: 0,
            next_row: 0,
            is_open: false,
            crc: Crc::new(),
            plain: 0,
            zip: Zip::default(),
        }
    }

    /// The name of the part that is written next; nothing when all are there.
    pub fn part(&self) -> Option<String> {
        Some(match self.part {
            0 => "[Content_Types].xml".to_owned(),
            1 => "_rels/.rels".to_owned(),
            2 => "xl/workbook.xml".to_owned(),
            3 => "xl/_rels/workbook.xml.rels".to_owned(),
            4 => "xl/styles.xml".to_owned(),
            part => {
                let sheet = part - SMALL_PARTS + 1;
                (sheet <= self.sheets).then(|| format!("xl/worksheets/sheet{sheet}.xml"))?
            }
        })
    }

    /// Appends some `max_bytes` more of the part. Answers whether it is complete.
    pub fn write(&mut self, table: &dyn Table, out: &mut String, max_bytes: usize) -> bool {
        let begin = out.len();
        let is_complete = if self.part < SMALL_PARTS {
            out.push_str(HEAD);
            self.write_small(out);
            true
        } else {
            self.write_sheet(table, out, max_bytes)
        };
        let written = &out.as_bytes()[begin..];
        self.crc.update(written);
        self.plain += written.len() as u64;
        is_complete
    }

    /// Closes the part, which took this many bytes when packed, and answers what goes before
    /// those bytes.
    pub fn header(&mut self, packing: Packing, packed: u64) -> Result<Vec<u8>, TooLarge> {
        let name = self.part().unwrap_or_default();
        let crc = self.crc.take();
        let plain = std::mem::take(&mut self.plain);
        self.part += 1;
        self.is_open = false;
        self.zip.part(&Part {
            name: &name,
            packing,
            crc,
            plain,
            packed,
        })
    }

    /// What goes at the end of the file.
    pub fn finish(self) -> Result<Vec<u8>, TooLarge> {
        self.zip.finish()
    }

    fn write_small(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = match self.part {
            0 => self.write_types(out),
            1 => write!(
                out,
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            2 => self.write_workbook(out),
            3 => self.write_relations(out),
            _ => write!(
                out,
                "<styleSheet xmlns=\"{SPREADSHEET}\">{STYLES}</styleSheet>"
            ),
        };
    }

    fn write_types(&self, out: &mut String) -> std::fmt::Result {
        write!(
            out,
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{MAIN_TYPE}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{MAIN_TYPE}.styles+xml\"/>"
        )?;
        for sheet in 1..=self.sheets {
            write!(
                out,
                "<Override PartName=\"/xl/worksheets/sheet{sheet}.xml\" \
                 ContentType=\"{MAIN_TYPE}.worksheet+xml\"/>"
            )?;
        }
        out.write_str("</Types>")
    }

    fn write_workbook(&self, out: &mut String) -> std::fmt::Result {
        write!(
            out,
            "<workbook xmlns=\"{SPREADSHEET}\" xmlns:r=\"{DOCUMENT}\"><sheets>"
        )?;
        for sheet in 1..=self.sheets {
            out.write_str("<sheet name=\"")?;
            push_text(&self.title, out);
            if sheet > 1 {
                write!(out, " {sheet}")?;
            }
            write!(out, "\" sheetId=\"{sheet}\" r:id=\"rId{sheet}\"/>")?;
        }
        out.write_str("</sheets></workbook>")
    }

    fn write_relations(&self, out: &mut String) -> std::fmt::Result {
        write!(out, "<Relationships xmlns=\"{PACKAGE}/relationships\">")?;
        for sheet in 1..=self.sheets {
            write!(
                out,
                "<Relationship Id=\"rId{sheet}\" Type=\"{DOCUMENT}/worksheet\" \
                 Target=\"worksheets/sheet{sheet}.xml\"/>"
            )?;
        }
        let styles = self.sheets + 1;
        write!(
            out,
            "<Relationship Id=\"rId{styles}\" Type=\"{DOCUMENT}/styles\" \
             Target=\"styles.xml\"/></Relationships>"
        )
    }

    fn write_sheet(&mut self, table: &dyn Table, out: &mut String, max_bytes: usize) -> bool {
        let stop = out.len().saturating_add(max_bytes);
        let first = (self.part - SMALL_PARTS) * SHEET_ROWS;
        let end = table.rows().min(first + SHEET_ROWS);
        let columns = table.columns();
        let mut text = String::new();
        if !self.is_open {
            self.is_open = true;
            self.next_row = first;
            out.push_str(HEAD);
            // Writing to a String cannot fail.
            let _ = write!(
                out,
                "<worksheet xmlns=\"{SPREADSHEET}\"><sheetViews><sheetView workbookViewId=\"0\">\
                 <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
                 state=\"frozen\"/></sheetView></sheetViews>"
            );
            if columns > 0 {
                let _ = write!(
                    out,
                    "<cols><col min=\"1\" max=\"{columns}\" width=\"24\" style=\"1\" \
                     customWidth=\"1\"/></cols>"
                );
            }
            out.push_str("<sheetData>");
            write_row(1, columns, Look::Heading, &mut text, out, |column, text| {
                table.write_heading(column, text);
            });
        }
        while self.next_row < end && out.len() < stop {
            let row = self.next_row;
            write_row(
                row - first + 2,
                columns,
                Look::Text,
                &mut text,
                out,
                |column, text| {
                    table.write_cell(row, column, text);
                },
            );
            self.next_row += 1;
        }
        let is_complete = self.next_row >= end;
        if is_complete {
            out.push_str("</sheetData></worksheet>");
        }
        is_complete
    }
}
