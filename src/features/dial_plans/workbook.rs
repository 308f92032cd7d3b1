//! The seam to the reader of workbooks: file bytes in, rows as tab-separated text out.

use futures::future::LocalBoxFuture;

/// Reads the first sheet of a workbook.
pub fn to_rows(_bytes: Vec<u8>) -> LocalBoxFuture<'static, Result<String, String>> {
    Box::pin(async {
        Err("Workbooks (.xlsx) cannot be read here. Save the sheet as CSV, or copy its cells and paste them below.".to_owned())
    })
}
