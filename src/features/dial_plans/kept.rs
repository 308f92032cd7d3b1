//! What of a plan's changes is kept on this device: the changes, the plan they were made on, and
//! the runs with their ledgers. Never a secret.

use std::rc::Rc;

use cordboard_dial_plan::change_set::ChangeSet;
use cordboard_dial_plan::ledger::Ledger;
use cordboard_dial_plan::run::Run;
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::{Rule, Snapshot};

use super::desk::now;
use crate::browser::database::{self, Store};

/// The plan that the changes were made on, or that there are none any more.
pub type Base = Option<Rc<Snapshot>>;

/// Runs of one plan that are kept; an older one gives way to a new one.
const MOST_RUNS: usize = 20;

/// What was kept.
#[derive(Debug, Default)]
pub struct Kept {
    pub changes: ChangeSet,
    pub base: Option<Snapshot>,
    /// Milliseconds since 1970.
    pub saved_at: f64,
    /// The newest first.
    pub runs: Vec<KeptRun>,
}

#[derive(Debug, Clone)]
pub struct KeptRun {
    pub run: Rc<Run>,
    pub ledger: Ledger,
}

pub fn key(target: &Target, part: &[&str]) -> String {
    let mut parts = vec![
        target.customer.as_str(),
        target.site.as_str(),
        target.dial_plan.as_str(),
    ];
    parts.extend(part);
    database::key(&target.environment, &parts)
}

fn run_key(run: &Run, what: &str) -> String {
    // As many digits for ages to come: the keys stand in the order of time.
    key(&run.target, &[&format!("{:015}", run.started.0), what])
}

/// Reads everything that is kept of a plan; what cannot be read counts as not there.
pub async fn load(target: &Target) -> Kept {
    let text = |part: &'static str| {
        let key = key(target, &[part]);
        async move { database::get(Store::ChangeSets, &key).await.ok().flatten() }
    };
    let changes: Option<(u64, ChangeSet)> = text("changes")
        .await
        .and_then(|text| serde_json::from_str(&text).ok());
    let (saved_at, changes) = changes.unwrap_or_default();
    let base = if changes.is_empty() {
        None
    } else {
        let rules: Option<Vec<Rule>> = text("base")
            .await
            .and_then(|text| serde_json::from_str(&text).ok());
        rules.map(Snapshot::new)
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "no date is 2^53 milliseconds away"
    )]
    let saved_at = saved_at as f64;
    Kept {
        changes,
        base,
        saved_at,
        runs: runs(target).await,
    }
}

async fn runs(target: &Target) -> Vec<KeptRun> {
    let kept = database::all(Store::Runs, &key(target, &[""])).await;
    let kept = kept.unwrap_or_default();
    let mut runs = Vec::new();
    // "…ledger" stands before "…run" of the same moment.
    for pair in kept.chunks_exact(2).rev() {
        let [(_, ledger), (_, run)] = pair else {
            continue;
        };
        if let (Ok(run), Ok(ledger)) = (
            serde_json::from_str::<Run>(run),
            serde_json::from_str::<Ledger>(ledger),
        ) {
            runs.push(KeptRun {
                run: Rc::new(run),
                ledger,
            });
        }
    }
    for old in runs.iter().skip(MOST_RUNS) {
        for what in ["run", "ledger"] {
            let _ = database::delete(Store::Runs, &run_key(&old.run, what)).await;
        }
    }
    runs.truncate(MOST_RUNS);
    runs
}

/// The text of a change set, as [`save`] takes it.
pub fn text_of(changes: &ChangeSet) -> String {
    serde_json::to_string(&(now().0, changes)).unwrap_or_default()
}

/// Keeps the changes, or forgets them when the text is empty; and the plan below them where that
/// is another one. False when the browser refuses.
pub async fn save(target: &Target, changes: String, base: Option<Base>) -> bool {
    let (own, below) = (key(target, &["changes"]), key(target, &["base"]));
    if changes.is_empty() {
        let _ = database::delete(Store::ChangeSets, &below).await;
        return database::delete(Store::ChangeSets, &own).await.is_ok();
    }
    if let Some(base) = base {
        // Without it the review cannot say what has moved; the changes are worth keeping anyway.
        let _ = match base.map(|base| serde_json::to_string(base.rules())) {
            Some(Ok(rules)) => database::put(Store::ChangeSets, &below, &rules).await,
            Some(Err(_)) | None => database::delete(Store::ChangeSets, &below).await,
        };
    }
    database::put(Store::ChangeSets, &own, &changes)
        .await
        .is_ok()
}

/// Keeps a run that begins.
pub async fn save_run(run: &Run, ledger: &Ledger) -> bool {
    let Ok(text) = serde_json::to_string(run) else {
        return false;
    };
    save_ledger(run, ledger).await
        && database::put(Store::Runs, &run_key(run, "run"), &text)
            .await
            .is_ok()
}

/// Keeps how far a run is.
pub async fn save_ledger(run: &Run, ledger: &Ledger) -> bool {
    let Ok(text) = serde_json::to_string(ledger) else {
        return false;
    };
    database::put(Store::Runs, &run_key(run, "ledger"), &text)
        .await
        .is_ok()
}
