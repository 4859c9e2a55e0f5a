//! What the fuzzers run: any bytes go in, and nothing may panic, overflow or run away.
//!
//! `tests/native/fuzz.rs` runs these on the committed corpus and on a bounded number of changes to it; `make fuzz` lets
//! libFuzzer search for longer (`fuzz/`).

use credit_calculator::book::{Fault, PriceBook};
use credit_calculator::meter::{Usage, meter};
use credit_calculator::quote::BookView;
use serde_json::{Value, json};

/// Longest text given to the formula language: twice its limit, so that the limit is met.
const FORMULA_BYTES: usize = 8_192;

/// Books that usage is metered with; together they use most of the language.
const BOOKS: [&str; 5] = [
    include_str!("../cases/books/everything.json"),
    include_str!("../../www/books/acme.json"),
    include_str!("../../www/books/openai.json"),
    include_str!("../../www/books/lovable.json"),
    include_str!("../../www/books/piktochart.json"),
];

/// Takes any bytes.
type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 3] = [("book", book), ("formula", formula), ("meter", metering)];

/// Reads bytes as a price book.
pub fn book(data: &[u8]) {
    match PriceBook::parse(&String::from_utf8_lossy(data)) {
        Ok(parsed) => {
            BookView::new(&parsed.book);
            parsed.warnings.iter().for_each(check_fault);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            faults.iter().for_each(check_fault);
        }
    }
}

/// Reads bytes as a formula of a feature, and computes what it gives for ordinary and extreme inputs.
pub fn formula(data: &[u8]) {
    let text = String::from_utf8_lossy(data.get(..FORMULA_BYTES).unwrap_or(data));
    let book = json!({
        "format": "price-book/1", "name": "Fuzz", "as_of": "2026-11-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": "0.000001" } },
        "tables": { "factor": { "sd": "0.5", "hd": 2 }, "price": { "sd": { "on": 1 }, "hd": { "on": 3 } } },
        "tiers": { "tiers": { "rows": [{ "up_to": 10, "unit": 1, "flat": 2 }, { "unit": "0.5" }] } },
        "features": [
            { "id": "fixed", "name": "Fixed", "credits": "7" },
            { "id": "fuzzed", "name": "Fuzzed",
              "inputs": [
                  { "id": "x", "name": "X", "default": "1.5" },
                  { "id": "n", "name": "N", "default": 3 },
                  { "id": "size", "name": "Size", "choices": { "sd": "SD", "hd": "HD" } },
                  { "id": "on", "name": "On", "toggle": true },
              ],
              "credits": text },
        ],
        "offers": [],
    });
    let Ok(parsed) = PriceBook::parse(&book.to_string()) else { return };
    for (x, n) in [("1.5", "3"), ("0", "0"), ("-7.25", "1000000000000"), ("0.000000000001", "-1")] {
        for (size, on) in [("sd", true), ("hd", false)] {
            let inputs = json!({ "x": x, "n": n, "size": size, "on": on });
            meter_json(
                &parsed.book,
                &json!({ "feature": "fuzzed", "inputs": inputs, "times": "3", "per": "week" }),
            );
        }
    }
}

fn meter_json(book: &PriceBook, line: &Value) {
    let usage = json!({ "start": "2026-01-31", "months": 2, "lines": [line] });
    let Ok(usage) = serde_json::from_value::<Usage>(usage) else { return };
    if let Err(faults) = meter(book, &usage) {
        assert!(!faults.is_empty(), "refused without a fault");
        faults.iter().for_each(check_fault);
    }
}

/// Bytes taken one after another, each a choice; zeros when they are used up.
struct Bytes<'d>(&'d [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                usize::from(*first)
            }
            None => 0,
        }
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let at = self.next().checked_rem(from.len())?;
        from.get(at).cloned()
    }

    /// A number as somebody might type it, or something that is none.
    fn number(&mut self) -> String {
        const ODD: [&str; 14] = [
            "0",
            "1",
            "-1",
            "0.5",
            "1e9",
            "",
            " 7 ",
            "99999999999999999999999999999999",
            "1000000000000",
            "0.0000000001",
            "NaN",
            "1_000",
            "12345.678901",
            "-0",
        ];
        match self.next() {
            choice @ 0..=127 => choice.to_string(),
            _ => self.pick(&ODD).unwrap_or("0").to_owned(),
        }
    }
}

/// Builds usage out of bytes, mostly sensible and sometimes not, and meters it with one of the shipped books.
pub fn metering(data: &[u8]) {
    let mut bytes = Bytes(data);
    let Some(text) = bytes.pick(&BOOKS) else { return };
    let Ok(parsed) = PriceBook::parse(text) else { panic!("a shipped book has faults") };
    let view = serde_json::to_value(BookView::new(&parsed.book)).unwrap_or_default();
    let features = view["features"].as_array().cloned().unwrap_or_default();
    let count = bytes.next() % 5;
    let lines: Vec<Value> = (0..count).filter_map(|_| line(&mut bytes, &features)).collect();
    let start =
        bytes.pick(&["2026-11-22", "2028-02-29", "2026-01-31", "9999-12-31", "0001-01-01", "today", ""]);
    let mut usage = json!({ "start": start, "months": bytes.next() % 70, "lines": lines });
    if bytes.next().is_multiple_of(3) {
        usage["growth"] = Value::from(bytes.number());
    }
    if bytes.next().is_multiple_of(3) {
        let months = if bytes.next().is_multiple_of(8) { 11 } else { 12 };
        usage["season"] = (0..months).map(|_| Value::from(bytes.number())).collect();
    }
    if bytes.next().is_multiple_of(3) {
        let month = bytes.pick(&["2026-12", "2028-02", "9999-12", "2026-13", ""]).unwrap_or_default();
        usage["single_months"] = json!({ month: bytes.number() });
    }
    if bytes.next().is_multiple_of(3) {
        let seats = view["seats"].as_array().into_iter().flatten();
        let counts: serde_json::Map<String, Value> = seats
            .filter_map(|seat| Some((seat["id"].as_str()?.to_owned(), Value::from(bytes.number()))))
            .collect();
        usage["seats"] = Value::Object(counts);
    }
    if bytes.next().is_multiple_of(4) {
        usage["balance"] = json!([{ "credits": bytes.number(), "expires": start, "paid": bytes.number() }]);
        usage["slow"] = Value::from(true);
        usage["currency"] = Value::from(bytes.pick(&["USD", "EUR", "usd", ""]));
    }
    let Ok(usage) = serde_json::from_value::<Usage>(usage) else { return };
    if let Err(faults) = meter(&parsed.book, &usage) {
        assert!(!faults.is_empty(), "refused without a fault");
        faults.iter().for_each(check_fault);
    }
}

fn line(bytes: &mut Bytes, features: &[Value]) -> Option<Value> {
    let feature = bytes.pick(features)?;
    let mut inputs = serde_json::Map::new();
    for input in feature["inputs"].as_array()? {
        let value = match bytes.next() % 5 {
            4 => json!({ "low": bytes.number(), "typical": bytes.number(), "high": bytes.number() }),
            0 => continue,
            1 => Value::from(bytes.next().is_multiple_of(2)),
            2 => input["kind"]["choice"]["choices"]
                .as_array()
                .and_then(|choices| bytes.pick(choices))
                .map_or_else(|| Value::from(bytes.number()), |choice| choice["id"].clone()),
            _ => Value::from(bytes.number()),
        };
        inputs.insert(input["id"].as_str()?.to_owned(), value);
    }
    let per = bytes.pick(&["day", "week", "month", "year"])?;
    let id = if bytes.next().is_multiple_of(16) { Value::from("nothing") } else { feature["id"].clone() };
    Some(
        json!({ "feature": id, "inputs": inputs, "times": bytes.number(), "per": per, "people": bytes.number() }),
    )
}

fn check_fault(fault: &Fault) {
    assert!(!fault.code.is_empty() && !fault.message.is_empty() && !fault.fix.is_empty(), "{fault:?}");
}
