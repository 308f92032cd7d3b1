//! What happens when the app itself fails: with `panic = "abort"` no Rust runs afterwards, so the
//! start-up script draws the page.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = cordboardPanicked, catch)]
    fn cordboard_panicked(message: &str) -> Result<(), wasm_bindgen::JsValue>;
}

/// Hands a panic's place and message to the start-up script.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        let _ = cordboard_panicked(&info.to_string());
    }));
}
