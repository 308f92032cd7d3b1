//! The frame of a ZIP file around parts that somebody else has compressed.

/// How a part was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Stored,
    /// Raw deflate, as a browser's `CompressionStream("deflate-raw")` writes it.
    Deflated,
}

/// The file would be larger than ZIP allows without its extension for large files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// The list of parts.
#[derive(Debug, Default)]
pub(crate) struct Zip {
    directory: Vec<u8>,
    parts: u16,
    offset: u64,
}

/// One part as its headers describe it.
pub(crate) struct Part<'a> {
    pub(crate) name: &'a str,
    pub(crate) packing: Packing,
    pub(crate) crc: u32,
    pub(crate) plain: u64,
    pub(crate) packed: u64,
}

/// Version 2.0 of the format: the first that knows deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1980-01-01 00:00, the format's first moment: the same rows give the same file.
const TIME: [u16; 2] = [0, 1 << 5 | 1];

impl Zip {
    /// What goes before the bytes of a part.
    pub(crate) fn part(&mut self, part: &Part<'_>) -> Result<Vec<u8>, TooLarge> {
        let offset = self.offset;
        let shared = part.shared()?;
        let mut header = b"PK\x03\x04".to_vec();
        header.extend(&shared);
        header.extend(part.name.bytes());
        self.offset += header.len() as u64 + part.packed;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&shared);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory
            .extend(u32::try_from(offset).map_err(|_| TooLarge)?.to_le_bytes());
        self.directory.extend(part.name.bytes());
        self.parts += 1;
        Ok(header)
    }

    /// What goes at the end.
    pub(crate) fn finish(self) -> Result<Vec<u8>, TooLarge> {
        let size = u32::try_from(self.directory.len()).map_err(|_| TooLarge)?;
        let mut end = self.directory;
        end.extend(b"PK\x05\x06\0\0\0\0");
        end.extend(self.parts.to_le_bytes());
        end.extend(self.parts.to_le_bytes());
        end.extend(size.to_le_bytes());
        end.extend(
            u32::try_from(self.offset)
                .map_err(|_| TooLarge)?
                .to_le_bytes(),
        );
        end.extend([0; 2]);
        Ok(end)
    }
}

impl Part<'_> {
    /// What both headers of a part say.
    fn shared(&self) -> Result<Vec<u8>, TooLarge> {
        let method: u16 = match self.packing {
            Packing::Stored => 0,
            Packing::Deflated => 8,
        };
        let mut shared = Vec::with_capacity(26);
        for short in [VERSION, FLAGS, method, TIME[0], TIME[1]] {
            shared.extend(short.to_le_bytes());
        }
        shared.extend(self.crc.to_le_bytes());
        for size in [self.packed, self.plain] {
            shared.extend(u32::try_from(size).map_err(|_| TooLarge)?.to_le_bytes());
        }
        let name = u16::try_from(self.name.len()).map_err(|_| TooLarge)?;
        shared.extend(name.to_le_bytes());
        shared.extend([0; 2]);
        Ok(shared)
    }
}
