//! The rows that stay behind, as a file that can be fixed and imported again.

use super::columns::Field;
use super::outcome::{Outcome, Row};
use super::preview::Preview;
use super::table::Table;
use crate::export::{Writer, harmless};

impl Preview {
    /// CSV with the columns of a rule as they have to be fixed, and beside them the line, the reason
    /// and what to do. Parts that could be read are written as they were taken.
    pub fn bad_rows(&self, table: &Table) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.row(["Name", "Prefix", "Tag", "Line", "Reason", "What to do"]);
        for row in self.rows.iter().filter(|row| row.outcome.is_bad()) {
            let [name, prefix, tag] =
                Field::ALL.map(|field| harmless(&self.value(table, row, field)));
            let line = row.line.to_string();
            let (reason, hint) = (row.outcome.reason(), row.outcome.hint());
            writer.row([
                &name,
                &prefix,
                &tag,
                &line,
                &harmless(&reason),
                &harmless(&hint),
            ]);
        }
        writer.into_bytes()
    }

    fn value(&self, table: &Table, row: &Row, field: Field) -> String {
        if let Outcome::Invalid(problems) = &row.outcome
            && problems.iter().any(|problem| problem.field == field)
        {
            let column = self.columns().of(field);
            return column
                .map_or("", |column| table.cell(row.at, column))
                .to_owned();
        }
        let rule = &row.rule;
        let part = match field {
            Field::Name => &rule.name,
            Field::Prefix => &rule.prefix,
            Field::Tag => &rule.tag,
        };
        part.clone()
    }
}
