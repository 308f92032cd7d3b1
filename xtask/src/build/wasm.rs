//! The binary format of WebAssembly, as far as the build reads and writes it (WebAssembly Core
//! Specification, "Binary Format").

use anyhow::{Context as _, Result, bail};

/// Sections of a wasm file.
pub(super) const CUSTOM: u8 = 0;
pub(super) const IMPORTS: u8 = 2;
pub(super) const EXPORTS: u8 = 7;
/// "\0asm" and version 1.
pub(super) const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

/// What can be imported and exported besides functions.
pub(super) const TABLE: u8 = 1;
pub(super) const MEMORY: u8 = 2;
pub(super) const GLOBAL: u8 = 3;

/// Changes sections as `change` says, which leaves those alone that it has nothing for.
/// A section of which nothing is left goes.
pub(super) fn map_sections(
    wasm: &[u8],
    mut change: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let head = wasm
        .get(..HEAD.len())
        .context("the wasm file ends in its head")?;
    let mut out = head.to_vec();
    let mut reader = Reader(&wasm[HEAD.len()..]);
    while !reader.0.is_empty() {
        let id = reader.take(1)?[0];
        let length = reader.number()? as usize;
        let body = reader.take(length)?;
        let changed = change(id, body)?;
        let body = changed.as_deref().unwrap_or(body);
        if body.is_empty() {
            continue;
        }
        out.push(id);
        out.extend(number(u32::try_from(body.len())?));
        out.extend_from_slice(body);
    }
    Ok(out)
}

/// Reads from the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .context("the wasm file is cut off")?;
        self.0 = rest;
        Ok(taken)
    }

    /// An unsigned LEB128.
    pub(super) fn number(&mut self) -> Result<u32> {
        let (mut value, mut shift) = (0_u32, 0);
        loop {
            let byte = self.take(1)?[0];
            value |= u32::from(byte & 0x7f)
                .checked_shl(shift)
                .context("a number is too long")?;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    pub(super) fn name(&mut self) -> Result<&'a str> {
        let length = self.number()? as usize;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }

    fn limits(&mut self) -> Result<()> {
        let has_maximum = self.take(1)?[0] & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Ok(())
    }

    /// What an import is of, as it stands there.
    pub(super) fn import_kind(&mut self) -> Result<&'a [u8]> {
        let before = self.0;
        match self.take(1)?[0] {
            0 => {
                self.number()?;
            }
            TABLE => {
                self.take(1)?;
                self.limits()?;
            }
            MEMORY => self.limits()?,
            GLOBAL => {
                self.take(2)?;
            }
            4 => {
                self.take(1)?;
                self.number()?;
            }
            other => bail!("the wasm file imports something of the unknown kind {other}"),
        }
        Ok(&before[..before.len() - self.0.len()])
    }
}

/// An unsigned LEB128.
pub(super) fn number(mut value: u32) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

/// A length and so many bytes.
pub(super) fn text(text: &str) -> Vec<u8> {
    [
        number(u32::try_from(text.len()).unwrap_or(u32::MAX)),
        text.as_bytes().to_vec(),
    ]
    .concat()
}

/// A section with its head.
pub(super) fn section(id: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    [vec![id], number(length), body.to_vec()].concat()
}
