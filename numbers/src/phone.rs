//! Phone numbers: their digits as one integer, and how a person reads them.

pub(crate) mod clean;
mod grouping;

pub use grouping::grouped;

/// The most digits that E.164 allows.
pub(crate) const MAX_DIGITS: usize = 15;

/// Up to fifteen digits, four bits each from the top, and their count in the last four: integers
/// compare as the texts would, and a part is found with shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Digits(pub(crate) u64);

impl Digits {
    /// The digits of a text that has nothing else, and not more than fit.
    pub(crate) fn exactly(text: &[u8]) -> Option<Self> {
        if text.is_empty() || text.len() > MAX_DIGITS {
            return None;
        }
        let mut bits = 0u64;
        for digit in text {
            if !digit.is_ascii_digit() {
                return None;
            }
            bits = bits << 4 | u64::from(digit - b'0');
        }
        Some(Self(bits << (64 - 4 * text.len()) | text.len() as u64))
    }

    /// The first digits of a text, whatever stands between them.
    pub(crate) fn within(text: &str) -> Self {
        let mut digits = [0; MAX_DIGITS];
        let mut len = 0;
        for byte in text.bytes().filter(u8::is_ascii_digit).take(MAX_DIGITS) {
            digits[len] = byte;
            len += 1;
        }
        Self::exactly(&digits[..len]).unwrap_or_default()
    }

    pub(crate) fn len(self) -> usize {
        (self.0 & 15) as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Writes the digits.
    pub(crate) fn write(self, out: &mut String) {
        for at in 0..self.len() {
            out.push(char::from(b'0' + (self.0 >> (60 - 4 * at) & 15) as u8));
        }
    }

    /// How many digits of a number in international form are its country code.
    fn country_code_len(self) -> usize {
        let digit = |at: u32| (self.0 >> (60 - 4 * at) & 15) as u8;
        grouping::country_code_len(digit(0), digit(1)).min(self.len())
    }

    /// The digits of a number in international form after its country code.
    pub(crate) fn national(self) -> Self {
        self.skip(self.country_code_len())
    }

    /// Without its first digits.
    fn skip(self, count: usize) -> Self {
        match self.len().checked_sub(count) {
            None | Some(0) => Self::default(),
            Some(len) => Self((self.0 & !15) << (4 * count) | len as u64),
        }
    }

    /// The digits as a number aligned to the right, for comparing parts.
    fn part(self) -> u64 {
        self.0.checked_shr(64 - 4 * self.len() as u32).unwrap_or(0)
    }

    pub(crate) fn starts_with(self, part: Self) -> bool {
        let len = part.len();
        len > 0 && len <= self.len() && self.0 >> (64 - 4 * len) == part.part()
    }

    /// Whether the other digits stand somewhere in these, one after another.
    pub(crate) fn contains(self, part: Self) -> bool {
        let (len, whole) = (part.len(), self.len());
        if len == 0 || len > whole {
            return false;
        }
        let (sought, shift) = (part.part(), 64 - 4 * len as u32);
        let mut rest = self.0;
        for _ in 0..=whole - len {
            if rest >> shift == sought {
                return true;
            }
            rest <<= 4;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digits(text: &str) -> Digits {
        Digits::within(text)
    }

    proptest! {
        #[test]
        fn digits_behave_as_their_text(a in "[0-9]{0,15}", b in "[0-9]{0,4}", skip in 0..17usize) {
            let mut out = String::new();
            digits(&a).write(&mut out);
            prop_assert_eq!(&out, &a);
            prop_assert_eq!(digits(&a).contains(digits(&b)), !b.is_empty() && a.contains(&b));
            prop_assert_eq!(digits(&a).starts_with(digits(&b)), !b.is_empty() && a.starts_with(&b));
            prop_assert_eq!(digits(&a).cmp(&digits(&b)), a.cmp(&b));
            prop_assert_eq!(digits(&a).skip(skip), digits(a.get(skip..).unwrap_or("")));
        }
    }

    #[test]
    fn only_digits_are_exact() {
        assert_eq!(Digits::exactly(b"1833 399"), None);
        assert_eq!(Digits::exactly(b""), None);
        assert_eq!(Digits::exactly(b"1234567890123456"), None);
        assert_eq!(Digits::exactly(b"007"), Some(digits("007")));
    }
}
