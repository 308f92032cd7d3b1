//! What of a plan is kept on this device: its changes, and the runs with their ledgers. Never a
//! secret.

use std::rc::Rc;

use cordboard_dial_plan::ledger::Ledger;
use cordboard_dial_plan::run::Run;
use cordboard_dial_plan::target::Target;

use crate::browser::database::{self, Store};
use crate::change_sets::{self, Staged, key};

/// Runs of one plan that are kept; an older one gives way to a new one.
const MOST_RUNS: usize = 20;

/// What was kept.
#[derive(Debug, Default)]
pub struct Kept {
    pub staged: Staged,
    /// The newest first.
    pub runs: Vec<KeptRun>,
}

#[derive(Debug, Clone)]
pub struct KeptRun {
    pub run: Rc<Run>,
    pub ledger: Ledger,
}

fn run_key(run: &Run, what: &str) -> String {
    // As many digits for ages to come: the keys stand in the order of time.
    key(&run.target, &[&format!("{:015}", run.started.0), what])
}

/// Reads everything that is kept of a plan; what cannot be read counts as not there.
pub async fn load(target: &Target) -> Kept {
    Kept {
        staged: change_sets::load(target).await,
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
