//! The findings: counted by kind, searched and filtered.

use std::sync::Arc;

use cordboard_dial_plan::drift::Kind;
use leptos::prelude::*;

use super::desk::Desk;
use super::findings_grid::{ALL_COLUMNS, HIDDEN_AT_FIRST};
use super::model::listing::{SORTED_BY, Wanted};
use super::model::words::{self, counted};
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::intl;
use crate::export::export_menu;
use crate::state::list_state::{ListState, ShownColumns};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::{Choice, filter, search};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp};
use crate::ui::menu::menu_button;

/// The list as it is asked for.
#[derive(Clone, Copy)]
pub struct FindingsView {
    pub desk: Desk,
    pub list: ListState,
    pub chosen: Memo<Arc<Vec<usize>>>,
    pub columns: ShownColumns,
}

fn wanted(list: ListState) -> Wanted {
    let sort = list.sort();
    Wanted {
        search: list.search(),
        kind: list.filter("finding"),
        column: sort.column,
        is_descending: sort.is_descending,
    }
}

pub fn lamp_of(kind: Kind) -> Lamp {
    match kind {
        Kind::MissingRule => Lamp::Critical,
        Kind::WrongTag | Kind::GoneProfile => Lamp::Warning,
        Kind::StaleRule => Lamp::Info,
    }
}

impl FindingsView {
    pub fn new(desk: Desk) -> Self {
        let list = ListState::new("finding", &SORTED_BY, &["finding"]);
        let chosen = Memo::new(move |_| {
            let listing = desk.listing();
            Arc::new(listing.map_or_else(Vec::new, |listing| listing.select(&wanted(list))))
        });
        Self {
            desk,
            list,
            chosen,
            columns: ShownColumns::new("drift", &ALL_COLUMNS, &HIDDEN_AT_FIRST),
        }
    }

    pub fn may_write(self) -> bool {
        !self.desk.session.environment().read_only
    }

    fn status(self) -> String {
        if let Some(count) = self.desk.progress.get() {
            return match count {
                0 => "Reading…".to_owned(),
                _ => format!("{} numbers read", intl::count(count)),
            };
        }
        let Some(listing) = self.desk.listing() else {
            return String::new();
        };
        let total = listing.report.findings.len();
        let all = counted(&intl::count(total), total, "finding");
        if wanted(self.list).is_everything() {
            all
        } else {
            let shown = self.chosen.with(|chosen| chosen.len());
            format!("{} of {all}", intl::count(shown))
        }
    }

    pub fn head(self) -> El {
        let desk = self.desk;
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Drift report"))
            .child(status);
        let refresh = Button::new("Refresh")
            .quiet()
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(
                move || desk.progress.with(Option::is_some),
                move || desk.compare(untrack(|| desk.asked())),
            );
        let columns = self.columns;
        let chooser = menu_button(
            "Columns",
            Icon::Columns,
            "Shown columns",
            move || columns.items(),
            move |id| columns.toggle(id),
        );
        let note = move || {
            let count = self.chosen.with(|chosen| chosen.len());
            format!("{} rows, as filtered and sorted", intl::count(count))
        };
        let export = export_menu(Text::of(note), move || self.sheet());
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children([refresh, chooser, export]))
    }

    /// How many findings there are of each kind; a press shows those alone.
    pub fn kinds(self) -> El {
        let (desk, list) = (self.desk, self.list);
        let kinds = drawn(move || {
            let Some(listing) = desk.listing() else {
                return nothing();
            };
            let kind = |kind: Kind| {
                let count = listing.report.count(kind);
                let is_on = move || list.filter("finding") == words::word(kind);
                let shown = if count == 0 { Lamp::Ok } else { lamp_of(kind) };
                tagged("button", "kind")
                    .attr("type", "button")
                    .attr("title", words::meaning(kind))
                    .state_of("aria-pressed", is_on)
                    .on("click", move |_| {
                        let is_on = untrack(is_on);
                        let word = if is_on { "" } else { words::word(kind) };
                        list.set_filter("finding", word);
                    })
                    .child(tagged("span", "kind__count").text(intl::count(count)))
                    .child(lamp(shown))
                    .child(el("span").text(words::label(kind)))
            };
            tagged("div", "kinds").children(Kind::ALL.map(kind))
        });
        let said = drawn(move || {
            let Some(listing) = desk.listing() else {
                return nothing();
            };
            let report = &listing.report;
            let [numbers, profiles] = desk.held.with_value(|held| held.unreadable);
            let rules = report.plan.rules().len();
            let mut said = vec![format!(
                "{} compared with {}.",
                counted(&intl::count(report.numbers), report.numbers, "number"),
                counted(&intl::count(rules), rules, "rule"),
            )];
            if report.elsewhere > 0 {
                let count = intl::count(report.elsewhere);
                said.push(format!(
                    "{count} from elsewhere (ocsync) are left out: they never touch the SBC."
                ));
            }
            if numbers > 0 {
                let count = counted(&intl::count(numbers), numbers, "number");
                said.push(format!("{count} could not be read."));
            }
            if profiles > 0 {
                let count = counted(&intl::count(profiles), profiles, "calling profile");
                said.push(format!(
                    "{count} could not be read: their numbers seem to have none."
                ));
            }
            tagged("p", "kinds__note quiet").text(said.join(" "))
        });
        el("div").child(kinds).child(said)
    }

    pub fn filters(self) -> El {
        let list = self.list;
        let kinds = || {
            let mut choices = vec![Choice::new("", "All")];
            let all = Kind::ALL.iter();
            choices.extend(all.map(|kind| Choice::new(words::word(*kind), words::label(*kind))));
            choices
        };
        let by_kind = filter(
            "Finding",
            kinds,
            move || list.filter("finding"),
            move |value| list.set_filter("finding", &value),
        );
        let clear = Button::new("Clear filters")
            .quiet()
            .on_press(move || list.clear());
        let clear = el("span")
            .word_of("class", move || {
                if wanted(list).is_everything() {
                    "only-wide"
                } else {
                    ""
                }
            })
            .child(clear);
        let all = move || {
            let has_kind = move || !list.filter("finding").is_empty();
            let button = move || {
                Button::new("Add all matching to changes")
                    .icon(Icon::Plus)
                    .on_press(move || self.desk.put(self.chosen.get_untracked().to_vec()))
            };
            let hint = || {
                tagged("span", "quiet only-wide")
                    .text("Choose a kind to add all of it to the changes.")
            };
            tagged("span", "row")
                .child(when(has_kind, button))
                .child(when(move || !has_kind(), hint))
        };
        tagged("div", "filters")
            .child(search(
                "Number, rule, tag or profile",
                move || list.typed.get(),
                move |text| list.type_search(text),
            ))
            .child(by_kind)
            .child(clear)
            .child(tagged("span", "banner__gap"))
            .child(when(move || self.may_write(), all))
    }

    pub fn body(self) -> El {
        let (desk, list, chosen) = (self.desk, self.list, self.chosen);
        let is_empty = move || chosen.with(|chosen| chosen.is_empty());
        let has_findings = move || {
            desk.listing()
                .is_some_and(|listing| !listing.report.findings.is_empty())
        };
        let none_fits = move || {
            let all = Button::new("Show all findings").on_press(move || list.clear());
            empty("No finding matches", Text::of(move || list.why())).child(all)
        };
        let in_agreement = || {
            empty(
                "No drift",
                "Every number that touches the SBC has a rule, every rule a number, and every tag is a trunk of the number's profile.",
            )
        };
        let is_compared = move || desk.listing().is_some();
        crate::browser::dom::several([
            when(move || is_compared() && !has_findings(), in_agreement),
            when(move || has_findings() && is_empty(), none_fits),
            tagged("div", "grid-holder")
                .flag_of("hidden", is_empty)
                .child(self.grid()),
        ])
    }
}
