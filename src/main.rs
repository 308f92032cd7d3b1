//! The entry point: everything else is in the library.

fn main() {
    cordboard::start();
}
