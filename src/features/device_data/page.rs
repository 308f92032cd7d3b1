//! The page: one table a place.

use leptos::prelude::*;

use super::model::{Item, record, setting, sum};
use crate::browser::database::{self, Store};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};
use crate::browser::storage::{self, Keep};
use crate::browser::{intl, location, task};
use crate::explain::bytes;
use crate::state::tasks::{Tasks, use_tasks};
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::confirm::confirm_loss;
use crate::ui::heading::{page_head, refresh};
use crate::ui::notice::{Notice, Tone};

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Database(Store),
    Storage(Keep),
}

/// A place with what is in it.
#[derive(Debug, Clone)]
struct Shelf {
    place: Place,
    items: Vec<Item>,
}

impl Place {
    fn all() -> impl Iterator<Item = Self> {
        let databases = Store::ALL.into_iter().map(Self::Database);
        databases.chain([Self::Storage(Keep::Device), Self::Storage(Keep::Tab)])
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Database(Store::Tasks) => "Tasks",
            Self::Database(Store::ChangeSets) => "Changes of dial plans, not applied yet",
            Self::Database(Store::Drafts) => "Forms, not sent yet",
            Self::Database(Store::Runs) => {
                "Changes of dial plans that were applied, with their inverse"
            }
            Self::Database(Store::Journal) => "Journal of writes",
            Self::Storage(Keep::Device) => "Settings of this device",
            Self::Storage(Keep::Tab) => "Kept for this tab",
        }
    }

    /// Where a developer's tools show it, and for how long it stays.
    fn whereabouts(self) -> String {
        match self {
            Self::Database(store) => format!(
                "IndexedDB, database cordboard, store {}. Stays until it is deleted.",
                store.name()
            ),
            Self::Storage(Keep::Device) => {
                "localStorage. Stays until it is deleted. Never a secret.".to_owned()
            }
            Self::Storage(Keep::Tab) => {
                "sessionStorage. Goes with the tab; a duplicated tab keeps a copy. Holds an access token only where \"Keep for this tab\" was ticked."
                    .to_owned()
            }
        }
    }

    async fn read(self) -> Result<Vec<Item>, String> {
        match self {
            Self::Database(store) => {
                let kept = database::all(store, "").await;
                let kept = kept.map_err(|why| why.to_string())?;
                let item = |(key, text): (String, String)| Item {
                    what: record(database::parts_of(&key)),
                    size: key.len() + text.len(),
                    key,
                };
                Ok(kept.into_iter().map(item).collect())
            }
            Self::Storage(keep) => {
                let item = |key: String| Item {
                    what: setting(&key),
                    size: key.len() + storage::read(keep, &key).map_or(0, |text| text.len()),
                    key,
                };
                let mut keys = storage::own_keys(keep);
                keys.sort();
                Ok(keys.into_iter().map(item).collect())
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Page {
    shelves: RwSignal<Vec<Shelf>>,
    is_read: RwSignal<bool>,
    /// Why something could not be read or deleted; empty when all went well.
    trouble: RwSignal<String>,
    is_asking: RwSignal<bool>,
    tasks: Tasks,
}

pub fn device_data_page() -> El {
    let page = Page {
        shelves: RwSignal::new(Vec::new()),
        is_read: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
        is_asking: RwSignal::new(false),
        tasks: use_tasks(),
    };
    page.read();
    several([page.head(), page.alert(), page.body(), page.question()])
}

impl Page {
    fn read(self) {
        task::start(async move {
            let mut shelves = Vec::new();
            for place in Place::all() {
                match place.read().await {
                    Ok(items) => shelves.push(Shelf { place, items }),
                    Err(why) => {
                        self.trouble.try_set(why);
                    }
                }
            }
            self.shelves.try_set(shelves);
            self.is_read.try_set(true);
        });
    }

    fn status(self) -> String {
        if !self.is_read.get() {
            return "Reading".to_owned();
        }
        self.shelves.with(|shelves| {
            let sums = shelves.iter().map(|shelf| sum(&shelf.items));
            let (count, size) =
                sums.fold((0, 0), |(count, size), own| (count + own.0, size + own.1));
            entries(count, size)
        })
    }

    fn head(self) -> El {
        let delete_all = Button::new("Delete all")
            .danger()
            .small()
            .on_press(move || self.is_asking.set(true));
        let tools = vec![refresh(|| false, move || self.read()), delete_all];
        page_head(
            "Data on this device",
            Text::of(move || self.status()),
            tools,
        )
    }

    fn alert(self) -> El {
        drawn(move || {
            let why = self.trouble.get();
            if why.is_empty() {
                return nothing();
            }
            let notice = Notice::new(
                Tone::Warning,
                "The browser did not do all that was asked",
                format!("It says: {why}."),
            );
            let close = move || self.trouble.set(String::new());
            Alert::new(notice).close(close).draw_on_page()
        })
    }

    fn body(self) -> El {
        let lead = tagged("p", "quiet").text(
            "Everything that Cordboard keeps in this browser. Access tokens, lists and the calls under Activity are in this tab's memory alone and go with it. Passwords are never kept.",
        );
        let shelves = drawn(move || {
            let draw = |shelf: &Shelf| self.draw(shelf);
            self.shelves
                .with(|shelves| several(shelves.iter().map(draw)))
        });
        tagged("div", "page__pad stack").child(lead).child(shelves)
    }

    fn draw(self, own: &Shelf) -> El {
        let place = own.place;
        let (count, size) = sum(&own.items);
        let rows = own.items.iter().map(|item| {
            let key = item.key.clone();
            let delete = Button::new("Delete")
                .quiet()
                .tiny()
                .on_press(move || self.delete(place, key.clone()))
                .attr(
                    "aria-label",
                    &format!("Delete {}: {}", place.heading(), item.what),
                );
            el("tr")
                .child(el("td").text(item.what.as_str()))
                .child(tagged("td", "num").text(bytes(item.size as u64)))
                .child(tagged("td", "num").child(delete))
        });
        let table = (count > 0).then(|| {
            let head = ["What", "Size", ""]
                .into_iter()
                .enumerate()
                .map(|(at, label)| {
                    let class = if at == 0 { "" } else { "num" };
                    if label.is_empty() {
                        return el("td");
                    }
                    tagged("th", class).attr("scope", "col").text(label)
                });
            let table = tagged("table", "list")
                .attr("aria-label", place.heading())
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(rows));
            tagged("div", "list-box").child(table)
        });
        tagged("section", "stack stack--tight")
            .attr("aria-label", place.heading())
            .child(el("h2").text(place.heading()))
            .child(tagged("p", "quiet").text(format!(
                "{} {}",
                place.whereabouts(),
                if count == 0 {
                    "Nothing is kept.".to_owned()
                } else {
                    format!("{}.", entries(count, size))
                }
            )))
            .maybe(table)
    }

    fn delete(self, place: Place, key: String) {
        task::start(async move {
            let deleted = match place {
                Place::Database(Store::Tasks) => {
                    // The other tabs show it too.
                    self.tasks.remove(&key);
                    database::delete(Store::Tasks, &key).await
                }
                Place::Database(store) => database::delete(store, &key).await,
                Place::Storage(keep) => {
                    storage::remove(keep, &key);
                    Ok(())
                }
            };
            if let Err(why) = deleted {
                self.trouble.try_set(why.to_string());
            }
            self.read();
        });
    }

    fn question(self) -> El {
        confirm_loss(
            self.is_asking,
            "Delete all data on this device",
            "Tasks, unsent forms, staged and applied changes with their inverse, settings, and tokens kept for this tab go for good. What the servers hold stays. Cordboard then starts anew; other tabs of it should be closed.",
            "Delete all data",
            move || self.delete_all(),
        )
    }

    fn delete_all(self) {
        task::start(async move {
            for place in Place::all() {
                match place {
                    Place::Database(store) => {
                        if let Err(why) = database::clear(store).await {
                            self.trouble.set(why.to_string());
                            self.is_asking.set(false);
                            self.read();
                            return;
                        }
                    }
                    Place::Storage(keep) => {
                        for key in storage::own_keys(keep) {
                            storage::remove(keep, &key);
                        }
                    }
                }
            }
            // What is in memory would be written again.
            location::reload();
        });
    }
}

fn entries(count: usize, size: u64) -> String {
    let noun = if count == 1 { "entry" } else { "entries" };
    format!("{} {noun}, {}", intl::count(count), bytes(size))
}
