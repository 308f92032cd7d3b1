//! Counts rows by value beside the list: first the rows are painted, then they are counted.

use std::time::Duration;

use cordboard_numbers::{Facet, Tallies};
use leptos::prelude::*;

use super::book::Shelf;
use crate::browser::dom::follow;
use crate::browser::{intl, task, timer};

/// Two frames: what was pressed is on screen by then.
const AFTER_PAINTING: Duration = Duration::from_millis(32);
/// While rows stream in, counting them all again each time would take longer than reading them.
const WHILE_STREAMING: Duration = Duration::from_millis(500);

/// Counts whenever the book has changed.
pub fn keep_counting(shelf: Shelf) {
    let is_counting = StoredValue::new(false);
    let is_outdated = StoredValue::new(false);
    follow(move || {
        shelf.read(|_| ());
        is_outdated.set_value(true);
        if !is_counting.get_value() {
            is_counting.set_value(true);
            task::start(async move {
                while is_outdated.try_get_value() == Some(true) {
                    let is_loading = shelf.is_loading.try_get_untracked() == Some(true);
                    let is_first = shelf.try_peek(|book| book.tallies.is_empty()) == Some(true);
                    timer::sleep(if is_loading && !is_first {
                        WHILE_STREAMING
                    } else {
                        AFTER_PAINTING
                    })
                    .await;
                    is_outdated.try_set_value(false);
                    count(shelf).await;
                }
                is_counting.try_set_value(false);
            });
        }
    });
}

async fn count(shelf: Shelf) {
    let mut tallies: Vec<Tallies> = Vec::new();
    for facet in Facet::ALL {
        let Some(counted) = shelf.try_peek(|book| book.view.tallies(&book.store, facet)) else {
            return;
        };
        tallies.push(counted);
        task::breathe().await;
    }
    let unnamed = shelf.try_peek(|book| unnamed_countries(book.names(), &tallies));
    if let Some(unnamed) = unnamed.filter(|unnamed| !unnamed.is_empty()) {
        shelf.set_names(|names| {
            for (code, name) in &unnamed {
                names.name_country(code, name);
            }
        });
    }
    shelf.try_write(|book| book.tallies = tallies);
    if let Some(counted) = shelf.counted.try_get_untracked() {
        shelf.counted.set(counted + 1);
    }
}

/// Countries that have come and have no name yet: a search for "Germany" finds DE by it.
fn unnamed_countries(
    names: &cordboard_numbers::Names,
    tallies: &[Tallies],
) -> Vec<(String, String)> {
    let countries = tallies.get(Facet::Country as usize);
    let values = countries.into_iter().flat_map(|tallies| &tallies.values);
    values
        .filter_map(|tally| tally.value.as_deref())
        .filter(|code| names.country(code).is_none())
        .map(|code| {
            let name = intl::country(code).unwrap_or_else(|| code.to_owned());
            (code.to_owned(), name)
        })
        .collect()
}
