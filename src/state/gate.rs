//! A gate that calls wait at while it is shut.

use futures::channel::oneshot;
use leptos::prelude::*;

#[derive(Debug, Clone, Copy)]
pub struct Gate {
    is_shut: RwSignal<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
}

impl Gate {
    /// An open gate.
    pub fn new() -> Self {
        Self {
            is_shut: RwSignal::new(false),
            waiting: StoredValue::new_local(Vec::new()),
        }
    }

    /// Tracked.
    pub fn is_shut(self) -> bool {
        self.is_shut.get()
    }

    pub fn shut(self) {
        if !self.is_shut.get_untracked() {
            self.is_shut.set(true);
        }
    }

    /// Lets everybody pass.
    pub fn open(self) {
        if self.is_shut.get_untracked() {
            self.is_shut.set(false);
        }
        let waiting = self.waiting.try_update_value(std::mem::take);
        for sender in waiting.unwrap_or_default() {
            // Whoever no longer waits has left its page.
            let _ = sender.send(());
        }
    }

    /// Waits while it is shut.
    pub async fn passed(self) {
        while self.is_shut.try_get_untracked() == Some(true) {
            let (sender, receiver) = oneshot::channel();
            self.waiting.update_value(|waiting| waiting.push(sender));
            if receiver.await.is_err() {
                return;
            }
        }
    }
}
