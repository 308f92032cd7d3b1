//! The words of filters and of the summary.

use cordboard_numbers::{Facet, NONE};

use super::profile::Profiles;
use super::words;
use crate::browser::intl;

/// The name of a facet: of its column, its filter and its part of the summary.
pub fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Country => "Country",
        Facet::Capability => "Capability",
        Facet::Assignment => "Assignment",
        Facet::Profile => "Calling profile",
        Facet::Status => "Acquired status",
        Facet::Sbc => "SBC",
        Facet::Source => "Source",
    }
}

/// What a word of the address says.
pub fn label(facet: Facet, word: &str, profiles: &Profiles) -> String {
    if let Some(word) = word.strip_prefix('!') {
        return format!("Not {}", label(facet, word, profiles));
    }
    if let Some(word) = word.strip_prefix('~') {
        return format!("{} available, not acquired", label(facet, word, profiles));
    }
    if word == NONE {
        return none(facet).to_owned();
    }
    match facet {
        Facet::Country => intl::country(word).unwrap_or_else(|| word.to_owned()),
        Facet::Assignment => words::assignment(word).to_owned(),
        Facet::Profile => {
            let standing = profiles.standing(word);
            if standing.is_unknown {
                format!("No such profile ({})", word.get(..8).unwrap_or(word))
            } else {
                standing.name
            }
        }
        Facet::Capability | Facet::Status | Facet::Sbc | Facet::Source => word.to_owned(),
    }
}

fn none(facet: Facet) -> &'static str {
    match facet {
        Facet::Capability => "No capability",
        Facet::Sbc => "No SBC",
        Facet::Profile => "No profile",
        Facet::Country | Facet::Assignment | Facet::Status | Facet::Source => words::NOT_REPORTED,
    }
}
