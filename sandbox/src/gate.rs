//! Gates: places where a call waits until a test lets it go on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use serde::Serialize;
use tokio::sync::watch;

use crate::lock::Lock as _;

/// The gates of one world, by name. One that nobody has asked for is shut.
#[derive(Debug, Default)]
pub(crate) struct Gates(Mutex<HashMap<String, Arc<watch::Sender<Gate>>>>);

/// How a gate stands.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Gate {
    pub(crate) open: bool,
    /// How many calls wait, or have waited.
    pub(crate) arrived: u32,
}

impl Gates {
    fn gate(&self, name: &str) -> Arc<watch::Sender<Gate>> {
        let mut gates = self.0.lock_now();
        let gate = gates.entry(name.to_owned());
        Arc::clone(gate.or_insert_with(|| Arc::new(watch::Sender::new(Gate::default()))))
    }

    /// Waits until the gate is opened; one that is open stays so.
    pub(crate) async fn pass(&self, name: &str) {
        let gate = self.gate(name);
        gate.send_modify(|gate| gate.arrived += 1);
        // The sender is held here, so that the wait can only end by the gate being open.
        let _ = gate.subscribe().wait_for(|gate| gate.open).await;
    }

    pub(crate) fn open(&self, name: &str) {
        self.gate(name).send_modify(|gate| gate.open = true);
    }

    /// Waits until so many calls have arrived at the gate.
    pub(crate) async fn arrived(&self, name: &str, count: u32) -> Gate {
        let gate = self.gate(name);
        let mut standing = gate.subscribe();
        match standing.wait_for(|gate| gate.arrived >= count).await {
            Ok(gate) => *gate,
            Err(_) => Gate::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn a_gate_holds_until_it_is_opened_and_then_no_more() {
        let gates = Gates::default();
        let mut waiting = Box::pin(gates.pass("a"));
        assert!(waiting.as_mut().now_or_never().is_none());
        assert_eq!(gates.arrived("a", 1).await.arrived, 1);
        gates.open("b");
        assert!(waiting.as_mut().now_or_never().is_none());
        gates.open("a");
        waiting.await;
        gates.pass("a").await;
    }
}
