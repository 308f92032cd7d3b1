//! `/profiles`: the list, its filters and the coverage grid.

use std::rc::Rc;

use cordboard_api::live::calling_profiles::OfferType;
use leptos::prelude::*;

use super::cells::{draw_cell, sheet};
use super::coverage_view::{Pressed, coverage_view};
use crate::answer::{key_in, trouble_above_rows, waiting};
use crate::browser::dom::{El, nothing, several, when};
use crate::browser::location::History;
use crate::listing::filters::{clear, search_box, select};
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::profiles::health::Severity;
use crate::profiles::rows::{self, COLUMNS, NO_REGION, Wanted};
use crate::profiles::words;
use crate::route::Platform;
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::{Lists, use_lists};
use crate::state::session::use_session;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::Column;
use crate::ui::heading::refresh;

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
