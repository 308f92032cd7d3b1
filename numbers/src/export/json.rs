//! The elements as they were returned.

use crate::field::Field;
use crate::store::Store;

/// Writes rows as a JSON array, one element a line.
#[derive(Debug, Default)]
pub struct Json {
    fields: Option<Vec<Field>>,
    next: usize,
    is_open: bool,
    is_closed: bool,
}

impl Json {
    /// Every key of every element, the undocumented ones too.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these fields, null where an element has not got them.
    pub fn of(fields: Vec<Field>) -> Self {
        Self {
            fields: Some(fields),
            ..Self::default()
        }
    }

    /// Appends some `max_bytes` more. Answers whether the file is complete.
    pub fn write(
        &mut self,
        store: &Store,
        rows: &[u32],
        out: &mut String,
        max_bytes: usize,
    ) -> bool {
        let stop = out.len().saturating_add(max_bytes);
        if !self.is_open {
            self.is_open = true;
            out.push('[');
        }
        while let Some(row) = rows.get(self.next)
            && out.len() < stop
        {
            out.push_str(if self.next == 0 { "\n" } else { ",\n" });
            match &self.fields {
                None => store.write_json(*row, out),
                Some(fields) => store.write_json_of(*row, fields, out),
            }
            self.next += 1;
        }
        if self.next >= rows.len() && !self.is_closed {
            self.is_closed = true;
            out.push_str("\n]\n");
        }
        self.is_closed
    }
}
