//! Worked quotes of real products, as case files.

use std::fs;
use std::path::Path;

use credit_calculator::book::PriceBook;
use serde_json::Value;

use crate::support::case::{differences, quote_case};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn book(name: &str) -> PriceBook {
    let path = if name.contains('/') {
        Path::new(ROOT).join("tests").join(name)
    } else {
        Path::new(ROOT).join("www/books").join(name)
    };
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{name}: {faults:#?}")).book
}

#[test]
fn every_case_comes_out_exactly() {
    let mut cases: Vec<_> = fs::read_dir(Path::new(ROOT).join("tests/cases/quotes"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 200, "only {} case files found", cases.len());
    let mut wrong = Vec::new();
    for path in cases {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let quote = quote_case(&book(case["book"].as_str().unwrap()), &case);
        let quote = serde_json::to_value(&quote).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        wrong
            .extend(differences(&case, &quote).into_iter().map(|difference| format!("{name}: {difference}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
