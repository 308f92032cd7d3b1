//! `/voice-profiles`: the list with its spend guard.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::batch::{self, Desk};
use super::cells::{draw_cell, sheet};
use super::marks;
use super::model::rows::{self, COLUMNS};
use crate::answer::{key_in, trouble_above_rows, waiting};
use crate::browser::dom::{El, nothing, several, tagged};
use crate::listing::filters::{clear, search_box};
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::route::{Platform, Route};
use crate::state::links::use_links;
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::button::Button;
use crate::ui::grid::Column;
use crate::ui::heading::refresh;

const ALL_COLUMNS: [Column; 12] = [
    Column::new("name", "Name", "w-name card-lead"),
    Column::new("guard", "Spend guard", "w-guard card-full"),
    Column::new("prefix", "Tech prefix", "w-prefix card-sub"),
    Column::new("channels", "Channel limit", "w-channels num card-hide"),
    Column::new("rate", "Max rate", "w-rate num card-hide"),
    Column::new("daily", "Daily spend limit", "w-daily num card-hide"),
    Column::new("highest", "Highest a day", "w-highest num card-hide"),
    Column::new("record", "Recording", "w-record card-sub"),
    Column::new("format", "File format", "w-format card-hide"),
    Column::new("tracks", "Tracks", "w-tracks card-hide"),
    Column::new("modified", "Modified", "w-modified card-hide"),
    Column::new("id", "Profile id", "w-id card-hide"),
];
/// Ids are for copying, not for reading; the highest spend stands beside the spend guard.
const HIDDEN_AT_FIRST: [&str; 2] = ["highest", "id"];

const WORDS: Words = Words {
    title: "Voice profiles",
    one: "voice profile",
    many: "voice profiles",
    none: "No voice profiles",
    why_none: "The account has none yet.",
};

pub fn list_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    let profiles = lists.voice_profiles;
    profiles.read_by_page();
    lists.want_voice_profiles(session);

    let all = Memo::new_with_compare(
        move |_| {
            let value = profiles.value.get();
            Arc::new(value.map_or_else(Vec::new, |all| rows::rows(&all, marks())))
        },
        |_, _| true,
    );
    let list = ListState::new("name", &COLUMNS, &[]);
    let columns = ShownColumns::new("voice-profiles", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
    let listing = Listing::new(
        &WORDS,
        (list, columns),
        move || profiles.count(),
        move || {
            let sort = list.sort();
            rows::select(&all.get(), &list.search(), &sort.column, sort.is_descending)
        },
    );
    let read = move || lists.read_voice_profiles(session);
    let tool = |label: &'static str| Button::new(label).quiet().small();
    let mut tools = vec![
        refresh(move || profiles.is_loading.get(), read),
        columns_menu(columns),
        listing.export(move |places, columns| sheet(&all.get(), places, columns)),
        tool("Compare").link(&links.to(&Route::CompareVoiceProfiles)),
    ];
    // Where several are made out of a table.
    let desk = Desk::new();
    if !session.environment().read_only {
        tools.push(tool("Create from CSV").on_press(move || desk.is_open.set(true)));
        let new = Button::new("New voice profile").primary().small();
        tools.push(new.link(&links.to(&Route::NewVoiceProfile)));
    }
    let filters = tagged("div", "filters")
        .child(search_box(list, "Name, prefix, id, no daily limit"))
        .child(clear(list));
    let rows = Rows {
        label: "Voice profiles",
        class: "grid--voice grid--held grid--cards",
        track: Rc::new(move || all.track()),
        key: Rc::new(move |place| all.with(|all| key_in(all, place))),
        cell: Rc::new(move |place, column| {
            all.with(|all| {
                let row = all.get(place);
                row.map_or_else(nothing, |row| draw_cell(row, column, links))
            })
        }),
    };
    let what = "Voice profiles could not be read";
    several([
        listing.head(tools),
        filters,
        trouble_above_rows(profiles, Platform::OpenTact, what, read),
        super::removal::at_hand(),
        waiting(profiles),
        listing.body(holder(listing.grid(rows).draw())),
        batch::dialog(desk),
    ])
}
