//! Numbers as people type them, with either decimal mark.

use super::{Decimal, Marks, is_digits};

/// Why a typed text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    NotANumber,
    Negative,
    /// "1,000" is a thousand to some and one to others.
    Ambiguous {
        small: String,
        large: String,
    },
}

/// Reads what was typed, with either decimal mark, into a JSON number.
pub fn read(typed: &str, marks: Marks) -> Result<String, Misread> {
    let typed = typed.trim();
    if typed.contains(['e', 'E']) && Decimal::parse(typed).is_some() {
        return Ok(typed.to_owned());
    }
    let (is_negative, text) = typed
        .strip_prefix(['-', '\u{2212}'])
        .map_or((false, typed), |rest| (true, rest));
    let text: String = text.chars().map(separator).collect();
    let (whole, fraction) = split(&text, marks)?;
    let groups: Vec<&str> = whole.split([' ', ',', '.']).collect();
    let is_grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    let whole = groups.concat();
    let is_whole = is_digits(&whole) || whole.is_empty() && !fraction.is_empty();
    if !is_grouped || !is_whole || !(fraction.is_empty() || is_digits(fraction)) {
        return Err(Misread::NotANumber);
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let number = if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{fraction}")
    };
    if is_negative && Decimal::parse(&number).is_some_and(|number| !number.is_zero()) {
        return Err(Misread::Negative);
    }
    Ok(number)
}

/// Blanks and apostrophes part thousands in some languages.
fn separator(letter: char) -> char {
    if letter.is_whitespace() || matches!(letter, '\'' | '\u{2019}') {
        ' '
    } else {
        letter
    }
}

/// Parts a number at its decimal mark.
fn split(text: &str, marks: Marks) -> Result<(&str, &str), Misread> {
    let Some(last) = text.rfind(['.', ',']) else {
        return Ok((text, ""));
    };
    let (whole, fraction) = (&text[..last], &text[last + 1..]);
    let mark = if text[last..].starts_with('.') {
        '.'
    } else {
        ','
    };
    if whole.contains(mark) {
        // Twice the same mark: it parts thousands.
        return Ok((text, ""));
    }
    let could_be_group = mark != marks.decimal
        && !whole.contains(['.', ',', ' '])
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && fraction.len() == 3;
    if could_be_group && is_digits(whole) && is_digits(fraction) {
        return Err(Misread::Ambiguous {
            small: format!("{whole}{}{fraction}", marks.decimal),
            large: format!("{whole}{fraction}"),
        });
    }
    Ok((whole, fraction))
}
