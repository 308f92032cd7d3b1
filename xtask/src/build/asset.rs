//! One file of the site.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Where the files stand whose names change with their content. Static hosts can tell a folder apart
/// from the rest of a site, but seldom a pattern of names.
const FOLDER: &str = "assets";

/// 64 bits of a hash: enough to tell builds apart, short enough to read. The integrity attribute
/// is what protects.
const HASH_IN_NAME: usize = 16;

/// A file's name below `dist/` and its content.
#[derive(Debug)]
pub(crate) struct Asset {
    pub(crate) name: String,
    content: Vec<u8>,
}

impl Asset {
    /// A file whose name changes with its content, so that it may be cached for ever.
    pub(crate) fn hashed(stem: &str, extension: &str, content: Vec<u8>) -> Self {
        let hash = digest(&content);
        Self {
            name: format!("{FOLDER}/{stem}-{}.{extension}", &hash[..HASH_IN_NAME]),
            content,
        }
    }

    /// The file below `dist` that [`Asset::hashed`] had named so.
    pub(crate) fn found(dist: &Path, stem: &str, extension: &str) -> Result<Self> {
        let (start, end) = (format!("{stem}-"), format!(".{extension}"));
        let file = fs::read_dir(dist.join(FOLDER))?
            .flatten()
            .map(|entry| entry.path())
            .find(|file| {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(&start) && name.ends_with(&end)
            })
            .with_context(|| format!("{} has no {stem}*.{extension}", dist.display()))?;
        let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        Ok(Self::hashed(stem, extension, content))
    }

    /// A file whose address stays.
    pub(crate) fn named(name: &str, content: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            content,
        }
    }

    /// The value of an `integrity` attribute for it.
    pub(crate) fn integrity(&self) -> String {
        format!("sha384-{}", STANDARD.encode(Sha384::digest(&self.content)))
    }

    /// Writes it below `folder`.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        write(&folder.join(&self.name), &self.content)
    }

    /// Writes it, and beside it what a web server hands to browsers that accept brotli or gzip.
    pub(crate) fn write_compressed(&self, folder: &Path) -> Result<()> {
        self.write(folder)?;
        write(
            &folder.join(format!("{}.br", self.name)),
            &brotli(&self.content)?,
        )?;
        write(
            &folder.join(format!("{}.gz", self.name)),
            &gzip(&self.content)?,
        )
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn write(file: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, content).with_context(|| format!("writing {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::Asset;

    #[test]
    fn a_name_and_its_integrity_follow_the_content() {
        let one = Asset::hashed("app", "js", b"1".to_vec());
        let two = Asset::hashed("app", "js", b"2".to_vec());
        assert_ne!(one.name, two.name);
        assert_ne!(one.integrity(), two.integrity());
        // From `printf 1 | openssl dgst -sha384 -binary | base64`.
        assert_eq!(
            one.integrity(),
            "sha384-R/BdNnsMMuQ4+2Pmz0pfNcKqL5DcdUP4pBoPlc6KQKMTq1zzYTSiBoxMlpy1Dbd2"
        );
    }
}
