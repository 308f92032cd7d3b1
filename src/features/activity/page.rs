//! The list of calls.

mod cells;

use std::rc::Rc;

use leptos::prelude::*;

pub use self::cells::lamp_of;
use super::detail::detail;
use super::model::har::archive;
use super::model::line::{self, COLUMNS, Outcome, Target, Wanted, target};
use super::sharing::{Share, share};
use crate::browser::dom::{El, drawn, nothing, several, tagged};
use crate::browser::location::History;
use crate::browser::{intl, page};
use crate::explain::bytes;
use crate::listing::filters::{self, clear, search_box, select};
use crate::listing::{Listing, Rows, Words, columns_menu, holder};
use crate::route::Platform;
use crate::state::activity::{self, Call, call_at};
use crate::state::links::{Links, use_links};
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::session::{Session, use_session};
use crate::ui::button::Button;
use crate::ui::filters::{Choice, bar};
use crate::ui::grid::{Column, Grid};
use crate::ui::icon::Icon;

const ALL_COLUMNS: [Column; 9] = [
    Column::new("path", "Path", "w-name card-lead"),
    Column::new("time", "Time", "w-clock card-sub"),
    Column::new("method", "Method", "w-method card-sub"),
    Column::new("status", "Status", "w-outcome2 card-sub"),
    Column::new("duration", "Duration", "w-took card-sub"),
    Column::new("size", "Size", "w-took card-hide"),
    Column::new("api", "API", "w-api card-sub"),
    Column::new("trace", "Trace id", "w-trace card-hide"),
    Column::new("environment", "Environment", "w-environment card-hide"),
];

const FILTERS: [&str; 3] = ["method", "outcome", "api"];

const WORDS: Words = Words {
    title: "Activity",
    one: "call",
    many: "calls",
    none: "No calls yet",
    why_none: "Each call that this tab makes is listed here, without its secrets, until the tab closes or is reloaded.",
};

#[derive(Clone, Copy)]
struct Page {
    listing: Listing,
    links: Links,
    targets: StoredValue<Vec<Vec<Target>>>,
}

pub fn activity_page() -> El {
    let links = use_links();
    let list = ListState::new("-time", &COLUMNS, &FILTERS);
    let columns = ShownColumns::new("activity", &ALL_COLUMNS, &["trace", "environment"]);
    let targets = StoredValue::new(targets(use_session()));
    let choose = move || {
        let (calls, sort) = (activity::calls().0, list.sort());
        targets.with_value(|targets| {
            line::select(
                &calls,
                targets,
                &wanted(list),
                &sort.column,
                sort.is_descending,
            )
        })
    };
    let page = Page {
        listing: Listing::new(
            &WORDS,
            (list, columns),
            || Some(activity::calls().0.len()),
            choose,
        ),
        links,
        targets,
    };
    let beside = drawn(move || {
        let open = page.open_call();
        open.map_or_else(nothing, |call| detail(&call, page.target(&call), links))
    });
    let rows = tagged("div", "beside")
        .child(holder(page.grid().draw()))
        .child(beside);
    several([
        page.listing.head(page.tools()),
        filter_bar(list),
        drawn(gone),
        page.listing.body(rows),
    ])
}

fn wanted(list: ListState) -> Wanted {
    Wanted {
        search: list.search(),
        method: list.filter("method"),
        outcome: list.filter("outcome"),
        api: list.filter("api"),
    }
}

fn filter_bar(list: ListState) -> El {
    let methods = || {
        ["GET", "POST", "PATCH", "DELETE"]
            .map(|own| Choice::new(own, own))
            .into()
    };
    let outcomes = || {
        Outcome::FILTER
            .map(|(value, label, _)| Choice::new(value, label))
            .into()
    };
    bar(
        search_box(list, "Path, status, trace id, body"),
        [
            select(list, ("Method", "method"), "All", methods),
            select(list, ("Status", "outcome"), "All", outcomes),
            filters::api(list),
            clear(list),
        ],
    )
}

/// How many calls were too old to be kept, tracked.
fn gone() -> El {
    let (calls, count) = activity::calls();
    let gone = count - calls.len();
    if gone == 0 {
        return nothing();
    }
    tagged("p", "page__note quiet").text(format!(
        "{} older {} not kept: at most {} calls and {} are.",
        intl::count(gone),
        if gone == 1 { "call is" } else { "calls are" },
        intl::count(activity::MOST_CALLS),
        bytes(activity::MOST_BYTES as u64),
    ))
}

/// Where each environment's calls go; the chosen one's may have been typed in.
fn targets(session: Session) -> Vec<Vec<Target>> {
    let config = session.config();
    let now = untrack(|| (session.environment().name, session.both()));
    let environments = config.environments.iter().map(|own| {
        let live = own.live_platform.as_ref().map(|api| api.base_url.clone());
        let opentact = own.open_tact.as_ref().map(|api| api.base_url.clone());
        let configured = [
            (Platform::LivePlatform, live),
            (Platform::OpenTact, opentact),
        ];
        let typed = now.1.map(|connection| {
            let base = connection.base_url().filter(|_| own.name == now.0);
            (connection.platform, base)
        });
        let all = configured.into_iter().chain(typed);
        all.filter_map(|(platform, base)| {
            Some(Target {
                environment: own.name.clone(),
                api: platform.name(),
                base: base?.as_str().to_owned(),
            })
        })
        .collect()
    });
    environments.collect()
}

impl Page {
    fn target(self, call: &Call) -> Option<Target> {
        self.targets
            .with_value(|targets| target(call, targets).cloned())
    }

    fn tools(self) -> Vec<El> {
        let tool = |label: &'static str| Button::new(label).quiet().small();
        let links = self.links;
        let forget = tool("Forget all").on_press(move || {
            activity::forget();
            links.set(&[("call", &[])], History::Replace);
        });
        let owner = Owner::current();
        let har = tool("Export HAR")
            .icon(Icon::Export)
            .on_press(move || self.share(owner.clone()));
        let export = self
            .listing
            .export(move |places, columns| self.sheet(places, columns));
        vec![har, forget, columns_menu(self.listing.columns), export]
    }

    /// Shows the archive of the rows before it is saved.
    fn share(self, owner: Option<Owner>) {
        let chosen = self.listing.chosen.get_untracked();
        let rows: Vec<Rc<Call>> = chosen.iter().filter_map(|place| call_at(*place)).collect();
        let time = |at| intl::iso_time(at);
        let text = format!(
            "{:#}",
            archive(rows.iter().map(AsRef::as_ref), page::VERSION, &time)
        );
        let cut = rows
            .iter()
            .any(|call| call.answer.borrow().size > activity::MOST_OF_BODY);
        let count = rows.len();
        let lead = format!(
            "{} {}, as filtered, with headers and bodies: {}. Tokens, passwords and other secrets are blotted out; names, phone numbers and ids are not.{}",
            intl::count(count),
            if count == 1 { "call" } else { "calls" },
            bytes(text.len() as u64),
            if cut { " Large bodies are cut." } else { "" },
        );
        share(
            owner,
            Share {
                title: "Export HAR",
                lead,
                text,
                file: "cordboard-activity.har".to_owned(),
                media_type: "application/json",
                what: "HAR",
            },
        );
    }

    /// The call whose details are open, tracked.
    fn open_call(self) -> Option<Rc<Call>> {
        let query = self.links.query();
        let number: usize = query.get("call")?.parse().ok()?;
        let (calls, _) = activity::calls();
        calls.into_iter().find(|own| own.number == number)
    }

    fn grid(self) -> Grid {
        let rows = Rows {
            label: "Activity",
            class: "grid--activity grid--cards",
            track: Rc::new(|| drop(activity::calls())),
            key: Rc::new(|place| call_at(place).map_or(0, |call| row_key(&call))),
            cell: Rc::new(move |place, column| {
                call_at(place).map_or_else(nothing, |call| self.cell(&call, column))
            }),
        };
        Grid {
            selected: Rc::new(move || self.open_call().map(|call| row_key(&call))),
            ..self.listing.grid(rows)
        }
    }
}

/// Tells a row from the next, and from itself while it was under way.
fn row_key(call: &Call) -> u64 {
    let answer = call.answer.borrow();
    let stage = u64::from(answer.head.is_some()) + u64::from(answer.ended_after.is_some());
    call.number as u64 * 4 + stage
}
