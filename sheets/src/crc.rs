//! The checksum of ZIP files.

/// CRC-32 as ZIP and PNG have it, eight bytes at a time. The usual crate brings its tables along
/// in the download, and they do not compress; these are computed.
#[derive(Debug)]
pub(crate) struct Crc {
    tables: Vec<[u32; 256]>,
    state: u32,
}

/// The generator polynomial, its bits reversed.
const POLYNOMIAL: u32 = 0xEDB8_8320;
const AT_ONCE: usize = 8;

impl Crc {
    pub(crate) fn new() -> Self {
        let mut tables = vec![[0; 256]; AT_ONCE];
        for (byte, entry) in (0..).zip(&mut tables[0]) {
            *entry = (0..8).fold(byte, |crc: u32, _| {
                if crc & 1 == 1 {
                    crc >> 1 ^ POLYNOMIAL
                } else {
                    crc >> 1
                }
            });
        }
        for table in 1..AT_ONCE {
            for byte in 0..256 {
                let before = tables[table - 1][byte];
                tables[table][byte] = before >> 8 ^ tables[0][(before & 255) as usize];
            }
        }
        Self {
            tables,
            state: u32::MAX,
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<AT_ONCE>();
        for eight in eights {
            let mut mixed = *eight;
            for (byte, state) in mixed.iter_mut().zip(self.state.to_le_bytes()) {
                *byte ^= state;
            }
            self.state = mixed
                .iter()
                .zip(self.tables.iter().rev())
                .fold(0, |crc, (byte, table)| crc ^ table[usize::from(*byte)]);
        }
        for byte in rest {
            let at = usize::from(self.state.to_le_bytes()[0] ^ byte);
            self.state = self.state >> 8 ^ self.tables[0][at];
        }
    }

    /// The checksum so far, and a new beginning.
    pub(crate) fn take(&mut self) -> u32 {
        !std::mem::replace(&mut self.state, u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_checksum_that_everybody_has() {
        let mut crc = Crc::new();
        crc.update(b"123456789");
        assert_eq!(crc.take(), 0xCBF4_3926);
        crc.update(b"The quick brown fox jumps ov");
        crc.update(b"er the lazy dog");
        assert_eq!(crc.take(), 0x414F_A339);
    }
}
