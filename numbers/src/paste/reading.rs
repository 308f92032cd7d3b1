//! One pasted piece, read as a number.

use crate::phone::{Digits, clean};

/// Why a pasted piece is no number that can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no digit in it.
    NoDigits,
    /// There are letters or signs in it that belong to no number.
    NotANumber,
    /// Fewer digits than any number has.
    TooShort,
    /// More digits than any number has.
    TooLong,
    /// A spreadsheet turned it into `1.83E+10`: the digits are lost.
    Scientific,
    /// A spreadsheet showed `####`, because its column was narrow, and that was copied.
    Hashes,
}

/// A number that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its digits: with the country code where it was written.
    pub(super) digits: String,
    pub(super) extension: Option<String>,
    pub(super) written: Written,
}

/// How it was written, and so what it can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// With its country code.
    International(Digits),
    /// With a trunk zero and without its country code.
    National(Digits),
    /// Digits alone: with the country code or without.
    Bare(Digits),
}

impl Written {
    pub(super) fn international(self) -> Option<Digits> {
        match self {
            Self::International(digits) | Self::Bare(digits) => Some(digits),
            Self::National(_) => None,
        }
    }

    pub(super) fn national(self) -> Option<Digits> {
        match self {
            Self::National(digits) | Self::Bare(digits) => Some(digits),
            Self::International(_) => None,
        }
    }
}

/// The shortest numbers in use, with their country code (Saint Helena, Niue), have this many.
const MIN_DIGITS: usize = 7;
/// The American prefix for calls abroad, and a country code with the shortest number.
const AMERICAN_INTERNATIONAL: (&str, usize) = ("011", 3 + MIN_DIGITS);

/// Reads a piece that stands alone.
pub(super) fn read(piece: &str) -> Result<Number, Unreadable> {
    let text = unwrapped(piece).to_lowercase();
    if text.len() >= 3 && text.chars().all(|c| c == '#') {
        return Err(Unreadable::Hashes);
    }
    if is_scientific(&text) {
        return Err(Unreadable::Scientific);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(Unreadable::NoDigits);
    }
    let (number, extension) = without_extension(&text)?;
    // A table program of another kind took it for a number with decimals.
    let number = number.strip_suffix(".0").unwrap_or(number);
    if !clean::is_phone(number) {
        return Err(Unreadable::NotANumber);
    }
    let digits = clean::digits(number);
    let (digits, written): (&str, fn(Digits) -> Written) = if number.starts_with('+') {
        (&digits, Written::International)
    } else if let Some(rest) = digits.strip_prefix("00") {
        (rest, Written::International)
    } else if let Some(rest) = digits.strip_prefix(AMERICAN_INTERNATIONAL.0)
        && digits.len() >= AMERICAN_INTERNATIONAL.1
    {
        (rest, Written::International)
    } else if let Some(rest) = digits.strip_prefix('0') {
        (rest, Written::National)
    } else {
        (&digits, Written::Bare)
    };
    if digits.len() < MIN_DIGITS {
        return Err(Unreadable::TooShort);
    }
    let packed = Digits::exactly(digits.as_bytes()).ok_or(Unreadable::TooLong)?;
    Ok(Number {
        digits: digits.to_owned(),
        extension,
        written: written(packed),
    })
}

/// Without what programs put around a number: `"…"`, `="…"`, `'…`, `tel:…`, `<…>`.
fn unwrapped(piece: &str) -> &str {
    let mut text = piece.trim();
    loop {
        let shorter = text
            .strip_prefix('=')
            .or_else(|| text.strip_prefix('\''))
            .or_else(|| text.strip_prefix('"'))
            .or_else(|| text.strip_suffix('"'))
            .or_else(|| text.strip_prefix('<'))
            .or_else(|| text.strip_suffix('>'))
            .or_else(|| {
                text.get(..4)
                    .filter(|tel| tel.eq_ignore_ascii_case("tel:"))
                    .map(|_| &text[4..])
            })
            .map(str::trim);
        match shorter {
            Some(shorter) => text = shorter,
            None => return text,
        }
    }
}

/// `1.83E+10`, with a point or a comma.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let mantissa = mantissa.trim_start_matches(['+', '-']);
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    is_number(whole) && is_number(part) && is_number(exponent) && exponent.len() <= 3
}

/// Cuts off `x12`, `ext. 12`, `extension 12`, `#12` and `;ext=12` (RFC 3966).
fn without_extension(text: &str) -> Result<(&str, Option<String>), Unreadable> {
    let Some(at) = text.find(|c: char| c.is_alphabetic() || c == '#') else {
        return Ok((text, None));
    };
    let (number, tail) = text.split_at(at);
    let rest = ["extension", "ext", "x", "#"]
        .into_iter()
        .find_map(|word| tail.strip_prefix(word));
    let extension = rest.map(|rest| rest.trim_matches(['.', ':', '=', ' ', '-']));
    match extension {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok((
                number.trim_end_matches([';', ',', ' ']),
                Some(digits.to_owned()),
            ))
        }
        _ => Err(Unreadable::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digits_of(text: &str) -> String {
        read(text).unwrap().digits
    }

    #[test]
    fn the_same_number_in_every_dress() {
        for text in [
            "+1 833 399 8785",
            "tel:+1-833-399-8785",
            "TEL:+1(833)399-8785",
            "0018333998785",
            "011 1 833 399 8785",
            "=\"+18333998785\"",
            "'+18333998785",
            "\"+18333998785\"",
            "<+18333998785>",
            "18333998785.0",
            "+1 833 399 8785 x12",
            "+1 833 399 8785, ext. 12",
        ] {
            assert_eq!(digits_of(text), "18333998785", "{text}");
        }
        assert_eq!(digits_of("020 7946 0958"), "2079460958");
        assert_eq!(digits_of("+44 (0)20 7946 0958"), "442079460958");
    }

    #[test]
    fn extensions_are_kept_apart() {
        for text in [
            "+18333998785;ext=12",
            "18333998785 #12",
            "(833) 399-8785 Extension: 12",
        ] {
            assert_eq!(
                read(text).unwrap().extension.as_deref(),
                Some("12"),
                "{text}"
            );
        }
    }

    #[test]
    fn damage_is_told_apart() {
        for (text, problem) in [
            ("1.83E+10", Unreadable::Scientific),
            ("1,83E+10", Unreadable::Scientific),
            ("2E10", Unreadable::Scientific),
            ("########", Unreadable::Hashes),
            ("Alice", Unreadable::NoDigits),
            ("", Unreadable::NoDigits),
            ("1-800-FLOWERS", Unreadable::NotANumber),
            ("+1 833 399 8785 x", Unreadable::NotANumber),
            ("12345", Unreadable::TooShort),
            ("1234567890123456", Unreadable::TooLong),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_piece_is_read_or_refused(piece in "\\PC{0,30}") {
            let _ = read(&piece);
        }
    }
}
