//! The vendor's words, as administrators read them. Pure.

/// Where the server sends null: it does not say, which is not the same as "no".
pub const NOT_REPORTED: &str = "Not reported";

/// What a number can do ("acquiredCapabilities"): short enough for a row. Unknown words stay.
pub fn capability(word: &str) -> &str {
    let known = [
        ("InboundCalling", "In"),
        ("OutboundCalling", "Out"),
        ("UserAssignment", "User"),
        ("ConferenceAssignment", "Conference"),
        ("FirstPartyAppAssignment", "Voice app"),
        ("ThirdPartyAppAssignment", "Third-party app"),
        ("TollFree", "Toll-free"),
        ("Office365", "Office 365"),
    ];
    translated(&known, word)
}

/// To whom a number is given ("Operator Connect Number Management"). Microsoft's own word for a
/// voice application is longer than the vendor's.
pub fn assignment(word: &str) -> &str {
    let known = [
        ("UserAssigned", "User"),
        ("ConferenceAssigned", "Conference"),
        ("VoiceApp", "Voice app"),
        ("VoiceAppAssigned", "Voice app"),
        ("VoiceApplicationAssigned", "Voice app"),
        ("Unassigned", "Unassigned"),
    ];
    translated(&known, word)
}

fn translated<'a>(known: &[(&str, &'a str)], word: &'a str) -> &'a str {
    known
        .iter()
        .find(|(wire, _)| wire.eq_ignore_ascii_case(word))
        .map_or(word, |(_, label)| label)
}

/// The first letters are what tells capabilities apart: calling first, then who may have it.
pub fn in_order(words: &mut [&str]) {
    const FIRST: [&str; 4] = [
        "TollFree",
        "InboundCalling",
        "OutboundCalling",
        "UserAssignment",
    ];
    let place = |word: &str| {
        FIRST
            .iter()
            .position(|first| first.eq_ignore_ascii_case(word))
            .unwrap_or(FIRST.len())
    };
    // A number has a handful.
    for end in (1..words.len()).rev() {
        for at in 0..end {
            if place(words[at]) > place(words[at + 1]) {
                words.swap(at, at + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_read_in_any_case_and_others_stay() {
        assert_eq!(capability("inboundcalling"), "In");
        assert_eq!(capability("Telepathy"), "Telepathy");
        assert_eq!(assignment("VoiceApplicationAssigned"), "Voice app");
        assert_eq!(assignment("Active"), "Active");
    }

    #[test]
    fn calling_comes_first() {
        let mut words = [
            "Office365",
            "Mobile",
            "OutboundCalling",
            "inboundCalling",
            "TollFree",
        ];
        in_order(&mut words);
        assert_eq!(
            words,
            [
                "TollFree",
                "inboundCalling",
                "OutboundCalling",
                "Office365",
                "Mobile"
            ]
        );
    }
}
