//! Locks that outlive a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A test that fails while it holds a lock must not make every later call fail as well.
pub(crate) trait Lock<T> {
    fn lock_now(&self) -> MutexGuard<'_, T>;
}

impl<T> Lock<T> for Mutex<T> {
    fn lock_now(&self) -> MutexGuard<'_, T> {
        self.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
