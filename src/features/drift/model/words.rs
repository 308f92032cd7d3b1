//! Sentences about findings.

use cordboard_dial_plan::drift::{Finding, Kind, Remedy, Report};

/// "1 finding", "2 findings". The count comes ready, with its separators.
pub fn counted(shown: &str, count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{shown} {one}s")
    }
}

/// As it stands in the address.
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::MissingRule => "missing-rule",
        Kind::WrongTag => "wrong-tag",
        Kind::GoneProfile => "gone-profile",
        Kind::StaleRule => "stale-rule",
    }
}

/// The kind that a word of the address means.
pub fn kind(text: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| word(*kind) == text)
}

pub fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::MissingRule => "Number without a rule",
        Kind::WrongTag => "Tag is no trunk of the profile",
        Kind::GoneProfile => "Calling profile does not exist",
        Kind::StaleRule => "Rule without a number",
    }
}

/// What a kind means for callers.
pub fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::MissingRule => "The number is acquired, and no rule of the plan takes it.",
        Kind::WrongTag => {
            "The rule that takes the number leads to a trunk that its profile does not have."
        }
        Kind::GoneProfile => "The number names a calling profile that is not in the list.",
        Kind::StaleRule => "No acquired number of the tenant fits the rule's prefix.",
    }
}

/// What would be put among the changes; why nothing, where there is nothing.
pub fn proposal(report: &Report, finding: &Finding) -> String {
    match report.remedy(finding) {
        Some(Remedy::Add(rule)) => format!("Add a rule to {}", rule.tag),
        Some(Remedy::Remove(_)) => "Remove the rule".to_owned(),
        Some(Remedy::Change { after, .. }) => format!("Change the tag to {}", after.tag),
        None if finding.kind == Kind::GoneProfile => {
            "None here: the number needs another calling profile".to_owned()
        }
        None if report.profile(finding).is_none() => {
            "None until the number has a calling profile".to_owned()
        }
        None => "None: the calling profile has no trunk".to_owned(),
    }
}

/// The number's calling profile by name, or the id that no profile has.
pub fn profile<'a>(report: &'a Report, finding: &'a Finding) -> &'a str {
    match report.profile(finding) {
        Some(profile) if profile.name.is_empty() => &profile.id,
        Some(profile) => &profile.name,
        None => &finding.unknown_profile,
    }
}
