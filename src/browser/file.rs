//! Files that people hand over.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::dom::Happening;

/// A file that was chosen and not yet read.
#[derive(Debug, Clone)]
pub struct Chosen(File);

impl Chosen {
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its bytes; `None` when it is larger than `most`, or cannot be read.
    pub async fn read(self, most: usize) -> Option<Vec<u8>> {
        // A size beyond 2^53 would not be read either.
        #[expect(clippy::cast_precision_loss, reason = "limits are some megabytes")]
        if self.0.size() > most as f64 {
            return None;
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// The file that was chosen in a file field.
pub fn chosen(event: &Happening) -> Option<Chosen> {
    let input = event.within("input")?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    Some(Chosen(file))
}
