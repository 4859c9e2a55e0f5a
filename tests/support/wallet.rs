//! Wallet cases: offers, use by month and purchases, and what the ledger must say.
//!
//! The book is a small one around the case's `offers`: one credit type with the case's `step`, one feature `use` that
//! costs one credit; `currency`, `features`, `rules` and `tiers` replace its own. A case with `faults` is a book that is
//! refused with these codes. `use` counts the uses of each month (at most 12) from `start` on, 1 in one month when
//! missing; `on_days` says on how many days, the first among them; `lines` is usage as a visitor gives it instead.
//! `months` is the horizon where it is not as long as `use`, `balance` the credits there are at first. Purchases have an
//! `offer`, a `month` (from 0) and `term` (in months), `copies` or `blocks`; with `automatic` the wallet buys as well.
//!
//! `expect` names what is compared, see [`Found::value`]; decimals are the engine's own text, so that no digit may differ.

use std::collections::BTreeMap;

use credit_calculator::book::{Amount, PriceBook, Purchase, Term};
use credit_calculator::date::Date;
use credit_calculator::meter::{BalanceUsage, Frequency, Usage, UsageLine, meter};
use credit_calculator::num::Decimal;
use credit_calculator::wallet::{Automatic, Statement, replay};
use serde_json::{Map, Value, json};

use super::charge::Ran;

/// Everything a case may say.
const MEMBERS: [&str; 20] = [
    "id",
    "source",
    "rule",
    "currency",
    "features",
    "rules",
    "tiers",
    "step",
    "offers",
    "faults",
    "start",
    "months",
    "use",
    "lines",
    "on_days",
    "seats",
    "slow",
    "balance",
    "automatic",
    "buy",
];

/// Runs every case of a file: a list of them.
pub fn run(text: &str) -> Ran {
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut ran = Ran::default();
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        for said in ["source", "rule"] {
            assert!(case[said].as_str().is_some_and(|said| !said.is_empty()), "{id}: {said}");
        }
        let known = |name: &&String| MEMBERS.contains(&name.as_str()) || *name == "expect";
        let unknown = case.as_object().unwrap().keys().find(|name| !known(name));
        assert!(unknown.is_none(), "{id}: nothing is known of {unknown:?}");
        if let Some(wrong) = difference(case) {
            ran.wrong.push(format!("{id}: {wrong}"));
        }
        ran.ids.push(id.to_owned());
    }
    ran
}

/// What comes out otherwise than the case expects.
fn difference(case: &Value) -> Option<String> {
    let book = match (PriceBook::parse(&text(case)), case.get("faults")) {
        (Ok(read), None) => read.book,
        (Ok(_), Some(codes)) => return Some(format!("the book is not refused with {codes}")),
        (Err(faults), codes) => {
            let found = json!(faults.iter().map(|fault| fault.code.clone()).collect::<Vec<_>>());
            return (codes != Some(&found)).then(|| format!("{faults:#?}"));
        }
    };
    let expected = case["expect"].as_object().unwrap();
    assert!(!expected.is_empty(), "{case} expects nothing");
    match result(&book, case, expected) {
        Ok(found) if found == *expected => None,
        Ok(found) => Some(format!("{}\n  expected {}", json!(found), case["expect"])),
        Err(error) => Some(error),
    }
}

fn result(
    book: &PriceBook,
    case: &Value,
    expected: &Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    let metering = meter(book, &usage(case)).map_err(|faults| format!("{faults:#?}"))?;
    let buy = case["buy"].as_array();
    let bought: Vec<Purchase> = buy.into_iter().flatten().map(|buy| purchase(book, buy)).collect();
    let automatic = if case["automatic"] == json!(true) { Automatic::On } else { Automatic::Off };
    let statement = replay(book, &metering, &bought, automatic).map_err(|error| error.to_string())?;
    let found = Found { book, statement: &statement };
    Ok(expected.iter().map(|(of, expected)| (of.clone(), found.value(of, expected))).collect())
}

fn text(case: &Value) -> String {
    let step = case.get("step").unwrap_or(&json!("1")).clone();
    let mut text = json!({
        "format": "price-book/1", "name": "Case", "as_of": "2026-01-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": step } },
        "features": [{ "id": "use", "name": "Use", "credits": "1" }],
        "offers": case["offers"],
    });
    for member in ["currency", "features", "rules", "tiers"] {
        if let Some(own) = case.get(member) {
            text[member] = own.clone();
        }
    }
    text.to_string()
}

fn own<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().map(|number| u32::try_from(number).unwrap())
}

fn usage(case: &Value) -> Usage {
    let start = case["start"].as_str().unwrap_or("2026-01-01");
    let first: usize = start[5..7].parse().unwrap();
    let used: Vec<String> = case.get("use").map_or_else(|| vec!["1".to_owned()], own);
    let mut season = vec!["0".to_owned(); 12];
    for (month, uses) in used.iter().enumerate() {
        season[(first - 1 + month) % 12].clone_from(uses);
    }
    let line = UsageLine {
        feature: "use".to_owned(),
        times: "1".to_owned(),
        per: Frequency::Month,
        on_days: number(&case["on_days"]),
        ..UsageLine::default()
    };
    let balance: Vec<BalanceUsage> = match &case["balance"] {
        Value::String(credits) => vec![BalanceUsage { credits: credits.clone(), ..BalanceUsage::default() }],
        Value::Null => Vec::new(),
        entries => own(entries),
    };
    Usage {
        start: start.to_owned(),
        months: Some(number(&case["months"]).unwrap_or(u32::try_from(used.len()).unwrap())),
        lines: case.get("lines").map_or_else(|| vec![line], own),
        season: Some(season),
        seats: case["seats"].as_str().map(|people| BTreeMap::from([("seat".to_owned(), people.to_owned())])),
        slow: case["slow"].as_bool(),
        balance: Some(balance),
        ..Usage::default()
    }
}

fn purchase(book: &PriceBook, buy: &Value) -> Purchase {
    let (term, copies) = (number(&buy["term"]), number(&buy["copies"]));
    let amount = match (term, copies) {
        (Some(months), None) => Amount::Term(Term::of_months(months).unwrap()),
        (Some(months), Some(copies)) => Amount::AddOn(Term::of_months(months).unwrap(), copies),
        (None, Some(copies)) => Amount::Copies(copies),
        (None, None) => Amount::Blocks(buy["blocks"].as_u64().unwrap()),
    };
    let offer = book.offers().iter().position(|offer| Some(offer.id.as_str()) == buy["offer"].as_str());
    let month = usize::try_from(number(&buy["month"]).unwrap_or(0)).unwrap();
    Purchase { month, offer: offer.unwrap_or_else(|| panic!("no offer for {buy}")), amount }
}

struct Found<'f> {
    book: &'f PriceBook,
    statement: &'f Statement,
}

impl Found<'_> {
    /// What the statement says of one thing that is expected. Lists are by month, grant, loss or automatic purchase;
    /// sums are over the horizon.
    fn value(&self, of: &str, expected: &Value) -> Value {
        let statement = self.statement;
        let months = || statement.months.iter().map(|month| month.credits[0]);
        match of {
            // By offer, `start` being the balance at first; `left_of` by the day of the grant.
            "left" => sums(statement.left.iter().map(|left| (self.name(left.offer), left.credits))),
            "left_of" => sums(statement.left.iter().map(|left| (left.granted.to_string(), left.credits))),
            "used" => sums(statement.uses.iter().map(|used| (self.name(used.offer), used.credits))),
            "granted" => list(statement.grants.iter().map(|grant| grant.credits)),
            "starts" => texts(statement.grants.iter().map(|grant| Some(grant.date))),
            "ends" => texts(statement.grants.iter().map(|grant| grant.end)),
            "losses" => list(statement.losses.iter().map(|loss| loss.credits)),
            // After the grants of the month's first day; when the month is over.
            "opening" => list(months().map(|month| month.opening)),
            "balance" => list(months().map(|month| month.balance)),
            // At the end of some days of the horizon, the first of which is 1.
            "days" => {
                let days = expected.as_object().unwrap().keys();
                let at = |day: &String| statement.daily_balance[0][day.parse::<usize>().unwrap() - 1];
                json!(days.map(|day| (day.clone(), json!(at(day).to_string()))).collect::<Map<_, _>>())
            }
            "paid" => list(statement.months.iter().map(|month| month.paid.amount())),
            "bought" => {
                let automatic = statement.payments.iter().filter(|payment| payment.automatic);
                list(automatic.map(|payment| payment.credits[0]))
            }
            "blocked" => sum(months().map(|month| month.blocked)),
            "slow" => sum(months().map(|month| month.slow)),
            "owed" => sum(statement.owed.iter().copied()),
            other => panic!("nothing is known of `{other}`"),
        }
    }

    fn name(&self, offer: Option<usize>) -> String {
        offer.map_or("start".to_owned(), |offer| self.book.offers()[offer].id.clone())
    }
}

/// Days; without one, never.
fn texts(days: impl Iterator<Item = Option<Date>>) -> Value {
    json!(days.map(|day| day.map_or("never".to_owned(), |day| day.to_string())).collect::<Vec<_>>())
}

fn add(sum: Decimal, credits: Decimal) -> Decimal {
    sum.checked_add(credits).unwrap()
}

fn sum(all: impl Iterator<Item = Decimal>) -> Value {
    json!(all.fold(Decimal::ZERO, add).to_string())
}

fn list(all: impl Iterator<Item = Decimal>) -> Value {
    json!(all.map(|credits| credits.to_string()).collect::<Vec<_>>())
}

fn sums(all: impl Iterator<Item = (String, Decimal)>) -> Value {
    let mut sums = BTreeMap::<String, Decimal>::new();
    for (name, credits) in all {
        let sum = sums.entry(name).or_insert(Decimal::ZERO);
        *sum = add(*sum, credits);
    }
    json!(sums.into_iter().map(|(name, sum)| (name, json!(sum.to_string()))).collect::<Map<_, _>>())
}
