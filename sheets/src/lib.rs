//! Tables as files: comma-separated values for machines and for Excel, and Excel workbooks.
//!
//! Everything is written in slices, so that a page stays alive meanwhile, and knows no browser.

mod crc;
mod csv;
mod xlsx;
mod zip;

pub use csv::{Csv, CsvStyle};
pub use xlsx::Xlsx;
pub use zip::{Packing, TooLarge};

/// Rows and columns of text, as the writers of files see them.
pub trait Table {
    /// How many columns there are.
    fn columns(&self) -> usize;
    /// How many rows there are, the header not among them.
    fn rows(&self) -> usize;
    /// Appends the heading of a column.
    fn write_heading(&self, column: usize, out: &mut String);
    /// Appends a cell.
    fn write_cell(&self, row: usize, column: usize, out: &mut String);
}
