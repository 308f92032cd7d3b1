//! The findings in rows, each with the change that would right it, and as a file.

use std::rc::Rc;

use cordboard_dial_plan::drift::{Finding, Kind};
use leptos::prelude::*;
use serde_json::json;

use super::findings_view::{FindingsView, lamp_of};
use super::model::listing::Listing;
use super::model::words;
use crate::browser::dom::{El, el, nothing, tagged};
use crate::browser::intl;
use crate::export::Sheet;
use crate::listing::{Rows, without};
use crate::route::Route;
use crate::ui::button::Button;
use crate::ui::grid::{Column, Head};
use crate::ui::lamp::signal;

pub const ALL_COLUMNS: [Column; 7] = [
    Column::new("number", "Number", "w-rule-prefix card-lead"),
    Column::new("finding", "Finding", "w-finding card-full"),
    Column::new(
        "profile",
        "Calling profile",
        "w-drift-profile card-full card-sub",
    ),
    Column::new("tag", "Tag", "w-rule-tag card-full card-sub"),
    Column::new("name", "Rule name", "w-rule-name card-hide"),
    Column::new(
        "proposal",
        "Proposed change",
        "w-proposal card-full card-sub",
    ),
    Column::new("add", "Add", "w-add card-full"),
];
pub const HIDDEN_AT_FIRST: [&str; 1] = ["name"];

impl FindingsView {
    pub fn grid(self) -> El {
        let desk = self.desk;
        let grid = self.listing.grid(Rows {
            label: "Findings",
            class: "grid--drift grid--cards",
            track: Rc::new(move || desk.changed.track()),
            key: Rc::new(move |place| {
                let versions = [desk.changed, desk.compared];
                let version: u64 = versions.iter().map(|own| own.get_untracked()).sum();
                (version << 24) ^ place as u64
            }),
            cell: Rc::new(move |place, column| self.cell(place, column)),
        });
        let grid = without(grid, move |column| column.id == "add" && !self.may_write());
        let own_head = |column: &'static str| -> Option<Head> {
            match column {
                "proposal" => Some(Rc::new(|| el("span").text("Proposed change"))),
                "name" => Some(Rc::new(|| el("span").text("Rule name"))),
                "add" => Some(Rc::new(|| tagged("span", "hidden-text").text("Add"))),
                _ => None,
            }
        };
        grid.draw_headed(Rc::new(own_head))
    }

    fn cell(self, place: usize, column: &'static str) -> El {
        let Some(listing) = untrack(|| self.desk.listing()) else {
            return nothing();
        };
        let report = &listing.report;
        let Some(finding) = report.findings.get(place) else {
            return nothing();
        };
        let rule = report.rule(finding);
        let cut = |text: &str| tagged("span", "cut").attr("title", text).text(text);
        match column {
            "number" => {
                let subject = listing.subject(finding);
                tagged("span", "cut mono")
                    .attr("title", subject)
                    .text(subject)
            }
            "finding" => signal(lamp_of(finding.kind), words::label(finding.kind), 0)
                .attr("title", words::meaning(finding.kind)),
            "profile" => self.profile(&listing, finding),
            "tag" => rule.map_or_else(nothing, |rule| cut(&rule.tag)),
            "name" => rule.map_or_else(nothing, |rule| cut(&rule.name)),
            "proposal" => cut(&words::proposal(report, finding)),
            _ => self.add_button(&listing, finding, place),
        }
    }

    fn profile(self, listing: &Listing, finding: &Finding) -> El {
        let name = words::profile(&listing.report, finding).to_owned();
        match listing.report.profile(finding) {
            Some(profile) => {
                let href = untrack(|| self.desk.links.to(&Route::Profile(profile.id.clone())));
                tagged("a", "cut")
                    .attr("href", &href)
                    .attr("tabindex", "-1")
                    .attr("title", &name)
                    .text(name)
            }
            None if finding.kind == Kind::StaleRule => nothing(),
            None if name.is_empty() => tagged("span", "quiet").text("None"),
            None => tagged("span", "cut mono").attr("title", &name).text(name),
        }
    }

    fn add_button(self, listing: &Listing, finding: &Finding, place: usize) -> El {
        let report = &listing.report;
        if self.desk.is_pending(place) {
            return tagged("span", "tag").text("In the changes");
        }
        if report.remedy(finding).is_none() {
            return nothing();
        }
        // Of two rules with one prefix, each has its own place.
        let which = match finding.kind {
            Kind::StaleRule => report.place(finding).map_or_else(String::new, |place| {
                format!(", rule {}", intl::count(place + 1))
            }),
            Kind::MissingRule | Kind::WrongTag | Kind::GoneProfile => String::new(),
        };
        let name = format!("Add to changes: {}{which}", listing.subject(finding));
        Button::new("Add to changes")
            .tiny()
            .on_press(move || self.desk.put(vec![place]))
            .attr("aria-label", &name)
    }

    /// What an export writes: the findings as filtered and sorted.
    pub fn sheet(self, places: &[usize]) -> Sheet {
        let listing = self.desk.listing();
        let mut rows = Vec::new();
        let mut as_returned = Vec::new();
        if let Some(listing) = listing {
            let report = &listing.report;
            let findings = places.iter();
            for finding in findings.filter_map(|place| report.findings.get(*place)) {
                let rule = report.rule(finding);
                let row = [
                    listing.subject(finding),
                    words::label(finding.kind),
                    words::profile(report, finding),
                    rule.map_or("", |rule| &rule.tag),
                    rule.map_or("", |rule| &rule.name),
                    &words::proposal(report, finding),
                ]
                .map(str::to_owned);
                as_returned.push(json!({
                    "number": row[0], "finding": words::word(finding.kind), "callingProfile": row[2],
                    "rule": rule.map(|rule| json!({
                        "name": rule.name, "prefix": rule.prefix, "tag": rule.tag,
                    })),
                    "proposedChange": row[5],
                }));
                rows.push(row.into());
            }
        }
        let names = [
            "Number",
            "Finding",
            "Calling profile",
            "Tag",
            "Rule name",
            "Proposed change",
        ];
        Sheet {
            name: "drift".to_owned(),
            columns: names.map(str::to_owned).into(),
            rows,
            as_returned,
        }
    }
}
