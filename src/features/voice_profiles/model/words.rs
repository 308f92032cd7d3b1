//! The vendor's values, as administrators read them. Pure.

use cordboard_api::opentact::voice_profiles::Field;

/// The name that the form and the list give a field.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "Name",
        Field::TechPrefix => "Tech prefix",
        Field::ChannelLimit => "Channel limit",
        Field::MaxRate => "Max rate",
        Field::RecordCalls => "Record calls",
        Field::DailySpendLimit => "Daily spend limit",
        Field::FileFormat => "Recording format",
        Field::AudioTrackType => "Audio tracks",
    }
}

/// The documented values of a field to choose from, with their words. What the numbers mean is
/// stated nowhere; the words follow the order in which the page "Voice Profile" lists them.
pub fn choices(field: Field) -> &'static [(&'static str, &'static str)] {
    match field {
        Field::RecordCalls => &[
            ("0", "Off"),
            ("1", "All outbound calls"),
            ("2", "Specific caller numbers"),
        ],
        Field::AudioTrackType => &[
            ("0", "Both sides on one track"),
            ("1", "One track per side"),
        ],
        Field::FileFormat => &[("wav", "wav"), ("mp3", "mp3")],
        Field::Name
        | Field::TechPrefix
        | Field::ChannelLimit
        | Field::MaxRate
        | Field::DailySpendLimit => &[],
    }
}

/// The same for a narrow column, whose heading says what it is about.
pub fn short(field: Field, value: &str) -> String {
    let words = match (field, value) {
        (Field::RecordCalls, "1") => "All calls",
        (Field::RecordCalls, "2") => "Some callers",
        (Field::AudioTrackType, "0") => "One track",
        (Field::AudioTrackType, "1") => "Two tracks",
        _ => return chosen(field, value),
    };
    format!("{words} ({value})")
}

/// A value in words with the server's own beside them, or as it is where it is not known.
pub fn chosen(field: Field, value: &str) -> String {
    let known = choices(field).iter().find(|(own, _)| *own == value);
    match known {
        Some((own, words)) if own == words => (*own).to_owned(),
        Some((own, words)) => format!("{words} ({own})"),
        None => value.to_owned(),
    }
}
