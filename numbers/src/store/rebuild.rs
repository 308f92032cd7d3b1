//! Elements written again, as they were returned.

use super::Store;
use super::columns::Place;
use super::form::Form;
use super::layouts::Target;
use crate::decoder::Element;
use crate::field::{FIELDS, Field};
use crate::json;

impl Store {
    /// Writes a row as the JSON object that was returned: every key in its order, values as they
    /// were written, without the blanks between them. A row that was no JSON is written as an
    /// object that says so.
    pub fn write_json(&self, row: u32, out: &mut String) {
        if let Some(bad) = self.bad_row(row)
            && self.layouts.pairs(row as usize).next().is_none()
        {
            if let Some(raw) = &bad.raw {
                out.push_str(raw);
            } else {
                out.push_str("{\"unreadable\":");
                json::write_string(&bad.excerpt, out);
                out.push_str(",\"problem\":");
                json::write_string(&bad.problem, out);
                out.push('}');
            }
            return;
        }
        out.push('{');
        let begin = out.len();
        self.each_pair(row, |key, raw| {
            if out.len() > begin {
                out.push(',');
            }
            json::write_string(key, out);
            out.push(':');
            out.push_str(raw);
        });
        out.push('}');
    }

    /// Writes only these fields of a row, as they were written; null where the element has not
    /// got them.
    pub fn write_json_of(&self, row: u32, fields: &[Field], out: &mut String) {
        out.push('{');
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            json::write_string(field.key(), out);
            out.push(':');
            self.write_raw(row, *field, self.form(row, *field), out);
        }
        out.push('}');
    }

    /// Every key of a row and its value as JSON, in the order in which they came.
    pub fn fields(&self, row: u32) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        self.each_pair(row, |key, raw| {
            fields.push((key.to_owned(), raw.to_owned()));
        });
        fields
    }

    /// One value as JSON.
    pub(crate) fn raw(&self, row: u32, field: Field) -> String {
        let mut raw = String::new();
        self.write_raw(row, field, self.form(row, field), &mut raw);
        raw
    }

    fn each_pair(&self, row: u32, mut visit: impl FnMut(&str, &str)) {
        let mut raw = String::new();
        for (key, form) in self.layouts.pairs(row as usize) {
            let name = self.layouts.key(key);
            match self.layouts.target(key) {
                Target::Extra(at) => {
                    visit(name, self.extras[at].get(row as usize).unwrap_or("null"));
                }
                Target::Field(field) => {
                    raw.clear();
                    self.write_raw(row, field, form, &mut raw);
                    visit(name, &raw);
                }
            }
        }
        if let Some(rest) = self.rest.get(row as usize) {
            each_key(&format!("{{{rest}}}"), visit);
        }
    }

    fn write_raw(&self, row: u32, field: Field, form: Form, out: &mut String) {
        let is_quoted = match (Place::of(field), form) {
            (_, Form::Null | Form::Missing) => {
                out.push_str("null");
                return;
            }
            (Place::Words(column), _) => {
                let words = &self.columns.words[column];
                out.push_str(words.raw(words.codes.get(row as usize) as usize));
                return;
            }
            (_, Form::Odd) => {
                out.push_str(self.odd.get(row, field).unwrap_or("null"));
                return;
            }
            (Place::Phones, Form::Usual | Form::Second | Form::Third) => form != Form::Third,
            (Place::Ids(_), Form::Usual | Form::Second | Form::Third) => form == Form::Second,
            (Place::Stamps(column), Form::Usual | Form::Second | Form::Third) => {
                form == Form::Second || self.columns.stamps[column].moment(row as usize).is_some()
            }
            (Place::Guids(_), Form::Usual | Form::Second | Form::Third) => true,
        };
        if is_quoted {
            out.push('"');
        }
        self.write_cell(row, field, out);
        if is_quoted {
            out.push('"');
        }
    }
}

/// Calls with every key of an object and its value.
fn each_key(object: &str, mut visit: impl FnMut(&str, &str)) {
    let mut element = Element::default();
    if element.read(object.as_bytes()).is_err() {
        return;
    }
    for key in &element.order {
        match element.extras.get(usize::from(*key).wrapping_sub(FIELDS)) {
            Some((key, raw)) => visit(key, raw),
            None => visit(
                Field::ALL[usize::from(*key)].key(),
                element.known[usize::from(*key)].unwrap_or("null"),
            ),
        }
    }
}
