//! `/profiles`: the list, its filters and the coverage grid.

use std::rc::Rc;

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType};
use leptos::prelude::*;

use super::coverage_view::{Pressed, coverage_view};
use crate::answer::{key_in, trouble_above_rows, waiting};
use crate::browser::dom::{El, nothing, several, tagged, when, words as plain};
use crate::browser::location::History;
use crate::export::Sheet;
use crate::listing::filters::{clear, search_box, select};
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::profiles::health::Severity;
use crate::profiles::rows::{self, COLUMNS, Content, NO_REGION, Row, Wanted};
use crate::profiles::{lamp, words};
use crate::route::{Platform, Route};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::use_session;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::Column;
use crate::ui::heading::refresh;
use crate::ui::lamp::{Jack, Lamp, jacks, signal};
use crate::ui::name::name_link;

const ALL_COLUMNS: [Column; 8] = [
    Column::new("name", "Name", "w-name card-lead"),
    Column::new("health", "Health", "w-health card-full"),
    Column::new("region", "Region", "w-region card-sub"),
    Column::new("offers", "Offer types", "w-offers card-sub"),
    Column::new("trunks", "Trunks", "w-trunks card-full card-sub"),
    Column::new("emergency", "Emergency", "w-emergency card-hide"),
    Column::new("validation", "Validation", "w-validation card-hide"),
    Column::new("id", "Profile id", "w-id card-hide"),
];
/// Ids are for copying, not for reading: shown on demand.
const HIDDEN_AT_FIRST: [&str; 1] = ["id"];

const WORDS: Words = Words {
    title: "Calling profiles",
    one: "profile",
    many: "profiles",
    none: "No calling profiles",
    why_none: "The platform returned an empty list. AudioCodes Professional Services configures calling profiles; a channel id in the configuration may also hide them.",
};

#[derive(Clone, Copy)]
struct Page {
    listing: Listing,
    lists: Lists,
    links: Links,
}

pub fn list_page() -> El {
    let (session, lists, links) = (use_session(), use_lists(), use_links());
    lists.profiles.read_by_page();
    lists.want_profiles(session);

    let list = ListState::new("health", &COLUMNS, &["region", "offer", "health"]);
    let columns = ShownColumns::new("profiles", &ALL_COLUMNS, &HIDDEN_AT_FIRST);
    let profiles = lists.profiles;
    let listing = Listing::new(
        &WORDS,
        (list, columns),
        move || profiles.count(),
        move || {
            let (wanted, sort) = (wanted(list), list.sort());
            rows::select(
                &lists.profile_rows(),
                &wanted,
                &sort.column,
                sort.is_descending,
            )
        },
    );
    let page = Page {
        listing,
        lists,
        links,
    };
    let read = move || lists.read_profiles(session);
    let export =
        listing.export(move |places, columns| sheet(&lists.profile_rows(), places, columns));
    let what = "Calling profiles could not be read";
    several([
        listing.head(vec![
            refresh(move || profiles.is_loading.get(), read),
            columns_menu(columns),
            export,
        ]),
        page.filters(),
        trouble_above_rows(profiles, Platform::LivePlatform, what, read),
        when(
            move || !lists.profile_rows().is_empty(),
            move || page.coverage(),
        ),
        waiting(profiles),
        listing.body(holder(page.grid())),
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
    fn filters(self) -> El {
        let (list, lists) = (self.listing.list, self.lists);
        let regions = move || {
            let occurring = rows::regions(&lists.profile_rows()).into_iter();
            let choice = |(region, _): (Option<String>, usize)| match region {
                Some(region) => Choice::new(region.clone(), region),
                None => Choice::new(NO_REGION, "No region"),
            };
            occurring.map(choice).collect()
        };
        let offers = move || {
            let occurring = rows::offer_types(&lists.profile_rows());
            let choice = |offer: &OfferType| Choice::new(offer.wire(), words::offer(offer));
            occurring.iter().map(choice).collect()
        };
        let healths = || {
            let choice = |severity: &Severity| Choice::new(severity.word(), severity.label());
            Severity::ALL.iter().map(choice).collect()
        };
        bar(
            search_box(list, "Name, trunk, SBC, IP, id, test number"),
            [
                select(list, ("Region", "region"), "All regions", regions),
                select(list, ("Offer type", "offer"), "All", offers),
                select(list, ("Health", "health"), "All", healths),
                clear(list),
            ],
        )
    }

    fn coverage(self) -> El {
        let (list, links) = (self.listing.list, self.links);
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

    fn grid(self) -> El {
        let Self {
            listing,
            lists,
            links,
        } = self;
        let rows = Rows {
            label: "Calling profiles",
            class: "grid--profiles grid--held grid--cards",
            track: Rc::new(move || lists.profiles.value.track()),
            key: Rc::new(move |place| key_in(&lists.profile_rows(), place)),
            cell: Rc::new(move |place, column| {
                let all = lists.profile_rows();
                let row = all.get(place);
                row.map_or_else(nothing, |row| draw_cell(row, column, links))
            }),
        };
        listing.grid(rows).draw()
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
fn sheet(all: &[Row], places: &[usize], columns: &[Column]) -> Sheet {
    Sheet::of(
        "calling-profiles",
        columns,
        places,
        &|place, column| text(&all[place], column),
        &|place| match &all[place].content {
            Content::Profile(profile) => profile.raw.clone(),
            Content::Unreadable { raw, .. } => raw.clone(),
        },
    )
}

fn text(row: &Row, column: &str) -> String {
    let profile = match (&row.content, column) {
        (Content::Profile(profile), _) => profile,
        (Content::Unreadable { path, .. }, "name") => return path.clone(),
        (Content::Unreadable { problem, .. }, "health") => return problem.clone(),
        (Content::Unreadable { .. }, _) => return String::new(),
    };
    match column {
        "name" => profile.name.clone(),
        "health" => {
            let titles: Vec<&str> = row.findings.iter().map(|own| own.title.as_str()).collect();
            format!("{}: {}", row.severity.label(), titles.join("; "))
        }
        "region" => profile.region.clone().unwrap_or_default(),
        "offers" => {
            let offers = rows::sorted_offers(profile);
            let offers: Vec<&str> = offers.into_iter().map(OfferType::wire).collect();
            offers.join("; ")
        }
        "trunks" => {
            let fqdns: Vec<&str> = profile.trunks.iter().map(|own| own.fqdn.as_str()).collect();
            fqdns.join("; ")
        }
        "emergency" => words::emergency(profile).to_owned(),
        "validation" => {
            let outcomes = profile.validation.iter();
            let outcomes: Vec<String> = outcomes
                .map(|(offer, outcome)| format!("{}: {}", offer.wire(), outcome.wire()))
                .collect();
            outcomes.join("; ")
        }
        _ => profile.id.clone(),
    }
}
