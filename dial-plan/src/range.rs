//! Numbers in a row: from one to another, or so many from one on.

use std::fmt;

/// Numbers that one range may make; a plan of 50,000 rules is the largest that is looked after.
pub const MOST: usize = 50_000;

/// Why a range cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeError {
    /// A number is not digits with at most a plus before them.
    NotANumber(String),
    /// One has a plus and the other has not.
    PlusDiffers,
    /// The two numbers have different lengths.
    LengthDiffers {
        /// Digits of the first.
        from: usize,
        /// Digits of the last.
        to: usize,
    },
    /// The last number comes before the first.
    Backwards,
    /// No number was asked for.
    Nothing,
    /// More than [`MOST`].
    TooMany,
    /// The digits run out: behind 99 comes 100, which is longer.
    RunsOver,
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber(text) if text.is_empty() => write!(f, "Enter a number."),
            Self::NotANumber(text) => {
                write!(
                    f,
                    "{text} is not a number. Enter digits, with a plus before them if needed."
                )
            }
            Self::PlusDiffers => {
                write!(
                    f,
                    "One number has a plus and the other has not. Write both alike."
                )
            }
            Self::LengthDiffers { from, to } => {
                write!(
                    f,
                    "The first number has {from} digits and the last {to}. Write both in full."
                )
            }
            Self::Backwards => write!(f, "The last number comes before the first. Swap them."),
            Self::Nothing => write!(f, "Enter how many numbers, 1 or more."),
            Self::TooMany => write!(
                f,
                "A range makes 50,000 numbers at most. Make several ranges."
            ),
            Self::RunsOver => {
                write!(
                    f,
                    "The digits run out before that many numbers. End the range earlier."
                )
            }
        }
    }
}

impl std::error::Error for RangeError {}

/// Every number from `from` to `to`, both included. Plus and leading zeros stay.
pub fn between(from: &str, to: &str) -> Result<Vec<String>, RangeError> {
    let (sign, first) = split(from)?;
    let (other_sign, last) = split(to)?;
    if sign != other_sign {
        return Err(RangeError::PlusDiffers);
    }
    if first.len() != last.len() {
        return Err(RangeError::LengthDiffers {
            from: first.len(),
            to: last.len(),
        });
    }
    if last < first {
        return Err(RangeError::Backwards);
    }
    let count = distance(first, last).ok_or(RangeError::TooMany)?;
    count_up(sign, first, count + 1)
}

/// `count` numbers from `from` on. Plus and leading zeros stay.
pub fn consecutive(from: &str, count: usize) -> Result<Vec<String>, RangeError> {
    let (sign, first) = split(from)?;
    count_up(sign, first, count)
}

fn split(text: &str) -> Result<(&str, &str), RangeError> {
    let text = text.trim();
    let at = usize::from(text.starts_with('+'));
    let (sign, digits) = text.split_at(at);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RangeError::NotANumber(text.to_owned()));
    }
    Ok((sign, digits))
}

/// How far apart two numbers of one length are, unless it is far too far.
fn distance(first: &str, last: &str) -> Option<usize> {
    let common = first
        .bytes()
        .zip(last.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let (first, last) = (&first[common..], &last[common..]);
    // Numbers that differ in a place further left may still be neighbours: 0999, 1000.
    let mut apart: usize = 0;
    for (low, high) in first.bytes().zip(last.bytes()) {
        apart = (apart * 10 + usize::from(high)).checked_sub(usize::from(low))?;
        if apart > MOST {
            return None;
        }
    }
    Some(apart)
}

fn count_up(sign: &str, first: &str, count: usize) -> Result<Vec<String>, RangeError> {
    match count {
        0 => return Err(RangeError::Nothing),
        1..=MOST => {}
        _ => return Err(RangeError::TooMany),
    }
    let mut digits = first.as_bytes().to_vec();
    let mut numbers = Vec::with_capacity(count);
    loop {
        let number: String = digits.iter().map(|digit| char::from(*digit)).collect();
        numbers.push(format!("{sign}{number}"));
        if numbers.len() == count {
            return Ok(numbers);
        }
        if !increment(&mut digits) {
            return Err(RangeError::RunsOver);
        }
    }
}

fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return true;
        }
        *digit = b'0';
    }
    false
}
