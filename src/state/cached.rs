//! A list that several pages read: loaded once, kept on screen while it is read again.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use cordboard_api::ApiError;
use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

use crate::browser::timer;

/// A skeleton before this would only flicker.
const SLOW_AFTER: Duration = Duration::from_millis(500);

/// A value that comes over the network.
#[derive(Debug)]
pub struct Cached<T: Send + Sync + 'static> {
    pub value: RwSignal<Option<Arc<T>>>,
    pub error: RwSignal<Option<ApiError>>,
    pub is_loading: RwSignal<bool>,
    /// Loading for longer than a blink.
    pub is_slow: RwSignal<bool>,
    /// When the value came, in milliseconds since 1970.
    pub loaded_at: RwSignal<Option<f64>>,
    under_way: StoredValue<Option<AbortHandle>>,
    readers: StoredValue<usize>,
}

impl<T: Send + Sync + 'static> Clone for Cached<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Cached<T> {}

impl<T: Send + Sync + 'static> Cached<Vec<T>> {
    /// How many came, tracked; none before there is an answer.
    pub fn count(self) -> Option<usize> {
        self.value.with(|all| Some(all.as_ref()?.len()))
    }
}

impl<T: Send + Sync + 'static> Cached<T> {
    pub fn new() -> Self {
        Self {
            value: RwSignal::new(None),
            error: RwSignal::new(None),
            is_loading: RwSignal::new(false),
            is_slow: RwSignal::new(false),
            loaded_at: RwSignal::new(None),
            under_way: StoredValue::new(None),
            readers: StoredValue::new(0),
        }
    }

    /// Loads, unless a load is under way. A failure leaves the old value where it is.
    pub fn load(self, read: impl Future<Output = Result<T, ApiError>> + 'static) {
        if self.is_loading.get_untracked() {
            return;
        }
        let (handle, registration) = AbortHandle::new_pair();
        self.under_way.set_value(Some(handle.clone()));
        self.is_loading.set(true);
        crate::browser::task::start(async move {
            timer::sleep(SLOW_AFTER).await;
            if !handle.is_aborted() && self.is_loading.try_get_untracked() == Some(true) {
                self.is_slow.set(true);
            }
        });
        crate::browser::task::start(async move {
            let Ok(outcome) = Abortable::new(read, registration).await else {
                return;
            };
            match outcome {
                Ok(value) => self.fill(value),
                Err(error) => self.error.set(Some(error)),
            }
            self.settle();
        });
    }

    /// Takes a value that was read elsewhere, such as by the call that proved a token.
    pub fn fill(self, value: T) {
        self.value.set(Some(Arc::new(value)));
        self.error.set(None);
        self.loaded_at.set(Some(timer::now()));
    }

    /// Gives up what is under way and forgets everything.
    pub fn clear(self) {
        self.stop();
        self.value.set(None);
        self.error.set(None);
        self.loaded_at.set(None);
    }

    /// Counts the page that asks as a reader: when the last one leaves, a call under way is given
    /// up.
    pub fn read_by_page(self) {
        self.readers.update_value(|readers| *readers += 1);
        on_cleanup(move || {
            self.readers.update_value(|readers| *readers -= 1);
            if self.readers.get_value() == 0 {
                self.stop();
            }
        });
    }

    fn stop(self) {
        if let Some(handle) = self.under_way.try_update_value(Option::take).flatten() {
            handle.abort();
        }
        self.settle();
    }

    fn settle(self) {
        self.is_loading.set(false);
        self.is_slow.set(false);
    }
}
