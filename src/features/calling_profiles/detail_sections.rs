//! The sections of a profile's page.

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType, Validation};

use crate::browser::dom::{El, el, nothing, several, tagged, words as plain};
use crate::profiles::health::{self, Finding, Severity};
use crate::profiles::rows::{Row, sorted_offers};
use crate::profiles::{lamp as lamp_of, words};
use crate::route::Route;
use crate::state::links::use_links;
use crate::ui::copyable::copyable;
use crate::ui::lamp::{Jack, Lamp, jacks, lamp, signal};

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

fn section(title: &str, note: &str, content: El) -> El {
    let head = tagged("div", "section__head")
        .child(el("h2").text(title))
        .child(tagged("span", "quiet").text(note));
    tagged("section", "section").child(head).child(content)
}

fn quiet(text: &str) -> El {
    tagged("span", "quiet").text(text)
}

fn stated(value: Option<&str>) -> El {
    value
        .filter(|value| !value.trim().is_empty())
        .map_or_else(|| quiet("Not stated"), plain)
}

/// A table with its heads; `label` makes it a part that scrolls sideways by itself.
fn table(label: Option<&str>, heads: &[&str], rows: Vec<El>) -> El {
    let heads = heads
        .iter()
        .map(|head| el("th").attr("scope", "col").text(*head));
    let table = tagged("table", "list")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    match label {
        Some(label) => tagged("div", "list-box")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", label)
            .child(table),
        None => table,
    }
}

fn row(head: El, cells: impl IntoIterator<Item = El>) -> El {
    let cells = cells.into_iter().map(|cell| el("td").child(cell));
    el("tr").child(head).children(cells)
}

fn row_head(text: &str) -> El {
    el("th").attr("scope", "row").text(text)
}

fn facts_of(facts: impl IntoIterator<Item = (&'static str, El)>) -> El {
    facts
        .into_iter()
        .fold(tagged("dl", "facts"), |list, (term, value)| {
            list.child(el("dt").text(term)).child(el("dd").child(value))
        })
}

pub fn findings(findings: &[Finding]) -> El {
    let mut parts = Vec::new();
    for (severity, one, many) in [
        (Severity::Critical, "critical", "critical"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ] {
        let count = findings
            .iter()
            .filter(|own| own.severity == severity)
            .count();
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    let list = if findings.is_empty() {
        signal(Lamp::Ok, "Nothing to look at", 0)
    } else {
        tagged("ul", "checklist").children(findings.iter().map(|finding| {
            let spoken = format!("{}: ", finding.severity.label());
            let title = tagged("span", "strong")
                .child(tagged("span", "hidden-text").text(spoken))
                .text(finding.title.as_str());
            el("li")
                .child(lamp(lamp_of(finding.severity)))
                .child(title)
                .child(el("p").text(finding.reason.as_str()))
        }))
    };
    section("Findings", &parts.join(", "), list)
}

pub fn trunks(profile: &CallingProfile) -> El {
    let count = profile.trunks.len();
    let note = if count < 2 {
        format!("{count} of at least 2")
    } else {
        count.to_string()
    };
    let wiring = jacks(
        (0..count.clamp(2, 8)).map(|place| match (count, place < count) {
            (0, _) => Jack::Missing,
            (_, true) => Jack::Full,
            (_, false) => Jack::Open,
        }),
    );
    if count == 0 {
        let missing = tagged("p", "is-critical").text("None");
        return section("Trunks", &note, several([wiring, missing]));
    }
    let rows = profile.trunks.iter().map(|trunk| {
        let id = trunk.id.clone().map_or_else(
            || stated(None),
            |id| copyable(&format!("id of trunk {}", trunk.fqdn), id),
        );
        let sbcs = trunk.matching_sbcs.iter().flat_map(|sbc| {
            let name = sbc.name.as_deref().unwrap_or(&sbc.fqdn);
            let id = sbc.id.map_or(String::new(), |id| format!(", id {id}"));
            let address = format!("{}{id}", sbc.ip_address);
            [
                tagged("span", "block").text(name),
                tagged("span", "block second").text(address),
            ]
        });
        let sbcs = if trunk.matching_sbcs.is_empty() {
            quiet("None listed")
        } else {
            several(sbcs)
        };
        row(row_head(&trunk.fqdn), [id, sbcs])
    });
    let table = table(
        Some("Trunks"),
        &["Trunk FQDN", "Trunk id", "Matching SBC"],
        rows.collect(),
    );
    section("Trunks", &note, several([wiring, table]))
}

pub fn offers(profile: &CallingProfile) -> El {
    let offered = sorted_offers(profile).into_iter().map(|offer| {
        let own = profile.offers.iter().find(|own| own.offer_type == *offer);
        (offer, own.map(|own| own.test_numbers.as_slice()))
    });
    let lacking = profile
        .validation
        .iter()
        .map(|(offer, _)| offer)
        .filter(|offer| !health::offers(profile, offer))
        .map(|offer| (offer, None));
    let rows = offered
        .chain(lacking)
        .map(|(offer, numbers)| draw_offer(profile, offer, numbers));
    let heads = ["Offer type", "Validation", "Test numbers"];
    section(
        "Offer types and test numbers",
        "",
        table(None, &heads, rows.collect()),
    )
}

fn draw_offer(profile: &CallingProfile, offer: &OfferType, numbers: Option<&[String]>) -> El {
    let outcome = profile.validation.iter().find(|(own, _)| own == offer);
    let validation = draw_validation(outcome.map(|(_, outcome)| outcome), numbers.is_some());
    let shown = match numbers {
        None => quiet("Not offered by this profile"),
        Some([]) => quiet("None"),
        // Quoted, because a blank at the beginning is one of the faults they have.
        Some(numbers) => several(
            numbers
                .iter()
                .map(|number| tagged("span", "block mono pre").text(format!("\"{number}\""))),
        ),
    };
    let class = if numbers.is_some() { "" } else { "quiet" };
    row(
        row_head(&words::offer(offer)).class(class),
        [validation, shown],
    )
}

fn draw_validation(outcome: Option<&Validation>, is_offered: bool) -> El {
    let Some(outcome) = outcome else {
        return stated(None);
    };
    let text = words::validation(outcome);
    let lamp = match outcome {
        Validation::NotRun if is_offered => Lamp::Info,
        Validation::NotRun => return quiet(text),
        Validation::Failed => Lamp::Critical,
        Validation::Other(word) if words::is_failure(word) => Lamp::Critical,
        Validation::Other(word) if words::is_success(word) => Lamp::Ok,
        Validation::Other(_) => Lamp::Info,
    };
    signal(lamp, text, 0)
}

pub fn emergency(profile: &CallingProfile, all: &[Row]) -> El {
    let links = use_links();
    let linked = match &profile.emergency_profile_id {
        None => quiet("None"),
        Some(id) => match all
            .iter()
            .filter_map(Row::profile)
            .find(|own| own.id == *id)
        {
            Some(target) => {
                let href = links.to(&Route::Profile(id.clone()));
                el("a").attr("href", &href).text(target.name.as_str())
            }
            None => several([
                copyable("emergency profile id", id.clone()),
                tagged("span", "is-warning").text("No profile in the list has this id"),
            ]),
        },
    };
    let strings = match profile.emergency_dial_strings.as_slice() {
        [] => quiet("None"),
        strings => plain(&strings.join(", ")),
    };
    let is_emergency = match profile.is_emergency_profile {
        Some(true) => plain("Yes"),
        Some(false) => plain("No"),
        None => stated(None),
    };
    let facts = facts_of([
        ("Emergency profile", is_emergency),
        ("Dial strings", strings),
        ("Emergency calls take", linked),
    ]);
    section("Emergency", "", facts)
}

/// Profiles that would fall silent with the same trunk.
pub fn shared(profile: &CallingProfile, all: &[Row]) -> El {
    let links = use_links();
    let is_own = |fqdn: &str| {
        profile
            .trunks
            .iter()
            .any(|own| own.fqdn.eq_ignore_ascii_case(fqdn))
    };
    let rows: Vec<El> = all
        .iter()
        .filter_map(|other_row| {
            let other = other_row.profile().filter(|other| other.id != profile.id)?;
            let fqdns = other.trunks.iter().map(|trunk| trunk.fqdn.as_str());
            let common: Vec<&str> = fqdns.filter(|fqdn| is_own(fqdn)).collect();
            if common.is_empty() {
                return None;
            }
            let href = links.to(&Route::Profile(other.id.clone()));
            let name = el("td").child(el("a").attr("href", &href).text(other.name.as_str()));
            let text = other_row
                .findings
                .first()
                .map_or("OK", |finding| &finding.title);
            let health = signal(lamp_of(other_row.severity), text, 0);
            let region = plain(other_row.region().unwrap_or("No region"));
            Some(row(name, [region, plain(&common.join(", ")), health]))
        })
        .collect();
    let note = rows.len().to_string();
    let content = if rows.is_empty() {
        quiet("None")
    } else {
        let heads = ["Name", "Region", "Shared trunk", "Health"];
        table(Some("Profiles on the same trunks"), &heads, rows)
    };
    section("Profiles on the same trunks", &note, content)
}

/// What this version of the app has no section for.
pub fn other_fields(profile: &CallingProfile) -> El {
    let fields = profile.raw.as_object().into_iter().flatten();
    let mut list = tagged("dl", "facts");
    let mut is_empty = true;
    for (name, value) in fields.filter(|(name, _)| !KNOWN_FIELDS.contains(&name.as_str())) {
        is_empty = false;
        list = list
            .child(tagged("dt", "mono").text(name.as_str()))
            .child(tagged("dd", "mono").text(value.to_string()));
    }
    if is_empty {
        nothing()
    } else {
        section("Other fields returned", "", list)
    }
}

pub fn facts(profile: &CallingProfile) -> El {
    let additional = if profile.additional_sbcs.is_empty() {
        quiet("None")
    } else {
        let lines: Vec<String> = profile
            .additional_sbcs
            .iter()
            .map(ToString::to_string)
            .collect();
        tagged("span", "mono").text(lines.join("\n"))
    };
    let facts = facts_of([
        ("Profile id", copyable("profile id", profile.id.clone())),
        ("Region", stated(profile.region.as_deref())),
        ("Carrier", stated(profile.carrier.as_deref())),
        ("Environment", stated(profile.environment.as_deref())),
        ("Additional SBCs", additional),
    ]);
    section("Facts", "", facts)
}
