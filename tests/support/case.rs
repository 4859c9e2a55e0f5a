//! A case file: usage under a price book, and what must come out.
//!
//! `usage` is a visitor's usage as the engine takes it. Without more, the cheapest way is asked for; `only_offers` allows
//! but some offers (`"pro"` with all its terms, or `"pro/month"`); `buy` is a purchase plan that is replayed, with
//! `"automatic": true` together with what the plan buys by itself. A purchase has `offer`, `month` (from 1) and its amount:
//! `term` of a plan, `term` and `quantity` of an add-on, `quantity` of a pack, `credits` of a top-up.
//!
//! `expect` names what is compared, everything else is free. Where a number comes by credit type, a number alone is
//! their sum, and `{ "<type>": number }` the types named. `months` and `range` are explained at [`differences`].

use credit_calculator::book::{Amount, Kind, PriceBook, Purchase, Term};
use credit_calculator::meter::{Usage, meter, priced};
use credit_calculator::num::Decimal;
use credit_calculator::plan::Allowed;
use credit_calculator::quote::{Effort, Quote, quote_allowed, quote_purchases};
use credit_calculator::wallet::Automatic;
use serde_json::Value;

/// The quote a case asks for.
pub fn quote_case(book: &PriceBook, case: &Value) -> Quote {
    let id = case["id"].as_str().unwrap();
    let usage: Usage =
        serde_json::from_value(case["usage"].clone()).unwrap_or_else(|error| panic!("{id}: {error}"));
    if let Some(buy) = case["buy"].as_array() {
        let book = priced(book, &usage).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"));
        let metering = meter(&book, &usage).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"));
        let purchases: Vec<Purchase> = buy.iter().map(|buy| purchase(&book, buy)).collect();
        let automatic = if case["automatic"] == true { Automatic::On } else { Automatic::Off };
        return quote_purchases(&book, &metering, &purchases, automatic)
            .unwrap_or_else(|error| panic!("{id}: {error}"));
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
    let term = buy["term"].as_str().map(|name| Term::named(name).unwrap());
    let copies = buy["quantity"].as_str().map_or(1, |copies| copies.parse().unwrap());
    let amount = match (&book.offers()[offer].kind, term) {
        (Kind::AddOn(_), Some(term)) => Amount::AddOn(term, copies),
        (_, Some(term)) => Amount::Term(term),
        (Kind::TopUp(top_up), None) => {
            let credits = Decimal::parse(buy["credits"].as_str().unwrap()).unwrap();
            let blocks = credits.to_units(20).unwrap() / top_up.block.to_units(20).unwrap();
            Amount::Blocks(u64::try_from(blocks).unwrap())
        }
        (_, None) => Amount::Copies(copies),
    };
    Purchase { month, offer, amount }
}

fn allowed(book: &PriceBook, only: &[Value]) -> Allowed {
    let mut offers = Vec::new();
    let mut terms = Vec::new();
    for name in only.iter().map(|name| name.as_str().unwrap()) {
        let (id, term) = name.split_once('/').map_or((name, None), |(id, term)| (id, Some(term)));
        let offer = index(book, id);
        let sold = book.offers()[offer]
            .terms()
            .filter(|sold| term.is_none_or(|term| Term::named(term) == Some(*sold)));
        let sold: Vec<(usize, Term)> = sold.map(|sold| (offer, sold)).collect();
        if sold.is_empty() {
            assert!(term.is_none(), "no term {name}");
            offers.push(offer);
        }
        terms.extend(sold);
    }
    Allowed { offers: Some(offers), terms: Some(terms), first: None }
}

/// Compares a quote, serialised, with what the case expects; every difference in one text.
///
/// A month has the members of its credit type's row in the statement (`balance_after_grant` is its `opening`) and `paid`;
/// `type` says which credit type, the first when missing. `range` has `low` and `high`, each with `credits` and `cost`;
/// `null` expects that there is none.
pub fn differences(case: &Value, quote: &Value) -> Vec<String> {
    let expect = case["expect"].as_object().unwrap();
    let found = &quote["answer"]["found"];
    let ledgers = &found["statement"]["credits"];
    let mut wrong = Wrong {
        types: list(ledgers).iter().map(|ledger| &ledger["credit"]).collect(),
        differences: Vec::new(),
    };
    for (name, expected) in expect {
        match name.as_str() {
            "lines" => {
                wrong.compare("number of lines", &count(expected), &list(&quote["lines"]).len().into());
                for (index, (expected, line)) in list(expected).iter().zip(list(&quote["lines"])).enumerate()
                {
                    wrong.compare_line(&format!("lines[{index}]"), expected, &line["costs"]);
                }
            }
            "months" => list(expected).iter().for_each(|month| wrong.compare_month(month, found)),
            "left" => wrong.compare_rows(name, expected, &found["expiry"]["left"]),
            "invoice" => wrong.compare_rows(name, expected, &found["invoice"]),
            "range" => match expected.as_object() {
                None => wrong.compare(name, expected, &quote["range"]),
                Some(ends) => {
                    for (end, members) in ends {
                        for (member, value) in members.as_object().unwrap() {
                            wrong.compare(&format!("{end} {member}"), value, &quote["range"][end][member]);
                        }
                    }
                }
            },
            "charged" => {
                let charged = list(ledgers)
                    .iter()
                    .map(|ledger| sum(list(&ledger["months"]).iter().map(|month| &month["charged"])));
                wrong.compare(name, expected, &charged.collect());
            }
            "credits_total" => wrong.compare(name, expected, &quote[name]),
            "expired_credits" | "left_credits" => wrong.compare(name, expected, &found["expiry"][name]),
            "cost" | "slow" | "blocked" | "owed" | "proved" | "tie" => {
                wrong.compare(name, expected, &found[name])
            }
            "impossible" => {
                for (member, value) in expected.as_object().unwrap() {
                    wrong.compare(member, value, &quote["answer"]["impossible"][member]);
                }
            }
            other => panic!("a case cannot expect {other}"),
        }
    }
    wrong.differences
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn count(expected: &Value) -> Value {
    list(expected).len().into()
}

/// The sum of decimals.
fn sum<'v>(numbers: impl Iterator<Item = &'v Value>) -> Value {
    numbers
        .fold(Decimal::ZERO, |sum, number| sum.checked_add(decimal(number).unwrap()).unwrap())
        .to_string()
        .into()
}

/// A number however it is written.
fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => Decimal::parse(text).ok(),
        Value::Number(number) => Decimal::parse(&number.to_string()).ok(),
        _ => None,
    }
}

struct Wrong<'v> {
    /// Ids of the credit types.
    types: Vec<&'v Value>,
    differences: Vec<String>,
}

impl Wrong<'_> {
    /// Equal, numbers by value; a list of numbers by its sum, or by the types named.
    fn compare(&mut self, what: &str, expected: &Value, actual: &Value) {
        if let (Some(by_type), Some(numbers)) = (expected.as_object(), actual.as_array()) {
            for (credit, expected) in by_type {
                let place = self
                    .types
                    .iter()
                    .position(|id| *id == credit)
                    .unwrap_or_else(|| panic!("no type {credit}"));
                self.compare(&format!("{what} {credit}"), expected, &numbers[place]);
            }
            return;
        }
        let total =
            actual.as_array().filter(|_| decimal(expected).is_some()).map(|numbers| sum(numbers.iter()));
        let actual = total.as_ref().unwrap_or(actual);
        let is_same = match (decimal(expected), decimal(actual)) {
            (Some(expected), Some(actual)) => expected == actual,
            _ => expected == actual,
        };
        if !is_same {
            self.differences.push(format!("{what}: expected {expected}, got {actual}"));
        }
    }

    /// A line, whose costs name their types themselves.
    fn compare_line(&mut self, what: &str, expected: &Value, costs: &Value) {
        let Some(by_type) = expected.as_object() else {
            return self.compare(what, expected, &sum(list(costs).iter().map(|cost| &cost["credits_total"])));
        };
        for (credit, expected) in by_type {
            let cost = list(costs).iter().find(|cost| cost["credit"] == **credit);
            self.compare(
                &format!("{what} {credit}"),
                expected,
                cost.map_or(&Value::Null, |cost| &cost["credits_total"]),
            );
        }
    }

    fn compare_month(&mut self, expected: &Value, found: &Value) {
        let month = usize::try_from(expected["month"].as_u64().unwrap()).unwrap();
        let ledgers = list(&found["statement"]["credits"]);
        let ledger = match expected["type"].as_str() {
            Some(credit) => ledgers.iter().find(|ledger| ledger["credit"] == credit).unwrap(),
            None => ledgers.first().unwrap_or(&Value::Null),
        };
        for (name, value) in expected.as_object().unwrap() {
            let row = &ledger["months"][month - 1];
            let actual = match name.as_str() {
                "month" | "type" => continue,
                "paid" => &found["statement"]["months"][month - 1]["paid"],
                "balance_after_grant" => &row["opening"],
                name => &row[name],
            };
            self.compare(&format!("month {month} {name}"), value, actual);
        }
    }

    /// Rows of a list, what is given for nothing left out.
    fn compare_rows(&mut self, what: &str, expected: &Value, actual: &Value) {
        let shown: Vec<&Value> = list(actual).iter().filter(|row| row["kind"] != "gift").collect();
        if shown.len() != list(expected).len() {
            let message = format!("{what}: expected {} of them, got {actual}", list(expected).len());
            return self.differences.push(message);
        }
        for (index, (expected, row)) in list(expected).iter().zip(shown).enumerate() {
            for (name, value) in expected.as_object().unwrap() {
                self.compare(&format!("{what}[{index}].{name}"), value, &row[name]);
            }
        }
    }
}
