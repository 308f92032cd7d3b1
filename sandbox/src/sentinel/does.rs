//! What a sentinel does, short enough for a table.

use serde_json::{Value, json};

use crate::{
    fault::{Cut, Fault, Hang},
    task::End,
};

/// How long the caller is asked to wait with a 429.
const RETRY_AFTER: &str = "2";

#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    Nothing,
    Status(u16),
    Html(u16),
    Empty,
    Answer(u16, fn() -> Value),
    Redirect,
    Truncate(u64),
    Bom,
    PlainText,
    /// In milliseconds.
    Delay(u64),
    /// In bytes a second.
    Throttle(u32),
    Hang(Hang, Option<u64>),
    HangAfterEffect,
    Drop(Cut, Option<u64>),
    Task(End),
}

impl Does {
    pub(super) fn task_end(self) -> Option<End> {
        if let Self::Task(end) = self {
            Some(end)
        } else {
            None
        }
    }

    pub(super) fn fault(self) -> Option<Fault> {
        let mut fault = Fault::default();
        match self {
            Self::Nothing | Self::Task(_) => return None,
            Self::Status(status) => {
                fault.status = Some(status);
                if status == 429 {
                    fault
                        .headers
                        .insert("retry-after".into(), RETRY_AFTER.into());
                }
            }
            Self::Html(status) => {
                fault.status = Some(status);
                fault.html = true;
            }
            Self::Empty => fault.empty = true,
            Self::Answer(status, body) => {
                fault.status = Some(status);
                fault.body = Some(body());
            }
            Self::Redirect => fault.redirect = Some("/sandbox/elsewhere".into()),
            Self::Truncate(length) => fault.truncate = Some(length),
            Self::Bom => fault.bom = true,
            Self::PlainText => fault.content_type = Some("text/plain".into()),
            Self::Delay(milliseconds) => fault.delay_ms = Some(milliseconds),
            Self::Throttle(speed) => fault.throttle = Some(speed),
            Self::Hang(hang, place) => {
                fault.hang = Some(hang);
                fault.after_bytes = place;
            }
            Self::HangAfterEffect => {
                fault.hang = Some(Hang::BeforeHead);
                fault.effect = true;
            }
            Self::Drop(cut, place) => {
                fault.drop = Some(cut);
                fault.after_bytes = place;
            }
        }
        Some(fault)
    }
}

pub(super) fn odd_numbers() -> Value {
    json!([
        {"id": 1, "telephoneNumber": "+18333998785", "isoCountryCode": "US"},
        17,
        {"id": "not a number", "telephoneNumber": {"e164": "+1"}},
        null,
        {},
        {"id": 2, "telephoneNumber": "+61397508869", "isoCountryCode": "AU"},
    ])
}

pub(super) fn error_in_body() -> Value {
    json!({
        "taskId": null,
        "dialPlanName": "ErrorInBody",
        "error": "The dial plan is locked by another change.",
    })
}

pub(super) fn refused() -> Value {
    json!({"success": false, "message": "The product is not available", "status": 400})
}

pub(super) fn fields_at_fault() -> Value {
    json!({
        "success": false,
        "message": "Validation failed",
        "meta": {},
        "fields": {
            "params.tech_prefix": {"message": "is in use already", "value": "100001"},
            "params.product": {"message": "is required", "value": ""},
        },
    })
}
