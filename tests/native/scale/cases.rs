//! Questions worked by hand, as case files.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use credit_calculator::book::PriceBook;
use credit_calculator::quote::Inquiry;
use serde_json::Value;

use crate::support::asked::differences;

#[test]
fn every_case_comes_out_exactly() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases: Vec<_> =
        fs::read_dir(root.join("tests/cases/scale")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 7, "only {} case files found", cases.len());
    let mut wrong = Vec::new();
    for path in cases {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let id = case["id"].as_str().unwrap();
        let text = fs::read_to_string(root.join("www/books").join(case["book"].as_str().unwrap())).unwrap();
        let book = Rc::new(PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book);
        let usage = serde_json::from_value(case["usage"].clone()).unwrap();
        let question = serde_json::from_value(case["question"].clone()).unwrap();
        let mut inquiry =
            Inquiry::new(book, usage, question).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"));
        while !inquiry.step().unwrap_or_else(|faults| panic!("{id}: {faults:#?}")) {}
        let reply = serde_json::to_value(inquiry.reply().unwrap()).unwrap();
        wrong.extend(differences(&case["expect"], &reply, id));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
