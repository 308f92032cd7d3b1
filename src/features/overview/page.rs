//! `/`: what needs attention.

use cordboard_api::Reading;
use cordboard_api::live::tasks::TaskStatus;
use leptos::prelude::*;

use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged, when};
use crate::profiles::coverage::coverage;
use crate::profiles::health::Severity;
use crate::profiles::rows::{NO_REGION, Row};
use crate::profiles::{lamp as lamp_of, words};
use crate::route::{Platform, Query, Route};
use crate::state::clock::use_clock;
use crate::state::connection::Status;
use crate::state::links::use_links;
use crate::state::lists::use_lists;
use crate::state::session::use_session;
use crate::state::tasks::{Record, use_tasks};
use crate::ui::alert::Alert;
use crate::ui::heading::refresh;
use crate::ui::lamp::{Lamp, lamp};
use crate::ui::skeleton::skeleton;

/// A session that ends this soon is worth a line.
const SOON_SECONDS: i64 = 10 * 60;

/// One line: a lamp, words, and where they lead.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    lamp: Lamp,
    text: String,
    reason: String,
    href: String,
    /// What a press opens over this page, instead of leading to another.
    opens: Option<RwSignal<bool>>,
}

pub fn overview_page() -> El {
    let session = use_session();
    let lists = use_lists();
    lists.profiles.read_by_page();
    lists.want_profiles(session);
    lists.voice_profiles.read_by_page();
    lists.want_voice_profiles(session);

    let has_profiles = move || lists.profiles.value.with(Option::is_some);
    let title = tagged("div", "page__title")
        .child(el("h1").attr("tabindex", "-1").text("Overview"))
        .child(tagged("span", "page__status").text(Text::of(move || session.environment().name)));
    let refresh = refresh(
        move || lists.profiles.is_loading.get(),
        move || {
            lists.read_profiles(session);
            lists.read_voice_profiles(session);
        },
    );
    let head = tagged("div", "page__head")
        .child(title)
        .child(tagged("div", "page__tools").child(refresh));
    let trouble = drawn(move || match lists.profiles.error.get() {
        None => nothing(),
        Some(error) => {
            let what = "Calling profiles could not be read";
            Alert::new(session.explain(what, Platform::LivePlatform, &error))
                .link(session.way_on(Platform::LivePlatform, &error))
                .try_again(move || lists.read_profiles(session))
                .close(move || lists.profiles.error.set(None))
                .draw()
        }
    });
    let body = tagged("div", "page__pad stack")
        .child(trouble)
        .child(section("Sessions", sessions))
        .child(when(
            || !use_tasks().all().is_empty(),
            || section("Tasks", tasks),
        ))
        .child(when(
            move || lists.profiles.is_slow.get() && !has_profiles(),
            skeleton,
        ))
        .child(when(has_profiles, || {
            several([
                section("Calling profiles", health),
                section("Regions without failover", failover),
            ])
        }))
        .child(when(
            move || lists.voice_profiles.value.with(Option::is_some),
            || section("Voice profiles", unbounded),
        ));
    several([head, body])
}

fn sessions() -> Vec<Line> {
    let (session, links, clock) = (use_session(), use_links(), use_clock());
    let mut found = Vec::new();
    for connection in session.both() {
        let name = connection.platform.name();
        let href = links.sign_in_and_return();
        match connection.status.get() {
            Status::SignedIn(account) => {
                let left = account.until.map(|until| until - clock.now());
                if let Some(left) = left.filter(|left| *left < SOON_SECONDS) {
                    found.push(Line {
                        lamp: Lamp::Warning,
                        text: format!("The {name} session ends in {} min", left.max(0) / 60),
                        reason: "Sign in again before a long job.".to_owned(),
                        href,
                        opens: Some(connection.is_renewing),
                    });
                }
            }
            Status::SignedOut | Status::Ended(_) => found.push(Line {
                lamp: Lamp::Info,
                text: format!("Not signed in to {name}"),
                reason: "Its pages ask to sign in first.".to_owned(),
                href,
                opens: None,
            }),
            Status::NotConfigured | Status::Gateway | Status::GatewayEnded => {}
        }
    }
    found
}

fn counted(count: usize) -> String {
    format!(
        "{count} {}",
        if count == 1 { "profile" } else { "profiles" }
    )
}

fn health() -> Vec<Line> {
    let (links, rows) = (use_links(), use_lists().profile_rows());
    let mut found = Vec::new();
    for severity in [Severity::Critical, Severity::Warning] {
        let alike: Vec<&Row> = rows.iter().filter(|row| row.severity == severity).collect();
        let Some(example) = alike.first().and_then(|row| row.findings.first()) else {
            continue;
        };
        let query = Query::default().with("health", &[severity.word()]);
        found.push(Line {
            lamp: lamp_of(severity),
            text: format!(
                "{}: {}",
                counted(alike.len()),
                severity.label().to_lowercase()
            ),
            reason: format!("For example: {}.", example.title),
            href: links.to_with(&Route::Profiles, query),
            opens: None,
        });
    }
    found
}

fn failover() -> Vec<Line> {
    let links = use_links();
    let mut found = Vec::new();
    for (offer, fields) in coverage(&use_lists().profile_rows()).fields {
        for field in fields {
            if field.wirings.is_empty() || field.with_failover() > 0 {
                continue;
            }
            let count = counted(field.wirings.len());
            let region = field.region.clone().unwrap_or_else(|| NO_REGION.to_owned());
            let shown = field.region.unwrap_or_else(|| "No region".to_owned());
            let query = Query::default()
                .with("region", &[&region])
                .with("offer", &[field.offer.wire()]);
            found.push(Line {
                lamp: Lamp::Warning,
                text: format!("{shown}, {}: no failover", words::offer(&offer)),
                reason: format!("{count}, none with two trunks."),
                href: links.to_with(&Route::Profiles, query),
                opens: None,
            });
        }
    }
    found
}

/// The tasks that run, and those that failed or were not followed to their end.
fn tasks() -> Vec<Line> {
    let (links, all) = (use_links(), use_tasks().all());
    let mut found = Vec::new();
    for (lamp, state, word) in [
        (Lamp::Critical, "failed", "failed"),
        (Lamp::Running, "", "running"),
    ] {
        let is_meant = |own: &&std::rc::Rc<Record>| match state {
            "failed" => own.status == TaskStatus::Failed,
            _ => own.is_running(),
        };
        let alike: Vec<_> = all.iter().filter(is_meant).collect();
        let Some(latest) = alike.first() else {
            continue;
        };
        let count = alike.len();
        let noun = if count == 1 { "task" } else { "tasks" };
        let query = Query::default().with("state", &[state]);
        found.push(Line {
            lamp,
            text: format!("{count} {noun} {word}"),
            reason: format!("Latest: {}.", latest.what),
            href: links.to_with(&Route::Tasks, query),
            opens: None,
        });
    }
    found
}

/// Voice profiles whose spend of a day nothing bounds.
fn unbounded() -> Vec<Line> {
    let (links, all) = (use_links(), use_lists().voice_profiles.value.get());
    let all = all.unwrap_or_default();
    let without: Vec<_> = all
        .iter()
        .filter_map(Reading::read)
        .filter(|own| own.daily_spend_limit.is_none())
        .collect();
    let Some(example) = without.first() else {
        return Vec::new();
    };
    let count = without.len();
    let noun = if count == 1 { "profile" } else { "profiles" };
    let query = Query::default().with("q", &["No daily spend limit"]);
    vec![Line {
        lamp: Lamp::Warning,
        text: format!("{count} voice {noun} without a daily spend limit"),
        reason: format!("For example: {}.", example.name),
        href: links.to_with(&Route::VoiceProfiles, query),
        opens: None,
    }]
}

fn way(line: &Line) -> El {
    let way = el("a").attr("href", &line.href).text(line.text.as_str());
    match line.opens {
        None => way,
        Some(opens) => way.on("click", move |event| {
            if event.is_plain_click() {
                event.prevent();
                event.stop();
                opens.set(true);
            }
        }),
    }
}

fn section(title: &'static str, lines: fn() -> Vec<Line>) -> El {
    let list = drawn(move || {
        let lines = lines();
        if lines.is_empty() {
            return tagged("p", "quiet").text("Nothing needs attention.");
        }
        tagged("ul", "checklist").children(lines.into_iter().map(|line| {
            el("li")
                .child(lamp(line.lamp))
                .child(way(&line))
                .child(el("p").text(line.reason))
        }))
    });
    let head = tagged("div", "section__head").child(el("h2").text(title));
    tagged("section", "section").child(head).child(list)
}
