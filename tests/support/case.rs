//! A case file: usage under a price book, and what must come out.

use credit_calculator::book::{Amount, Kind, PriceBook, Purchase, Term};
use credit_calculator::meter::{Usage, meter};
use credit_calculator::num::Decimal;
use credit_calculator::plan::Allowed;
use credit_calculator::quote::{Effort, Quote, quote_allowed, quote_purchases};
use serde_json::Value;

/// The quote a case asks for.
pub fn quote_case(book: &PriceBook, case: &Value) -> Quote {
    let id = case["id"].as_str().unwrap();
    let usage: Usage =
        serde_json::from_value(case["usage"].clone()).unwrap_or_else(|error| panic!("{id}: {error}"));
    if let Some(buy) = case["buy"].as_array() {
        let metering = meter(book, &usage).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"));
        let purchases: Vec<Purchase> = buy.iter().map(|buy| purchase(book, buy)).collect();
        return quote_purchases(book, &metering, &purchases).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let allowed = case["only_offers"].as_array().map(|only| allowed(book, only)).unwrap_or_default();
    quote_allowed(book, &usage, Effort::FULL, &allowed).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"))
}

fn index(book: &PriceBook, id: &str) -> usize {
    book.offers().iter().position(|offer| offer.id == id).unwrap_or_else(|| panic!("no offer {id}"))
}

fn purchase(book: &PriceBook, buy: &Value) -> Purchase {
    let offer = index(book, buy["offer"].as_str().unwrap());
    let month = usize::try_from(buy["month"].as_u64().unwrap()).unwrap() - 1;
    let amount = match (&book.offers()[offer].kind, buy["term"].as_str()) {
        (_, Some("year")) => Amount::Term(Term::Year),
        (_, Some(_)) => Amount::Term(Term::Month),
        (Kind::TopUp(top_up), None) => {
            let credits = Decimal::parse(buy["credits"].as_str().unwrap()).unwrap();
            let blocks = credits.to_units(20).unwrap() / top_up.block.to_units(20).unwrap();
            Amount::Blocks(u64::try_from(blocks).unwrap())
        }
        (_, None) => Amount::Copies(buy["quantity"].as_str().map_or(1, |copies| copies.parse().unwrap())),
    };
    Purchase { month, offer, amount }
}

fn allowed(book: &PriceBook, only: &[Value]) -> Allowed {
    let mut offers = Vec::new();
    let mut terms = Vec::new();
    for name in only.iter().map(|name| name.as_str().unwrap()) {
        let (id, term) = name.split_once('/').map_or((name, None), |(id, term)| (id, Some(term)));
        let offer = index(book, id);
        match &book.offers()[offer].kind {
            Kind::Plan { .. } => terms.extend(
                book.offers()[offer]
                    .terms()
                    .map(|(sold, _)| sold)
                    .filter(|sold| term.is_none_or(|term| (*sold == Term::Year) == (term == "year")))
                    .map(|sold| (offer, sold)),
            ),
            _ => offers.push(offer),
        }
    }
    Allowed { offers: Some(offers), terms: Some(terms) }
}

/// Compares a quote, serialised, with what the case expects; every difference in one text.
pub fn differences(case: &Value, quote: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let expect = &case["expect"];
    let found = &quote["answer"]["found"];
    let mut compare = |what: &str, expected: &Value, actual: &Value| {
        if !same(expected, actual) {
            wrong.push(format!("{what}: expected {expected}, got {actual}"));
        }
    };
    let simple = [
        ("credits_total", &quote["credits_total"]),
        ("cost", &found["cost"]),
        ("expired_credits", &found["expiry"]["expired_credits"]),
        ("left_credits", &found["expiry"]["left_credits"]),
    ];
    for (name, actual) in simple {
        if !expect[name].is_null() {
            compare(name, &expect[name], actual);
        }
    }
    for (index, expected) in expect["lines"].as_array().into_iter().flatten().enumerate() {
        compare(&format!("lines[{index}]"), expected, &quote["lines"][index]["credits_total"]);
    }
    for expected in expect["months"].as_array().into_iter().flatten() {
        let month = usize::try_from(expected["month"].as_u64().unwrap()).unwrap();
        let actual = &found["statement"]["months"][month - 1];
        for (name, value) in expected.as_object().unwrap().iter().filter(|(name, _)| *name != "month") {
            let field = if name == "balance_after_grant" { "opening" } else { name };
            compare(&format!("month {month} {name}"), value, &actual[field]);
        }
    }
    for (list, actual) in [("left", &found["expiry"]["left"]), ("invoice", &found["invoice"])] {
        let Some(expected) = expect[list].as_array() else { continue };
        let shown: Vec<&Value> =
            actual.as_array().into_iter().flatten().filter(|line| line["kind"] != "welcome").collect();
        if shown.len() != expected.len() {
            compare(&format!("length of {list}"), &Value::from(expected.len()), actual);
            continue;
        }
        for (index, line) in expected.iter().enumerate() {
            for (name, value) in line.as_object().unwrap() {
                compare(&format!("{list}[{index}].{name}"), value, &shown[index][name]);
            }
        }
    }
    wrong
}

/// Equal, numbers by value however they are written.
fn same(expected: &Value, actual: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::String(text) => Decimal::parse(text).ok(),
        Value::Number(number) => Decimal::parse(&number.to_string()).ok(),
        _ => None,
    };
    match (number(expected), number(actual)) {
        (Some(expected), Some(actual)) => expected == actual,
        _ => expected == actual,
    }
}
