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
use crate::route::Route;
use crate::ui::button::Button;
use crate::ui::grid::{Column, Grid, Head};
use crate::ui::lamp::signal;

pub const ALL_COLUMNS: [Column; 7] = [
    Column {
        id: "number",
        label: "Number",
        class: "w-rule-prefix card-lead",
    },
    Column {
        id: "finding",
        label: "Finding",
        class: "w-finding card-full",
    },
    Column {
        id: "profile",
        label: "Calling profile",
        class: "w-drift-profile card-full card-sub",
    },
    Column {
        id: "tag",
        label: "Tag",
        class: "w-rule-tag card-full card-sub",
    },
    Column {
        id: "name",
        label: "Rule name",
        class: "w-rule-name card-hide",
    },
    Column {
        id: "proposal",
        label: "Proposed change",
        class: "w-proposal card-full card-sub",
    },
    Column {
        id: "add",
        label: "Add",
        class: "w-add card-full",
    },
];
pub const HIDDEN_AT_FIRST: [&str; 1] = ["name"];

impl FindingsView {
    pub fn grid(self) -> El {
        let Self {
            desk,
            list,
            chosen,
            columns,
        } = self;
        let at = move |position: usize| {
            let place = chosen.with_untracked(|chosen| chosen.get(position).copied());
            place.unwrap_or_default()
        };
        let grid = Grid {
            label: "Findings",
            class: "grid--drift grid--cards",
            columns: Rc::new(move || {
                let may_write = self.may_write();
                let shown = columns.shown().into_iter();
                shown
                    .filter(|column| may_write || column.id != "add")
                    .collect()
            }),
            count: Rc::new(move || {
                desk.changed.track();
                chosen.with(|chosen| chosen.len())
            }),
            key: Rc::new(move |position| {
                let versions = [desk.changed, desk.compared];
                let version: u64 = versions.iter().map(|own| own.get_untracked()).sum();
                (version << 24) ^ at(position) as u64
            }),
            cell: Rc::new(move |position, column| self.cell(at(position), column)),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| list.press_sort(column)),
            value: None,
            selected: Rc::new(|| None),
        };
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
    pub fn sheet(self) -> Sheet {
        let listing = untrack(|| self.desk.listing());
        let chosen = self.chosen.get_untracked();
        let mut rows = Vec::new();
        let mut as_returned = Vec::new();
        if let Some(listing) = listing {
            let report = &listing.report;
            for finding in chosen
                .iter()
                .filter_map(|place| report.findings.get(*place))
            {
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
