//! The rules of the plan: searched, sorted, marked, chosen, exported.

mod cells;

use std::rc::Rc;

use cordboard_dial_plan::Rule;
use cordboard_dial_plan::change_set::Origin;
use leptos::prelude::*;
use serde_json::json;

use super::change_forms::Form;
use super::desk::Desk;
use super::model::listing::{Mark, SORTED_BY, Wanted};
use super::model::words::counted;
use super::page::Parts;
use crate::browser::dom::{El, Text, drawn, el, nothing, tagged, when};
use crate::browser::intl;
use crate::export::Sheet;
use crate::listing::filters::{clear, search_box, select};
use crate::listing::{Listing, Rows, Words, columns_menu, holder, without};
use crate::route::{Query, Route};
use crate::state::list_state::{ListState, ShownColumns};
use crate::ui::button::Button;
use crate::ui::filters::Choice;
use crate::ui::grid::{Column, Head};
use crate::ui::heading::refresh;
use crate::ui::icon::Icon;

const ALL_COLUMNS: [Column; 7] = [
    Column::new("select", "Chosen", "w-select"),
    Column::new("name", "Name", "w-rule-name"),
    Column::new("prefix", "Prefix", "w-rule-prefix"),
    Column::new("tag", "Tag", "w-rule-tag"),
    Column::new("marks", "Marks", "w-marks"),
    Column::new("place", "Place", "w-place"),
    Column::new("edit", "Edit", "w-edit"),
];
/// The server's order matters to few.
const HIDDEN_AT_FIRST: [&str; 1] = ["place"];

const WORDS: Words = Words {
    title: "Dial plans",
    one: "rule",
    many: "rules",
    none: "No rules",
    why_none: "This dial plan is empty. Add a rule, generate a range or import a file.",
};

/// The list as it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct RulesView {
    parts: Parts,
    listing: Listing,
}

fn wanted(list: ListState) -> Wanted {
    let sort = list.sort();
    Wanted {
        search: list.search(),
        mark: list.filter("mark"),
        column: sort.column,
        is_descending: sort.is_descending,
    }
}

impl RulesView {
    pub fn new(parts: Parts) -> Self {
        let desk = parts.desk;
        let list = ListState::new("prefix", &SORTED_BY, &["mark"]);
        let columns = ShownColumns::new("dial-plan-rules", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
        let total = move || Some(desk.live()?.plan.rules().len());
        let choose = move || {
            let (marks, live) = (desk.marks(), desk.live());
            live.map_or_else(Vec::new, |live| live.select(&wanted(list), &marks))
        };
        Self {
            parts,
            listing: Listing::new(&WORDS, (list, columns), total, choose),
        }
    }

    fn desk(self) -> Desk {
        self.parts.desk
    }

    fn may_write(self) -> bool {
        !self.desk().session.environment().read_only
    }

    pub fn head(self) -> El {
        let (desk, listing) = (self.desk(), self.listing);
        let compare = drawn(move || {
            let Some(place) = desk.asked() else {
                return nothing();
            };
            let query = Query::default()
                .with("customer", &[&place.target.customer])
                .with("site", &[&place.target.site])
                .with("plan", &[&place.target.dial_plan]);
            Button::new("Compare with numbers")
                .quiet()
                .small()
                .link(&desk.links.to_with(&Route::Drift, query))
        });
        listing.head(vec![
            compare,
            refresh(move || desk.is_loading.get(), move || desk.read_plan()),
            columns_menu(listing.columns),
            listing.export(move |places, _| self.sheet(places)),
        ])
    }

    /// What an export writes: the rules as filtered and sorted.
    fn sheet(self, places: &[usize]) -> Sheet {
        let live = self.desk().live();
        let rules = live.as_ref().map_or(&[][..], |live| live.plan.rules());
        let rules = places.iter().filter_map(|place| rules.get(*place));
        let place = self.desk().place();
        let name = place.map_or_else(String::new, |place| place.target.dial_plan);
        sheet(name, rules)
    }

    pub fn filters(self) -> El {
        let (list, parts) = (self.listing.list, self.parts);
        let marks = || {
            let all = Mark::ALL.iter();
            all.map(|mark| Choice::new(mark.word(), mark.label()))
                .collect()
        };
        let writes = move || {
            tagged("span", "row")
                .child(self.removal())
                .child(Button::new("Import").on_press(move || parts.import.open()))
                .child(
                    Button::new("Generate a range").on_press(move || parts.forms.open(Form::Range)),
                )
                .child(
                    Button::new("Add rule")
                        .icon(Icon::Plus)
                        .on_press(move || parts.forms.open(Form::Add)),
                )
        };
        tagged("div", "filters")
            .child(search_box(list, "Name, prefix or tag"))
            .child(select(list, ("Marks", "mark"), "All", marks))
            .child(clear(list))
            .child(tagged("span", "banner__gap"))
            .child(when(move || self.may_write(), writes))
    }

    /// How many rules are chosen, and what can be done with them.
    fn removal(self) -> El {
        let desk = self.desk();
        let count = Text::of(move || match desk.all_picked().len() {
            0 => String::new(),
            count => format!("{} selected", intl::count(count)),
        });
        let remove = Button::new("Remove selected")
            .on_press(move || untrack(|| self.remove()))
            .attr_of("aria-disabled", move || {
                desk.all_picked().is_empty().then(|| "true".to_owned())
            });
        tagged("span", "row")
            .child(tagged("span", "second").text(count))
            .child(remove)
    }

    fn remove(self) {
        let desk = self.desk();
        let (picked, Some(live)) = (desk.all_picked(), desk.live()) else {
            return;
        };
        if picked.is_empty() {
            desk.say("Select rules first.".to_owned());
            return;
        }
        desk.edit(&mut |changes, plan| {
            let batch = changes.batch(Origin::Selection);
            for place in &picked {
                changes.remove(plan, batch, live.plan.rules()[*place].clone());
            }
        });
        let count = intl::count(picked.len());
        let rules = counted(&count, picked.len(), "rule");
        desk.say(format!("{rules} to be removed, among the pending changes."));
        desk.pick(&picked, false);
    }

    /// The rules, or why there are none.
    pub fn body(self) -> El {
        let desk = self.desk();
        let grid = self.listing.grid(Rows {
            label: "Dial plan rules",
            class: "grid--rules grid--held",
            track: Rc::new(move || {
                desk.changed.track();
                desk.read.track();
                desk.marked.track();
            }),
            // Whatever changes what a row shows makes it another row.
            key: Rc::new(move |place| {
                let versions = [desk.changed, desk.read, desk.marked];
                let version: u64 = versions.iter().map(|own| own.get_untracked()).sum();
                (version << 24) ^ place as u64
            }),
            cell: Rc::new(move |place, column| self.cell(place, column)),
        });
        let grid = without(grid, move |column| {
            matches!(column.id, "select" | "edit") && !self.may_write()
        });
        let own_head = move |column: &'static str| -> Option<Head> {
            match column {
                "select" => Some(Rc::new(move || self.select_all())),
                "marks" => Some(Rc::new(|| el("span").text("Marks"))),
                "edit" => Some(Rc::new(|| tagged("span", "hidden-text").text("Edit"))),
                _ => None,
            }
        };
        let grid = grid.draw_headed(Rc::new(own_head));
        self.listing.body(holder(grid))
    }

    /// Chooses every rule that fits the filters.
    fn select_all(self) -> El {
        let (desk, chosen) = (self.desk(), self.listing.chosen);
        let label = Text::of(move || {
            let count = chosen.with(|chosen| chosen.len());
            format!("Select all {}", counted(&intl::count(count), count, "rule"))
        });
        let all = move || {
            desk.picked.track();
            let places = chosen.get();
            !places.is_empty()
                && places
                    .iter()
                    .all(|place| untrack(|| desk.is_picked(*place)))
        };
        let box_ = tagged("input", "check__box")
            .attr("type", "checkbox")
            .label("aria-label", label)
            .property_of("checked", all)
            .on("change", move |event| {
                desk.pick(&chosen.get_untracked(), event.is_checked());
            });
        tagged("label", "check").child(box_)
    }
}

fn sheet<'a>(name: String, rules: impl Iterator<Item = &'a Rule> + Clone) -> Sheet {
    Sheet {
        name,
        columns: ["Name", "Prefix", "Tag"].map(str::to_owned).into(),
        rows: rules
            .clone()
            .map(|rule| vec![rule.name.clone(), rule.prefix.clone(), rule.tag.clone()])
            .collect(),
        as_returned: rules
            .map(|rule| json!({ "name": rule.name, "prefix": rule.prefix, "tag": rule.tag }))
            .collect(),
    }
}
