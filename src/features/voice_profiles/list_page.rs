//! `/voice-profiles`: the list with its spend guard.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::batch::{self, Desk};
use super::cells::{draw_cell, sheet};
use super::marks;
use super::model::rows::{self, COLUMNS, Row};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::browser::intl;
use crate::export::export_menu;
use crate::route::{Platform, Route};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::search;
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::menu::menu_button;
use crate::ui::skeleton::skeleton;

const fn column(id: &'static str, label: &'static str, class: &'static str) -> Column {
    Column { id, label, class }
}

const ALL_COLUMNS: [Column; 12] = [
    column("name", "Name", "w-name card-lead"),
    column("guard", "Spend guard", "w-guard card-full"),
    column("prefix", "Tech prefix", "w-prefix card-sub"),
    column("channels", "Channel limit", "w-channels num card-hide"),
    column("rate", "Max rate", "w-rate num card-hide"),
    column("daily", "Daily spend limit", "w-daily num card-hide"),
    column("highest", "Highest a day", "w-highest num card-hide"),
    column("record", "Recording", "w-record card-sub"),
    column("format", "File format", "w-format card-hide"),
    column("tracks", "Tracks", "w-tracks card-hide"),
    column("modified", "Modified", "w-modified card-hide"),
    column("id", "Profile id", "w-id card-hide"),
];
/// Ids are for copying, not for reading; the highest spend stands beside the spend guard.
const HIDDEN_AT_FIRST: [&str; 2] = ["highest", "id"];

/// The list as it is asked for.
#[derive(Clone, Copy)]
struct Page {
    list: ListState,
    all: Memo<Arc<Vec<Row>>>,
    chosen: Memo<Arc<Vec<usize>>>,
    columns: ShownColumns,
    links: Links,
    /// Where several are made out of a table.
    desk: Desk,
}

pub fn list_page() -> El {
    let session = use_session();
    let lists = use_lists();
    lists.voice_profiles.read_by_page();
    lists.want_voice_profiles(session);

    let all = Memo::new_with_compare(
        move |_| {
            let value = lists.voice_profiles.value.get();
            Arc::new(value.map_or_else(Vec::new, |all| rows::rows(&all, marks())))
        },
        |_, _| true,
    );
    let list = ListState::new("name", &COLUMNS, &[]);
    let chosen = Memo::new(move |_| {
        let sort = list.sort();
        let all = all.get();
        Arc::new(rows::select(
            &all,
            &list.search(),
            &sort.column,
            sort.is_descending,
        ))
    });
    let columns = ShownColumns::new("voice-profiles", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
    let page = Page {
        list,
        all,
        chosen,
        columns,
        links: use_links(),
        desk: Desk::new(),
    };
    let trouble = drawn(move || match lists.voice_profiles.error.get() {
        None => nothing(),
        Some(error) => {
            let what = "Voice profiles could not be read";
            let mut notice = session.explain(what, Platform::OpenTact, &error);
            if let Some(at) = lists.voice_profiles.loaded_at.get_untracked() {
                let since = intl::time_of_day(at);
                notice.advice = format!("{} The rows below are from {since}.", notice.advice);
            }
            let alert = Alert::new(notice)
                .link(session.way_on(Platform::OpenTact, &error))
                .try_again(move || lists.read_voice_profiles(session))
                .close(move || lists.voice_profiles.error.set(None));
            tagged("div", "page__alert").child(alert.draw())
        }
    });
    several([
        page.head(),
        page.filters(),
        trouble,
        super::removal::at_hand(),
        page.body(),
        batch::dialog(page.desk),
    ])
}

impl Page {
    fn status(self) -> String {
        let (shown, total) = (
            self.chosen.with(|chosen| chosen.len()),
            self.all.with(|all| all.len()),
        );
        let noun = if total == 1 {
            "voice profile"
        } else {
            "voice profiles"
        };
        if use_lists().voice_profiles.value.with(Option::is_none) {
            String::new()
        } else if self.list.search().trim().is_empty() {
            format!("{} {noun}", intl::count(total))
        } else {
            format!("{} of {} {noun}", intl::count(shown), intl::count(total))
        }
    }

    fn head(self) -> El {
        let (session, lists, links) = (use_session(), use_lists(), self.links);
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Voice profiles"))
            .child(status);
        let refresh = Button::new("Refresh")
            .quiet()
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(
                move || lists.voice_profiles.is_loading.get(),
                move || lists.read_voice_profiles(session),
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
        let export = export_menu(Text::of(note), move || {
            let (all, chosen) = (self.all.get(), self.chosen.get());
            let shown: Vec<&Row> = chosen.iter().map(|index| &all[*index]).collect();
            sheet(&shown, &columns.shown())
        });
        let compare = Button::new("Compare")
            .quiet()
            .small()
            .link(&links.to(&Route::CompareVoiceProfiles));
        let desk = self.desk;
        let new = (!session.environment().read_only).then(|| {
            let several_ = Button::new("Create from CSV")
                .quiet()
                .small()
                .on_press(move || desk.is_open.set(true));
            let one = Button::new("New voice profile")
                .primary()
                .small()
                .link(&links.to(&Route::NewVoiceProfile));
            several([several_, one])
        });
        let tools = tagged("div", "page__tools")
            .children([refresh, chooser, export, compare])
            .maybe(new);
        tagged("div", "page__head").child(title).child(tools)
    }

    fn filters(self) -> El {
        let list = self.list;
        let clear = Button::new("Clear filters")
            .quiet()
            .on_press(move || list.clear());
        let clear = el("span")
            .word_of("class", move || {
                if list.search().is_empty() {
                    "only-wide"
                } else {
                    ""
                }
            })
            .child(clear);
        tagged("div", "filters")
            .child(search(
                "Name, prefix, id, no daily limit",
                move || list.typed.get(),
                move |text| list.type_search(text),
            ))
            .child(clear)
    }

    fn body(self) -> El {
        let Self {
            list,
            all,
            chosen,
            columns,
            links,
            desk: _,
        } = self;
        let profiles = use_lists().voice_profiles;
        let has_answer = move || profiles.value.with(Option::is_some);
        let is_all_empty = move || all.with(|all| all.is_empty());
        let is_empty = move || chosen.with(|chosen| chosen.is_empty());
        let grid = Grid {
            label: "Voice profiles",
            class: "grid--voice grid--held grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || {
                all.track();
                chosen.with(|chosen| chosen.len())
            }),
            // The answer's address tells rows of one answer from those of the next.
            key: Rc::new(move |position| {
                let answer = all.with_untracked(|all| Arc::as_ptr(all) as usize);
                let index = chosen.with_untracked(|chosen| chosen.get(position).copied());
                ((answer as u64) << 20) ^ index.unwrap_or_default() as u64
            }),
            cell: Rc::new(move |position, column| {
                let index = chosen.with_untracked(|chosen| chosen.get(position).copied());
                all.with_untracked(|all| {
                    let row = index.and_then(|index| all.get(index));
                    row.map_or_else(nothing, |row| draw_cell(row, column, links))
                })
            }),
            sort: Rc::new(move || list.sort()),
            on_sort: Rc::new(move |column| list.press_sort(column)),
            value: None,
            selected: Rc::new(|| None),
        };
        several([
            when(move || profiles.is_slow.get() && !has_answer(), skeleton),
            when(
                move || has_answer() && is_all_empty(),
                || empty("No voice profiles", "The account has none yet."),
            ),
            when(
                move || !is_all_empty() && is_empty(),
                move || {
                    let all = Button::new("Show all voice profiles").on_press(move || list.clear());
                    empty("No voice profile matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "grid-holder")
                .flag_of("hidden", is_empty)
                .child(grid.draw()),
        ])
    }
}
