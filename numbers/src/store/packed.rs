//! Columns of whole numbers that take as many bytes a row as their values need.

use std::ops::Range;

/// Rows in a segment. A segment is full before the next begins, so that a column grows without
/// ever being copied as a whole, and settles its own width.
pub(crate) const SEGMENT: usize = 4096;

/// Whole numbers, least bytes first, in segments of one width each.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    segments: Vec<Segment>,
    len: usize,
}

#[derive(Debug, Default)]
struct Segment {
    /// Bytes a value; none when every value is zero.
    width: usize,
    bytes: Vec<u8>,
}

impl Packed {
    pub(crate) fn push(&mut self, value: u64) {
        let at = self.len % SEGMENT;
        if at == 0 {
            self.segments.push(Segment::default());
        }
        if let Some(segment) = self.segments.last_mut() {
            segment.push(at, value);
            if at + 1 == SEGMENT {
                segment.bytes.shrink_to_fit();
            }
        }
        self.len += 1;
    }

    pub(crate) fn get(&self, row: usize) -> u64 {
        self.segments[row / SEGMENT].get(row % SEGMENT)
    }

    /// Replaces `out` by the values of rows of one segment. The width is looked at once, which is
    /// what makes looking at all rows cheap.
    pub(crate) fn unpack(&self, rows: &Range<usize>, out: &mut Vec<u64>) {
        out.clear();
        let Some(segment) = self.segments.get(rows.start / SEGMENT) else {
            return;
        };
        let at = rows.start % SEGMENT;
        let (first, end) = (at * segment.width, (at + rows.len()) * segment.width);
        let bytes = &segment.bytes[first..end];
        match segment.width {
            0 => out.resize(rows.len(), 0),
            1 => out.extend(bytes.iter().map(|byte| u64::from(*byte))),
            width => out.extend(bytes.chunks_exact(width).map(read)),
        }
    }
}

/// The range in parts that lie in one segment each.
pub(crate) fn parts(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let segments = rows.start / SEGMENT..rows.end.div_ceil(SEGMENT);
    segments.map(move |segment| {
        let first = segment * SEGMENT;
        first.max(rows.start)..(first + SEGMENT).min(rows.end)
    })
}

impl Segment {
    fn push(&mut self, at: usize, value: u64) {
        let needed = 8 - value.leading_zeros() as usize / 8;
        if needed > self.width {
            self.widen(at, needed);
        }
        // Eight bytes are one store, and fewer would be a call.
        let end = self.bytes.len() + self.width;
        self.bytes.extend_from_slice(&value.to_le_bytes());
        self.bytes.truncate(end);
    }

    fn get(&self, at: usize) -> u64 {
        read(&self.bytes[at * self.width..(at + 1) * self.width])
    }

    fn widen(&mut self, rows: usize, width: usize) {
        let mut bytes = Vec::with_capacity((rows + 1).next_power_of_two() * width);
        if self.width == 0 {
            bytes.resize(rows * width, 0);
        } else {
            for value in self.bytes.chunks_exact(self.width) {
                bytes.extend_from_slice(value);
                bytes.resize(bytes.len() + width - self.width, 0);
            }
        }
        self.bytes = bytes;
        self.width = width;
    }
}

fn read(bytes: &[u8]) -> u64 {
    match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        _ => bytes
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | u64::from(*byte)),
    }
}

/// Codes of a dictionary. Each is kept as its difference from the segment's first, so that a
/// column which always says the same takes no room.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    packed: Packed,
    bases: Vec<u32>,
}

impl Codes {
    pub(crate) fn len(&self) -> usize {
        self.packed.len
    }

    pub(crate) fn push(&mut self, code: u32) {
        if self.packed.len.is_multiple_of(SEGMENT) {
            self.bases.push(code);
        }
        let base = self.bases.last().copied().unwrap_or_default();
        self.packed.push(u64::from(code ^ base));
    }

    pub(crate) fn get(&self, row: usize) -> u32 {
        self.packed.get(row) as u32 ^ self.bases[row / SEGMENT]
    }

    /// Replaces `out` by the codes of rows of one segment.
    pub(crate) fn unpack(&self, rows: &Range<usize>, out: &mut Vec<u64>) {
        self.packed.unpack(rows, out);
        if let Some(base) = self.bases.get(rows.start / SEGMENT) {
            for code in out {
                *code ^= u64::from(*base);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(values in prop::collection::vec(
            prop_oneof![Just(0u64), 0..300u64, any::<u32>().prop_map(u64::from), any::<u64>()],
            0..200,
        ), repeat in 1..60usize) {
            let mut column = Packed::default();
            let all: Vec<u64> = values.iter().copied().cycle().take(values.len() * repeat).collect();
            for value in &all {
                column.push(*value);
            }
            for (row, value) in all.iter().enumerate() {
                prop_assert_eq!(column.get(row), *value);
            }
            let (mut seen, mut buffer) = (Vec::new(), Vec::new());
            let range = all.len() / 3..all.len();
            for part in parts(range.clone()) {
                column.unpack(&part, &mut buffer);
                seen.extend(part.zip(buffer.iter().copied()));
            }
            let expected: Vec<_> = range.map(|row| (row, all[row])).collect();
            prop_assert_eq!(seen, expected);
        }

        #[test]
        fn codes_come_back(first in any::<u32>(), rest in prop::collection::vec(0..70_000u32, 0..9000)) {
            let mut column = Codes::default();
            let all: Vec<u32> = std::iter::once(first).chain(rest).collect();
            for code in &all {
                column.push(*code);
            }
            let (mut seen, mut buffer) = (Vec::new(), Vec::new());
            for part in parts(0..all.len()) {
                column.unpack(&part, &mut buffer);
                seen.extend(buffer.iter().map(|code| *code as u32));
            }
            prop_assert!((0..all.len()).all(|row| column.get(row) == all[row]));
            prop_assert_eq!(seen, all);
        }
    }

    #[test]
    fn a_column_that_says_the_same_takes_no_room() {
        let mut column = Codes::default();
        (0..10_000).for_each(|_| column.push(7));
        assert!(
            column
                .packed
                .segments
                .iter()
                .all(|segment| segment.bytes.is_empty())
        );
    }
}
