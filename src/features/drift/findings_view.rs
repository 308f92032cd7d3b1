//! The findings: counted by kind, searched and filtered.

use cordboard_dial_plan::drift::Kind;
use leptos::prelude::*;

use super::desk::Desk;
use super::findings_grid::{ALL_COLUMNS, HIDDEN_AT_FIRST};
use super::model::listing::{SORTED_BY, Wanted};
use super::model::words::{self, counted};
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::intl;
use crate::listing::filters::{clear, search_box, select};
use crate::listing::{Listing, Words, columns_menu, holder};
use crate::state::list_state::{ListState, ShownColumns};
use crate::ui::button::Button;
use crate::ui::filters::Choice;
use crate::ui::heading::{page_head, refresh};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp};

const WORDS: Words = Words {
    title: "Drift report",
    one: "finding",
    many: "findings",
    none: "No drift",
    why_none: "Every number that touches the SBC has a rule, every rule a number, and every tag is a trunk of the number's profile.",
};

/// The list as it is asked for.
#[derive(Clone, Copy)]
pub struct FindingsView {
    pub desk: Desk,
    pub listing: Listing,
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
        let columns = ShownColumns::new("drift", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
        let total = move || Some(desk.listing()?.report.findings.len());
        let choose = move || {
            let listing = desk.listing();
            listing.map_or_else(Vec::new, |listing| listing.select(&wanted(list)))
        };
        Self {
            desk,
            listing: Listing::new(&WORDS, (list, columns), total, choose),
        }
    }

    pub fn may_write(self) -> bool {
        !self.desk.session.environment().read_only
    }

    fn status(self) -> String {
        match self.desk.progress.get() {
            None => self.listing.status(),
            Some(0) => "Reading…".to_owned(),
            Some(count) => format!("{} numbers read", intl::count(count)),
        }
    }

    pub fn head(self) -> El {
        let (desk, listing) = (self.desk, self.listing);
        let compare = move || desk.compare(untrack(|| desk.asked()));
        let tools = vec![
            refresh(move || desk.progress.with(Option::is_some), compare),
            columns_menu(listing.columns),
            listing.export(move |places, _| self.sheet(places)),
        ];
        page_head(WORDS.title, Text::of(move || self.status()), tools)
    }

    /// How many findings there are of each kind; a press shows those alone.
    pub fn kinds(self) -> El {
        let (desk, list) = (self.desk, self.listing.list);
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
        let list = self.listing.list;
        let kinds = || {
            let all = Kind::ALL.iter();
            all.map(|kind| Choice::new(words::word(*kind), words::label(*kind)))
                .collect()
        };
        let all = move || {
            let has_kind = move || !list.filter("finding").is_empty();
            let button = move || {
                Button::new("Add all matching to changes")
                    .icon(Icon::Plus)
                    .on_press(move || self.desk.put(self.listing.chosen.get_untracked().to_vec()))
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
            .child(search_box(list, "Number, rule, tag or profile"))
            .child(select(list, ("Finding", "finding"), "All", kinds))
            .child(clear(list))
            .child(tagged("span", "banner__gap"))
            .child(when(move || self.may_write(), all))
    }

    pub fn body(self) -> El {
        self.listing.body(holder(self.grid()))
    }
}
