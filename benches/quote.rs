//! Time of one quote for every preset of every shipped price book: median and 95th percentile.
//!
//! Prints a line a preset, `book preset 12.3 µs 14.0 µs`; `scripts/bench.mjs` sets the browser's times beside them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark may stop and prints"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use credit_calculator::book::PriceBook;
use credit_calculator::quote::{BookView, Effort, quote};

const WARM_UP: Duration = Duration::from_millis(100);
const MEASURED: Duration = Duration::from_millis(500);
const LEAST_SAMPLES: usize = 5;

/// Median and 95th percentile of one run.
fn time(run: impl Fn()) -> [Duration; 2] {
    let warm = Instant::now();
    while warm.elapsed() < WARM_UP {
        run();
    }
    let mut samples = Vec::new();
    let began = Instant::now();
    while began.elapsed() < MEASURED || samples.len() < LEAST_SAMPLES {
        let start = Instant::now();
        run();
        samples.push(start.elapsed());
    }
    samples.sort();
    let last = samples.len().saturating_sub(1);
    [50, 95].map(|percent| samples.get(last.saturating_mul(percent) / 100).copied().unwrap_or_default())
}

fn main() {
    println!("One quote natively");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/books");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name().is_some_and(|name| name != "index.json" && name != "price-book.schema.json")
        })
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy();
        let parsed = PriceBook::parse(&fs::read_to_string(&path).unwrap());
        let book = parsed.unwrap_or_else(|faults| panic!("{name}: {faults:#?}")).book;
        for preset in BookView::new(&book).presets {
            let usage = preset.usage("2026-12-01");
            let [median, p95] = time(|| drop(black_box(quote(&book, black_box(&usage), Effort::FULL))));
            println!("  {name:<14} {:<20} {:>9} µs {:>9} µs", preset.id, median.as_micros(), p95.as_micros());
        }
    }
}
