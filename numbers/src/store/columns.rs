//! Which column holds which field.

use super::form::Form;
use super::guids::Guids;
use super::phones::Phones;
use super::stamps::{Ids, Stamps};
use super::words::{Kind, Words};
use crate::field::Field;

/// The columns of the documented fields.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) phones: Phones,
    pub(crate) ids: [Ids; 3],
    pub(crate) stamps: [Stamps; 5],
    pub(crate) guids: [Guids; 3],
    pub(crate) words: [Words; 10],
}

/// The column of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Phones,
    Ids(usize),
    Stamps(usize),
    Guids(usize),
    Words(usize),
}

impl Place {
    pub(crate) fn of(field: Field) -> Self {
        match field {
            Field::Number => Self::Phones,
            Field::Entry => Self::Ids(0),
            Field::Id => Self::Ids(1),
            Field::UploadJob => Self::Ids(2),
            Field::Created => Self::Stamps(0),
            Field::Acquired => Self::Stamps(1),
            Field::Checked => Self::Stamps(2),
            Field::Changed => Self::Stamps(3),
            Field::Ticks => Self::Stamps(4),
            Field::Job => Self::Guids(0),
            Field::Location => Self::Guids(1),
            Field::CivicAddress => Self::Guids(2),
            Field::Source => Self::Words(0),
            Field::Country => Self::Words(1),
            Field::Status => Self::Words(2),
            Field::Verification => Self::Words(3),
            Field::Profile => Self::Words(4),
            Field::Tenant => Self::Words(5),
            Field::Assignment => Self::Words(6),
            Field::Capability => Self::Words(7),
            Field::Available => Self::Words(8),
            Field::Sbc => Self::Words(9),
        }
    }
}

impl Default for Columns {
    fn default() -> Self {
        let words = [
            Kind::Word,
            Kind::Word,
            Kind::Word,
            Kind::Word,
            Kind::Word,
            Kind::Word,
            Kind::Assignment,
            Kind::Capabilities,
            Kind::Capabilities,
            Kind::Sbcs,
        ];
        Self {
            phones: Phones::default(),
            ids: Default::default(),
            stamps: Default::default(),
            guids: Default::default(),
            words: words.map(Words::new),
        }
    }
}

impl Columns {
    /// Appends the value of the next row to the column of a field, or that there is none.
    pub(crate) fn push(&mut self, field: Field, raw: Option<&str>) -> Form {
        let Some(raw) = raw else {
            self.skip(field);
            return Form::Missing;
        };
        match Place::of(field) {
            Place::Phones => self.phones.push(raw),
            Place::Ids(at) => self.ids[at].push(raw),
            Place::Stamps(at) => self.stamps[at].push(raw),
            Place::Guids(at) => self.guids[at].push(raw),
            Place::Words(at) => self.words[at].push(raw),
        }
    }

    fn skip(&mut self, field: Field) {
        match Place::of(field) {
            Place::Phones => self.phones.skip(),
            Place::Ids(at) => self.ids[at].skip(),
            Place::Stamps(at) => self.stamps[at].skip(),
            Place::Guids(at) => self.guids[at].skip(),
            Place::Words(at) => self.words[at].skip(),
        }
    }
}
