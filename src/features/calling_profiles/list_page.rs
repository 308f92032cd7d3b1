//! `/profiles`: the list, its filters and the coverage grid.

use std::rc::Rc;
use std::sync::Arc;

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType};
use leptos::prelude::*;

use super::coverage_view::{Pressed, coverage_view};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when, words as plain};
use crate::browser::intl;
use crate::browser::location::History;
use crate::export::{Sheet, export_menu};
use crate::profiles::health::Severity;
use crate::profiles::rows::{self, COLUMNS, Content, NO_REGION, Row, Wanted};
use crate::profiles::{lamp, words};
use crate::route::{Platform, Route};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::filters::{Choice, bar, filter, search};
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Jack, Lamp, jacks, signal};
use crate::ui::menu::menu_button;
use crate::ui::name::name_link;
use crate::ui::skeleton::skeleton;

const ALL_COLUMNS: [Column; 8] = [
    Column {
        id: "name",
        label: "Name",
        class: "w-name card-lead",
    },
    Column {
        id: "health",
        label: "Health",
        class: "w-health card-full",
    },
    Column {
        id: "region",
        label: "Region",
        class: "w-region card-sub",
    },
    Column {
        id: "offers",
        label: "Offer types",
        class: "w-offers card-sub",
    },
    Column {
        id: "trunks",
        label: "Trunks",
        class: "w-trunks card-full card-sub",
    },
    Column {
        id: "emergency",
        label: "Emergency",
        class: "w-emergency card-hide",
    },
    Column {
        id: "validation",
        label: "Validation",
        class: "w-validation card-hide",
    },
    Column {
        id: "id",
        label: "Profile id",
        class: "w-id card-hide",
    },
];
/// Ids are for copying, not for reading: shown on demand.
const HIDDEN_AT_FIRST: [&str; 1] = ["id"];

/// The list as it is asked for.
#[derive(Clone, Copy)]
struct Page {
    list: ListState,
    lists: Lists,
    chosen: Memo<Arc<Vec<usize>>>,
    columns: ShownColumns,
    links: Links,
}

pub fn list_page() -> El {
    let session = use_session();
    let lists = use_lists();
    lists.profiles.read_by_page();
    lists.want_profiles(session);

    let list = ListState::new("health", &COLUMNS, &["region", "offer", "health"]);
    let chosen = Memo::new(move |_| {
        let sort = list.sort();
        Arc::new(rows::select(
            &lists.profile_rows(),
            &wanted(list),
            &sort.column,
            sort.is_descending,
        ))
    });
    let columns = ShownColumns::new("profiles", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
    let page = Page {
        list,
        lists,
        chosen,
        columns,
        links: use_links(),
    };
    let trouble = drawn(move || match lists.profiles.error.get() {
        None => nothing(),
        Some(error) => {
            let what = "Calling profiles could not be read";
            let mut notice = session.explain(what, Platform::LivePlatform, &error);
            if let Some(at) = lists.profiles.loaded_at.get_untracked() {
                let since = intl::time_of_day(at);
                notice.advice = format!("{} The rows below are from {since}.", notice.advice);
            }
            let alert = Alert::new(notice)
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || lists.read_profiles(session))
                .close(move || lists.profiles.error.set(None));
            tagged("div", "page__alert").child(alert.draw())
        }
    });
    several([
        page.head(),
        page.filters(),
        trouble,
        when(
            move || !lists.profile_rows().is_empty(),
            move || page.coverage(),
        ),
        page.body(),
    ])
}

fn wanted(list: ListState) -> Wanted {
    Wanted {
        search: list.search(),
        region: list.filter("region"),
        offer: list.filter("offer"),
        health: list.filter("health"),
    }
}

impl Page {
    fn status(self) -> String {
        let (shown, total) = (
            self.chosen.with(|chosen| chosen.len()),
            self.lists.profile_rows().len(),
        );
        let noun = if total == 1 { "profile" } else { "profiles" };
        if self.lists.profiles.value.with(Option::is_none) {
            String::new()
        } else if wanted(self.list).is_everything() {
            format!("{} {noun}", intl::count(total))
        } else {
            format!("{} of {} {noun}", intl::count(shown), intl::count(total))
        }
    }

    fn head(self) -> El {
        let (session, lists) = (use_session(), use_lists());
        let status = tagged("span", "page__status")
            .attr("role", "status")
            .text(Text::of(move || self.status()));
        let title = tagged("div", "page__title")
            .child(el("h1").attr("tabindex", "-1").text("Calling profiles"))
            .child(status);
        let refresh = Button::new("Refresh")
            .quiet()
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(
                move || lists.profiles.is_loading.get(),
                move || lists.read_profiles(session),
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
            format!(
                "{} rows, as filtered and sorted",
                intl::count(self.chosen.with(|chosen| chosen.len()))
            )
        };
        let export = export_menu(Text::of(note), move || {
            let (all, chosen) = (self.lists.profile_rows(), self.chosen.get());
            let shown: Vec<Row> = chosen.iter().map(|index| all[*index].clone()).collect();
            sheet(&shown, &columns.shown())
        });
        tagged("div", "page__head")
            .child(title)
            .child(tagged("div", "page__tools").children([refresh, chooser, export]))
    }

    fn filters(self) -> El {
        let Self { list, lists, .. } = self;
        let regions = move || {
            let mut choices = vec![Choice::new("", "All regions")];
            let occurring = rows::regions(&lists.profile_rows()).into_iter();
            choices.extend(occurring.map(|(region, _)| match region {
                Some(region) => Choice::new(region.clone(), region),
                None => Choice::new(NO_REGION, "No region"),
            }));
            choices
        };
        let offers = move || {
            let mut choices = vec![Choice::new("", "All")];
            let occurring = rows::offer_types(&lists.profile_rows());
            choices.extend(
                occurring
                    .iter()
                    .map(|offer| Choice::new(offer.wire(), words::offer(offer))),
            );
            choices
        };
        let healths = || {
            let mut choices = vec![Choice::new("", "All")];
            let severities = Severity::ALL.iter();
            choices
                .extend(severities.map(|severity| Choice::new(severity.word(), severity.label())));
            choices
        };
        let by = |label, name: &'static str, choices: Rc<dyn Fn() -> Vec<Choice>>| {
            let value = move || list.filter(name);
            filter(
                label,
                move || choices(),
                value,
                move |value| list.set_filter(name, &value),
            )
        };
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
        let search = search(
            "Name, trunk, SBC, IP, id, test number",
            move || list.typed.get(),
            move |text| list.type_search(text),
        );
        let region = by("Region", "region", Rc::new(regions));
        let offer = by("Offer type", "offer", Rc::new(offers));
        let health = by("Health", "health", Rc::new(healths));
        bar(search, [region, offer, health, clear])
    }

    fn coverage(self) -> El {
        let Self { list, links, .. } = self;
        let pressed = move |pressed: Pressed| match pressed {
            Pressed::Field { region, offer } => {
                let is_on = list.filter("region") == region && list.filter("offer") == offer;
                let (region, offer) = if is_on {
                    ("", "")
                } else {
                    (region.as_str(), offer.as_str())
                };
                links.set(&[("region", &[region]), ("offer", &[offer])], History::Push);
            }
            Pressed::Health(severity) => {
                let is_on = list.filter("health") == severity.word();
                list.set_filter("health", if is_on { "" } else { severity.word() });
            }
        };
        coverage_view(self.lists, list, move |what| untrack(|| pressed(what)))
    }

    fn body(self) -> El {
        let Self {
            list,
            lists,
            chosen,
            columns,
            links,
        } = self;
        let profiles = lists.profiles;
        let has_answer = move || profiles.value.with(Option::is_some);
        let is_all_empty = move || lists.profile_rows().is_empty();
        let is_empty = move || chosen.with(|chosen| chosen.is_empty());
        let grid = Grid {
            label: "Calling profiles",
            class: "grid--profiles grid--held grid--cards",
            columns: Rc::new(move || columns.shown()),
            count: Rc::new(move || chosen.with(|chosen| chosen.len())),
            // The answer's address tells rows of one answer from those of the next.
            key: Rc::new(move |position| {
                let answer = untrack(|| Arc::as_ptr(&lists.profile_rows()) as usize);
                let index = chosen.with_untracked(|chosen| chosen.get(position).copied());
                ((answer as u64) << 20) ^ index.unwrap_or_default() as u64
            }),
            cell: Rc::new(move |position, column| {
                let index = chosen.with_untracked(|chosen| chosen.get(position).copied());
                let rows = untrack(|| lists.profile_rows());
                let row = index.and_then(|index| rows.get(index));
                row.map_or_else(nothing, |row| draw_cell(row, column, links))
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
                || {
                    empty(
                        "No calling profiles",
                        "The platform returned an empty list. AudioCodes Professional Services configures calling profiles; a channel id in the configuration may also hide them.",
                    )
                },
            ),
            when(
                move || !is_all_empty() && is_empty(),
                move || {
                    let all = Button::new("Show all profiles").on_press(move || list.clear());
                    empty("No profile matches", Text::of(move || list.why())).child(all)
                },
            ),
            tagged("div", "grid-holder")
                .flag_of("hidden", is_empty)
                .child(grid.draw()),
        ])
    }
}

fn draw_cell(row: &Row, column: &str, links: Links) -> El {
    let more = row.findings.len().saturating_sub(1);
    let quiet = |text: &str| tagged("span", "quiet").text(text);
    match (&row.content, column) {
        (Content::Profile(profile), "name") => {
            let href = untrack(|| links.to(&Route::Profile(profile.id.clone())));
            let name = if profile.name.is_empty() {
                &profile.id
            } else {
                &profile.name
            };
            name_link(&href, name).attr("tabindex", "-1")
        }
        (Content::Unreadable { path, .. }, "name") => tagged("span", "mono").text(path.as_str()),
        (Content::Unreadable { problem, .. }, "health") => {
            signal(Lamp::Warning, &format!("Could not be read: {problem}"), 0)
        }
        (_, "health") => {
            let text = row
                .findings
                .first()
                .map_or("OK", |finding| finding.title.as_str());
            signal(lamp(row.severity), text, more)
        }
        (Content::Unreadable { .. }, _) => nothing(),
        (Content::Profile(profile), "trunks") => draw_trunks(profile),
        (Content::Profile(_), "region") => row.region().map_or_else(|| quiet("None"), plain),
        (Content::Profile(profile), "offers") => {
            let offers = rows::offers_in_row(profile);
            tagged("span", "cut").attr("title", &offers).text(offers)
        }
        (Content::Profile(profile), "validation") => {
            let word = words::validation_in_row(profile);
            let class = if words::is_failure(&word) {
                "is-critical"
            } else {
                "quiet"
            };
            tagged("span", class).text(word)
        }
        (Content::Profile(profile), "emergency") => quiet(words::emergency(profile)),
        (Content::Profile(profile), _) => tagged("span", "mono cut").text(profile.id.as_str()),
    }
}

fn draw_trunks(profile: &CallingProfile) -> El {
    let fqdns: Vec<&str> = profile
        .trunks
        .iter()
        .map(|trunk| trunk.fqdn.as_str())
        .collect();
    let count = fqdns.len();
    let wiring = (0..count.clamp(2, 4)).map(|place| match (count, place < count) {
        (0, _) => Jack::Missing,
        (_, true) => Jack::Full,
        (_, false) => Jack::Open,
    });
    let spoken = if count == 1 {
        "1 trunk".to_owned()
    } else {
        format!("{count} trunks")
    };
    let names = if fqdns.is_empty() {
        tagged("span", "is-critical").text("None")
    } else {
        let names = fqdns.join(", ");
        tagged("span", "cut").attr("title", &names).text(names)
    };
    tagged("span", "cell")
        .child(jacks(wiring))
        .child(tagged("span", "hidden-text").text(spoken))
        .child(names)
}

/// What an export writes: wire values, one line a profile.
fn sheet(rows: &[Row], columns: &[Column]) -> Sheet {
    let text = |row: &Row, column: &str| -> String {
        match (&row.content, column) {
            (Content::Unreadable { path, .. }, "name") => path.clone(),
            (Content::Unreadable { problem, .. }, "health") => problem.clone(),
            (Content::Unreadable { .. }, _) => String::new(),
            (Content::Profile(profile), "name") => profile.name.clone(),
            (Content::Profile(_), "health") => {
                let titles: Vec<&str> = row
                    .findings
                    .iter()
                    .map(|finding| finding.title.as_str())
                    .collect();
                format!("{}: {}", row.severity.label(), titles.join("; "))
            }
            (Content::Profile(profile), "region") => profile.region.clone().unwrap_or_default(),
            (Content::Profile(profile), "offers") => {
                let offers = rows::sorted_offers(profile);
                offers
                    .iter()
                    .map(|offer| OfferType::wire(offer))
                    .collect::<Vec<_>>()
                    .join("; ")
            }
            (Content::Profile(profile), "trunks") => {
                let fqdns: Vec<&str> = profile
                    .trunks
                    .iter()
                    .map(|trunk| trunk.fqdn.as_str())
                    .collect();
                fqdns.join("; ")
            }
            (Content::Profile(profile), "emergency") => words::emergency(profile).to_owned(),
            (Content::Profile(profile), "validation") => {
                let outcomes: Vec<String> = profile
                    .validation
                    .iter()
                    .map(|(offer, outcome)| format!("{}: {}", offer.wire(), outcome.wire()))
                    .collect();
                outcomes.join("; ")
            }
            (Content::Profile(profile), _) => profile.id.clone(),
        }
    };
    Sheet {
        name: "calling-profiles".to_owned(),
        columns: columns
            .iter()
            .map(|column| column.label.to_owned())
            .collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| text(row, column.id)).collect())
            .collect(),
        as_returned: rows
            .iter()
            .map(|row| match &row.content {
                Content::Profile(profile) => profile.raw.clone(),
                Content::Unreadable { raw, .. } => raw.clone(),
            })
            .collect(),
    }
}
