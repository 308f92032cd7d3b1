//! Starting from a lead: found by company, contact or tenant.

use std::rc::Rc;

use cordboard_api::Reading;
use cordboard_api::live::services::Lead;
use leptos::prelude::*;

use super::form::Form;
use super::model::known::{is_lead_found, lead_label, lead_mark};
use crate::browser::dom::{El, Text};
use crate::ui::picker::{Line, Picker};

/// More are not read; a word more finds the rest.
const MOST: usize = 50;

pub fn lead_field(form: Form) -> El {
    let value = move || form.state.with(|state| state.draft.lead.clone());
    let lines = move || {
        let Some(leads) = leads_of(form) else {
            return Vec::new();
        };
        let typed = value();
        // A lead that was chosen hides no other.
        let is_chosen = leads.iter().any(|lead| lead_label(lead) == typed);
        let search = if is_chosen { "" } else { typed.as_str() };
        let found = leads.iter().filter(|lead| is_lead_found(lead, search));
        let line = |lead: &Lead| {
            let mark = lead_mark(lead);
            Line {
                id: lead.id.clone(),
                label: lead_label(lead),
                mark: if mark.is_empty() {
                    String::new()
                } else {
                    format!("({mark})")
                },
            }
        };
        found.take(MOST).map(line).collect()
    };
    let hint = move || {
        if form.leads.error.with(Option::is_some) {
            return "The leads could not be read. The fields below can be typed.".to_owned();
        }
        let Some(leads) = leads_of(form) else {
            return "The leads are being read.".to_owned();
        };
        let typed = value();
        let chosen = leads.iter().find(|lead| lead_label(lead) == typed);
        if let Some(lead) = chosen {
            let mark = lead_mark(lead);
            if !mark.is_empty() {
                return format!(
                    "This lead {}.",
                    if lead.has_license() {
                        mark
                    } else {
                        "was removed"
                    }
                );
            }
            return format!("Lead id {}; sent only if it is entered as leadId.", lead.id);
        }
        let licensed = leads.iter().filter(|lead| lead.has_license()).count();
        format!(
            "Fills in the tenant and the names. {licensed} of {} leads have a licence already.",
            leads.len()
        )
    };
    let choose = move |id: &str| {
        let lead = untrack(|| leads_of(form))
            .and_then(|leads| leads.iter().find(|own| own.id == id).cloned());
        if let Some(lead) = lead {
            form.take_lead(&lead);
        }
    };
    Picker {
        id: "field-lead",
        label: "Lead",
        hint: Text::of(hint),
        value: Rc::new(value),
        lines: Rc::new(lines),
        on_input: Rc::new(move |text| {
            form.change(|draft| text.clone_into(&mut draft.lead), &[]);
        }),
        on_choose: Rc::new(choose),
    }
    .draw()
}

/// The leads that could be read, tracked; nothing until there is an answer.
fn leads_of(form: Form) -> Option<Vec<Lead>> {
    form.leads.value.with(|all| {
        let all = all.as_ref()?.iter();
        Some(all.filter_map(Reading::read).cloned().collect())
    })
}
