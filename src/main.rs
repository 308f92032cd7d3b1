//! The entry point: everything else is in the library.

/// Rust's own allocator for the web weighs three times as much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    cordboard::start();
}
