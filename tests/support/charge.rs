//! Charge cases: a vendor's rule as a price book states it, numbers put in, and exactly what comes out.

use credit_calculator::book::{Feature, InputKind, PriceBook};
use credit_calculator::num::{Decimal, Fraction};
use credit_calculator::rate::{self, Inputs};
use serde_json::{Map, Value, json};

/// What running a file of cases says.
#[derive(Default)]
pub struct Ran {
    /// The ids of its cases, in its order.
    pub ids: Vec<String>,
    /// Every difference, with its case.
    pub wrong: Vec<String>,
}

/// Runs every case of a file: a list of groups that share a book.
pub fn run(text: &str) -> Ran {
    let groups: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut ran = Ran::default();
    for group in groups {
        for said in ["source", "rule"] {
            assert!(group[said].as_str().is_some_and(|said| !said.is_empty()), "{said} of {group}");
        }
        let book = book(&group["book"]);
        for case in group["cases"].as_array().unwrap() {
            let id = case["id"].as_str().unwrap();
            ran.wrong.extend(differences(&book, case).into_iter().map(|what| format!("{id}: {what}")));
            ran.ids.push(id.to_owned());
        }
    }
    ran
}

/// A whole book around its tables and features.
fn book(fragment: &Value) -> PriceBook {
    let mut whole = json!({
        "format": "price-book/1",
        "name": "Charges",
        "as_of": "2026-11-01",
        "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": "1" } },
        "offers": [{ "id": "payg", "name": "Pay as you go", "per_credit": "1" }],
    });
    whole.as_object_mut().unwrap().extend(fragment.as_object().unwrap().clone());
    PriceBook::parse(&whole.to_string()).unwrap_or_else(|faults| panic!("{fragment}: {faults:#?}")).book
}

fn differences(book: &PriceBook, case: &Value) -> Vec<String> {
    let given = case["inputs"].as_object().unwrap();
    let expected = case["expected"].as_object().unwrap();
    assert!(!expected.is_empty(), "{case}");
    let mut unread: Vec<&String> = given.keys().collect();
    let mut wrong = Vec::new();
    for (name, expected) in expected {
        let feature = book.feature(name).unwrap_or_else(|| panic!("no feature {name} for {case}"));
        unread.retain(|name| !feature.inputs.iter().any(|input| input.id == **name));
        let expected: Fraction = Decimal::parse(expected.as_str().unwrap()).unwrap().into();
        let formula = &feature.rates[0].costs[0].formula;
        match rate::evaluate(formula, &inputs(feature, given), &book.names(0, book.as_of())) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(done) => {
                let shown = done.working().value;
                if done.value() != expected {
                    wrong.push(format!("{name}: expected {expected}, got {}", done.line()));
                }
                if shown != done.value().to_string() {
                    wrong.push(format!("{name}: the working ends in {shown}, not in {}", done.value()));
                }
            }
        }
    }
    wrong.extend(unread.iter().map(|name| format!("no feature asked about has the input {name}")));
    wrong
}

/// What the case gives, and the book's defaults for the rest.
fn inputs(feature: &Feature, given: &Map<String, Value>) -> Inputs {
    let mut inputs = Inputs::new();
    for input in &feature.inputs {
        let value = match (&input.kind, given.get(&input.id)) {
            (_, None) => input.default_value(),
            (_, Some(Value::Bool(on))) => rate::Value::Bool(*on),
            (InputKind::Number { .. }, Some(Value::String(text))) => {
                rate::Value::Number(Decimal::parse(text).unwrap().into())
            }
            (_, Some(Value::String(text))) => rate::Value::Text(text.clone()),
            (_, Some(other)) => panic!("{other} for {}", input.id),
        };
        inputs.set(input.id.clone(), value);
    }
    inputs
}
