//! Files that are made here, and saved.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, ReadableWritablePair, Response, Url};

use super::document;

/// A file that grows. The browser keeps what is in it, outside the program's memory.
#[derive(Debug, Default)]
pub struct File {
    pieces: Array,
    size: u64,
}

impl File {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.pieces.push(&Uint8Array::from(bytes));
    }

    /// Puts another file behind this one.
    pub fn append(&mut self, other: Self) {
        self.size += other.size;
        self.pieces = self.pieces.concat(&other.pieces);
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The same, compressed (RFC 1951); nothing where the browser cannot.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number that a browser could hold in memory"
    )]
    pub async fn deflated(&self) -> Option<Self> {
        let stream = compression()?;
        let packed = self.blob("")?.stream().pipe_through(&stream);
        let response = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
        let packed: Blob = JsFuture::from(response.blob().ok()?)
            .await
            .ok()?
            .unchecked_into();
        Some(Self {
            size: packed.size() as u64,
            pieces: Array::of1(&JsValue::from(packed)),
        })
    }

    fn blob(&self, media_type: &str) -> Option<Blob> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(&self.pieces, &options).ok()
    }

    /// Saves it under a name. The object URL is revoked at once: the browser has taken the file by
    /// then.
    pub fn save(&self, name: &str, media_type: &str) -> bool {
        let Some(blob) = self.blob(media_type) else {
            return false;
        };
        let Ok(url) = Url::create_object_url_with_blob(&blob) else {
            return false;
        };
        let saved = document()
            .create_element("a")
            .ok()
            .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
            .map(|anchor| {
                anchor.set_href(&url);
                anchor.set_download(name);
                anchor.click();
            })
            .is_some();
        let _ = Url::revoke_object_url(&url);
        saved
    }
}

/// `new CompressionStream("deflate-raw")`, which `web-sys` counts as unstable still.
fn compression() -> Option<ReadableWritablePair> {
    let class = Reflect::get(&js_sys::global(), &"CompressionStream".into()).ok()?;
    let made = Reflect::construct(
        class.dyn_ref::<Function>()?,
        &Array::of1(&"deflate-raw".into()),
    );
    Some(made.ok()?.unchecked_into())
}
