//! What is wrong with a calling profile, by the vendor's own rules ("Get Calling Profiles"). Pure.

use std::collections::HashSet;

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType, Validation};

use super::words;

/// The vendor asks for one incoming and two outgoing numbers ("testNumbers").
const TEST_NUMBERS: usize = 3;
/// "For failover, at least two trunks must be associated with the calling profile."
const TRUNKS: usize = 2;

/// How urgently somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Ok,
    Info,
    Warning,
    Critical,
}

impl Severity {
    /// Most urgent first, as lists count them.
    pub const ALL: [Self; 4] = [Self::Critical, Self::Warning, Self::Info, Self::Ok];

    /// As it stands in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Ok => "ok",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::Warning => "Warning",
            Self::Info => "Info",
            Self::Ok => "OK",
        }
    }
}

/// One thing that somebody may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Short enough for a row.
    pub title: String,
    /// Why it matters, and what to do.
    pub reason: String,
}

fn finding(severity: Severity, title: impl Into<String>, reason: impl Into<String>) -> Finding {
    Finding {
        severity,
        title: title.into(),
        reason: reason.into(),
    }
}

/// Everything there is to say about a profile, most urgent first. `known_ids` are the ids of all
/// profiles in the list.
pub fn findings(profile: &CallingProfile, known_ids: &HashSet<String>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(trunks(profile));
    if profile
        .region
        .as_deref()
        .is_none_or(|region| region.trim().is_empty())
    {
        found.push(finding(
            Severity::Warning,
            "No region",
            "The platform wants a calling profile for each region; this one counts for none.",
        ));
    }
    validation(profile, &mut found);
    test_numbers(profile, &mut found);
    emergency(profile, known_ids, &mut found);
    let mut ordered = Vec::with_capacity(found.len());
    for severity in Severity::ALL {
        ordered.extend(found.extract_if(.., |finding| finding.severity == severity));
    }
    ordered
}

/// The most urgent of some findings.
pub fn severity(findings: &[Finding]) -> Severity {
    findings
        .iter()
        .map(|finding| finding.severity)
        .max()
        .unwrap_or(Severity::Ok)
}

fn trunks(profile: &CallingProfile) -> Option<Finding> {
    match profile.trunks.as_slice() {
        [] => Some(finding(
            Severity::Critical,
            "No trunk",
            "Calls of this profile have nowhere to go. A profile needs two trunks.",
        )),
        [only] if profile.trunks.len() < TRUNKS => Some(finding(
            Severity::Warning,
            "One trunk, no failover",
            format!(
                "A profile needs two trunks: calls stop when {} is down.",
                only.fqdn
            ),
        )),
        _ => None,
    }
}

/// Only offers that the profile has count; another one only when it was run all the same.
fn validation(profile: &CallingProfile, found: &mut Vec<Finding>) {
    let mut not_run = Vec::new();
    for (offer, outcome) in &profile.validation {
        let is_offered = profile.offers.iter().any(|own| own.offer_type == *offer);
        let name = words::offer(offer);
        match outcome {
            Validation::NotRun if is_offered => not_run.push(name),
            Validation::NotRun => {}
            Validation::Failed => found.push(validation_failed(&name, outcome.wire())),
            Validation::Other(word) if words::is_failure(word) => {
                found.push(validation_failed(&name, word));
            }
            Validation::Other(word) if words::is_success(word) => {}
            Validation::Other(word) => found.push(finding(
                Severity::Info,
                format!("{name} validation: {word}"),
                format!("The platform reports {word} for {name}. The vendor does not document this word."),
            )),
        }
    }
    for offer in &profile.offers {
        let is_stated = profile
            .validation
            .iter()
            .any(|(stated, _)| *stated == offer.offer_type);
        if !is_stated {
            not_run.push(words::offer(&offer.offer_type));
        }
    }
    if !not_run.is_empty() {
        found.push(finding(
            Severity::Info,
            "Validation not run",
            format!(
                "No validation test has been run in the Operator Connect portal for {}.",
                words::listed(&not_run)
            ),
        ));
    }
}

fn validation_failed(offer: &str, word: &str) -> Finding {
    finding(
        Severity::Critical,
        format!("{offer} validation failed"),
        format!(
            "The platform reports {word} for {offer}. Check the trunk and the test numbers, then ask AudioCodes Professional Services to validate again."
        ),
    )
}

fn test_numbers(profile: &CallingProfile, found: &mut Vec<Finding>) {
    let (mut without, mut few, mut malformed) = (Vec::new(), Vec::new(), Vec::new());
    for offer in &profile.offers {
        let name = words::offer(&offer.offer_type);
        match offer.test_numbers.len() {
            0 => without.push(name),
            count if count < TEST_NUMBERS => few.push(name),
            _ => {}
        }
        malformed.extend(offer.test_numbers.iter().filter(|number| !is_e164(number)));
    }
    if !few.is_empty() {
        found.push(finding(
            Severity::Warning,
            "Too few test numbers",
            format!(
                "Validation needs one incoming and two outgoing numbers; {} has fewer.",
                words::listed(&few)
            ),
        ));
    }
    if !malformed.is_empty() {
        found.push(malformed_numbers(&malformed));
    }
    if !without.is_empty() {
        found.push(finding(
            Severity::Info,
            "No test numbers",
            format!(
                "Without test numbers validation cannot be run for {}.",
                words::listed(&without)
            ),
        ));
    }
}

fn malformed_numbers(malformed: &[&String]) -> Finding {
    let title = match malformed.len() {
        1 => "1 malformed test number".to_owned(),
        count => format!("{count} malformed test numbers"),
    };
    let mut faults = Vec::new();
    if malformed
        .iter()
        .any(|number| number.trim() != number.as_str())
    {
        faults.push("starts or ends with a blank".to_owned());
    }
    if malformed
        .iter()
        .any(|number| !number.trim().starts_with('+'))
    {
        faults.push("lacks the +".to_owned());
    }
    if faults.is_empty() {
        faults.push("has other characters than digits".to_owned());
    }
    let example = malformed.first().map_or("", |number| number.as_str());
    finding(
        Severity::Warning,
        title,
        format!(
            "\"{example}\" {}. Microsoft expects E.164 without blanks.",
            words::listed(&faults)
        ),
    )
}

/// E.164: a plus and at most 15 digits, none of them a leading zero.
fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

fn emergency(profile: &CallingProfile, known_ids: &HashSet<String>, found: &mut Vec<Finding>) {
    if profile.is_emergency_profile == Some(true) && profile.emergency_dial_strings.is_empty() {
        found.push(finding(
            Severity::Warning,
            "Emergency profile without dial strings",
            "No prefix leads emergency calls into this profile.",
        ));
    }
    if let Some(id) = profile
        .emergency_profile_id
        .as_deref()
        .filter(|id| !known_ids.contains(*id))
    {
        found.push(finding(
            Severity::Warning,
            "Unknown emergency profile",
            format!("Emergency calls are to take profile {id}, which is not in the list."),
        ));
    }
}

/// Whether an offer of the profile has this type.
pub fn offers(profile: &CallingProfile, offer: &OfferType) -> bool {
    profile.offers.iter().any(|own| own.offer_type == *offer)
}

#[cfg(test)]
mod tests {
    use cordboard_api::live::calling_profiles::{Offer, Trunk};

    use super::*;

    fn trunk(fqdn: &str) -> Trunk {
        Trunk {
            fqdn: fqdn.into(),
            id: None,
            matching_sbcs: Vec::new(),
        }
    }

    fn good() -> CallingProfile {
        CallingProfile {
            id: "1".into(),
            name: "Good".into(),
            environment: None,
            region: Some("EMEA".into()),
            carrier: None,
            offers: vec![Offer {
                offer_type: OfferType::Calling,
                test_numbers: vec![
                    "+16282581451".into(),
                    "+16282581456".into(),
                    "+16282581457".into(),
                ],
            }],
            emergency_dial_strings: Vec::new(),
            is_emergency_profile: Some(false),
            emergency_profile_id: None,
            trunks: vec![trunk("a.example"), trunk("b.example")],
            additional_sbcs: Vec::new(),
            validation: vec![
                (OfferType::Calling, Validation::Other("Passed".into())),
                (OfferType::OcMobile, Validation::NotRun),
            ],
            raw: serde_json::Value::Null,
        }
    }

    fn titles(profile: &CallingProfile) -> Vec<(Severity, String)> {
        let known = HashSet::from(["1".to_owned(), "2".to_owned()]);
        findings(profile, &known)
            .into_iter()
            .map(|finding| (finding.severity, finding.title))
            .collect()
    }

    #[test]
    fn a_good_profile_looks_good() {
        assert_eq!(titles(&good()), []);
    }

    #[test]
    fn a_failed_test_of_an_offer_that_is_lacking_still_counts() {
        let mut profile = good();
        profile.validation[1].1 = Validation::Other("failed badly".into());
        assert_eq!(
            titles(&profile),
            [(Severity::Critical, "OC Mobile validation failed".into())]
        );
    }

    #[test]
    fn an_offer_whose_validation_is_not_stated_was_not_run() {
        let mut profile = good();
        profile.validation.clear();
        assert_eq!(
            titles(&profile),
            [(Severity::Info, "Validation not run".into())]
        );
    }

    #[test]
    fn unknown_words_are_shown_and_alarm_nobody() {
        let mut profile = good();
        profile.validation[0].1 = Validation::Other("Scheduled".into());
        assert_eq!(
            titles(&profile),
            [(Severity::Info, "Calling validation: Scheduled".into())]
        );
    }

    #[test]
    fn test_numbers_may_be_too_few_or_malformed() {
        let mut profile = good();
        profile.offers[0].test_numbers = vec![" +16282581451".into(), "16282581455".into()];
        assert_eq!(
            titles(&profile),
            [
                (Severity::Warning, "Too few test numbers".into()),
                (Severity::Warning, "2 malformed test numbers".into())
            ]
        );
    }

    #[test]
    fn emergency_settings_must_lead_somewhere() {
        let mut profile = good();
        profile.is_emergency_profile = Some(true);
        profile.emergency_profile_id = Some("3".into());
        assert_eq!(
            titles(&profile),
            [
                (
                    Severity::Warning,
                    "Emergency profile without dial strings".into()
                ),
                (Severity::Warning, "Unknown emergency profile".into())
            ]
        );
        profile.is_emergency_profile = None;
        profile.emergency_profile_id = Some("2".into());
        assert_eq!(titles(&profile), []);
    }

    #[test]
    fn a_blank_region_is_none() {
        let mut profile = good();
        profile.region = Some(" ".into());
        assert_eq!(titles(&profile), [(Severity::Warning, "No region".into())]);
    }
}
