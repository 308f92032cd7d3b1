//! `[120-125,150]`: one of several numbers of equal length.

/// The numbers between one pair of brackets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberList {
    width: usize,
    ranges: Vec<Range>,
}

/// First and last number, as digits.
pub(super) type Range = (Box<[u8]>, Box<[u8]>);

/// One place of a list: which digits may stand there, and among how many the list chooses there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Bit `d` stands for the digit `d`.
    pub(crate) digits: u16,
    /// How many digits the list allows here after the digits before.
    pub(crate) options: u32,
}

impl NumberList {
    /// Both ends of every range have `width` digits, and no range runs backwards.
    pub(super) fn new(width: usize, ranges: Vec<Range>) -> Self {
        Self { width, ranges }
    }

    /// How many digits each number has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The digits that may follow `so_far`, one bit each; none when `so_far` begins no number.
    pub(crate) fn next_digits(&self, so_far: &[u8]) -> u16 {
        (0..10_u8)
            .filter(|digit| {
                self.ranges
                    .iter()
                    .any(|range| reaches(range, so_far, *digit))
            })
            .fold(0, |bits, digit| bits | 1 << digit)
    }

    /// The list as places: every number of it goes through exactly one of these rows. Their count
    /// grows with the length of the list as written, not with the numbers it stands for.
    pub(crate) fn rows(&self) -> Vec<Vec<Slot>> {
        let mut rows = Vec::new();
        self.extend_rows(
            &mut Vec::with_capacity(self.width),
            &mut Vec::new(),
            &mut rows,
        );
        rows
    }

    fn extend_rows(&self, so_far: &mut Vec<u8>, row: &mut Vec<Slot>, rows: &mut Vec<Vec<Slot>>) {
        if so_far.len() == self.width {
            rows.push(row.clone());
            return;
        }
        let allowed = self.next_digits(so_far);
        let options = allowed.count_ones();
        // Digits that leave the same choice behind them share a row.
        let mut groups: Vec<(Freedom, u16, u8)> = Vec::new();
        for digit in (0..10_u8).filter(|digit| allowed & (1 << digit) != 0) {
            let freedom = self.freedom(so_far, digit);
            match groups.iter_mut().find(|(known, _, _)| *known == freedom) {
                Some((_, digits, _)) => *digits |= 1 << digit,
                None => groups.push((freedom, 1 << digit, digit)),
            }
        }
        for (_, digits, sample) in groups {
            so_far.push(b'0' + sample);
            row.push(Slot { digits, options });
            self.extend_rows(so_far, row, rows);
            row.pop();
            so_far.pop();
        }
    }

    fn freedom(&self, so_far: &[u8], digit: u8) -> Freedom {
        let mut bound = Vec::new();
        for (index, range) in self.ranges.iter().enumerate() {
            if !reaches(range, so_far, digit) {
                continue;
            }
            let low = continues(&range.0, so_far, digit);
            let high = continues(&range.1, so_far, digit);
            if !low && !high {
                return Freedom::Any;
            }
            bound.push((index, low, high));
        }
        Freedom::Bound(bound)
    }
}

#[derive(PartialEq, Eq)]
enum Freedom {
    /// Every further digit fits some range.
    Any,
    /// The ranges still in play, and whether their start and end still bind.
    Bound(Vec<(usize, bool, bool)>),
}

fn reaches((from, to): &Range, so_far: &[u8], digit: u8) -> bool {
    let at = so_far.len();
    let Some((low, high)) = from.get(..=at).zip(to.get(..=at)) else {
        return false;
    };
    let candidate = || so_far.iter().copied().chain([b'0' + digit]);
    low.iter().copied().le(candidate()) && candidate().le(high.iter().copied())
}

fn continues(bound: &[u8], so_far: &[u8], digit: u8) -> bool {
    bound.starts_with(so_far) && bound.get(so_far.len()) == Some(&(b'0' + digit))
}
