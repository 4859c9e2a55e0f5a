//! Rows of events priced a second: the trace of the tests, and a million rows that are made here.
//!
//! `scripts/events-speed.mjs` sets the browser's times beside what this prints.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    reason = "a benchmark may stop and prints"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use credit_calculator::book::PriceBook;
use credit_calculator::meter::InputValue;
use credit_calculator::meter::events::{EventsColumn, EventsMapping, EventsMeter, EventsSaying};

const PIECE: usize = 65_536;
const ROWS: u32 = 1_000_000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let book =
        PriceBook::parse(&fs::read_to_string(root.join("www/books/openai.json")).unwrap()).unwrap().book;
    let book = Rc::new(book);
    time("trace", &book, &fs::read_to_string(root.join("tests/traces/azure-code-2023.csv")).unwrap());
    time("made", &book, &made());
}

/// Rows all of which differ, over nine months.
fn made() -> String {
    let mut text = "time,input,output\n".to_owned();
    let mut seed = 1_u32;
    for row in 0..ROWS {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let (month, day) = (1 + row % 9, 10 + row % 10);
        writeln!(text, "2026-0{month}-{day} 10:00:00,{},{}", (seed >> 8) % 20_000, (seed >> 16) % 3_000)
            .unwrap();
    }
    text
}

fn mapping() -> EventsMapping {
    let input = |id: &str| EventsSaying::Input(id.to_owned());
    let says = [EventsSaying::Time, input("input"), input("output")];
    let columns = (0..).zip(says).map(|(column, says)| EventsColumn { column, says, factor: None });
    let model = BTreeMap::from([("model".to_owned(), InputValue::Text("gpt-4o".to_owned()))]);
    EventsMapping {
        delimiter: ",".to_owned(),
        header: true,
        columns: columns.collect(),
        feature: Some("request".to_owned()),
        day: "2026-12-01".to_owned(),
        inputs: Some(BTreeMap::from([("request".to_owned(), model)])),
        ..EventsMapping::default()
    }
}

fn time(name: &str, book: &Rc<PriceBook>, text: &str) {
    let began = Instant::now();
    let mut meter = EventsMeter::new(Rc::clone(book), &mapping()).unwrap();
    for piece in text.as_bytes().chunks(PIECE) {
        meter.push(piece);
    }
    let view = meter.finish().unwrap();
    let took = began.elapsed();
    let a_second = u128::from(view.events) * 1_000_000 / took.as_micros().max(1);
    println!("{name} {} rows {} ms {a_second} rows/s", view.events, took.as_millis());
}
