//! The list: what is searched and sorted, and what its cells say. Pure.

use std::fmt::Write as _;

use cordboard_api::Reading;
use cordboard_api::opentact::voice_profiles::{Field, VoiceProfile};

use super::decimal::{Decimal, Marks, written};
use super::guard::{Facts, Finding, Guard, guard};
use super::words;
use crate::profiles::rows::sort;

/// The columns that can be sorted, by their names in the address; the first is the list's own
/// order.
pub const COLUMNS: [&str; 12] = [
    "name", "guard", "prefix", "channels", "rate", "daily", "highest", "record", "format",
    "tracks", "modified", "id",
];

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub content: Reading<VoiceProfile>,
    pub guard: Guard,
    /// Everything that can be searched, in lower case.
    haystack: String,
}

/// The field that a column shows.
pub fn field(column: &str) -> Option<Field> {
    match column {
        "name" => Some(Field::Name),
        "prefix" => Some(Field::TechPrefix),
        "channels" => Some(Field::ChannelLimit),
        "rate" => Some(Field::MaxRate),
        "daily" => Some(Field::DailySpendLimit),
        "record" => Some(Field::RecordCalls),
        "format" => Some(Field::FileFormat),
        "tracks" => Some(Field::AudioTrackType),
        _ => None,
    }
}

/// The names of the other profiles with a tech prefix.
pub fn sharing<'a>(
    all: impl Iterator<Item = &'a Reading<VoiceProfile>>,
    own: Option<&str>,
    prefix: &str,
) -> Vec<String> {
    all.filter_map(Reading::read)
        .filter(|other| Some(other.uuid.as_str()) != own)
        .filter(|other| {
            other
                .tech_prefix
                .as_ref()
                .is_some_and(|it| it.to_string() == prefix)
        })
        .map(|other| other.name.clone())
        .collect()
}

/// Builds the list from what was read.
pub fn rows(all: &[Reading<VoiceProfile>], marks: Marks) -> Vec<Row> {
    let row = |content: &Reading<VoiceProfile>| match content {
        Reading::Read(profile) => {
            let prefix = profile.tech_prefix.as_ref().map(ToString::to_string);
            let sharing = prefix
                .map(|prefix| sharing(all.iter(), Some(profile.uuid.as_str()), &prefix))
                .unwrap_or_default();
            let guard = guard(&Facts::of(profile, sharing), marks);
            Row {
                haystack: haystack(profile, &guard),
                guard,
                content: content.clone(),
            }
        }
        Reading::Unreadable { raw, .. } => Row {
            haystack: raw.to_string().to_lowercase(),
            guard: Guard {
                findings: Vec::new(),
                highest: None,
            },
            content: content.clone(),
        },
    };
    all.iter().map(row).collect()
}

fn haystack(profile: &VoiceProfile, guard: &Guard) -> String {
    let mut text = format!("{}\n{}\n", profile.name, profile.uuid);
    for field in Field::ALL {
        if let Some(value) = profile.value(field) {
            let value = value.to_string();
            let _ = writeln!(text, "{value}\n{}", words::chosen(field, &value));
        }
    }
    for finding in guard.warnings() {
        let _ = writeln!(text, "{}", finding.title);
    }
    for said in [&profile.modified_on, &profile.modified_by]
        .into_iter()
        .flatten()
    {
        let _ = writeln!(text, "{said}");
    }
    text.to_lowercase()
}

impl Row {
    pub fn profile(&self) -> Option<&VoiceProfile> {
        self.content.read()
    }

    /// What somebody should look at, the first of it to be shown.
    pub fn warnings(&self) -> Vec<&Finding> {
        self.guard.warnings().collect()
    }

    /// The wire value of a column; nothing where there is none.
    pub fn value(&self, column: &str) -> Option<String> {
        let profile = self.profile()?;
        match column {
            "guard" => Some(
                self.warnings()
                    .iter()
                    .map(|own| own.title.as_str())
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
            "highest" => self.guard.highest.as_ref().map(Decimal::plain),
            "modified" => profile.modified_on.clone(),
            "id" => Some(profile.uuid.as_str().to_owned()),
            column => Some(profile.value(field(column)?)?.to_string()),
        }
    }
}

/// A value of a column as it is read; unknown ones are shown as they are.
pub fn shown(column: &str, value: &str, marks: Marks) -> String {
    match (column, field(column)) {
        ("channels" | "rate" | "daily" | "highest", _) => written(value, marks),
        (_, Some(field)) => words::short(field, value),
        (_, None) => value.to_owned(),
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Decimal),
    Text(String),
    /// Rows without a value come after all others.
    Nothing,
}

/// The positions of the rows that are wanted, in order. Rows that are equal in the chosen column
/// keep their order by name.
pub fn select(rows: &[Row], search: &str, column: &str, is_descending: bool) -> Vec<usize> {
    let search = search.to_lowercase();
    let mut chosen: Vec<usize> = (0..rows.len())
        .filter(|index| {
            let haystack = &rows[*index].haystack;
            search
                .split_whitespace()
                .all(|term| haystack.contains(term))
        })
        .collect();
    let key = |row: &Row, column: &str| match (column, row.value(column)) {
        // Most to look at on top.
        ("guard", Some(_)) => Key::Number(Decimal::whole(
            u32::MAX - u32::try_from(row.warnings().len()).unwrap_or_default(),
        )),
        (_, Some(value)) => match Decimal::parse(&value) {
            Some(number) if column != "name" => Key::Number(number),
            _ => Key::Text(value.to_lowercase()),
        },
        (_, None) => Key::Nothing,
    };
    let keys: Vec<(Key, Key)> = rows
        .iter()
        .map(|row| (key(row, column), key(row, "name")))
        .collect();
    sort(&mut chosen, &|a, b| {
        let ((key_a, name_a), (key_b, name_b)) = (&keys[a], &keys[b]);
        let by_key = match (key_a, key_b) {
            (Key::Nothing, _) | (_, Key::Nothing) => key_a.cmp(key_b),
            _ if is_descending => key_b.cmp(key_a),
            _ => key_a.cmp(key_b),
        };
        by_key.then_with(|| name_a.cmp(name_b))
    });
    chosen
}
