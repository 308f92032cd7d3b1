//! Measures the store on this machine: `cargo run --release -p cordboard-numbers --example bench`.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "figures for a reader"
)]

mod payload;

use std::time::Instant;

use cordboard_numbers::{Decoder, Ending, Progress, Store};
use payload::Filling;

fn main() {
    let sizes: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 10_000, 100_000, 1_000_000]
    } else {
        sizes
    };
    for size in sizes {
        for filling in [Filling::Example, Filling::Full] {
            let answer = payload::answer(size, filling);
            println!(
                "{size} numbers, {filling:?}: {} bytes each",
                answer.len() as u64 / size
            );
            let mut best = f64::MAX;
            let mut worst_step = 0f64;
            let mut store = Store::new();
            for _ in 0..5 {
                let begin = Instant::now();
                let (decoded, slowest) = decode(&answer);
                best = best.min(begin.elapsed().as_secs_f64());
                worst_step = worst_step.max(slowest);
                store = decoded;
            }
            let speed = answer.len() as f64 / best / 1e6;
            println!(
                "  decode {:.1} ms, {speed:.0} MB/s, longest step {worst_step:.2} ms",
                best * 1e3
            );
            drop(store);
        }
    }
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
