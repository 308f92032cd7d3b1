//! The list as a file, written in slices while the page stays alive.

use cordboard_numbers::{Column, Field, Json, Numbers};
use cordboard_sheets::{Csv, CsvStyle, Packing, Table, Xlsx};

use super::book::Shelf;
use crate::browser::download::File;
use crate::browser::{intl, task};
use crate::export::Format;
use crate::ui::grid;

/// Written at a time: about a millisecond's work.
const SLICE: usize = 256 << 10;

/// What a file holds.
#[derive(Debug)]
pub struct Wanted {
    pub format: Format,
    /// The columns that are shown, or none for all that there are.
    pub columns: Option<Vec<grid::Column>>,
    /// The rows, in order.
    pub rows: Vec<u32>,
    /// The file's name, without its ending.
    pub name: String,
}

/// Writes the file and saves it; false when the browser refuses, or when another tenant was looked
/// up meanwhile.
pub async fn save(shelf: Shelf, wanted: Wanted) -> bool {
    let Wanted {
        format,
        columns: shown,
        rows,
        name,
    } = wanted;
    let fields: Option<Vec<Field>> = shown.map(|shown| {
        shown
            .iter()
            .filter_map(|column| Field::from_word(column.id))
            .collect()
    });
    let (ending, media_type) = match format {
        Format::MachineCsv => ("csv", "text/csv;charset=utf-8"),
        Format::ExcelCsv => ("excel.csv", "text/csv;charset=utf-8"),
        Format::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Format::Json => ("json", "application/json"),
    };
    let source = Source::new(shelf, rows, format, fields.as_deref());
    let file = match format {
        Format::Json => source.json(fields).await,
        Format::MachineCsv => source.csv(CsvStyle::Machines).await,
        Format::ExcelCsv => {
            let separator = if intl::marks().0 == ',' { ';' } else { ',' };
            source.csv(CsvStyle::Excel { separator }).await
        }
        Format::Xlsx => source.xlsx().await,
    };
    file.is_some_and(|file| file.save(&format!("{name}.{ending}"), media_type))
}

/// Rows and columns of the book, for as long as it is the same book.
struct Source {
    shelf: Shelf,
    edition: usize,
    rows: Vec<u32>,
    columns: Vec<Column>,
    headings: Vec<String>,
}

impl Source {
    fn new(shelf: Shelf, rows: Vec<u32>, format: Format, fields: Option<&[Field]>) -> Self {
        let mut columns = fields.map_or_else(Column::all, |fields| {
            fields.iter().copied().map(Column::Field).collect()
        });
        let mut headings = Vec::new();
        if matches!(format, Format::ExcelCsv | Format::Xlsx) {
            // People know profiles by their names; the id beside it stays for looking up.
            let profile = Column::Field(Field::Profile);
            if let Some(place) = columns.iter().position(|column| *column == profile) {
                columns.insert(place, Column::ProfileName);
            }
            headings.extend(columns.iter().copied().map(heading));
        }
        Self {
            shelf,
            edition: shelf.peek(|book| book.edition),
            rows,
            columns,
            headings,
        }
    }

    /// Lets something be written from the table.
    fn with<T>(&self, write: impl FnOnce(&dyn Table) -> T) -> Option<T> {
        let written = self.shelf.try_peek(|book| {
            (book.edition == self.edition).then(|| {
                write(&Numbers {
                    store: &book.store,
                    rows: &self.rows,
                    columns: &self.columns,
                    headings: &self.headings,
                    names: book.names(),
                })
            })
        });
        written.flatten()
    }

    async fn csv(&self, style: CsvStyle) -> Option<File> {
        let (mut csv, mut file, mut text) = (Csv::new(style), File::new(), String::new());
        loop {
            text.clear();
            let is_complete = self.with(|table| csv.write(table, &mut text, SLICE))?;
            file.add(text.as_bytes());
            if is_complete {
                return Some(file);
            }
            task::breathe().await;
        }
    }

    async fn json(&self, fields: Option<Vec<Field>>) -> Option<File> {
        let mut json = fields.map_or_else(Json::new, Json::of);
        let (mut file, mut text) = (File::new(), String::new());
        loop {
            text.clear();
            let is_complete = self.shelf.try_peek(|book| {
                (book.edition == self.edition)
                    .then(|| json.write(&book.store, &self.rows, &mut text, SLICE))
            });
            file.add(text.as_bytes());
            if is_complete.flatten()? {
                return Some(file);
            }
            task::breathe().await;
        }
    }

    /// The browser packs the parts, beside the page; where it cannot, they are stored as they are.
    async fn xlsx(&self) -> Option<File> {
        let (mut book, mut file) = (Xlsx::new("Numbers", self.rows.len()), File::new());
        let mut text = String::new();
        while book.part().is_some() {
            let mut part = File::new();
            loop {
                text.clear();
                let is_complete = self.with(|table| book.write(table, &mut text, SLICE))?;
                part.add(text.as_bytes());
                if is_complete {
                    break;
                }
                task::breathe().await;
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
}

fn heading(column: Column) -> String {
    let words = match column {
        Column::ProfileName => "Calling profile",
        Column::Field(Field::Profile) => "Calling profile id",
        Column::Field(field) => super::columns::ALL_COLUMNS
            .iter()
            .find(|own| own.id == field.word())
            .map_or(field.key(), |own| own.label),
    };
    words.to_owned()
}
