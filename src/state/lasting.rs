//! Whether a job may outlast the token that it needs, said before it begins.

use leptos::prelude::*;

use super::connection::{Connection, Status};
use crate::browser::timer;

/// Tasks "may take a few minutes" (the vendor's pages).
pub const A_FEW_MINUTES: i64 = 3 * 60;

/// What to know before a job of so many seconds begins; `None` while the token lasts. Tracked.
pub fn shortfall(connection: Connection, job: i64) -> Option<String> {
    let until = connection.status.with(|status| match status {
        Status::SignedIn(account) => account.until,
        Status::NotConfigured
        | Status::SignedOut
        | Status::Ended(_)
        | Status::Gateway
        | Status::GatewayEnded => None,
    })?;
    let left = (until - timer::now_seconds()).max(0);
    (left < job).then(|| {
        format!(
            "It may take {} min, and the {} token lasts {} min more. Renew it first. Otherwise the job stops when the token ends, keeps what it has done, and goes on once you have signed in.",
            (job + 59) / 60,
            connection.platform.name(),
            left / 60
        )
    })
}
