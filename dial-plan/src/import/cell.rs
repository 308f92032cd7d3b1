//! One cell: what was written, and what was meant.

use std::borrow::Cow;

use super::columns::Field;

/// A value that was put right, for showing before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The part of the rule.
    pub field: Field,
    /// As it stands in the file.
    pub before: String,
    /// As it is taken.
    pub after: String,
    /// What was done, in order.
    pub kinds: Vec<RepairKind>,
}

/// What can be put right, because it can have meant one thing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepairKind {
    /// An apostrophe before the value, which makes it text in a spreadsheet.
    Apostrophe,
    /// `="…"` around the value, which does the same.
    Formula,
    /// Characters that cannot be seen.
    Invisible,
    /// Blanks before, behind or inside.
    Blanks,
    /// Digits and signs of East Asian or Arabic scripts.
    ForeignDigits,
    /// Dashes, brackets or `tel:` of a number written for people.
    Formatting,
    /// Marks between thousands.
    Thousands,
    /// `.0` behind a whole number.
    Decimals,
    /// The plus that a spreadsheet drops.
    LostPlus,
}

impl RepairKind {
    /// What was done.
    pub fn words(self) -> &'static str {
        match self {
            Self::Apostrophe => "Leading apostrophe removed",
            Self::Formula => "Formula around the value removed",
            Self::Invisible => "Invisible characters removed",
            Self::Blanks => "Blanks removed",
            Self::ForeignDigits => "Digits of another script replaced",
            Self::Formatting => "Formatting removed",
            Self::Thousands => "Thousands separators removed",
            Self::Decimals => "Decimals removed",
            Self::LostPlus => "Plus restored, as in the plan",
        }
    }
}

/// A value on its way, with what has been done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cleaned<'a> {
    pub(super) value: Cow<'a, str>,
    pub(super) kinds: Vec<RepairKind>,
    /// What follows an apostrophe is meant as it stands.
    verbatim: bool,
}

impl<'a> Cleaned<'a> {
    fn new(raw: &'a str) -> Self {
        Self {
            value: raw.into(),
            kinds: Vec::new(),
            verbatim: false,
        }
    }

    pub(super) fn set(&mut self, kind: RepairKind, value: String) {
        self.kinds.push(kind);
        self.value = value.into();
    }
}

/// What a name or a tag was meant to be.
pub(super) fn text(raw: &str) -> Cleaned<'_> {
    let ordinary = raw.bytes().all(|byte| byte.is_ascii_graphic());
    if ordinary && !raw.starts_with(['\'', '=']) {
        return Cleaned::new(raw);
    }
    let mut cell = unwrapped(raw);
    if cell.verbatim {
        return cell;
    }
    remove_invisible(&mut cell);
    let joined: String = if cell.value.contains(is_odd_blank) {
        cell.value.replace(is_odd_blank, " ")
    } else {
        String::new()
    };
    let blanks = if joined.is_empty() {
        &*cell.value
    } else {
        &*joined
    };
    let trimmed = blanks.trim();
    if trimmed != cell.value {
        let trimmed = trimmed.to_owned();
        cell.set(RepairKind::Blanks, trimmed);
    }
    cell
}

/// What a name or a tag would become if it were written into a file as it is.
pub(crate) fn cleaned_text(value: &str) -> Cow<'_, str> {
    text(value).value
}

/// What the characters of a prefix were meant to be; numbers are looked at next, in
/// [`super::damage`].
pub(super) fn prefix(raw: &str) -> Cleaned<'_> {
    let plain = raw.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && !raw.starts_with(['\'', '=']) {
        return Cleaned::new(raw);
    }
    let mut cell = unwrapped(raw);
    remove_invisible(&mut cell);
    if cell
        .value
        .chars()
        .any(|character| ascii(character).is_some())
    {
        let ascii = cell.value.chars().map(|c| ascii(c).unwrap_or(c)).collect();
        cell.set(RepairKind::ForeignDigits, ascii);
    }
    let trimmed = cell.value.trim();
    if trimmed.len() != cell.value.len() {
        let trimmed = trimmed.to_owned();
        cell.set(RepairKind::Blanks, trimmed);
    }
    cell
}

fn unwrapped(raw: &str) -> Cleaned<'_> {
    let mut cell = Cleaned::new(raw);
    if let Some(rest) = raw.strip_prefix('\'') {
        cell.kinds.push(RepairKind::Apostrophe);
        cell.value = rest.into();
        cell.verbatim = true;
    } else if let Some(inside) = raw
        .trim()
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        cell.set(RepairKind::Formula, inside.replace("\"\"", "\""));
    }
    cell
}

fn remove_invisible(cell: &mut Cleaned<'_>) {
    if cell.value.contains(is_invisible) {
        let visible = cell.value.replace(is_invisible, "");
        cell.set(RepairKind::Invisible, visible);
    }
}

/// Soft hyphen, zero-width characters, marks that steer writing direction, byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_odd_blank(character: char) -> bool {
    character.is_whitespace() && character != ' ' && !character.is_control()
}

/// Full-width signs and digits, Arabic and Persian digits, and the many dashes, as ASCII.
fn ascii(character: char) -> Option<char> {
    let offset = |zero: u32, to: char| char::from_u32(u32::from(character) - zero + u32::from(to));
    match character {
        '\u{ff01}'..='\u{ff5e}' => offset(0xff01, '!'),
        '\u{660}'..='\u{669}' => offset(0x660, '0'),
        '\u{6f0}'..='\u{6f9}' => offset(0x6f0, '0'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => None,
    }
}
