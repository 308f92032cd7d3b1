//! Reading workbooks, which weighs more than everything else here: it comes when a workbook is
//! chosen.

use cordboard_dial_plan::import::xlsx::Workbook;
use cordboard_dial_plan::import::{ImportError, Table};

use crate::parts::{Missing, part};

type Read = fn(&[u8]) -> Result<Table, ImportError>;

part!(workbooks: load_reader -> Read = |bytes| Workbook::open(bytes)?.table(None));

/// Reads the first sheet of a workbook.
pub async fn read(bytes: Vec<u8>) -> Result<Table, String> {
    match load_reader().await {
        Ok(read) => read(&bytes).map_err(|error| error.to_string()),
        Err(Missing) => Err(
            "The part of Cordboard that reads workbooks did not arrive: the connection failed, or a newer version was deployed. Choose the file again, or copy its cells and paste them below."
                .to_owned(),
        ),
    }
}
