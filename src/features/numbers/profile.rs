//! What is known of the calling profile that a number carries.

use std::sync::Arc;

use leptos::prelude::*;

use crate::profiles::health::Severity;
use crate::profiles::rows::Row;
use crate::state::lists::Lists;
use crate::ui::lamp::Lamp;

/// The calling profiles, as far as they have been read.
#[derive(Debug, Clone)]
pub struct Profiles {
    rows: Arc<Vec<Row>>,
    has_come: bool,
}

/// How a number's calling profile stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub name: String,
    /// What somebody should look at, with its word; none while all is well.
    pub lamp: Option<(Lamp, &'static str)>,
    /// The most urgent finding.
    pub finding: Option<String>,
    pub more: usize,
    pub is_unknown: bool,
}

impl Profiles {
    /// Tracked.
    pub fn of(lists: Lists) -> Self {
        Self {
            rows: lists.profile_rows(),
            has_come: lists.profiles.value.with(Option::is_some),
        }
    }

    /// What is known of a profile by its id.
    pub fn standing(&self, id: &str) -> Standing {
        let row = self.rows.iter().find(|row| {
            row.profile()
                .is_some_and(|profile| profile.id.eq_ignore_ascii_case(id))
        });
        let mut standing = Standing {
            name: id.to_owned(),
            lamp: None,
            finding: None,
            more: 0,
            is_unknown: self.has_come && row.is_none(),
        };
        if standing.is_unknown {
            standing.lamp = Some((Lamp::Unknown, "Unknown"));
            standing.finding = Some("No such profile".to_owned());
        }
        if let Some(row) = row {
            if let Some(profile) = row.profile().filter(|profile| !profile.name.is_empty()) {
                standing.name.clone_from(&profile.name);
            }
            let is_urgent = matches!(row.severity, Severity::Critical | Severity::Warning);
            if is_urgent {
                standing.lamp = Some((crate::profiles::lamp(row.severity), row.severity.label()));
            }
            standing.finding = row.findings.first().map(|finding| finding.title.clone());
            standing.more = row.findings.len().saturating_sub(1);
        }
        standing
    }

    /// Every profile's id and name.
    pub fn each(&self, mut visit: impl FnMut(&str, &str)) {
        for profile in self.rows.iter().filter_map(Row::profile) {
            visit(&profile.id, &profile.name);
        }
    }
}
