//! Text out of the bytes of a file.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Reads the encodings that spreadsheets save in. What is no UTF-8 and says nothing else of itself
/// is Windows-1252, where every byte means something.
pub fn text(bytes: &[u8]) -> String {
    let labels: &[&str] = match bytes {
        [0xff, 0xfe, ..] => &["utf-16le"],
        [0xfe, 0xff, ..] => &["utf-16be"],
        _ => &["utf-8", "windows-1252"],
    };
    let decoded = labels.iter().find_map(|label| decode(bytes, label));
    decoded.unwrap_or_default()
}

fn decode(bytes: &[u8], label: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
