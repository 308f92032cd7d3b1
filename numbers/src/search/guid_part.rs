//! Parts of GUIDs, found without writing the GUIDs as text.

use crate::guid::Bits128;

/// Fewer hexadecimal digits than this are in too many GUIDs to be worth finding: "be" is in every
/// eighth.
const MIN_DIGITS: usize = 4;
const MAX_DIGITS: usize = 32;
/// Digits before each hyphen.
const HYPHENS: [usize; 4] = [8, 12, 16, 20];
const ONES: u64 = 0x1111_1111_1111_1111;

/// Some digits of a GUID, one after another, with or without the hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuidPart {
    text: String,
    digits: Vec<u8>,
    hyphens: Vec<usize>,
}

impl GuidPart {
    /// Reads a word in lower case; nothing when it can be no part of a GUID.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        let text = word.trim_start_matches('{').trim_end_matches('}');
        let mut digits = Vec::new();
        let mut hyphens = Vec::new();
        for c in text.chars() {
            match c.to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if c == '-' => hyphens.push(digits.len()),
                None => return None,
            }
        }
        let is_part = (MIN_DIGITS..=MAX_DIGITS).contains(&digits.len());
        is_part.then(|| Self {
            text: text.to_owned(),
            digits,
            hyphens,
        })
    }

    /// Whether whatever has this part has the other too.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        self.text.contains(&other.text)
    }

    /// Whether a GUID has this part.
    pub(crate) fn is_in(&self, guid: Bits128) -> bool {
        let (mut high, mut low) = (u64::MAX, u64::MAX);
        for (at, digit) in self.digits.iter().take(MIN_DIGITS).enumerate() {
            let (in_high, in_low) = (places(guid[0], *digit), places(guid[1], *digit));
            let shift = 4 * at as u32;
            let carried = in_low.checked_shr(64 - shift).unwrap_or(0);
            high &= in_high << shift | carried;
            low &= in_low << shift;
            if high | low == 0 {
                return false;
            }
        }
        (0..=MAX_DIGITS - self.digits.len()).any(|begin| self.is_at(begin, guid))
    }

    fn is_at(&self, begin: usize, guid: Bits128) -> bool {
        let digits = self.digits.iter().enumerate();
        let fits = |(at, digit): (usize, &u8)| {
            let place = begin + at;
            guid[place / 16] >> (60 - 4 * (place % 16)) & 15 == u64::from(*digit)
        };
        digits.into_iter().all(fits)
            && self
                .hyphens
                .iter()
                .all(|at| HYPHENS.contains(&(begin + at)))
    }
}

/// The top bit of every four bits that hold the digit. Bits above such a place may be set too: it
/// only has to miss none.
fn places(half: u64, digit: u8) -> u64 {
    let zeros = half ^ (ONES * u64::from(digit));
    zeros.wrapping_sub(ONES) & !zeros & ONES << 3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::guid::Guid;

    fn is_in(part: &str, guid: &str) -> bool {
        GuidPart::parse(part)
            .unwrap()
            .is_in(Guid::parse(guid).unwrap().bits)
    }

    #[test]
    fn hyphens_stand_where_they_stand() {
        let guid = "a0049837-d57d-4806-b96d-e590143106ad";
        for part in [
            "a004",
            "9837-d57d",
            "9837d57d4806",
            "{a0049837-d57d",
            "06ad}",
            "d-4806-",
            guid,
        ] {
            assert!(is_in(part, guid), "{part}");
        }
        for part in ["a0-04", "a005", "-a0049837", "06ad-", "106ada"] {
            assert!(!is_in(part, guid), "{part}");
        }
        assert_eq!(GuidPart::parse("be"), None);
        assert_eq!(GuidPart::parse("beeg"), None);
    }

    proptest! {
        #[test]
        fn parts_are_found_as_text_is(high in any::<u64>(), low in any::<u64>(), other in any::<u64>(), begin in 0..36usize, len in 4..36usize) {
            let mut text = String::new();
            Guid { bits: [high, low], is_upper: false }.write(&mut text);
            let part = &text[begin..(begin + len).min(36)];
            if let Some(part) = GuidPart::parse(part) {
                prop_assert!(part.is_in([high, low]));
                let mut elsewhere = String::new();
                Guid { bits: [high, other], is_upper: false }.write(&mut elsewhere);
                prop_assert_eq!(part.is_in([high, other]), elsewhere.contains(&part.text)
                    || elsewhere.replace('-', "").contains(&part.text));
            }
        }
    }
}
