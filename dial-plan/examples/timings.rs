//! Measures the work on a plan of 50,000 rules on this machine:
//! `cargo run --release -p cordboard-dial-plan --example timings`.
//!
//! Each figure is the best of several runs: other programs only ever make it worse.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that prints figures and stops when it cannot"
)]

use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use cordboard_dial_plan::change_set::{ChangeSet, Origin};
use cordboard_dial_plan::drift::{Acquired, Drift, Profile};
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_dial_plan::export::{Flavour, csv};
use cordboard_dial_plan::import::{Conflicts, Layout, Mode, Preview, Request, Table};
use cordboard_dial_plan::ledger::Ledger;
use cordboard_dial_plan::marks::marks;
use cordboard_dial_plan::matcher::Index;
use cordboard_dial_plan::plan::{PIECE_SIZE, Plan, Question};
use cordboard_dial_plan::run::Run;
use cordboard_dial_plan::settling::SETTLING;
use cordboard_dial_plan::target::Target;
use cordboard_dial_plan::trunks::Trunks;
use cordboard_dial_plan::{Moment, Rule, Snapshot};

const RULES: u32 = 50_000;
const RUNS: usize = 7;
const TRUNK: &str = "oc1.sandbox2.audiocodes.be";

fn main() {
    let numbers = rules(|at| format!("+97254{at:07}"));
    // One rule in fifty is a pattern over others.
    let mixed = rules(|at| match at % 100 {
        0 => format!("+97254{:05}xx", at / 100),
        50 => format!("+97254{:03}[{:02}-99]", at / 100, at % 90),
        _ => format!("+97254{at:07}"),
    });
    importing(&numbers);
    for (name, rules) in [("numbers", &numbers), ("numbers and patterns", &mixed)] {
        println!("{RULES} rules, {name}");
        matching(rules);
    }
    changing(&numbers);
}

fn importing(rules: &[Rule]) {
    let live = Snapshot::new(rules[..25_000].to_vec());
    let pending = ChangeSet::default();
    let file = csv(rules, Flavour::Machines);
    println!(
        "{RULES} rows, {} bytes, half of them in the plan",
        file.len()
    );
    let table = Table::from_bytes(&file).unwrap();
    report("bytes to table", || Table::from_bytes(&file));
    let layout = Layout::detect(&table);
    let mode = Mode::Add;
    let request = Request {
        mode,
        layout,
        name: "",
        tag: "",
        live: &live,
        pending: &pending,
    };
    report("table to preview", || Preview::new(&table, request));
    let damaged = csv(rules, Flavour::Excel)
        .into_iter()
        .map(|byte| match byte {
            b'+' => b' ',
            _ => byte,
        });
    let damaged = Table::from_bytes(&damaged.collect::<Vec<u8>>()).unwrap();
    report("table to preview, every row repaired", || {
        Preview::new(&damaged, request)
    });
    let preview = Preview::new(&table, request);
    report("preview to changes", || {
        let mut set = ChangeSet::default();
        let batch = set.batch(Origin::Paste);
        preview.enter(&mut set, &live, batch, Conflicts::Leave);
        set
    });
}

fn matching(rules: &[Rule]) {
    report("snapshot", || Snapshot::new(rules.to_vec()));
    let snapshot = Snapshot::new(rules.to_vec());
    report("digest", || snapshot.digest());
    report("index", || Index::new(rules));
    let index = Index::new(rules);
    let typed: Vec<String> = (0..500).map(|at| format!("+97254{:07}", at * 97)).collect();
    report("500 numbers", || {
        typed
            .iter()
            .filter_map(|number| index.test(number).winner)
            .count()
    });
    let (trunks, emergency) = (Trunks::new([TRUNK]), EmergencyNumbers::default());
    report("marks", || marks(rules, &index, Some(&trunks), &emergency));
    drifting(&Rc::new(snapshot), &emergency);
}

fn drifting(plan: &Rc<Snapshot>, emergency: &EmergencyNumbers) {
    let numbers: Vec<String> = (0..2 * RULES).map(|at| format!("+97254{at:07}")).collect();
    let profile = Profile {
        id: "profile".to_owned(),
        name: "Profile".to_owned(),
        trunks: vec![TRUNK.to_owned()],
    };
    report("drift of twice as many numbers", || {
        let mut drift = Drift::new(Rc::clone(plan), vec![profile.clone()], emergency, "");
        for number in &numbers {
            drift.meet(&Acquired {
                number,
                profile: "profile",
                source: "webapi",
            });
        }
        drift.finish()
    });
}

fn changing(rules: &[Rule]) {
    println!("{RULES} rules, every second one edited");
    let live = Snapshot::new(rules.to_vec());
    let mut changes = ChangeSet::default();
    let batch = changes.batch(Origin::Selection);
    for rule in rules.iter().step_by(2) {
        let after = Rule {
            tag: "oc2.customers.fmcuc.com".to_owned(),
            ..rule.clone()
        };
        changes.edit(&live, batch, rule.clone(), after);
    }
    let stored = serde_json::to_string(&changes).unwrap();
    report("store the changes", || serde_json::to_string(&changes));
    report("restore the changes", || {
        serde_json::from_str::<ChangeSet>(&stored)
    });
    let (trunks, emergency) = (Trunks::new([TRUNK]), EmergencyNumbers::default());
    let question = Question {
        live: &live,
        base: Some(&live),
        changes: &changes,
        trunks: Some(&trunks),
        emergency: &emergency,
    };
    report("plan", || Plan::new(question));
    let plan = Plan::new(question);
    let run = || Run::new(Target::default(), &plan, PIECE_SIZE, SETTLING, Moment(0));
    report("pieces and inverse", run);
    let run = run();
    let mut ledger = Ledger::new(&run);
    let after = Snapshot::new(plan.applied_to(&live));
    report("read the plan again", || {
        ledger = Ledger::new(&run);
        ledger.read(&run, &after, Moment(0));
    });
    report("store the ledger", || serde_json::to_string(&ledger));
}

fn rules(prefix: impl Fn(u32) -> String) -> Vec<Rule> {
    (0..RULES)
        .map(|at| Rule::new("audiocodesru", prefix(at), TRUNK))
        .collect()
}

fn report<T>(what: &str, mut work: impl FnMut() -> T) {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed());
    }
    println!("  {:9.3} ms  {what}", best.as_secs_f64() * 1e3);
}
