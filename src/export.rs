//! Lists as files: CSV for machines, CSV for Excel, XLSX, JSON.

mod writing;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::browser::dom::{El, Text, drawn, nothing, several};
use crate::browser::task;
use crate::parts::part;
use crate::ui::alert::Alert;
use crate::ui::grid::Column;
use crate::ui::icon::Icon;
use crate::ui::menu::{Item, menu_button};
use crate::ui::notice::{Notice, Tone};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    MachineCsv,
    ExcelCsv,
    Xlsx,
    Json,
}

impl Format {
    const ALL: [Self; 4] = [Self::MachineCsv, Self::ExcelCsv, Self::Xlsx, Self::Json];

    fn label(self) -> &'static str {
        match self {
            Self::MachineCsv => "CSV for machines",
            Self::ExcelCsv => "CSV for Excel",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
        }
    }

    /// The format that a menu's line stands for.
    pub fn of(label: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|format| format.label() == label)
            .unwrap_or(Self::Json)
    }
}

/// The lines of an export menu.
pub fn items() -> Vec<Item> {
    Format::ALL
        .iter()
        .map(|format| Item {
            id: format.label().to_owned(),
            label: format.label().to_owned(),
            checked: None,
        })
        .collect()
}

/// A list as it is shown, and as the server returned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file's name, without its ending.
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub as_returned: Vec<serde_json::Value>,
}

impl Sheet {
    /// A line for each of the places, with the cells of the columns.
    pub fn of(
        name: &str,
        columns: &[Column],
        places: &[usize],
        cell: &dyn Fn(usize, &str) -> String,
        as_returned: &dyn Fn(usize) -> serde_json::Value,
    ) -> Self {
        let line = |place: &usize| columns.iter().map(|own| cell(*place, own.id)).collect();
        Self {
            name: name.to_owned(),
            columns: columns.iter().map(|own| own.label.to_owned()).collect(),
            rows: places.iter().map(line).collect(),
            as_returned: places.iter().map(|place| as_returned(*place)).collect(),
        }
    }
}

/// Writes a list as a file and saves it; false when the browser refuses.
type Write = fn(Format, Sheet) -> LocalBoxFuture<'static, bool>;

part!(export: load_writer -> Write = |format, sheet| Box::pin(writing::write(format, sheet)));

/// The button "Export" of a list, and the alert beside it when there is no file.
pub fn export_menu(note: impl Into<Text>, sheet: impl Fn() -> Sheet + 'static) -> El {
    let trouble = RwSignal::new(None);
    let menu = menu_button("Export", Icon::Export, note, items, move |label| {
        let format = Format::of(label);
        let sheet = untrack(&sheet);
        trouble.set(None);
        task::start(async move {
            let problem = match load_writer().await {
                Ok(write) if write(format, sheet).await => return,
                Ok(_) => "The browser could not make the file.",
                Err(_) => {
                    "The part of Cordboard that writes files did not arrive: the connection failed, or a newer version was deployed. Reload, then export again."
                }
            };
            trouble.try_set(Some(problem));
        });
    });
    let alert = drawn(move || match trouble.get() {
        None => nothing(),
        Some(problem) => Alert::new(Notice::new(
            Tone::Critical,
            "The list was not exported",
            problem,
        ))
        .close(move || trouble.set(None))
        .draw(),
    });
    several([menu, alert])
}
