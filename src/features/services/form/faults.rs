//! What is wrong with the fields, and which of it is shown.

use leptos::prelude::*;

use super::super::model::draft::Field;
use super::{Form, id};

fn bit(field: Field) -> u32 {
    let place = Field::ALL.iter().position(|own| *own == field);
    1 << place.unwrap_or_default()
}

impl Form {
    pub fn leave(self, field: Field) {
        self.state.update(|state| state.left |= bit(field));
    }

    /// Shows every fault; what the server said before is about another call.
    pub fn leave_all(self) {
        self.state.update(|state| {
            state.left = u32::MAX;
            state.refused.clear();
        });
    }

    pub fn refuse(self, refused: Vec<(Field, String)>) {
        self.state.update(|state| state.refused = refused);
    }

    /// What is shown below a field.
    pub fn error(self, field: Field) -> String {
        self.state.with(|state| {
            if let Some((_, said)) = state.refused.iter().find(|(own, _)| *own == field) {
                return format!("The server says: {said}");
            }
            if state.left & bit(field) == 0 {
                return String::new();
            }
            state.draft.fault(field).unwrap_or_default()
        })
    }

    /// The first field at fault.
    pub fn first_fault(self) -> Option<String> {
        self.state.with(|state| {
            let draft = &state.draft;
            let refused = |field: Field| state.refused.iter().any(|(own, _)| *own == field);
            let mut fields = Field::ALL.into_iter();
            let field = fields.find(|field| draft.fault(*field).is_some() || refused(*field));
            let parameter =
                (0..draft.parameters.len()).find(|place| draft.parameter_fault(*place).is_some());
            field
                .map(id)
                .or_else(|| parameter.map(|place| format!("parameter-name-{place}")))
        })
    }
}
