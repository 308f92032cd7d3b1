//! Unfinished work stays on the device for a while after the last touch, and then goes by itself.

use std::time::Duration;

use futures::future::LocalBoxFuture;

use crate::browser::database::{self, NotKept, Store};
use crate::browser::storage::{self, Keep};
use crate::browser::timer;
use crate::parts::part;

/// Days that unfinished work stays: long enough for a holiday.
pub const DAYS: u32 = 30;

/// In seconds.
const DAY: i64 = 86_400;
/// When this device was looked through last.
const KEY: &str = "cordboard:looked-through";

/// Whoever opens the app waits for its first page, not for this.
const AFTER_START: Duration = Duration::from_secs(3);

/// What the sweep is.
type Sweep = fn() -> LocalBoxFuture<'static, Result<bool, NotKept>>;

part!(expiry: load_sweep -> Sweep = || Box::pin(sweep()));

/// Forgets what is too old, once a day.
pub fn start() {
    // Whole seconds: what writes and reads fractions would be a part of every first view.
    let now = timer::now_seconds();
    let last = storage::read(Keep::Device, KEY).and_then(|at| at.parse::<i64>().ok());
    if last.is_some_and(|last| (0..DAY).contains(&(now - last))) {
        return;
    }
    crate::browser::task::start(async move {
        timer::sleep(AFTER_START).await;
        // A part that did not come, or a database that is refused: another day will do.
        if let Ok(sweep) = load_sweep().await
            && sweep().await == Ok(true)
        {
            storage::write(Keep::Device, KEY, &now.to_string());
        }
    });
}

/// Whether there was anything at all: a device that keeps nothing needs no note of it.
async fn sweep() -> Result<bool, NotKept> {
    let mut has_any = false;
    #[expect(clippy::cast_precision_loss, reason = "a span of days")]
    let before = timer::now() - (i64::from(DAYS) * DAY * 1000) as f64;
    for store in Store::UNFINISHED {
        let kept = database::times(store).await?;
        has_any |= !kept.is_empty();
        for (key, _) in &kept {
            // What belongs together goes together, by the youngest.
            let group = group(store, key);
            let own = kept
                .iter()
                .filter(|(key, _)| self::group(store, key) == group);
            let youngest = own.map(|(_, at)| *at).fold(0.0, f64::max);
            if youngest < before {
                database::delete(store, key).await?;
            }
        }
    }
    Ok(has_any)
}

/// Changes have the plan below them beside them, and runs their ledger.
fn group(store: Store, key: &str) -> &str {
    match store {
        Store::ChangeSets | Store::Runs => database::all_but_last(key),
        Store::Tasks | Store::Drafts | Store::Journal => key,
    }
}
