//! Decimal numbers as text: a rate is never turned into a float, which would round it.

use std::cmp::Ordering;

/// More digits than any limit needs; an exponent beyond would fill the memory.
const MOST_DIGITS: usize = 60;

/// How the browser's language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    pub decimal: char,
    pub group: char,
}

/// An exact decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    /// Most significant first, without zeros in front.
    digits: Vec<u8>,
    /// How many of the digits stand behind the mark; the last of them is no zero.
    scale: usize,
}

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

impl Decimal {
    /// Reads a JSON number.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_negative, rest) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<isize>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let are_digits = is_digits(whole) && is_digits(fraction);
        let is_long = whole.len() + fraction.len() > MOST_DIGITS;
        if !are_digits || is_long || exponent.unsigned_abs() > MOST_DIGITS {
            return None;
        }
        let mut digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .map(|byte| byte - b'0')
            .collect();
        let scale = fraction.len().cast_signed() - exponent;
        digits.extend(std::iter::repeat_n(0, (-scale).max(0).unsigned_abs()));
        Some(Self::normal(
            is_negative,
            digits,
            scale.max(0).unsigned_abs(),
        ))
    }

    /// A whole number.
    pub fn whole(number: u32) -> Self {
        let digits = number.to_string().bytes().map(|byte| byte - b'0').collect();
        Self::normal(false, digits, 0)
    }

    fn normal(is_negative: bool, mut digits: Vec<u8>, mut scale: usize) -> Self {
        while scale > 0 && digits.last() == Some(&0) {
            digits.pop();
            scale -= 1;
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        if digits.is_empty() {
            scale = 0;
        }
        Self {
            is_negative: is_negative && !digits.is_empty(),
            digits,
            scale,
        }
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The exact product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let mut sums = vec![0_u32; self.digits.len() + other.digits.len()];
        for (i, a) in self.digits.iter().rev().enumerate() {
            for (j, b) in other.digits.iter().rev().enumerate() {
                sums[i + j] += u32::from(*a) * u32::from(*b);
            }
        }
        let mut carry = 0;
        let mut digits: Vec<u8> = Vec::with_capacity(sums.len());
        for sum in sums {
            let sum = sum + carry;
            carry = sum / 10;
            digits.push(u8::try_from(sum % 10).unwrap_or_default());
        }
        digits.reverse();
        Self::normal(
            self.is_negative != other.is_negative,
            digits,
            self.scale + other.scale,
        )
    }

    /// As JSON writes it, without an exponent.
    pub fn plain(&self) -> String {
        let missing = (self.scale + 1).saturating_sub(self.digits.len());
        let mut text = "0".repeat(missing);
        text.extend(self.digits.iter().map(|digit| char::from(b'0' + digit)));
        if self.scale > 0 {
            text.insert(text.len() - self.scale, '.');
        }
        if self.is_negative {
            text.insert(0, '-');
        }
        text
    }

    /// Where the first digit stands, counted from the mark.
    fn magnitude(&self) -> isize {
        if self.is_zero() {
            isize::MIN
        } else {
            self.digits.len().cast_signed() - self.scale.cast_signed()
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |a: &Self, b: &Self| {
            let by_place = a.magnitude().cmp(&b.magnitude());
            by_place.then_with(|| a.digits.cmp(&b.digits))
        };
        match (self.is_negative, other.is_negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number in the marks of a language, digit by digit as it was written; other text stays.
pub fn written(text: &str, marks: Marks) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return text.to_owned();
    }
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(marks.group);
        }
        grouped.push(digit);
    }
    if let Some((_, fraction)) = text.split_once('.') {
        grouped.push(marks.decimal);
        grouped.push_str(fraction);
    }
    grouped
}

/// The same for a field: without separators, which would be in the way of a hand.
pub fn editable(text: &str, marks: Marks) -> String {
    if Decimal::parse(text).is_some() {
        text.replace('.', &marks.decimal.to_string())
    } else {
        text.to_owned()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Marks = Marks {
        decimal: '.',
        group: ',',
    };
    const GERMAN: Marks = Marks {
        decimal: ',',
        group: '.',
    };

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn products_are_exact() {
        for (a, b, product) in [
            ("120", "0.0125", "1.5"),
            ("0.1", "0.2", "0.02"),
            ("0", "5", "0"),
            ("-2", "0.5", "-1"),
            (
                "99999999999999999999",
                "0.00000000000000000001",
                "0.99999999999999999999",
            ),
            ("1.5e3", "2E-4", "0.3"),
        ] {
            assert_eq!(number(a).times(&number(b)).plain(), product, "{a} x {b}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_value_not_by_text() {
        let mut texts = ["10", "9.5", "0.0125", "-1", "0", "0.1", "1200.5", "1.2e3"];
        texts.sort_by_key(|text| number(text));
        assert_eq!(
            texts,
            ["-1", "0", "0.0125", "0.1", "9.5", "10", "1.2e3", "1200.5"]
        );
        assert_eq!(number("150.50"), number("150.5"));
    }

    #[test]
    fn what_is_no_json_number_is_none() {
        for text in ["", "-", "1.", ".5", "1,5", "abc", "1e999", "0x1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn both_decimal_marks_are_read_in_every_language() {
        for marks in [ENGLISH, GERMAN] {
            for (typed, sent) in [
                ("0,0125", "0.0125"),
                ("0.0125", "0.0125"),
                ("0,125", "0.125"),
                ("2,5", "2.5"),
                ("1000,500", "1000.500"),
                (",5", "0.5"),
                ("007", "7"),
                ("0.10", "0.10"),
                ("1.234,5", "1234.5"),
                ("1,234.5", "1234.5"),
                ("1 234,5", "1234.5"),
                ("1\u{202f}000", "1000"),
                ("1,000,000", "1000000"),
                (" 12 ", "12"),
                ("0", "0"),
                ("1e3", "1e3"),
            ] {
                assert_eq!(read(typed, marks).as_deref(), Ok(sent), "{typed} {marks:?}");
            }
            for typed in ["", "abc", "1,2,3", "1..2", "1,0000,0", "--1", "12€", "."] {
                assert_eq!(read(typed, marks), Err(Misread::NotANumber), "{typed}");
            }
            assert_eq!(read("-1", marks), Err(Misread::Negative));
        }
    }

    #[test]
    fn a_thousand_or_one_is_asked_not_guessed() {
        assert_eq!(read("1.250", ENGLISH).as_deref(), Ok("1.250"));
        assert_eq!(read("1,250", GERMAN).as_deref(), Ok("1.250"));
        let asked = |small: &str| {
            Err(Misread::Ambiguous {
                small: small.into(),
                large: "1250".into(),
            })
        };
        assert_eq!(read("1,250", ENGLISH), asked("1.250"));
        assert_eq!(read("1.250", GERMAN), asked("1,250"));
    }

    #[test]
    fn numbers_are_shown_in_the_language_digit_by_digit() {
        assert_eq!(written("2500.250", GERMAN), "2.500,250");
        assert_eq!(written("999", ENGLISH), "999");
        assert_eq!(written("unlimited", ENGLISH), "unlimited");
        assert_eq!(editable("2500.25", GERMAN), "2500,25");
        assert_eq!(editable("a.b", GERMAN), "a.b");
    }
}
