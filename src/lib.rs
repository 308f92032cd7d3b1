//! Cordboard.
