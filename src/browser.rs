//! The door to the browser: the only module that names `web_sys`, `js_sys`, `gloo` or
//! `wasm_bindgen`. Everything that can be pure lives elsewhere and runs on the host.

pub mod clipboard;
pub mod database;
pub mod dialog;
pub mod digest;
pub mod dom;
pub mod download;
pub mod element;
pub mod encoding;
pub mod fetch;
pub mod file;
pub mod intl;
pub mod location;
pub mod overlay;
pub mod page;
pub mod panic;
pub mod probe;
pub mod storage;
pub mod tabs;
pub mod task;
pub mod timer;

fn window() -> web_sys::Window {
    leptos::prelude::window()
}

fn document() -> web_sys::Document {
    leptos::prelude::document()
}
