//! Cordboard: the browser app for administrators of Microsoft Operator Connect services.
//!
//! The modules are private on purpose: the compiler then finds what nobody uses. ARCHITECTURE.md
//! says which way they may point.
#![allow(
    unreachable_pub,
    reason = "the lint misfires on pub items of private modules that hold components"
)]
#![allow(
    missing_docs,
    reason = "nothing here is a public interface but `start`; comments say why, not what"
)]

mod answer;
mod app;
mod browser;
mod change_sets;
mod config;
mod customers;
mod explain;
mod export;
mod features;
mod listing;
mod number_stream;
mod parts;
mod profiles;
mod route;
mod state;
mod ui;

/// Draws the app into the page.
pub fn start() {
    browser::panic::install_hook();
    browser::dom::mount(app::app);
}

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
