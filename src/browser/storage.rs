//! What the browser keeps: session storage for a tab, local storage for settings.
//!
//! Tokens only ever go to session storage, and only when the administrator asks for it.

use super::window;

/// How the name of everything begins that this app keeps there: another app may share the origin.
const PREFIX: &str = "cordboard:";

/// Where a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Until the tab closes.
    Tab,
    /// On this device, until it is removed. Never for a secret.
    Device,
}

impl Keep {
    fn area(self) -> Option<web_sys::Storage> {
        match self {
            Self::Tab => window().session_storage().ok().flatten(),
            Self::Device => window().local_storage().ok().flatten(),
        }
    }
}

/// The names of all values that this app keeps there.
pub fn own_keys(keep: Keep) -> Vec<String> {
    let Some(area) = keep.area() else {
        return Vec::new();
    };
    let count = area.length().unwrap_or_default();
    let keys = (0..count).filter_map(|place| area.key(place).ok().flatten());
    keys.filter(|key| key.starts_with(PREFIX)).collect()
}

/// Reads a value; `None` when there is none, or when storage is refused.
pub fn read(keep: Keep, key: &str) -> Option<String> {
    keep.area()?.get_item(key).ok().flatten()
}

/// Writes a value; false when the browser refuses (private mode, quota).
pub fn write(keep: Keep, key: &str, value: &str) -> bool {
    keep.area()
        .is_some_and(|area| area.set_item(key, value).is_ok())
}

/// Removes a value.
pub fn remove(keep: Keep, key: &str) {
    if let Some(area) = keep.area() {
        let _ = area.remove_item(key);
    }
}
