//! The sections of a profile's page.

use std::sync::Arc;

use cordboard_api::live::calling_profiles::{CallingProfile, Validation};
use leptos::prelude::*;

use crate::profiles::health::{self, Finding, Severity};
use crate::profiles::rows::{Row, sorted_offers};
use crate::profiles::{lamp, words};
use crate::route::Route;
use crate::state::links::use_links;
use crate::ui::copyable::Copyable;
use crate::ui::lamp::{Jack, JackView, Lamp, LampView, Signalled};

/// The fields that have a section of their own.
const KNOWN_FIELDS: [&str; 13] = [
    "additionalSbcList",
    "callingProfileId",
    "carrier",
    "emergencyDialStrings",
    "emergencyProfileId",
    "enviroment",
    "environment",
    "isEmergencyProfile",
    "name",
    "offerTypes",
    "region",
    "trunksEnrolled",
    "validation",
];

#[component]
fn Section(
    title: &'static str,
    #[prop(optional, into)] note: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <div class="section__head">
                <h2>{title}</h2>
                <span class="quiet">{note}</span>
            </div>
            {children()}
        </section>
    }
}

fn stated(value: Option<&str>) -> AnyView {
    match value.filter(|value| !value.trim().is_empty()) {
        Some(value) => value.to_owned().into_any(),
        None => view! { <span class="quiet">"Not stated"</span> }.into_any(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[component]
pub fn Findings(findings: Vec<Finding>) -> impl IntoView {
    let count = |severity| {
        findings
            .iter()
            .filter(|own| own.severity == severity)
            .count()
    };
    let mut parts = Vec::new();
    for (severity, one, many) in [
        (Severity::Critical, "critical", "critical"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ] {
        if count(severity) > 0 {
            parts.push(counted(count(severity), one, many));
        }
    }
    let note = parts.join(", ");
    let list = if findings.is_empty() {
        view! { <Signalled lamp=Lamp::Ok text="Nothing to look at" /> }.into_any()
    } else {
        let items = findings
            .into_iter()
            .map(|finding| {
                view! {
                    <li>
                        <LampView lamp=lamp(finding.severity) />
                        <span class="strong">
                            <span class="hidden-text">
                                {format!("{}: ", finding.severity.label())}
                            </span>
                            {finding.title}
                        </span>
                        <p>{finding.reason}</p>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="checklist">{items}</ul> }.into_any()
    };
    view! {
        <Section title="Findings" note>
            {list}
        </Section>
    }
}

#[component]
pub fn Trunks(profile: Arc<CallingProfile>) -> impl IntoView {
    let count = profile.trunks.len();
    let note = if count < 2 {
        format!("{count} of at least 2")
    } else {
        count.to_string()
    };
    let jacks = (0..count.clamp(2, 8))
        .map(|place| match (count, place < count) {
            (0, _) => Jack::Missing,
            (_, true) => Jack::Full,
            (_, false) => Jack::Open,
        })
        .map(|jack| view! { <JackView jack /> })
        .collect_view();
    let rows = profile
        .trunks
        .iter()
        .map(|trunk| {
            let sbcs = if trunk.matching_sbcs.is_empty() {
                view! { <span class="quiet">"None listed"</span> }.into_any()
            } else {
                trunk
                    .matching_sbcs
                    .iter()
                    .map(|sbc| {
                        let name = sbc.name.clone().unwrap_or_else(|| sbc.fqdn.clone());
                        let id = sbc.id.map_or(String::new(), |id| format!(", id {id}"));
                        view! {
                            <span class="block">{name}</span>
                            <span class="block second">{format!("{}{id}", sbc.ip_address)}</span>
                        }
                    })
                    .collect_view()
                    .into_any()
            };
            let id = trunk.id.clone().map_or_else(
                || stated(None),
                |id| {
                    view! { <Copyable what=format!("id of trunk {}", trunk.fqdn) value=id /> }
                        .into_any()
                },
            );
            view! {
                <tr>
                    <th scope="row">{trunk.fqdn.clone()}</th>
                    <td>{id}</td>
                    <td>{sbcs}</td>
                </tr>
            }
        })
        .collect_view();
    let table = if count == 0 {
        view! { <p class="is-critical">"None"</p> }.into_any()
    } else {
        view! {
            <div class="list-box" tabindex="0" role="group" aria-label="Trunks">
                <table class="list">
                    <thead>
                        <tr>
                            <th scope="col">"Trunk FQDN"</th>
                            <th scope="col">"Trunk id"</th>
                            <th scope="col">"Matching SBC"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Section title="Trunks" note>
            <span class="jacks">{jacks}</span>
            {table}
        </Section>
    }
}

#[component]
pub fn Offers(profile: Arc<CallingProfile>) -> impl IntoView {
    let mut rows = Vec::new();
    for offer in sorted_offers(&profile) {
        let numbers = profile
            .offers
            .iter()
            .find(|own| own.offer_type == *offer)
            .map(|own| own.test_numbers.clone())
            .unwrap_or_default();
        rows.push((offer.clone(), Some(numbers)));
    }
    for (offer, _) in &profile.validation {
        if !health::offers(&profile, offer) {
            rows.push((offer.clone(), None));
        }
    }
    let rows = rows
        .into_iter()
        .map(|(offer, numbers)| {
            let outcome = profile.validation.iter().find(|(own, _)| *own == offer);
            let is_offered = numbers.is_some();
            let validation = draw_validation(outcome.map(|(_, outcome)| outcome), is_offered);
            let numbers = match numbers {
                None => view! { <span class="quiet">"Not offered by this profile"</span> }.into_any(),
                Some(numbers) if numbers.is_empty() => {
                    view! { <span class="quiet">"None"</span> }.into_any()
                }
                Some(numbers) => numbers
                    .into_iter()
                    .map(|number| view! { <span class="block mono pre">{format!("\"{number}\"")}</span> })
                    .collect_view()
                    .into_any(),
            };
            view! {
                <tr>
                    <th scope="row" class=if is_offered { "" } else { "quiet" }>
                        {words::offer(&offer)}
                    </th>
                    <td>{validation}</td>
                    <td>{numbers}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title="Offer types and test numbers">
            <table class="list">
                <thead>
                    <tr>
                        <th scope="col">"Offer type"</th>
                        <th scope="col">"Validation"</th>
                        <th scope="col">"Test numbers"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
}

fn draw_validation(outcome: Option<&Validation>, is_offered: bool) -> AnyView {
    let Some(outcome) = outcome else {
        return stated(None);
    };
    let text = words::validation(outcome).to_owned();
    let lamp = match outcome {
        Validation::NotRun if is_offered => Lamp::Info,
        Validation::NotRun => return view! { <span class="quiet">{text}</span> }.into_any(),
        Validation::Failed => Lamp::Critical,
        Validation::Other(word) if words::is_failure(word) => Lamp::Critical,
        Validation::Other(word) if words::is_success(word) => Lamp::Ok,
        Validation::Other(_) => Lamp::Info,
    };
    view! { <Signalled lamp text /> }.into_any()
}

#[component]
pub fn Emergency(profile: Arc<CallingProfile>, all: Arc<Vec<Row>>) -> impl IntoView {
    let links = use_links();
    let linked = profile.emergency_profile_id.clone().map_or_else(
        || view! { <span class="quiet">"None"</span> }.into_any(),
        |id| {
            let target = all.iter().filter_map(Row::profile).find(|own| own.id == id);
            match target {
                Some(target) => {
                    let href = links.to(&Route::Profile(id));
                    view! { <a href=href>{target.name.clone()}</a> }.into_any()
                }
                None => view! {
                    <Copyable what="emergency profile id" value=id />
                    <span class="is-warning">"No profile in the list has this id"</span>
                }
                .into_any(),
            }
        },
    );
    let strings = if profile.emergency_dial_strings.is_empty() {
        view! { <span class="quiet">"None"</span> }.into_any()
    } else {
        profile.emergency_dial_strings.join(", ").into_any()
    };
    let is_emergency = match profile.is_emergency_profile {
        Some(true) => "Yes".into_any(),
        Some(false) => "No".into_any(),
        None => stated(None),
    };
    view! {
        <Section title="Emergency">
            <dl class="facts">
                <dt>"Emergency profile"</dt>
                <dd>{is_emergency}</dd>
                <dt>"Dial strings"</dt>
                <dd>{strings}</dd>
                <dt>"Emergency calls take"</dt>
                <dd>{linked}</dd>
            </dl>
        </Section>
    }
}

/// Profiles that would fall silent with the same trunk.
#[component]
pub fn Shared(profile: Arc<CallingProfile>, all: Arc<Vec<Row>>) -> impl IntoView {
    let links = use_links();
    let shares = |other: &CallingProfile| {
        other.id != profile.id
            && other.trunks.iter().any(|trunk| {
                profile
                    .trunks
                    .iter()
                    .any(|own| own.fqdn.eq_ignore_ascii_case(&trunk.fqdn))
            })
    };
    let others: Vec<&Row> = all
        .iter()
        .filter(|row| row.profile().is_some_and(shares))
        .collect();
    let note = others.len().to_string();
    let rows = others
        .into_iter()
        .filter_map(|row| {
            let other = row.profile()?;
            let common: Vec<&str> = other
                .trunks
                .iter()
                .map(|trunk| trunk.fqdn.as_str())
                .filter(|fqdn| {
                    profile
                        .trunks
                        .iter()
                        .any(|own| own.fqdn.eq_ignore_ascii_case(fqdn))
                })
                .collect();
            let text = row
                .findings
                .first()
                .map_or("OK", |finding| &finding.title)
                .to_owned();
            Some(view! {
                <tr>
                    <td>
                        <a href=links.to(&Route::Profile(other.id.clone()))>{other.name.clone()}</a>
                    </td>
                    <td>{row.region().unwrap_or("No region").to_owned()}</td>
                    <td>{common.join(", ")}</td>
                    <td>
                        <Signalled lamp=lamp(row.severity) text />
                    </td>
                </tr>
            })
        })
        .collect_view();
    let is_empty = note == "0";
    let content = if is_empty {
        view! { <p class="quiet">"None"</p> }.into_any()
    } else {
        view! {
            <div class="list-box" tabindex="0" role="group" aria-label="Profiles on the same trunks">
                <table class="list">
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Region"</th>
                            <th scope="col">"Shared trunk"</th>
                            <th scope="col">"Health"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Section title="Profiles on the same trunks" note>
            {content}
        </Section>
    }
}

/// What this version of the app has no section for.
#[component]
pub fn OtherFields(profile: Arc<CallingProfile>) -> impl IntoView {
    let others: Vec<(String, String)> = profile
        .raw
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| !KNOWN_FIELDS.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.to_string()))
        .collect();
    (!others.is_empty()).then(|| {
        let rows = others
            .into_iter()
            .map(|(name, value)| {
                view! {
                    <dt class="mono">{name}</dt>
                    <dd class="mono">{value}</dd>
                }
            })
            .collect_view();
        view! {
            <Section title="Other fields returned">
                <dl class="facts">{rows}</dl>
            </Section>
        }
    })
}

#[component]
pub fn Facts(profile: Arc<CallingProfile>) -> impl IntoView {
    let additional = if profile.additional_sbcs.is_empty() {
        view! { <span class="quiet">"None"</span> }.into_any()
    } else {
        let lines = profile
            .additional_sbcs
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>();
        view! { <span class="mono">{lines.join("\n")}</span> }.into_any()
    };
    view! {
        <Section title="Facts">
            <dl class="facts">
                <dt>"Profile id"</dt>
                <dd>
                    <Copyable what="profile id" value=profile.id.clone() />
                </dd>
                <dt>"Region"</dt>
                <dd>{stated(profile.region.as_deref())}</dd>
                <dt>"Carrier"</dt>
                <dd>{stated(profile.carrier.as_deref())}</dd>
                <dt>"Environment"</dt>
                <dd>{stated(profile.environment.as_deref())}</dd>
                <dt>"Additional SBCs"</dt>
                <dd>{additional}</dd>
            </dl>
        </Section>
    }
}
