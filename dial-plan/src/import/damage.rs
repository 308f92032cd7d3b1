//! Numbers as spreadsheets and people leave them.

use super::cell::{Cleaned, RepairKind};

/// A number that cannot be brought back, or that may mean two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// `1.83E+10`: the digits behind are gone.
    Scientific,
    /// More than 15 digits and only zeros behind: a spreadsheet keeps 15.
    Rounded,
    /// It has become a date.
    Date,
    /// `#REF!`, `#N/A`, `#####`: the spreadsheet's error, not a number.
    SpreadsheetError,
    /// `5551200-5551300`: a range without brackets, or a number with a dash.
    RangeOrNumber,
    /// `+44 (0)20…`: the zero is dialled at home and not from abroad.
    TrunkZero,
    /// `+1.833.399`: dots between digits, which are wildcards here.
    Dotted,
}

impl Damage {
    /// What is wrong.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Scientific => "A spreadsheet has rounded the number; its last digits are gone.",
            Self::Rounded => {
                "Only zeros follow the 15th digit; a spreadsheet keeps no more digits."
            }
            Self::Date => "This is a date; a spreadsheet may have made it from a number.",
            Self::SpreadsheetError => "This is an error of the spreadsheet, not a number.",
            Self::RangeOrNumber => "May be a range or one number with a dash.",
            Self::TrunkZero => "The zero in parentheses may belong to the number or not.",
            Self::Dotted => "A dot stands for any character, not for a gap between digits.",
        }
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Scientific | Self::Rounded => {
                "Format the column as text in the spreadsheet and enter the number again."
            }
            Self::Date => "Enter the number again, in a column formatted as text.",
            Self::SpreadsheetError => "Correct the formula or widen the column, and export again.",
            Self::RangeOrNumber => "Write [5551200-5551300] for a range, or the digits together.",
            Self::TrunkZero => "Leave the (0) out of an international number.",
            Self::Dotted => "Write the digits together, or x for any digit.",
        }
    }
}

/// Looks at a prefix whose characters are put right. What is a pattern is left alone.
pub(super) fn repair(cell: &mut Cleaned<'_>) -> Result<(), Damage> {
    // Each repair shortens the value, and what it brings to light is looked at again: a value that
    // was repaired needs no repair.
    loop {
        refuse(&cell.value)?;
        match next_repair(&cell.value)? {
            Some((kind, value)) => cell.set(kind, value),
            None => return Ok(()),
        }
    }
}

fn next_repair(value: &str) -> Result<Option<(RepairKind, String)>, Damage> {
    if is_plain(value) {
        return Ok(None);
    }
    if let Some(rest) = value.strip_prefix("tel:") {
        return Ok(Some((RepairKind::Formatting, rest.to_owned())));
    }
    if let Some(whole) = without_decimals(value) {
        return Ok(Some((RepairKind::Decimals, whole.to_owned())));
    }
    if is_grouped(value) {
        return Ok(Some((
            RepairKind::Thousands,
            value.replace([',', '\''], ""),
        )));
    }
    // Words are left apart: together they would be read as letters to dial.
    let words = |c: char| c.is_alphabetic() && !matches!(c, 'x' | 'z' | 'n');
    if value.contains(char::is_whitespace) && !value.contains(words) {
        return Ok(Some((
            RepairKind::Blanks,
            value.replace(char::is_whitespace, ""),
        )));
    }
    let number = without_punctuation(value)?;
    Ok(number.map(|number| (RepairKind::Formatting, number)))
}

fn is_plain(value: &str) -> bool {
    value
        .strip_prefix('+')
        .unwrap_or(value)
        .bytes()
        .all(|byte| byte.is_ascii_digit())
}

fn refuse(value: &str) -> Result<(), Damage> {
    if is_plain(value) {
        return rounded(value);
    }
    if is_scientific(value) {
        return Err(Damage::Scientific);
    }
    if is_date(value) {
        return Err(Damage::Date);
    }
    // #REF!, #DIV/0!, #N/A, #NAME?, and ##### where a column is too narrow.
    let sign = |c: char| c.is_ascii_uppercase() || matches!(c, '#' | '/' | '!' | '?' | '0');
    if value.len() > 1 && value.starts_with('#') && value.chars().all(sign) {
        return Err(Damage::SpreadsheetError);
    }
    let parts: Vec<&str> = value.split('.').collect();
    if parts.len() > 2 && parts.iter().all(|part| !part.is_empty() && is_plain(part)) {
        return Err(Damage::Dotted);
    }
    Ok(())
}

/// Excel keeps 15 significant digits ("Excel specifications and limits", number precision).
fn rounded(number: &str) -> Result<(), Damage> {
    let digits = number.strip_prefix('+').unwrap_or(number).as_bytes();
    match digits.get(15..) {
        Some([]) | None => Ok(()),
        Some(rest) if rest.iter().all(|digit| *digit == b'0') => Err(Damage::Rounded),
        Some(_) => Ok(()),
    }
}

/// One digit, perhaps decimals, E, an exponent.
fn is_scientific(value: &str) -> bool {
    let Some((number, exponent)) = value.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let number = number.strip_prefix(['+', '-']).unwrap_or(number);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = match number.split_once(['.', ',']) {
        Some((whole, decimals)) => whole.len() == 1 && digits(whole) && digits(decimals),
        None => number.len() == 1 && digits(number),
    };
    mantissa && digits(exponent) && exponent.len() <= 3
}

/// `2024-05-12`, `12-05-2024`, `12/05/24` and the like.
fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '/']).collect();
    let [first, middle, last] = parts.as_slice() else {
        return false;
    };
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year_first = digits(first, 4..=4) && digits(middle, 1..=2) && digits(last, 1..=2);
    let year_last = digits(first, 1..=2)
        && (digits(middle, 1..=2) || middle.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && (digits(last, 2..=2) || digits(last, 4..=4));
    year_first || year_last
}

/// The number in front of `.0`, as programs write whole numbers they hold as fractions.
fn without_decimals(value: &str) -> Option<&str> {
    let (whole, decimals) = value.split_once(['.', ','])?;
    let zeros = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    // A comma with three zeros parts thousands.
    (zeros && decimals.len() < 3 && whole.len() >= 5 && is_plain(whole)).then_some(whole)
}

/// `972,542,566,110`: three digits and a mark, all the way.
fn is_grouped(value: &str) -> bool {
    let number = value.strip_prefix('+').unwrap_or(value);
    let mark = if number.contains('\'') { '\'' } else { ',' };
    let mut groups = number.split(mark);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len())
        && digits(first)
        && rest.len() >= 2
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// A number written for people, without its dashes and parentheses; none when it is no such thing.
fn without_punctuation(value: &str) -> Result<Option<String>, Damage> {
    let number = value.strip_prefix('+').unwrap_or(value);
    let only =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'x' | b'z' | b'n' | b'-' | b'(' | b')');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    // A suffix stands at the end, a short one is no phone number.
    if !number.contains(['-', '(', ')'])
        || number.ends_with(')')
        || !number.bytes().all(only)
        || digits < 7
    {
        return Ok(None);
    }
    if number.contains("(0") {
        return Err(Damage::TrunkZero);
    }
    if let Some((from, to)) = number.split_once('-')
        && from.len() == to.len()
        && is_plain(to)
        && is_plain(from)
    {
        return Err(Damage::RangeOrNumber);
    }
    Ok(Some(value.replace(['-', '(', ')'], "")))
}
