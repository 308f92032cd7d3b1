//! A sort for whole numbers.

/// Keys and the rows they belong to.
#[derive(Default)]
pub(super) struct Keyed {
    pub(super) keys: Vec<u64>,
    pub(super) rows: Vec<u32>,
}

/// Bits of a key that one pass of the sort looks at: a table of counts fits the fastest cache.
const PASS: u32 = 11;

impl Keyed {
    /// Sorts by the key and leaves equals in their order. By digits from the least: it takes the
    /// same time for any order, and passes in which all keys are alike are skipped.
    pub(super) fn sort(&mut self) {
        let len = self.keys.len();
        let Some(first) = self.keys.first().copied() else {
            return;
        };
        let varying = self
            .keys
            .iter()
            .fold(0, |varying, key| varying | (key ^ first));
        let mut other = Self {
            keys: vec![0; len],
            rows: vec![0; len],
        };
        let mut starts = vec![0u32; 1 << PASS];
        for shift in (0..u64::BITS).step_by(PASS as usize) {
            let digit = |key: u64| (key >> shift) as usize & ((1 << PASS) - 1);
            if digit(varying) == 0 {
                continue;
            }
            starts.fill(0);
            for key in &self.keys {
                starts[digit(*key)] += 1;
            }
            let mut sum = 0;
            for start in &mut starts {
                sum += std::mem::replace(start, sum);
            }
            for (key, row) in self.keys.iter().zip(&self.rows) {
                let start = &mut starts[digit(*key)];
                other.keys[*start as usize] = *key;
                other.rows[*start as usize] = *row;
                *start += 1;
            }
            std::mem::swap(self, &mut other);
        }
    }

    /// Sorts by the key, and by the other halves of it where that is the same.
    pub(super) fn sort_with(&mut self, low: Vec<u64>, flip: u64) {
        let places = (0..low.len() as u32).collect();
        let mut by_low = Self {
            keys: low.into_iter().map(|key| key ^ flip).collect(),
            rows: places,
        };
        by_low.sort();
        let pick = |at: &u32| (self.keys[*at as usize], self.rows[*at as usize]);
        let (keys, rows) = by_low.rows.iter().map(pick).unzip();
        *self = Self { keys, rows };
        self.sort();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_sort_as_they_should(few in prop::collection::vec(0..5u64, 0..40), wide in any::<u64>(), many in 0..2000usize) {
            let keys: Vec<u64> = few.iter().copied().chain((0..many as u64).map(|at| at.wrapping_mul(wide) >> (at % 60))).collect();
            let rows: Vec<u32> = (0..keys.len() as u32).collect();
            let mut sorted = Keyed { keys: keys.clone(), rows: rows.clone() };
            sorted.sort();
            let mut naive = rows;
            naive.sort_by_key(|row| keys[*row as usize]);
            prop_assert_eq!(sorted.rows, naive);
        }
    }
}
