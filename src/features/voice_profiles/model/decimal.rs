//! Decimal numbers as text: a rate is never turned into a float, which would round it.

mod typed;

use std::cmp::Ordering;

pub use typed::{Misread, read};

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

#[cfg(test)]
mod tests;
