//! GUIDs as sixteen bytes.

/// A GUID and whether its letters were written in upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guid {
    pub(crate) bits: Bits128,
    pub(crate) is_upper: bool,
}

/// The digits before and after the middle. Two halves, because WebAssembly has no integers of
/// 128 bits and calls functions for them.
pub(crate) type Bits128 = [u64; 2];

const LENGTH: usize = 36;
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

impl Guid {
    /// Reads `8-4-4-4-12`, in lower or in upper case; anything that would not be written back
    /// the same is left to the caller.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes: &[u8; LENGTH] = text.as_bytes().try_into().ok()?;
        if HYPHENS.iter().any(|at| bytes[*at] != b'-') {
            return None;
        }
        let mut seen = 0;
        let mut group = |range: std::ops::Range<usize>| {
            bytes[range].iter().fold(0u64, |part, byte| {
                let class = CLASSES[usize::from(*byte)];
                seen |= class;
                part << 4 | u64::from(class & 15)
            })
        };
        let high = group(0..8) << 32 | group(9..13) << 16 | group(14..18);
        let low = group(19..23) << 48 | group(24..36);
        match seen & !15 {
            0 | LOWER => Some(Self {
                bits: [high, low],
                is_upper: false,
            }),
            UPPER => Some(Self {
                bits: [high, low],
                is_upper: true,
            }),
            _ => None,
        }
    }

    /// Writes it as it was read.
    pub(crate) fn write(self, out: &mut String) {
        let digits: &[u8; 16] = if self.is_upper {
            b"0123456789ABCDEF"
        } else {
            b"0123456789abcdef"
        };
        let mut place = 0;
        for at in 0..LENGTH {
            if HYPHENS.contains(&at) {
                out.push('-');
            } else {
                let nibble = self.bits[place / 16] >> (60 - 4 * (place % 16)) & 15;
                out.push(char::from(digits[nibble as usize]));
                place += 1;
            }
        }
    }
}

const LOWER: u8 = 16;
const UPPER: u8 = 32;
const OTHER: u8 = 64;

/// What each byte is worth as a hexadecimal digit, and of which kind it is.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut digit = 0;
    while digit < 16 {
        if digit < 10 {
            classes[b'0' as usize + digit] = digit as u8;
        } else {
            classes[b'a' as usize + digit - 10] = LOWER | digit as u8;
            classes[b'A' as usize + digit - 10] = UPPER | digit as u8;
        }
        digit += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_written_back_is_read() {
        for text in [
            "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
            "5F3FBB3B-DF9B-483D-B294-C7EB01E22AAC",
            "00000000-0000-0000-0000-000000000001",
        ] {
            let mut out = String::new();
            Guid::parse(text).unwrap().write(&mut out);
            assert_eq!(out, text);
        }
        for text in [
            "5F3fbb3b-df9b-483d-b294-c7eb01e22aac",
            "5f3fbb3bdf9b-483d-b294-c7eb01e22aac-",
            "{5f3fbb3b-df9b-483d-b294-c7eb01e22aac}",
            "5f3fbb3b-df9b-483d-b294-c7eb01e22aag",
            "",
        ] {
            assert_eq!(Guid::parse(text), None, "{text}");
        }
    }
}
