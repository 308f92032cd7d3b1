//! The page: what was tried, what it means, and what helps.

use std::rc::Rc;

use cordboard_api::{Auth, BaseUrl, LiveClient, OpentactClient, OpentactPaths};
use leptos::prelude::*;

use super::model::diagnosis::{Certainty, Facts, Finding, diagnose, host_of};
use super::model::recipes::{Recipe, Upstream, permissions, proxies};
use crate::browser::dom::{El, Text, drawn, el, nothing, several, tagged};
use crate::browser::probe::{self, Kind, Outcome, probe};
use crate::browser::{intl, page, task, timer};
use crate::route::Platform;
use crate::state::connection::Connection;
use crate::state::session::{Session, use_session};
use crate::state::wire::Wire;
use crate::ui::button::Button;
use crate::ui::code::code_with;
use crate::ui::empty::empty;
use crate::ui::heading::page_head;
use crate::ui::icon::Icon;
use crate::ui::lamp::{Lamp, lamp};

/// The file of this site that is always there.
const OWN_FILE: &str = "config.json";

/// One API with what was found out.
struct Report {
    platform: Platform,
    facts: Facts,
}

#[derive(Clone, Copy)]
struct Page {
    session: Session,
    reports: RwSignal<Rc<Vec<Report>>, LocalStorage>,
    is_busy: RwSignal<bool>,
    /// When the last look ended, in milliseconds since 1970.
    checked: RwSignal<f64>,
}

pub fn doctor_page() -> El {
    let page = Page {
        session: use_session(),
        reports: RwSignal::new_local(Rc::default()),
        is_busy: RwSignal::new(false),
        checked: RwSignal::new(0.0),
    };
    page.check();
    let body = tagged("div", "page__pad stack")
        .child(tagged("p", "quiet").text(
            "A browser does not say why a call had no answer. These small calls, without any credentials, find out what can be known.",
        ))
        .child(drawn(move || page.reports()));
    several([page.head(), body])
}

/// The address that a cheap read goes to, and the header that carries its token.
fn address(platform: Platform, base: BaseUrl) -> (String, &'static str) {
    let wire = Wire::bare();
    match platform {
        Platform::LivePlatform => {
            let client = LiveClient::new(wire, base, Auth::Gateway, None);
            let request = client.calling_profiles_request();
            (request.uri().to_string(), "authorization")
        }
        Platform::OpenTact => {
            let client = OpentactClient::new(wire, base, Auth::Gateway, OpentactPaths::default());
            let request = client.voice_profiles_request();
            (request.uri().to_string(), "x-auth-token")
        }
    }
}

async fn report(platform: Platform, base: BaseUrl, own_site: Outcome) -> Report {
    let shown = base.as_str().to_owned();
    let (url, header) = address(platform, base);
    let facts = Facts {
        is_online: probe::is_online(),
        origin: page::origin(),
        own_site,
        base: shown,
        header,
        opaque: probe(&url, Kind::Opaque).await,
        plain: probe(&url, Kind::Plain).await,
        asking: probe(&url, Kind::Asking(header)).await,
        local_network: probe::local_network().await,
    };
    Report { platform, facts }
}

impl Page {
    fn bases(self) -> Vec<(Platform, BaseUrl)> {
        let both = untrack(|| self.session.both());
        let with_base = |own: Connection| Some((own.platform, own.base_url()?));
        both.into_iter().filter_map(with_base).collect()
    }

    fn check(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        task::start(async move {
            let own = format!("{}{}{OWN_FILE}", page::origin(), page::base_path());
            let own_site = probe(&own, Kind::Plain).await;
            let mut reports = Vec::new();
            for (platform, base) in self.bases() {
                reports.push(report(platform, base, own_site.clone()).await);
            }
            self.reports.try_set(Rc::new(reports));
            self.checked.try_set(timer::now());
            self.is_busy.try_set(false);
        });
    }

    fn head(self) -> El {
        let said = move || {
            if self.is_busy.get() {
                "Checking".to_owned()
            } else {
                format!("Checked at {}", intl::time_with_seconds(self.checked.get()))
            }
        };
        let again = Button::new("Check again")
            .small()
            .icon(Icon::Refresh)
            .on_press_unless(move || self.is_busy.get(), move || self.check());
        page_head("Connection doctor", Text::of(said), vec![again])
    }

    fn reports(self) -> El {
        let reports = self.reports.get();
        if reports.is_empty() {
            return if self.is_busy.get() {
                nothing()
            } else {
                empty(
                    "No API is configured",
                    "This environment has no base URL. Whoever deployed Cordboard can add one to config.json.",
                )
            };
        }
        let origin = page::origin();
        let upstreams: Vec<Upstream> = reports.iter().map(upstream).collect();
        let ways = section(
            "Pass the calls on from this site",
            "The sure way: this site's own server has both APIs under its own address, and no browser rule stands in between.",
            proxies(&origin, &upstreams).into(),
        );
        let allowed = permissions(&origin, &upstreams);
        let allowed = (!allowed.is_empty()).then(|| {
            section(
                "Let this site call the servers",
                "For whoever runs the servers in front of the APIs.",
                allowed,
            )
        });
        several(reports.iter().map(draw)).child(ways).maybe(allowed)
    }
}

/// How a proxy reaches an API: where it is now, or as in the files that come with Cordboard.
fn upstream(report: &Report) -> Upstream {
    let facts = &report.facts;
    let base = facts.base.trim_end_matches('/');
    let here = base.strip_prefix(&facts.origin);
    let path = |usual: &str| {
        let own = here.map(|path| path.trim_start_matches('/'));
        own.filter(|path| !path.is_empty())
            .unwrap_or(usual)
            .to_owned()
    };
    let base = here.is_none().then(|| base.to_owned());
    match report.platform {
        Platform::LivePlatform => Upstream {
            key: "livePlatform",
            path: path("ac/tenantui"),
            base,
            example: "https://live.example/tenantui",
        },
        Platform::OpenTact => Upstream {
            key: "openTact",
            path: path("ot/rest"),
            base,
            example: "https://api.opentact.org/rest",
        },
    }
}

fn section(title: &'static str, lead: &'static str, recipes: Vec<Recipe>) -> El {
    let blocks = recipes.into_iter().map(|Recipe { title, text }| {
        code_with(title, &text, &format!("Copy {title}"), text.clone())
    });
    tagged("section", "stack stack--tight")
        .attr("aria-label", title)
        .child(el("h2").text(title))
        .child(el("p").text(lead))
        .children(blocks)
}

fn draw(report: &Report) -> El {
    let name = report.platform.name();
    let facts = &report.facts;
    let findings = diagnose(facts);
    let is_open = findings
        .iter()
        .all(|own| own.certainty != Certainty::Certain);
    let lead = if findings.len() > 1 && is_open {
        "One of these, the more likely first:"
    } else {
        "What it is:"
    };
    let findings = findings.iter().map(finding);
    tagged("section", "stack stack--tight")
        .attr("aria-label", name)
        .child(el("h2").text(name))
        .child(tagged("p", "mono wrap quiet").text(facts.base.as_str()))
        .child(tagged("p", "strong").text(lead))
        .child(tagged("ul", "findings").children(findings))
        .child(
            tagged("details", "tried")
                .child(el("summary").text(format!("What was tried with {name}")))
                .child(tagged("dl", "facts").children(tried(facts))),
        )
}

fn finding(finding: &Finding) -> El {
    let shown = match (finding.is_well, finding.certainty) {
        (true, _) => Lamp::Ok,
        (false, Certainty::Certain) => Lamp::Critical,
        (false, Certainty::Likely) => Lamp::Warning,
        (false, Certainty::Possible) => Lamp::Unknown,
    };
    let title = tagged("p", "strong")
        .text(finding.title.as_str())
        .child(tagged("span", "tag").text(finding.certainty.label()));
    el("li").child(lamp(shown)).child(
        tagged("div", "stack stack--tight")
            .child(title)
            .child(el("p").text(finding.advice.as_str())),
    )
}

/// The calls that were made, with what came of each.
fn tried(facts: &Facts) -> Vec<El> {
    let host = host_of(&facts.base);
    let permission = match facts.local_network.as_deref() {
        None => "this browser does not ask for one",
        Some("granted") => "given",
        Some("denied") => "refused",
        Some(_) => "not asked for yet",
    };
    let online = if facts.is_online {
        "yes, the browser says"
    } else {
        "no"
    };
    let lines = [
        ("A network".to_owned(), online.to_owned()),
        ("This site answers".to_owned(), words(&facts.own_site)),
        (
            format!("Any answer of {host}, unseen"),
            words(&facts.opaque),
        ),
        ("A plain read".to_owned(), words(&facts.plain)),
        (
            format!("A read with the header {}", facts.header),
            words(&facts.asking),
        ),
        (
            "Permission for the local network".to_owned(),
            permission.to_owned(),
        ),
    ];
    lines
        .into_iter()
        .flat_map(|(term, value)| [el("dt").text(term), el("dd").text(value)])
        .collect()
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Answered { status, is_page } => {
            let what = if *is_page { ", a web page" } else { "" };
            format!("answered {status}{what}")
        }
        Outcome::Reached => "a server was reached".to_owned(),
        Outcome::Failed => "no answer, without a reason".to_owned(),
        Outcome::Blocked(directive) => format!("blocked by this site's policy ({directive})"),
        Outcome::TimedOut => "no answer within 10 seconds".to_owned(),
    }
}
