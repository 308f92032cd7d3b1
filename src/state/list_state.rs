//! What every list keeps in the address: search, filters, order. And which columns are shown.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::links::{Links, use_links};
use crate::browser::dom::follow;
use crate::browser::location::History;
use crate::browser::storage::{self, Keep};
use crate::ui::grid::Column;
use crate::ui::grid::sort::Sort;
use crate::ui::menu::Item;

/// Typing changes the address once the hand rests; browsers also limit how often it may change.
const REST: Duration = Duration::from_millis(250);

/// A list's state, mirrored in the address.
#[derive(Debug, Clone, Copy)]
pub struct ListState {
    links: Links,
    /// What stands in the search box.
    pub typed: RwSignal<String>,
    columns: &'static [&'static str],
    default: &'static str,
    filters: &'static [&'static str],
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl ListState {
    /// `columns` are those that can be sorted by, `default` the list's own order.
    pub fn new(
        default: &'static str,
        columns: &'static [&'static str],
        filters: &'static [&'static str],
    ) -> Self {
        let links = use_links();
        let written = links.parameter("q");
        let typed = RwSignal::new(written.get_untracked());
        let pending = StoredValue::new(None::<TimeoutHandle>);
        // Back, Forward and links change the address: the box follows, unless a hand is typing.
        follow(move || {
            let written = written.get();
            if pending.with_value(Option::is_none) && typed.get_untracked() != written {
                typed.set(written);
            }
        });
        Self {
            links,
            typed,
            columns,
            default,
            filters,
            pending,
        }
    }

    /// What is searched for, tracked.
    pub fn search(self) -> String {
        self.typed.get()
    }

    /// The order, tracked.
    pub fn sort(self) -> Sort {
        let query = self.links.query();
        let sort = query.get("sort").unwrap_or_default();
        Sort::parse(sort, self.columns, self.default)
    }

    /// The value of a filter, tracked; empty for all.
    pub fn filter(self, name: &str) -> String {
        self.links.query().get(name).unwrap_or_default().to_owned()
    }

    /// Every value of a filter that may repeat, tracked.
    pub fn filter_values(self, name: &str) -> Vec<String> {
        self.links.query().all(name).map(str::to_owned).collect()
    }

    /// Whether rows may be left out, tracked.
    pub fn is_filtered(self) -> bool {
        let is_on = |name: &&str| !self.filter(name).is_empty();
        !self.search().trim().is_empty() || self.filters.iter().any(is_on)
    }

    /// Takes a letter: the list follows at once, the address a moment later.
    pub fn type_search(self, text: String) {
        self.typed.set(text);
        self.forget_pending();
        let handle = set_timeout_with_handle(
            move || {
                self.pending.try_set_value(None);
                if let Some(text) = self.typed.try_get_untracked() {
                    self.links.set(&[("q", &[&text])], History::Replace);
                }
            },
            REST,
        );
        self.pending.set_value(handle.ok());
    }

    fn forget_pending(self) {
        if let Some(earlier) = self.pending.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
    }

    pub fn set_filter(self, name: &str, value: &str) {
        self.links.set(&[(name, &[value])], History::Push);
    }

    /// Sets every value of a filter that may repeat.
    pub fn set_filter_values(self, name: &str, values: &[&str]) {
        self.links.set(&[(name, values)], History::Push);
    }

    /// Sorts by a column, or turns its order around; nothing for one that has no order.
    pub fn press_sort(self, column: &str) {
        if !self.columns.contains(&column) {
            return;
        }
        let sort = untrack(|| self.sort()).pressed(column);
        self.links
            .set(&[("sort", &[&sort.to_string()])], History::Push);
    }

    /// Shows everything again; the order stays.
    pub fn clear(self) {
        self.forget_pending();
        self.typed.set(String::new());
        let mut changes: Vec<(&str, &[&str])> = vec![("q", &[])];
        changes.extend(self.filters.iter().map(|name| (*name, &[] as &[&str])));
        self.links.set(&changes, History::Push);
    }

    /// Which filters are on, as a sentence; tracked.
    pub fn why(self) -> String {
        let mut parts = Vec::new();
        let search = self.search();
        if !search.trim().is_empty() {
            parts.push(format!("search is \"{}\"", search.trim()));
        }
        for name in self.filters {
            let value = self.filter(name);
            if !value.is_empty() {
                parts.push(format!("{name} is {value}"));
            }
        }
        let text = parts.join(" and ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            format!(
                "{}{}. No row fits all of it.",
                first.to_uppercase(),
                letters.as_str()
            )
        })
    }
}

/// The columns of a list, some of them hidden; remembered on this device.
#[derive(Debug, Clone, Copy)]
pub struct ShownColumns {
    all: &'static [Column],
    /// Their ids, separated by commas.
    hidden: RwSignal<String>,
    storage_key: StoredValue<String>,
}

impl ShownColumns {
    pub fn new(list: &str, all: &'static [Column], hidden_at_first: &[&str]) -> Self {
        let storage_key = format!("cordboard:columns:{list}");
        let hidden =
            storage::read(Keep::Device, &storage_key).unwrap_or_else(|| hidden_at_first.join(","));
        Self {
            all,
            hidden: RwSignal::new(hidden),
            storage_key: StoredValue::new(storage_key),
        }
    }

    fn is_shown(self, column: &Column) -> bool {
        self.hidden
            .with(|hidden| hidden.split(',').all(|id| id != column.id))
    }

    /// The columns that are shown, tracked.
    pub fn shown(self) -> Vec<Column> {
        self.all
            .iter()
            .copied()
            .filter(|column| self.is_shown(column))
            .collect()
    }

    /// The lines of the chooser, tracked. The first column names the row: it stays.
    pub fn items(self) -> Vec<Item> {
        let choice = |column: &Column| Item {
            id: column.id.to_owned(),
            label: column.label.to_owned(),
            checked: Some(self.is_shown(column)),
        };
        self.all.iter().skip(1).map(choice).collect()
    }

    /// Shows or hides a column.
    pub fn toggle(self, id: &str) {
        let before = self.hidden.get_untracked();
        let mut hidden: Vec<&str> = before.split(',').filter(|own| !own.is_empty()).collect();
        let count = hidden.len();
        hidden.retain(|own| *own != id);
        if hidden.len() == count {
            hidden.push(id);
        }
        let hidden = hidden.join(",");
        self.storage_key
            .with_value(|key| storage::write(Keep::Device, key, &hidden));
        self.hidden.set(hidden);
    }
}
