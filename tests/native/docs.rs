//! The examples in the documentation: each is put into a small book and must load without a fault.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use credit_calculator::book::PriceBook;
use serde_json::{Value, json};

const PAGES: [&str; 3] = ["README.md", "docs/price-book.md", "docs/translating-a-pricing-page.md"];

/// What an example stands for, by the word after `json` where its block begins.
const KINDS: [&str; 6] = ["book", "member", "feature", "offer", "preset", "usage"];

/// The book that examples are put into; it has everything they refer to.
fn host() -> Value {
    json!({
        "format": "price-book/1", "name": "Host", "as_of": "2026-11-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": "0.5" } },
        "tables": { "resolution": { "sd": 1, "hd": 2 } },
        "tiers": {
            "bulk_price": { "rows": [{ "up_to": 10000, "unit": "0.03" }, { "unit": "0.02" }] },
            "use_price": { "rows": [{ "up_to": 1000, "unit": "0.05" }, { "unit": "0.04" }] },
            "calls": { "rows": [{ "up_to": 100, "unit": 1 }, { "unit": "0.5" }] },
        },
        "features": [
            { "id": "picture", "name": "Picture", "group": "Pictures", "credits": "2" },
            { "id": "clip", "name": "Clip", "group": "Video", "credits": "5" },
        ],
        "offers": [
            { "id": "pro", "name": "Pro", "price": { "month": "60" }, "grants": [{ "credits": 2000 }] },
            { "id": "crew", "name": "Crew", "price": { "month": "10" }, "seats": [{}, { "id": "viewer" }],
              "grants": [{ "credits": 500, "per_seat": true }] },
            { "id": "refill", "name": "Refill",
              "top_up": { "block": 100, "price": "4", "expires": { "months": 12 } } },
        ],
        "presets": [
            { "id": "one", "name": "One", "usage": [{ "feature": "picture", "times": 1, "per": "month" }] },
        ],
    })
}

/// The host with an entry of one of its lists added, or put in the place of the one with the same id.
fn with_entry(list: &str, entry: Value) -> Value {
    let mut book = host();
    let entries = book[list].as_array_mut().unwrap();
    entries.retain(|other| other["id"] != entry["id"]);
    entries.push(entry);
    book
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn book_of(kind: &str, block: &str) -> Value {
    let parse = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in an example:\n{text}"))
    };
    match kind {
        "book" => parse(block),
        "member" => {
            let mut book = host();
            for (name, value) in parse(&format!("{{{block}}}")).as_object().unwrap() {
                book[name] = value.clone();
            }
            book
        }
        "feature" => with_entry("features", parse(block)),
        "offer" => with_entry("offers", parse(block)),
        "preset" => with_entry("presets", parse(block)),
        other => panic!("an example of no known kind: {other}"),
    }
}

#[test]
fn every_example_loads() {
    let mut count = 0;
    for page in PAGES {
        let text = read(page);
        for block in text.split("\n```json").skip(1).filter_map(|rest| rest.split("\n```").next()) {
            let (kind, block) = block.split_once('\n').unwrap();
            let kind = kind.trim();
            assert!(KINDS.contains(&kind), "{page}: say what this example is of:\n{block}");
            if kind == "usage" {
                continue;
            }
            count += 1;
            let text = book_of(kind, block).to_string();
            let faults = match PriceBook::parse(&text) {
                Ok(_) => continue,
                Err(faults) => faults,
            };
            let all: Vec<String> = faults
                .iter()
                .map(|fault| format!("{} {}: {}; {}", fault.path, fault.code, fault.message, fault.fix))
                .collect();
            panic!("{page}: an example has faults:\n{block}\n{}", all.join("\n"));
        }
    }
    assert!(count >= 30, "only {count} examples found");
}

/// Every member that the schema knows, of every record.
fn members(schema: &Value) -> BTreeSet<String> {
    let records = schema["$defs"].as_object().unwrap().values().chain([schema]);
    let members = records.filter_map(|record| record["properties"].as_object());
    members.flat_map(|members| members.keys().cloned()).collect()
}

#[test]
fn every_member_is_described() {
    let schema: Value = serde_json::from_str(&read("www/books/price-book.schema.json")).unwrap();
    let members = members(&schema);
    assert!(members.len() > 100, "only {members:?}");
    let page = read("docs/price-book.md");
    let is_there =
        |member: &String| page.contains(&format!("`{member}`")) || page.contains(&format!("\"{member}\":"));
    let missing: Vec<&String> = members.iter().filter(|member| !is_there(member)).collect();
    assert!(missing.is_empty(), "docs/price-book.md says nothing of {missing:?}");
}
