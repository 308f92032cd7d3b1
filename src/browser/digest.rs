//! Hashes by the browser's own cryptography: nothing of it has to be downloaded.

use std::fmt::Write as _;

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// SHA-256 of a text, in hexadecimal digits; nothing where the browser has no such thing.
pub async fn sha256(text: &str) -> Option<String> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    let digest: Function = Reflect::get(&subtle, &"digest".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let bytes = Uint8Array::from(text.as_bytes());
    let answer = digest.call2(&subtle, &"SHA-256".into(), &bytes).ok()?;
    let buffer = JsFuture::from(answer.dyn_into::<js_sys::Promise>().ok()?)
        .await
        .ok()?;
    let mut digits = String::new();
    for byte in Uint8Array::new(&buffer).to_vec() {
        let _ = write!(digits, "{byte:02x}");
    }
    Some(digits)
}
