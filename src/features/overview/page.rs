//! `/`: what needs attention.

use leptos::prelude::*;

use crate::profiles::coverage::coverage;
use crate::profiles::health::Severity;
use crate::profiles::lamp;
use crate::profiles::rows::NO_REGION;
use crate::profiles::words;
use crate::route::{Platform, Query, Route};
use crate::state::clock::use_clock;
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::{Status, use_session};
use crate::ui::alert::Alert;
use crate::ui::button::{Button, Kind, Size};
use crate::ui::dynamic::{drawn, follow, text, when};
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, LampView};
use crate::ui::skeleton::Skeleton;

/// A session that ends this soon is worth a line.
const SOON_SECONDS: i64 = 10 * 60;

/// One line: a lamp, words, and where they lead.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    lamp: Lamp,
    text: String,
    reason: String,
    href: String,
}

#[component]
pub fn OverviewPage() -> impl IntoView {
    let session = use_session();
    let lists = use_lists();
    let links = use_links();
    let clock = use_clock();
    lists.profiles.read_by_page();
    follow(move || lists.want_profiles(session));

    let sessions = Memo::new(move |_| {
        let mut lines = Vec::new();
        for connection in session.both() {
            let name = connection.platform.name();
            let href = links.sign_in_and_return();
            match connection.status.get() {
                Status::SignedIn(account) => {
                    let left = account.until.map(|until| until - clock.now());
                    if let Some(left) = left.filter(|left| *left < SOON_SECONDS) {
                        lines.push(Line {
                            lamp: Lamp::Warning,
                            text: format!("The {name} session ends in {} min", left.max(0) / 60),
                            reason: "Sign in again before a long job.".to_owned(),
                            href,
                        });
                    }
                }
                Status::SignedOut | Status::Ended(_) => lines.push(Line {
                    lamp: Lamp::Info,
                    text: format!("Not signed in to {name}"),
                    reason: "Its pages ask to sign in first.".to_owned(),
                    href,
                }),
                Status::NotConfigured | Status::Gateway | Status::GatewayEnded => {}
            }
        }
        lines
    });
    let health = Memo::new(move |_| {
        let rows = lists.profile_rows.get();
        let count = |severity| rows.iter().filter(|row| row.severity == severity).count();
        [Severity::Critical, Severity::Warning]
            .into_iter()
            .filter(|severity| count(*severity) > 0)
            .map(|severity| {
                let query = Query::default().with("health", &[severity.word()]);
                let example = rows
                    .iter()
                    .filter(|row| row.severity == severity)
                    .filter_map(|row| row.findings.first())
                    .map(|finding| finding.title.clone())
                    .next()
                    .unwrap_or_default();
                let noun = if count(severity) == 1 {
                    "profile"
                } else {
                    "profiles"
                };
                Line {
                    lamp: lamp(severity),
                    text: format!(
                        "{} {noun}: {}",
                        count(severity),
                        severity.label().to_lowercase()
                    ),
                    reason: format!("For example: {example}."),
                    href: links.to_with(&Route::Profiles, query),
                }
            })
            .collect::<Vec<_>>()
    });
    let failover = Memo::new(move |_| {
        let mut lines = Vec::new();
        for (offer, fields) in coverage(&lists.profile_rows.get()).fields {
            for field in fields {
                if field.wirings.is_empty() || field.with_failover() > 0 {
                    continue;
                }
                let region = field.region.clone().unwrap_or_else(|| NO_REGION.to_owned());
                let shown = field.region.unwrap_or_else(|| "No region".to_owned());
                let query = Query::default()
                    .with("region", &[&region])
                    .with("offer", &[field.offer.wire()]);
                let count = field.wirings.len();
                let noun = if count == 1 { "profile" } else { "profiles" };
                lines.push(Line {
                    lamp: Lamp::Warning,
                    text: format!("{shown}, {}: no failover", words::offer(&offer)),
                    reason: format!("{count} {noun}, none with two trunks."),
                    href: links.to_with(&Route::Profiles, query),
                });
            }
        }
        lines
    });
    let has_profiles = move || lists.profiles.value.with(Option::is_some);
    view! {
        <div class="page__head">
            <div class="page__title">
                <h1 tabindex="-1">"Overview"</h1>
                <span class="page__status">{text(move || session.environment().name)}</span>
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
            </div>
        </div>
        <div class="page__pad stack">
            {drawn(move || {
                lists
                    .profiles
                    .error
                    .get()
                    .map(|error| {
                        let what = "Calling profiles could not be read";
                        let notice = session.explain(what, Platform::LivePlatform, &error);
                        view! {
                            <Alert
                                notice
                                on_try_again=Callback::new(move |()| lists.read_profiles(session))
                                on_close=Callback::new(move |()| lists.profiles.error.set(None))
                            />
                        }
                    })
            })}
            <Lines title="Sessions" lines=sessions />
            {when(move || lists.profiles.is_slow.get() && !has_profiles(), move || { view! { <Skeleton /> } })}
            {when(has_profiles, move || { view! { <Lines title="Calling profiles" lines=health />
                <Lines title="Regions without failover" lines=failover /> } })}
        </div>
    }
}

#[component]
fn Lines(title: &'static str, #[prop(into)] lines: Signal<Vec<Line>>) -> impl IntoView {
    let items = move || {
        lines
            .get()
            .into_iter()
            .map(|line| {
                view! {
                    <li>
                        <LampView lamp=line.lamp />
                        <a href=line.href>{line.text}</a>
                        <p>{line.reason}</p>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section class="section">
            <div class="section__head">
                <h2>{title}</h2>
            </div>
            {drawn(move || {
                if lines.with(Vec::is_empty) {
                    view! { <p class="quiet">"Nothing needs attention."</p> }.into_any()
                } else {
                    view! { <ul class="checklist">{items()}</ul> }.into_any()
                }
            })}
        </section>
    }
}
