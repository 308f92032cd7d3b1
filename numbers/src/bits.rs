//! A set of rows, one bit each.

use std::ops::Range;

/// A set of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Speaks about `len` rows; rows that come new are out of the set, or in it.
    pub(crate) fn resize(&mut self, len: usize, value: bool) {
        let filled = self.len;
        self.words
            .resize(len.div_ceil(64), if value { u64::MAX } else { 0 });
        self.len = len;
        if value && filled < len && !filled.is_multiple_of(64) {
            self.words[filled / 64] |= u64::MAX << (filled % 64);
        }
        self.clear_past_the_end();
    }

    pub(crate) fn set(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.words
            .get(row / 64)
            .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    pub(crate) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Of the rows of the range, keeps those that the other set has too.
    pub(crate) fn keep_within(&mut self, other: &Self, range: Range<usize>) {
        for word in range.start / 64..range.end.div_ceil(64) {
            self.words[word] &= other.words[word] | !mask(word, &range);
        }
    }

    /// Calls with every row of the range that is in the set, in order.
    pub(crate) fn each(&self, range: Range<usize>, mut found: impl FnMut(usize)) {
        for at in range.start / 64..range.end.div_ceil(64).min(self.words.len()) {
            let mut word = self.words[at] & mask(at, &range);
            while word != 0 {
                found(at * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }

    fn clear_past_the_end(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.len.is_multiple_of(64)
        {
            *last &= u64::MAX >> (64 - self.len % 64);
        }
    }
}

/// The bits of a word that lie in the range.
fn mask(word: usize, range: &Range<usize>) -> u64 {
    let (first, end) = (word * 64, word * 64 + 64);
    let mut mask = u64::MAX;
    if range.start > first {
        mask &= u64::MAX << (range.start - first).min(63);
    }
    if range.end < end {
        mask &= u64::MAX >> (end - range.end).min(63);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bits: &Bits, range: Range<usize>) -> Vec<usize> {
        let mut rows = Vec::new();
        bits.each(range, |row| rows.push(row));
        rows
    }

    #[test]
    fn growing_keeps_what_is_there() {
        let mut bits = Bits::default();
        bits.resize(70, false);
        bits.set(3);
        bits.set(69);
        bits.resize(200, true);
        assert_eq!(bits.count(), 2 + 130);
        assert!(!bits.has(68) && bits.has(69) && bits.has(70) && bits.has(199) && !bits.has(200));
        bits.resize(201, false);
        assert_eq!(bits.count(), 132);
    }

    #[test]
    fn a_range_ends_where_it_says() {
        let mut bits = Bits::default();
        bits.resize(300, true);
        for range in [0..0, 0..1, 63..64, 60..70, 64..128, 130..300] {
            assert_eq!(rows(&bits, range.clone()), range.collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_the_range_is_touched() {
        let (mut bits, mut other) = (Bits::default(), Bits::default());
        bits.resize(200, true);
        other.resize(200, false);
        other.set(66);
        bits.keep_within(&other, 65..130);
        assert_eq!(
            rows(&bits, 60..135),
            [60, 61, 62, 63, 64, 66, 130, 131, 132, 133, 134]
        );
    }
}
