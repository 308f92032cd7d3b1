//! The fields of a voice profile, and their names on the wire.

/// A field of a voice profile that can be set, in the order of the vendor's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// An integer from 100000 to 999999 that is dialled before the number.
    TechPrefix,
    /// 1 to 255 characters.
    Name,
    /// How many calls at once.
    ChannelLimit,
    /// The highest rate of a call; per what is not documented.
    MaxRate,
    /// 0, 1 or 2, whose meaning is not documented.
    RecordCalls,
    /// The most that may be spent in a day.
    DailySpendLimit,
    /// `wav` or `mp3`.
    FileFormat,
    /// 0 or 1, whose meaning is not documented.
    AudioTrackType,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::TechPrefix,
        Self::Name,
        Self::ChannelLimit,
        Self::MaxRate,
        Self::RecordCalls,
        Self::DailySpendLimit,
        Self::FileFormat,
        Self::AudioTrackType,
    ];

    /// The vendor's name for it.
    pub fn wire(self) -> &'static str {
        match self {
            Self::TechPrefix => "tech_prefix",
            Self::Name => "name",
            Self::ChannelLimit => "channel_limit",
            Self::MaxRate => "max_rate",
            Self::RecordCalls => "record_calls",
            Self::DailySpendLimit => "daily_spend_limit",
            // Spelt so on the page.
            Self::FileFormat => "filemat",
            Self::AudioTrackType => "audio_track_type",
        }
    }

    /// The field that the vendor calls so, in either spelling.
    pub fn from_wire(name: &str) -> Option<Self> {
        if name == DAILY_SPENT_LIMIT {
            return Some(Self::DailySpendLimit);
        }
        Self::ALL.into_iter().find(|field| field.wire() == name)
    }
}

/// The daily limit as another client of the API spells it; it is read, and never sent.
pub(crate) const DAILY_SPENT_LIMIT: &str = "daily_spent_limit";
