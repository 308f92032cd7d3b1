//! The vendor's words, as administrators read them. Pure.

use cordboard_api::live::calling_profiles::{CallingProfile, OfferType, Validation};

/// `AudioConferencing` reads "Audio conferencing".
pub fn offer(offer: &OfferType) -> String {
    match offer {
        OfferType::Calling => "Calling".to_owned(),
        OfferType::AudioConferencing => "Audio conferencing".to_owned(),
        OfferType::OcMobile => "OC Mobile".to_owned(),
        OfferType::Other(word) => word.clone(),
    }
}

/// The same, short enough for a row.
pub fn offer_in_row(offer: &OfferType) -> &str {
    match offer {
        OfferType::Calling => "Calling",
        OfferType::AudioConferencing => "Conferencing",
        OfferType::OcMobile => "OC Mobile",
        OfferType::Other(word) => word,
    }
}

pub fn validation(outcome: &Validation) -> &str {
    match outcome {
        Validation::NotRun => "Not run",
        Validation::Failed => "Failed",
        Validation::Other(word) => word,
    }
}

/// The vendor documents "Failed" alone; live servers vary such words.
pub fn is_failure(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.contains("fail") || word.contains("error")
}

/// The word for success is not documented: any of the usual ones will do.
pub fn is_success(word: &str) -> bool {
    let word = word.to_ascii_lowercase().replace([' ', '_', '-'], "");
    ["pass", "success", "succeed", "completed", "valid", "ok"]
        .iter()
        .any(|success| word.starts_with(success))
        || word.ends_with("success")
}

/// The validation of a whole profile in one word: the worst of what it offers.
pub fn validation_in_row(profile: &CallingProfile) -> String {
    let own = profile.validation.iter().filter(|(offer, outcome)| {
        *outcome != Validation::NotRun || super::health::offers(profile, offer)
    });
    let worst = own
        .map(|(_, outcome)| outcome)
        .min_by_key(|outcome| match outcome {
            Validation::Failed => 0,
            Validation::Other(word) if is_failure(word) => 0,
            Validation::NotRun => 1,
            Validation::Other(word) if is_success(word) => 3,
            Validation::Other(_) => 2,
        });
    worst.map_or_else(
        || "Not stated".to_owned(),
        |outcome| validation(outcome).to_owned(),
    )
}

/// What the profile is for emergency calls.
pub fn emergency(profile: &CallingProfile) -> &'static str {
    match (
        profile.is_emergency_profile,
        profile.emergency_profile_id.is_some(),
    ) {
        (Some(true), _) => "Yes",
        (Some(false) | None, true) => "Linked",
        (Some(false), false) => "No",
        (None, false) => "Not stated",
    }
}

/// "a, b and c".
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
