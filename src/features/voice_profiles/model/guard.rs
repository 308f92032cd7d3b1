//! The spend guard: what a profile lets calls cost, and what is recorded. Pure.

use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};

use super::decimal::{Decimal, Marks, written};
use super::words;
use crate::ui::lamp::Lamp;

/// Minutes of a day: the rate is taken to be one per minute, which the page does not say.
const MINUTES: u32 = 1440;

/// Something about a field that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub field: Field,
    /// A warning, a note, or that all is well.
    pub lamp: Lamp,
    pub title: String,
    pub reason: String,
}

/// A limit as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    Absent,
    Zero,
    Known(Decimal),
    /// What stands there is no number.
    Odd(String),
}

impl Amount {
    /// Reads a JSON number, or its absence.
    pub fn of(text: Option<&str>) -> Self {
        match text {
            None => Self::Absent,
            Some(text) => match Decimal::parse(text) {
                Some(number) if number.is_zero() => Self::Zero,
                Some(number) => Self::Known(number),
                None => Self::Odd(text.to_owned()),
            },
        }
    }
}

/// What the guard looks at, of a profile or of a form.
#[derive(Debug, Clone)]
pub struct Facts {
    pub channels: Amount,
    pub rate: Amount,
    pub daily: Amount,
    pub recording: Option<String>,
    pub prefix: Option<String>,
    /// The names of the other profiles with the same tech prefix.
    pub sharing: Vec<String>,
}

/// What the guard says.
#[derive(Debug, Clone)]
pub struct Guard {
    pub findings: Vec<Finding>,
    /// Channels × rate × minutes of a day, where both are known.
    pub highest: Option<Decimal>,
}

impl Facts {
    pub fn of(profile: &VoiceProfile, sharing: Vec<String>) -> Self {
        let text = |field| profile.value(field).map(|value| value.to_string());
        let amount = |field| Amount::of(text(field).as_deref());
        Self {
            channels: amount(Field::ChannelLimit),
            rate: amount(Field::MaxRate),
            daily: amount(Field::DailySpendLimit),
            recording: text(Field::RecordCalls),
            prefix: text(Field::TechPrefix),
            sharing,
        }
    }
}

impl Guard {
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.lamp == Lamp::Warning)
    }
}

/// Looks at everything, in the order of the form.
pub fn guard(facts: &Facts, marks: Marks) -> Guard {
    let highest = match (&facts.channels, &facts.rate) {
        (Amount::Known(channels), Amount::Known(rate)) => {
            Some(channels.times(rate).times(&Decimal::whole(MINUTES)))
        }
        _ => None,
    };
    let shown = |number: &Decimal| written(&number.plain(), marks);
    let most = highest.as_ref().map(shown);
    let mut findings = vec![
        limit(
            Field::ChannelLimit,
            &facts.channels,
            ("No channel limit", "Any number of calls may run at once."),
            |own| format!("{} calls at once at most", shown(own)),
        ),
        limit(
            Field::MaxRate,
            &facts.rate,
            ("No rate cap", "Calls of any price go through."),
            |own| format!("No call above a rate of {}", shown(own)),
        ),
    ];
    let bounds = match most {
        Some(most) => format!("Channels and rate allow {most} in a day."),
        None => "Nothing bounds what a day may cost.".to_owned(),
    };
    findings.push(limit(
        Field::DailySpendLimit,
        &facts.daily,
        ("No daily spend limit", &bounds),
        |own| format!("Stops at {} a day", shown(own)),
    ));
    findings.push(recording(facts.recording.as_deref()));
    findings.extend(prefix(facts));
    Guard { findings, highest }
}

fn limit(
    field: Field,
    amount: &Amount,
    absent: (&str, &str),
    known: impl Fn(&Decimal) -> String,
) -> Finding {
    let name = words::label(field);
    let (lamp, title, reason) = match amount {
        Amount::Absent => (Lamp::Warning, absent.0.to_owned(), absent.1.to_owned()),
        Amount::Zero => (
            Lamp::Warning,
            format!("{name} is 0"),
            "Its meaning is not documented: it may stop every call, or none.".to_owned(),
        ),
        Amount::Known(own) => (Lamp::Ok, known(own), String::new()),
        Amount::Odd(text) => (
            Lamp::Warning,
            format!("{name} is no number"),
            format!("It reads \"{text}\"."),
        ),
    };
    Finding {
        field,
        lamp,
        title,
        reason,
    }
}

fn recording(value: Option<&str>) -> Finding {
    let (lamp, title, reason) = match value {
        None => (Lamp::Info, "Recording is not stated".to_owned(), ""),
        Some("0") => (Lamp::Ok, "Recording is off".to_owned(), ""),
        Some("1") => (
            Lamp::Warning,
            "Records all calls".to_owned(),
            "Whoever is called has to be told, in most countries.",
        ),
        Some("2") => (
            Lamp::Warning,
            "Records some callers".to_owned(),
            "Calls from specific numbers are recorded.",
        ),
        Some(other) => (
            Lamp::Warning,
            format!("Recording is {other}"),
            "Its meaning is not documented: calls may be recorded.",
        ),
    };
    Finding {
        field: Field::RecordCalls,
        lamp,
        title,
        reason: reason.to_owned(),
    }
}

fn prefix(facts: &Facts) -> Option<Finding> {
    let prefix = facts.prefix.as_deref()?;
    let (lamp, title, reason) = match facts.sharing.as_slice() {
        [] => (
            Lamp::Ok,
            format!("Tech prefix {prefix} is its own"),
            String::new(),
        ),
        others => (
            Lamp::Warning,
            "Tech prefix is shared".to_owned(),
            format!("{prefix} is also the prefix of {}.", others.join(", ")),
        ),
    };
    Some(Finding {
        field: Field::TechPrefix,
        lamp,
        title,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: Marks = Marks {
        decimal: '.',
        group: ',',
    };

    fn facts(channels: Option<&str>, rate: Option<&str>, daily: Option<&str>) -> Facts {
        Facts {
            channels: Amount::of(channels),
            rate: Amount::of(rate),
            daily: Amount::of(daily),
            recording: Some("0".into()),
            prefix: Some("100001".into()),
            sharing: Vec::new(),
        }
    }

    fn warnings(facts: &Facts) -> Vec<String> {
        let guard = guard(facts, MARKS);
        guard.warnings().map(|own| own.title.clone()).collect()
    }

    #[test]
    fn the_highest_spend_is_worked_out_exactly() {
        for (channels, rate, highest) in [
            ("120", "0.0125", Some("2160")),
            ("3", "0.1", Some("432")),
            ("250", "0.0095", Some("3420")),
            (
                "1",
                "0.123456789012345678901",
                Some("177.77777617777777761744"),
            ),
            ("0", "0.1", None),
            ("many", "0.1", None),
        ] {
            let guard = guard(&facts(Some(channels), Some(rate), None), MARKS);
            let shown = guard.highest.map(|highest| highest.plain());
            assert_eq!(shown.as_deref(), highest, "{channels} x {rate}");
        }
        assert_eq!(guard(&facts(None, Some("1"), None), MARKS).highest, None);
    }

    #[test]
    fn what_is_missing_is_a_warning_and_zero_is_no_missing_limit() {
        assert!(warnings(&facts(Some("1"), Some("1"), Some("1"))).is_empty());
        assert_eq!(
            warnings(&facts(None, None, None)),
            ["No channel limit", "No rate cap", "No daily spend limit"]
        );
        assert_eq!(
            warnings(&facts(Some("0"), Some("0.000"), Some("0e5"))),
            [
                "Channel limit is 0",
                "Max rate is 0",
                "Daily spend limit is 0"
            ]
        );
    }

    #[test]
    fn recording_and_shared_prefixes_are_told() {
        let mut own = facts(Some("1"), Some("1"), Some("1"));
        own.recording = Some("7".into());
        own.sharing = vec!["Sales".into(), "Support".into()];
        assert_eq!(warnings(&own), ["Recording is 7", "Tech prefix is shared"]);
        let guard = guard(&own, MARKS);
        let shared = guard.warnings().last().unwrap();
        assert_eq!(
            shared.reason,
            "100001 is also the prefix of Sales, Support."
        );
    }
}
