//! The cells of the list, and what an export writes of them.

use std::rc::Rc;

use serde_json::{Value, json};

use super::super::model::line::{Outcome, duration, path, status, took, trace_id};
use super::Page;
use crate::browser::dom::{El, tagged};
use crate::browser::intl;
use crate::explain::bytes;
use crate::export::Sheet;
use crate::listing::opening::opener;
use crate::state::activity::{Call, call_at};
use crate::ui::grid::Column;
use crate::ui::lamp::{Lamp, signal};

impl Page {
    pub(super) fn cell(self, call: &Call, column: &str) -> El {
        let cut = |text: &str| tagged("span", "cut").attr("title", text).text(text);
        match column {
            "path" => {
                let look = ("link mono cut fill", path(call));
                opener(self.links, "call", call.number.to_string(), look)
            }
            "status" => signal(lamp_of(Outcome::of(call)), &status(call), 0),
            _ => cut(&self.text(call, column)),
        }
    }

    fn text(self, call: &Call, column: &str) -> String {
        match column {
            "path" => path(call).to_owned(),
            "time" => intl::time_with_seconds(call.begun),
            "method" => call.request.method.to_string(),
            "status" => status(call),
            "duration" => duration(call).map_or_else(String::new, took),
            "size" => bytes(call.answer.borrow().size as u64),
            "api" => self
                .target(call)
                .map_or_else(String::new, |own| own.api.to_owned()),
            "trace" => trace_id(call).unwrap_or_default(),
            _ => self
                .target(call)
                .map_or_else(String::new, |own| own.environment),
        }
    }

    /// What an export writes, one line a call.
    pub(super) fn sheet(self, places: &[usize], columns: &[Column]) -> Sheet {
        let text = |call: Rc<Call>, column: &str| match column {
            "time" => intl::utc_time(call.begun),
            _ => self.text(&call, column),
        };
        let as_json = |call: Rc<Call>| {
            json!({
                "time": intl::iso_time(call.begun),
                "method": call.request.method.as_str(),
                "url": call.request.uri.to_string(),
                "status": status(&call),
                "milliseconds": duration(&call),
                "size": call.answer.borrow().size,
                "traceId": trace_id(&call),
            })
        };
        Sheet::of(
            "activity",
            columns,
            places,
            &|place, column| call_at(place).map_or_else(String::new, |call| text(call, column)),
            &|place| call_at(place).map_or(Value::Null, as_json),
        )
    }
}

pub fn lamp_of(outcome: Outcome) -> Lamp {
    match outcome {
        Outcome::UnderWay => Lamp::Running,
        Outcome::Accepted => Lamp::Ok,
        Outcome::Refused => Lamp::Warning,
        Outcome::ServerFailed | Outcome::NoAnswer => Lamp::Critical,
        Outcome::GivenUp => Lamp::Queued,
    }
}
