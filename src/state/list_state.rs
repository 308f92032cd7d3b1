//! What every list keeps in the address: search, filters, order. And which columns are shown.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::links::{Links, use_links};
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
    /// What is searched for.
    pub search: Signal<String>,
    pub sort: Memo<Sort>,
    filters: StoredValue<Vec<(&'static str, Memo<String>)>>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl ListState {
    /// `columns` are those that can be sorted by, `default` the list's own order.
    pub fn new(
        default: &'static str,
        columns: &'static [&'static str],
        filters: &[&'static str],
    ) -> Self {
        let links = use_links();
        let written = links.parameter("q");
        let typed = RwSignal::new(written.get_untracked());
        let pending = StoredValue::new(None::<TimeoutHandle>);
        // Back, Forward and links change the address: the box follows, unless a hand is typing.
        Effect::new(move |_| {
            let written = written.get();
            if pending.with_value(Option::is_none) && typed.get_untracked() != written {
                typed.set(written);
            }
        });
        let sort_text = links.parameter("sort");
        Self {
            links,
            typed,
            search: typed.into(),
            sort: Memo::new(move |_| Sort::parse(&sort_text.get(), columns, default)),
            filters: StoredValue::new(
                filters
                    .iter()
                    .map(|name| (*name, links.parameter(name)))
                    .collect(),
            ),
            pending,
        }
    }

    /// Takes a letter: the list follows at once, the address a moment later.
    pub fn type_search(self, text: String) {
        self.typed.set(text);
        if let Some(earlier) = self.pending.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        let handle = set_timeout_with_handle(
            move || {
                self.pending.set_value(None);
                if let Some(text) = self.typed.try_get_untracked() {
                    self.links.set(&[("q", &[&text])], History::Replace);
                }
            },
            REST,
        );
        self.pending.set_value(handle.ok());
    }

    /// The value of a filter, tracked; empty for all.
    pub fn filter(self, name: &str) -> String {
        let memo = self.filters.with_value(|filters| {
            filters
                .iter()
                .find(|(own, _)| *own == name)
                .map(|(_, memo)| *memo)
        });
        memo.map(|memo| memo.get()).unwrap_or_default()
    }

    pub fn set_filter(self, name: &str, value: &str) {
        self.links.set(&[(name, &[value])], History::Push);
    }

    /// Sorts by a column, or turns its order around.
    pub fn press_sort(self, column: &str) {
        let sort = self.sort.get_untracked().pressed(column);
        self.links
            .set(&[("sort", &[&sort.to_string()])], History::Push);
    }

    /// Shows everything again; the order stays.
    pub fn clear(self) {
        if let Some(earlier) = self.pending.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        self.typed.set(String::new());
        let names = self
            .filters
            .with_value(|filters| filters.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        let mut changes: Vec<(&str, &[&str])> = vec![("q", &[])];
        changes.extend(names.iter().map(|name| (*name, &[] as &[&str])));
        self.links.set(&changes, History::Push);
    }

    /// Which filters are on, as a sentence.
    pub fn why(self) -> String {
        let mut parts = Vec::new();
        let search = self.search.get();
        if !search.trim().is_empty() {
            parts.push(format!("search is \"{}\"", search.trim()));
        }
        let filters = self.filters.get_value();
        for (name, value) in filters {
            let value = value.get();
            if !value.is_empty() {
                parts.push(format!("{name} is {value}"));
            }
        }
        let text = parts.join(" and ");
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| {
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
    pub shown: Memo<Vec<Column>>,
    pub items: Signal<Vec<Item>>,
    hidden: RwSignal<Vec<String>>,
    storage_key: StoredValue<String>,
}

impl ShownColumns {
    pub fn new(list: &str, all: &'static [Column], hidden_at_first: &[&str]) -> Self {
        let storage_key = format!("cordboard:columns:{list}");
        let hidden = storage::read(Keep::Device, &storage_key).map_or_else(
            || hidden_at_first.iter().map(|id| (*id).to_owned()).collect(),
            |kept| kept.split(',').map(str::to_owned).collect::<Vec<_>>(),
        );
        let hidden = RwSignal::new(hidden);
        let is_shown =
            move |column: &Column| hidden.with(|hidden| hidden.iter().all(|id| id != column.id));
        let shown = Memo::new(move |_| all.iter().copied().filter(is_shown).collect::<Vec<_>>());
        // The first column names the row: it stays.
        let items = Signal::derive(move || {
            all.iter()
                .skip(1)
                .map(|column| Item {
                    id: column.id.to_owned(),
                    label: column.label.to_owned(),
                    checked: Some(is_shown(column)),
                })
                .collect()
        });
        Self {
            shown,
            items,
            hidden,
            storage_key: StoredValue::new(storage_key),
        }
    }

    /// Shows or hides a column.
    pub fn toggle(self, id: &str) {
        self.hidden
            .update(|hidden| match hidden.iter().position(|own| own == id) {
                Some(place) => {
                    hidden.remove(place);
                }
                None => hidden.push(id.to_owned()),
            });
        let hidden = self.hidden.with_untracked(|hidden| hidden.join(","));
        self.storage_key
            .with_value(|key| storage::write(Keep::Device, key, &hidden));
    }
}
