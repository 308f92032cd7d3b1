//! The list behind the page: what is searched, filtered and sorted. Pure.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt::Write as _;

use cordboard_api::Reading;
use cordboard_api::live::calling_profiles::{CallingProfile, OfferType};

use super::health::{self, Finding, Severity};
use super::words;

/// How profiles without a region stand in the address.
pub const NO_REGION: &str = "none";
/// The columns that can be sorted, by their names in the address; the first is the list's own
/// order: most urgent on top.
pub const COLUMNS: [&str; 7] = [
    "health",
    "name",
    "region",
    "offers",
    "trunks",
    "emergency",
    "validation",
];

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub content: Content,
    pub findings: Vec<Finding>,
    pub severity: Severity,
    /// Everything that can be searched, in lower case.
    haystack: String,
}

/// A profile, or what is known of one that could not be read.
#[derive(Debug, Clone)]
pub enum Content {
    Profile(Box<CallingProfile>),
    Unreadable {
        path: String,
        problem: String,
        raw: serde_json::Value,
    },
}

impl Row {
    pub fn profile(&self) -> Option<&CallingProfile> {
        match &self.content {
            Content::Profile(profile) => Some(profile),
            Content::Unreadable { .. } => None,
        }
    }

    fn name(&self) -> &str {
        self.profile().map_or("", |profile| profile.name.as_str())
    }

    pub fn region(&self) -> Option<&str> {
        self.profile()?
            .region
            .as_deref()
            .filter(|region| !region.trim().is_empty())
    }
}

/// What the filters ask for; empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    pub search: String,
    /// The wire value, or [`NO_REGION`].
    pub region: String,
    /// The wire value.
    pub offer: String,
    pub health: String,
}

impl Wanted {
    fn wants(&self, row: &Row, terms: &[String]) -> bool {
        let region = match self.region.as_str() {
            "" => true,
            // An unreadable row has no region that could be known.
            NO_REGION => row.profile().is_some() && row.region().is_none(),
            region => row.region() == Some(region),
        };
        let offer = self.offer.is_empty()
            || row
                .profile()
                .is_some_and(|profile| health::offers(profile, &OfferType::from_wire(&self.offer)));
        let health = self.health.is_empty() || row.severity.word() == self.health;
        region
            && offer
            && health
            && terms
                .iter()
                .all(|term| row.haystack.contains(term.as_str()))
    }
}

/// Builds the list from what was read.
pub fn rows(readings: Vec<Reading<CallingProfile>>) -> Vec<Row> {
    let profiles = readings.iter().filter_map(Reading::read);
    let known_ids: HashSet<String> = profiles.map(|profile| profile.id.clone()).collect();
    let row = |reading| match reading {
        Reading::Read(profile) => {
            let findings = health::findings(&profile, &known_ids);
            Row {
                severity: health::severity(&findings),
                haystack: haystack(&profile, &findings),
                findings,
                content: Content::Profile(Box::new(profile)),
            }
        }
        Reading::Unreadable { path, problem, raw } => Row {
            severity: Severity::Warning,
            haystack: raw.to_string().to_lowercase(),
            findings: vec![Finding {
                severity: Severity::Warning,
                title: "Could not be read".to_owned(),
                reason: format!("{path}: {problem}"),
            }],
            content: Content::Unreadable { path, problem, raw },
        },
    };
    readings.into_iter().map(row).collect()
}

/// Everything that the list and a profile's page show.
fn haystack(profile: &CallingProfile, findings: &[Finding]) -> String {
    let mut text = format!("{}\n{}\n", profile.name, profile.id);
    let optional = [
        &profile.region,
        &profile.environment,
        &profile.carrier,
        &profile.emergency_profile_id,
    ];
    for value in optional.into_iter().flatten() {
        let _ = writeln!(text, "{value}");
    }
    for offer in &profile.offers {
        let kind = &offer.offer_type;
        let _ = writeln!(
            text,
            "{}\n{}\n{}",
            kind.wire(),
            words::offer(kind),
            offer.test_numbers.join("\n")
        );
    }
    for trunk in &profile.trunks {
        let _ = writeln!(
            text,
            "{}\n{}",
            trunk.fqdn,
            trunk.id.as_deref().unwrap_or_default()
        );
        for sbc in &trunk.matching_sbcs {
            let id = sbc.id.map(|id| id.to_string()).unwrap_or_default();
            let name = sbc.name.as_deref().unwrap_or_default();
            let _ = writeln!(text, "{id}\n{}\n{}\n{name}", sbc.fqdn, sbc.ip_address);
        }
    }
    for sbc in &profile.additional_sbcs {
        let _ = writeln!(text, "{sbc}");
    }
    let _ = writeln!(
        text,
        "{}\n{}\n{}",
        profile.emergency_dial_strings.join("\n"),
        words::emergency(profile),
        words::validation_in_row(profile)
    );
    for finding in findings {
        let _ = writeln!(text, "{}\n{}", finding.title, finding.severity.label());
    }
    text.to_lowercase()
}

/// The positions of the rows that are wanted, in order. Rows that are equal in the chosen column
/// keep their order by name.
pub fn select(rows: &[Row], wanted: &Wanted, column: &str, is_descending: bool) -> Vec<usize> {
    let terms: Vec<String> = wanted
        .search
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut chosen: Vec<usize> = (0..rows.len())
        .filter(|index| wanted.wants(&rows[*index], &terms))
        .collect();
    let keys: Vec<(SortKey, String)> = rows
        .iter()
        .map(|row| (sort_key(row, column), row.name().to_lowercase()))
        .collect();
    sort(&mut chosen, &|a, b| {
        let ((key_a, name_a), (key_b, name_b)) = (&keys[a], &keys[b]);
        let without = |key: &SortKey| matches!(key, SortKey::Nothing);
        let by_key = key_a.cmp(key_b);
        without(key_a)
            .cmp(&without(key_b))
            .then(if is_descending {
                by_key.reverse()
            } else {
                by_key
            })
            .then_with(|| name_a.cmp(name_b))
    });
    chosen
}

/// Sorts positions, stably. One function for every order: each that the compiler makes by itself
/// weighs four kilobytes.
pub fn sort(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

/// Sorts positions, stably, from the least or from the greatest.
pub fn sort_either_way(
    positions: &mut [usize],
    is_descending: bool,
    compare: &dyn Fn(usize, usize) -> Ordering,
) {
    sort(positions, &|a, b| {
        if is_descending {
            compare(b, a)
        } else {
            compare(a, b)
        }
    });
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Rank(usize),
    Text(String),
    /// Rows without a value come after all others, either way round.
    Nothing,
}

fn sort_key(row: &Row, column: &str) -> SortKey {
    let text = |text: &str| SortKey::Text(text.to_lowercase());
    match (column, row.profile()) {
        ("health", _) => {
            let rank = Severity::ALL
                .iter()
                .position(|severity| *severity == row.severity);
            SortKey::Rank(rank.unwrap_or_default())
        }
        (_, None) => SortKey::Nothing,
        ("region", _) => row.region().map_or(SortKey::Nothing, text),
        ("offers", Some(profile)) => text(&offers_in_row(profile)),
        ("trunks", Some(profile)) => SortKey::Rank(profile.trunks.len()),
        ("emergency", Some(profile)) => text(words::emergency(profile)),
        ("validation", Some(profile)) => text(&words::validation_in_row(profile)),
        (_, Some(profile)) => text(&profile.name),
    }
}

/// "Calling, Conferencing", always in this order: servers vary it.
pub fn offers_in_row(profile: &CallingProfile) -> String {
    sorted_offers(profile)
        .iter()
        .map(|offer| words::offer_in_row(offer))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a profile is offered for, the documented kinds first.
pub fn sorted_offers(profile: &CallingProfile) -> Vec<&OfferType> {
    let rank = |offer: &OfferType| match offer {
        OfferType::Calling => 0,
        OfferType::AudioConferencing => 1,
        OfferType::OcMobile => 2,
        OfferType::Other(_) => 3,
    };
    let offers = profile.offers.iter().map(|offer| &offer.offer_type);
    (0..4)
        .flat_map(|place| offers.clone().filter(move |offer| rank(offer) == place))
        .collect()
}

/// The regions that occur, those with most profiles first.
pub fn regions(rows: &[Row]) -> Vec<(Option<String>, usize)> {
    let mut regions: Vec<(Option<String>, usize)> = Vec::new();
    for row in rows.iter().filter(|row| row.profile().is_some()) {
        let region = row.region().map(str::to_owned);
        match regions.iter_mut().find(|(known, _)| *known == region) {
            Some((_, count)) => *count += 1,
            None => regions.push((region, 1)),
        }
    }
    let mut order: Vec<usize> = (0..regions.len()).collect();
    sort(&mut order, &|a, b| {
        let ((a, count_a), (b, count_b)) = (&regions[a], &regions[b]);
        a.is_none()
            .cmp(&b.is_none())
            .then(count_b.cmp(count_a))
            .then(a.cmp(b))
    });
    order
        .into_iter()
        .map(|place| regions[place].clone())
        .collect()
}

/// The kinds of offer that occur, the documented ones first.
pub fn offer_types(rows: &[Row]) -> Vec<OfferType> {
    let mut kinds = vec![
        OfferType::Calling,
        OfferType::AudioConferencing,
        OfferType::OcMobile,
    ];
    for profile in rows.iter().filter_map(Row::profile) {
        for offer in &profile.offers {
            if !kinds.contains(&offer.offer_type) {
                kinds.push(offer.offer_type.clone());
            }
        }
    }
    kinds.retain(|kind| {
        rows.iter()
            .filter_map(Row::profile)
            .any(|profile| health::offers(profile, kind))
    });
    kinds
}

#[cfg(test)]
mod tests;
