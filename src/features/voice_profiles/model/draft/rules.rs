//! What may be typed into a field, by the vendor's limits.

use cordboard_api::opentact::Scalar;
use cordboard_api::opentact::voice_profiles::Field;

use super::super::decimal::{Marks, Misread, read};

/// The vendor's limits (page "Voice Profile").
const LONGEST_NAME: usize = 255;
const PREFIXES: std::ops::RangeInclusive<u32> = 100_000..=999_999;

/// What a text means for a field; an error says what to enter.
pub fn scalar(field: Field, text: &str, marks: Marks) -> Result<Scalar, String> {
    match field {
        Field::Name => name(text),
        Field::TechPrefix => prefix(text),
        Field::ChannelLimit | Field::MaxRate | Field::DailySpendLimit => limit(text, marks),
        Field::RecordCalls | Field::AudioTrackType => {
            Ok(Scalar::number(text).unwrap_or_else(|| Scalar::text(text)))
        }
        Field::FileFormat => Ok(Scalar::text(text)),
    }
}

fn name(text: &str) -> Result<Scalar, String> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Err(format!("Enter a name of 1 to {LONGEST_NAME} characters."))
    } else if length > LONGEST_NAME {
        Err(format!(
            "Has {length} characters. Enter 1 to {LONGEST_NAME}."
        ))
    } else {
        Ok(Scalar::text(text))
    }
}

fn prefix(text: &str) -> Result<Scalar, String> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Enter six digits, 100000 to 999999.".to_owned());
    }
    match text.parse::<u32>() {
        Ok(number) if PREFIXES.contains(&number) && text.len() == 6 => {
            Ok(Scalar::from(i64::from(number)))
        }
        _ if text.len() == 6 => Err("Enter 100000 to 999999.".to_owned()),
        _ => Err(format!(
            "Has {} digits. Enter six, 100000 to 999999.",
            text.len()
        )),
    }
}

fn limit(text: &str, marks: Marks) -> Result<Scalar, String> {
    let number = read(text, marks).map_err(|misread| match misread {
        Misread::NotANumber => "Enter a number, such as 30 or 0.0125.".to_owned(),
        Misread::Negative => "Enter 0 or more.".to_owned(),
        Misread::Ambiguous { small, large } => {
            format!("Enter {large} or {small}0: this can be read as either.")
        }
    })?;
    Scalar::number(&number).ok_or_else(|| "Enter a number, such as 30 or 0.0125.".to_owned())
}

/// The next tech prefix that no profile has: after the highest, or in the first gap.
pub fn next_free(taken: impl Iterator<Item = String>) -> Option<u32> {
    let taken: Vec<u32> = taken
        .filter_map(|prefix| prefix.parse().ok())
        .filter(|prefix| PREFIXES.contains(prefix))
        .collect();
    let after = taken
        .iter()
        .max()
        .map_or(*PREFIXES.start(), |most| most + 1);
    if PREFIXES.contains(&after) {
        return Some(after);
    }
    PREFIXES
        .into_iter()
        .find(|candidate| !taken.contains(candidate))
}
