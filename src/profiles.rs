//! What follows from the calling profiles, for every feature that speaks of them: the list with its
//! health, the coverage of regions, and the words for the vendor's values. Pure.

pub mod coverage;
pub mod health;
pub mod rows;
pub mod words;

use crate::ui::lamp::Lamp;
use health::Severity;

/// The lamp of a severity.
pub fn lamp(severity: Severity) -> Lamp {
    match severity {
        Severity::Critical => Lamp::Critical,
        Severity::Warning => Lamp::Warning,
        Severity::Info => Lamp::Info,
        Severity::Ok => Lamp::Ok,
    }
}
