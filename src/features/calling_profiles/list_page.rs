//! `/profiles`: the list, its filters and the coverage grid.

use std::sync::Arc;

use cordboard_api::live::calling_profiles::OfferType;
use leptos::prelude::*;

use super::coverage_view::CoverageView;
use crate::browser::intl;
use crate::browser::location::History;
use crate::export::{self, Format, Sheet};
use crate::profiles::coverage::coverage;
use crate::profiles::health::Severity;
use crate::profiles::rows::{self, COLUMNS, Content, NO_REGION, Row, Wanted};
use crate::profiles::{lamp, words};
use crate::route::{Platform, Route};
use crate::state::links::use_links;
use crate::state::list_state::{ListState, ShownColumns};
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::ui::alert::Alert;
use crate::ui::button::{Button, Kind, Size};
use crate::ui::dynamic::{drawn, flag, follow, text, when, word};
use crate::ui::empty::Empty;
use crate::ui::filters::{Choice, Filter, Search};
use crate::ui::grid::{Cell, Column, Grid, Key, Rows};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Jack, JackView, Lamp, Signalled};
use crate::ui::menu::MenuButton;
use crate::ui::name::Name;
use crate::ui::skeleton::Skeleton;

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

#[component]
pub fn ListPage() -> impl IntoView {
    let session = use_session();
    let lists = use_lists();
    let links = use_links();
    lists.profiles.read_by_page();
    follow(move || lists.want_profiles(session));

    let all = lists.profile_rows;
    let list = ListState::new("health", &COLUMNS, &["region", "offer", "health"]);
    let wanted = Memo::new(move |_| Wanted {
        search: list.search.get(),
        region: list.filter("region"),
        offer: list.filter("offer"),
        health: list.filter("health"),
    });
    let chosen = Memo::new(move |_| {
        let sort = list.sort.get();
        Arc::new(rows::select(
            &all.get(),
            &wanted.get(),
            &sort.column,
            sort.is_descending,
        ))
    });
    let columns = ShownColumns::new("profiles", &ALL_COLUMNS, &HIDDEN_AT_FIRST);

    let status = move || {
        let (shown, total) = (chosen.get().len(), all.get().len());
        let noun = if total == 1 { "profile" } else { "profiles" };
        if lists.profiles.value.with(Option::is_none) {
            String::new()
        } else if wanted.get().is_everything() {
            format!("{} {noun}", intl::count(total))
        } else {
            format!("{} of {} {noun}", intl::count(shown), intl::count(total))
        }
    };
    let on_export = move |format: String| {
        let chosen = chosen.get_untracked();
        let all = all.get_untracked();
        let shown: Vec<Row> = chosen.iter().map(|index| all[*index].clone()).collect();
        export::save(
            Format::of(&format),
            sheet(&shown, &columns.shown.get_untracked()),
        );
    };
    view! {
        <div class="page__head">
            <div class="page__title">
                <h1 tabindex="-1">"Calling profiles"</h1>
                <span class="page__status" role="status">
                    {text(status)}
                </span>
            </div>
            <div class="page__tools">
                <Button
                    label="Refresh"
                    kind=Kind::Quiet
                    size=Size::Small
                    icon=Icon::Refresh
                    is_busy=lists.profiles.is_loading
                    on_press=move |_| lists.read_profiles(session)
                />
                <MenuButton
                    label="Columns"
                    icon=Icon::Columns
                    note="Shown columns"
                    items=columns.items
                    on_choose=move |id: String| columns.toggle(&id)
                />
                <MenuButton
                    label="Export"
                    icon=Icon::Export
                    note=Signal::derive(move || {
                        format!("{} rows, as filtered and sorted", intl::count(chosen.get().len()))
                    })
                    items=export::items()
                    on_choose=on_export
                />
            </div>
        </div>
        <FilterBar list all wanted />
        {drawn(move || {
            lists
                .profiles
                .error
                .get()
                .map(|error| {
                    let what = "Calling profiles could not be read";
                    let mut notice = session.explain(what, Platform::LivePlatform, &error);
                    if let Some(at) = lists.profiles.loaded_at.get_untracked() {
                        notice.advice = format!("{} The rows below are from {}.", notice.advice, intl::time_of_day(at));
                    }
                    let link = session.way_on(Platform::LivePlatform, &error);
                    view! {
                        <div class="page__alert">
                            <Alert
                                notice
                                on_try_again=Callback::new(move |()| lists.read_profiles(session))
                                on_close=Callback::new(move |()| lists.profiles.error.set(None))
                            >
                                {link
                                    .map(|(label, href)| {
                                        view! {
                                            <a class="button button--small" href=href rel="external">
                                                {label}
                                            </a>
                                        }
                                    })}
                            </Alert>
                        </div>
                    }
                })
        })}
        {when(move || !all.get().is_empty(), move || { view! { <CoverageView
                coverage=Signal::derive(move || coverage(&all.get()))
                severities=Signal::derive(move || all.get().iter().map(|row| row.severity).collect())
                region=Signal::derive(move || list.filter("region"))
                offer=Signal::derive(move || list.filter("offer"))
                health=Signal::derive(move || list.filter("health"))
                on_field=move |(region, offer): (String, String)| {
                    let is_on = list.filter("region") == region && list.filter("offer") == offer;
                    let (region, offer) = if is_on { ("", "") } else { (region.as_str(), offer.as_str()) };
                    links.set(&[("region", &[region]), ("offer", &[offer])], History::Push);
                }
                on_health=move |health: String| {
                    let health = if list.filter("health") == health { "" } else { health.as_str() };
                    links.set(&[("health", &[health])], History::Push);
                }
            /> } })}
        <Body list all chosen columns />
    }
}

#[component]
fn FilterBar(list: ListState, all: Memo<Arc<Vec<Row>>>, wanted: Memo<Wanted>) -> impl IntoView {
    let regions = Signal::derive(move || {
        let mut choices = vec![Choice::new("", "All regions")];
        choices.extend(
            rows::regions(&all.get())
                .into_iter()
                .map(|(region, _)| match region {
                    Some(region) => Choice::new(region.clone(), region),
                    None => Choice::new(NO_REGION, "No region"),
                }),
        );
        choices
    });
    let offers = Signal::derive(move || {
        let mut choices = vec![Choice::new("", "All")];
        choices.extend(
            rows::offer_types(&all.get())
                .iter()
                .map(|offer| Choice::new(offer.wire(), words::offer(offer))),
        );
        choices
    });
    let healths = {
        let mut choices = vec![Choice::new("", "All")];
        choices
            .extend(Severity::ALL.map(|severity| Choice::new(severity.word(), severity.label())));
        choices
    };
    view! {
        <div class="filters">
            <Search
                value=list.typed
                placeholder="Name, trunk, SBC, IP, id, test number"
                on_input=move |text| list.type_search(text)
            />
            <Filter
                label="Region"
                choices=regions
                value=Signal::derive(move || list.filter("region"))
                on_change=move |region: String| list.set_filter("region", &region)
            />
            <Filter
                label="Offer type"
                choices=offers
                value=Signal::derive(move || list.filter("offer"))
                on_change=move |offer: String| list.set_filter("offer", &offer)
            />
            <Filter
                label="Health"
                choices=healths
                value=Signal::derive(move || list.filter("health"))
                on_change=move |health: String| list.set_filter("health", &health)
            />
            <span class=word(move || if wanted.get().is_everything() { "only-wide" } else { "" })>
                <Button label="Clear filters" kind=Kind::Quiet on_press=move |_| list.clear() />
            </span>
        </div>
    }
}

#[component]
fn Body(
    list: ListState,
    all: Memo<Arc<Vec<Row>>>,
    chosen: Memo<Arc<Vec<usize>>>,
    columns: ShownColumns,
) -> impl IntoView {
    let profiles = use_lists().profiles;
    let version = Memo::new(move |previous: Option<&u64>| {
        chosen.track();
        previous.map_or(0, |version| version + 1)
    });
    let count = Signal::derive(move || Rows {
        count: chosen.get().len(),
        version: version.get(),
    });
    // A row keeps its elements while the same answer is on screen.
    let answer = Memo::new(move |previous: Option<&u64>| {
        all.track();
        previous.map_or(0, |answer| answer + 1)
    });
    let key: Key = Arc::new(move |position| {
        let index = chosen.with(|chosen| chosen.get(position).copied().unwrap_or_default());
        (answer.get() << 32) + index as u64
    });
    let links = use_links();
    let cell: Cell = Arc::new(move |position, column| {
        let row = chosen
            .with_untracked(|chosen| chosen.get(position).copied())
            .and_then(|index| all.with_untracked(|all| all.get(index).cloned()));
        row.map_or_else(
            || ().into_any(),
            |row| draw_cell(&row, column, &|route| links.to(route)),
        )
    });
    let is_empty_answer = move || profiles.value.with(Option::is_some) && all.get().is_empty();
    let matches_nothing = move || !all.get().is_empty() && chosen.get().is_empty();
    view! {
        {when(move || profiles.is_slow.get() && profiles.value.with(Option::is_none), move || { view! { <Skeleton /> } })}
        {when(is_empty_answer, move || { view! { <Empty
                title="No calling profiles"
                reason="The platform returned an empty list. AudioCodes Professional Services configures calling profiles; a channel id in the configuration may also hide them."
            /> } })}
        {when(matches_nothing, move || { view! { <Empty title="No profile matches" reason=list.why()>
                <Button label="Show all profiles" on_press=move |_| list.clear() />
            </Empty> } })}
        <div class="grid-holder" hidden=flag(move || chosen.get().is_empty())>
            <Grid
                label="Calling profiles"
                class="grid--profiles grid--cards"
                columns=columns.shown
                rows=count
                key
                cell
                sort=list.sort
                on_sort=move |column| list.press_sort(column)
            />
        </div>
    }
}

fn draw_cell(row: &Row, column: &str, to: &dyn Fn(&Route) -> String) -> AnyView {
    let more = row.findings.len().saturating_sub(1);
    match (&row.content, column) {
        (Content::Profile(profile), "name") => {
            let href = to(&Route::Profile(profile.id.clone()));
            let name = if profile.name.is_empty() {
                profile.id.clone()
            } else {
                profile.name.clone()
            };
            let label = name.clone();
            view! { <a href=href tabindex="-1" aria-label=label>
            <Name name /></a> }
            .into_any()
        }
        (Content::Unreadable { path, .. }, "name") => {
            view! { <span class="mono">{path.clone()}</span> }.into_any()
        }
        (Content::Unreadable { problem, .. }, "health") => {
            let text = format!("Could not be read: {problem}");
            view! { <Signalled lamp=Lamp::Warning text /> }.into_any()
        }
        (_, "health") => {
            let text = row
                .findings
                .first()
                .map_or("OK", |finding| &finding.title)
                .to_owned();
            view! { <Signalled lamp=lamp(row.severity) text more /> }.into_any()
        }
        (Content::Unreadable { .. }, _) => ().into_any(),
        (Content::Profile(profile), "trunks") => draw_trunks(profile),
        (Content::Profile(_), "region") => match row.region() {
            Some(region) => region.to_owned().into_any(),
            None => view! { <span class="quiet">"None"</span> }.into_any(),
        },
        (Content::Profile(profile), "offers") => {
            view! { <span class="cut">{rows::offers_in_row(profile)}</span> }.into_any()
        }
        (Content::Profile(profile), "validation") => {
            let word = words::validation_in_row(profile);
            let class = if words::is_failure(&word) {
                "is-critical"
            } else {
                "quiet"
            };
            view! { <span class=class>{word}</span> }.into_any()
        }
        (Content::Profile(profile), "emergency") => {
            view! { <span class="quiet">{words::emergency(profile)}</span> }.into_any()
        }
        (Content::Profile(profile), _) => {
            view! { <span class="mono cut">{profile.id.clone()}</span> }.into_any()
        }
    }
}

fn draw_trunks(profile: &cordboard_api::live::calling_profiles::CallingProfile) -> AnyView {
    let fqdns: Vec<&str> = profile
        .trunks
        .iter()
        .map(|trunk| trunk.fqdn.as_str())
        .collect();
    let count = fqdns.len();
    let jacks = (0..count.clamp(2, 4))
        .map(|place| match (count, place < count) {
            (0, _) => Jack::Missing,
            (_, true) => Jack::Full,
            (_, false) => Jack::Open,
        })
        .map(|jack| view! { <JackView jack /> })
        .collect_view();
    let spoken = match count {
        1 => "1 trunk".to_owned(),
        count => format!("{count} trunks"),
    };
    let names = if fqdns.is_empty() {
        view! { <span class="is-critical">"None"</span> }.into_any()
    } else {
        let names = fqdns.join(", ");
        view! { <span class="cut" title=names.clone()>{names.clone()}</span> }.into_any()
    };
    view! {
        <span class="cell">
            <span class="jacks">{jacks}</span>
            <span class="hidden-text">{spoken}</span>
            {names}
        </span>
    }
    .into_any()
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
