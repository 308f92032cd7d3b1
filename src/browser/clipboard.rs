//! Copying text.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Puts text on the clipboard; false when the browser refuses.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
