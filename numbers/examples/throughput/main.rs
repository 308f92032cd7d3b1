//! Measures the store on this machine:
//! `cargo run --release -p cordboard-numbers --example throughput -- 100000`.
//!
//! Each figure is the best of several runs: other programs only ever make it worse.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "figures for a reader"
)]

mod payload;

use std::time::Instant;

use cordboard_numbers::{
    Column, Decoder, Ending, Facet, Field, Filters, Json, Numbers, Paste, Progress, Sort, Store,
    View,
};
use cordboard_sheets::{Csv, CsvStyle, Packing, Xlsx};
use payload::Filling;

const RUNS: usize = 7;

fn main() {
    let sizes: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 10_000, 100_000]
    } else {
        sizes
    };
    for size in sizes {
        for filling in [Filling::Example, Filling::Full] {
            let answer = payload::answer(size, filling);
            println!(
                "{size} numbers, {filling:?}, {} bytes each",
                answer.len() as u64 / size
            );
            let before = resident();
            let (mut store, mut slowest) = (Store::new(), f64::MAX);
            let took = best(|| {
                let (decoded, step) = decode(&answer);
                (store, slowest) = (decoded, slowest.min(step));
            });
            let speed = answer.len() as f64 / took / 1e3;
            println!("  {took:9.3} ms  decode: {speed:.0} MB/s, longest step {slowest:.3} ms");
            if let (Some(before), Some(after)) = (before, resident()) {
                let grown = after.saturating_sub(before) / size;
                println!("  {grown:9} bytes a number more than before");
            }
            drop(answer);
            measure(&store);
        }
    }
}

fn measure(store: &Store) {
    let mut view = View::new();
    view.catch_up(store);
    for text in [
        "8",
        "83",
        "(833) 399-8785",
        "+44",
        "oc1",
        "tollfree",
        "d57d",
        "a0049837-d57d",
    ] {
        report(&format!("search {text:?} from nothing"), || {
            view.set_search(store, "");
            view.set_search(store, text);
        });
    }
    report("search, typing 5f3fbb3b", || {
        (0..=8).for_each(|end| view.set_search(store, &"5f3fbb3b"[..end]));
    });
    view.set_search(store, "");
    for (facet, word) in [(Facet::Country, "US"), (Facet::Capability, "~Mobile")] {
        let mut filters = Filters::new();
        filters.choose(facet, word);
        report(&format!("filter {word}"), || {
            view.set_filters(store, Filters::new());
            view.set_filters(store, filters.clone());
        });
    }
    report("counts of all facets, one filtered", || {
        for facet in Facet::ALL {
            view.tallies(store, facet);
        }
    });
    view.set_filters(store, Filters::new());
    for field in Field::ALL {
        report(&format!("sort by {}", field.word()), || {
            view.set_sort(
                store,
                Some(Sort {
                    field,
                    descending: false,
                }),
            );
        });
    }
    let list: Vec<String> = (0..10_000).map(|n| format!("+1833{n:07}")).collect();
    let list = list.join("\n");
    report("paste 10,000 numbers", || {
        Paste::read(&list).look_up(store, usize::MAX);
    });
    export(store, &view.rows().collect::<Vec<_>>());
}

fn export(store: &Store, rows: &[u32]) {
    let names = cordboard_numbers::Names::new();
    let columns = Column::all();
    let numbers = Numbers {
        store,
        rows,
        columns: &columns,
        headings: &[],
        names: &names,
    };
    let mut out = String::new();
    report("CSV for machines, all columns", || {
        let mut csv = Csv::new(CsvStyle::Machines);
        while !csv.write(&numbers, &mut out, 1 << 18) {
            out.clear();
        }
    });
    report("CSV for Excel, all columns", || {
        let mut csv = Csv::new(CsvStyle::Excel { separator: ';' });
        while !csv.write(&numbers, &mut out, 1 << 18) {
            out.clear();
        }
    });
    report("JSON", || {
        let mut json = Json::new();
        while !json.write(store, rows, &mut out, 1 << 18) {
            out.clear();
        }
    });
    report("XLSX before compression, all columns", || {
        let mut book = Xlsx::new("Numbers", rows.len());
        while book.part().is_some() {
            while !book.write(&numbers, &mut out, 1 << 18) {
                out.clear();
            }
            let _ = book.header(Packing::Deflated, 0);
        }
    });
}

fn decode(answer: &str) -> (Store, f64) {
    let (mut decoder, mut store, mut slowest) = (Decoder::new(), Store::new(), 0f64);
    for chunk in answer.as_bytes().chunks(64 * 1024) {
        decoder.push(chunk);
        loop {
            let begin = Instant::now();
            let progress = decoder.work(&mut store, 256 * 1024);
            slowest = slowest.max(begin.elapsed().as_secs_f64() * 1e3);
            if progress != Progress::Busy {
                break;
            }
        }
    }
    assert_eq!(decoder.finish(), Ending::Whole);
    (store, slowest)
}

fn report(what: &str, run: impl FnMut()) {
    println!("  {:9.3} ms  {what}", best(run));
}

/// Milliseconds of the fastest run.
fn best(mut run: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..RUNS {
        let begin = Instant::now();
        run();
        best = best.min(begin.elapsed().as_secs_f64() * 1e3);
    }
    best
}

/// Bytes of memory this process holds, where the system tells.
fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = pages.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}
