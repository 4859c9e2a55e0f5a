//! Worked cases of the wallet, collected from billing systems and vendors. Which of them tell the settings of a rule
//! apart stands in `docs/decisions/0012-switches.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use credit_calculator::book::{Amount, PriceBook, Purchase, Term};
use credit_calculator::meter::{Frequency, Usage, UsageLine, meter};
use credit_calculator::num::Decimal;
use credit_calculator::wallet::{Automatic, Statement, replay};
use serde_json::{Map, Value, json};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fs::read_to_string(cases().join(name)).unwrap()).unwrap()
}

/// Unless a case says otherwise, the one feature costs one credit a use; `use` counts them by month.
fn text(case: &Value) -> String {
    let step = case.get("step").unwrap_or(&json!("1")).clone();
    let mut text = json!({
        "format": "price-book/1", "name": "Case", "as_of": "2026-01-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": step } },
        "features": [{ "id": "use", "name": "Use", "credits": "1" }],
        "rules": {}, "offers": case["offers"],
    });
    for member in ["currency", "features", "rules", "tiers"] {
        if let Some(own) = case.get(member) {
            text[member] = own.clone();
        }
    }
    text.to_string()
}

fn book(case: &Value) -> PriceBook {
    PriceBook::parse(&text(case)).unwrap_or_else(|faults| panic!("{}: {faults:#?}", case["id"])).book
}

fn own<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn usage(case: &Value) -> Usage {
    let start = case["start"].as_str().unwrap_or("2026-01-01");
    let first: usize = start[5..7].parse().unwrap();
    let used: Vec<String> = case.get("use").map_or_else(|| vec!["1".to_owned()], own);
    let mut season = vec!["0".to_owned(); 12];
    for (month, credits) in used.iter().enumerate() {
        season[(first - 1 + month) % 12].clone_from(credits);
    }
    let line = UsageLine {
        feature: "use".to_owned(),
        inputs: None,
        times: "1".to_owned(),
        per: Frequency::Month,
        people: None,
        team: None,
        on_days: case["on_days"].as_u64().map(|days| u32::try_from(days).unwrap()),
        success: None,
    };
    let balance = match &case["balance"] {
        Value::Null => Vec::new(),
        Value::String(credits) => own(&json!([{ "credits": credits }])),
        several => own(several),
    };
    Usage {
        start: start.to_owned(),
        months: case.get("months").map_or_else(|| Some(u32::try_from(used.len()).unwrap()), own),
        lines: case.get("lines").map_or_else(|| vec![line], own),
        season: Some(season),
        seats: case["seats"].as_str().map(|people| BTreeMap::from([("seat".to_owned(), people.to_owned())])),
        slow: case["slow"].as_bool(),
        balance: Some(balance),
        ..Usage::default()
    }
}

fn purchase(book: &PriceBook, buy: &Value) -> Purchase {
    let number = |name: &str| buy[name].as_u64().and_then(|number| u32::try_from(number).ok());
    let blocks = buy["blocks"].as_u64().map(Amount::Blocks);
    let amount = match (number("term").map(|months| Term::of_months(months).unwrap()), number("copies")) {
        (Some(term), Some(copies)) => Amount::AddOn(term, copies),
        (Some(term), None) => Amount::Term(term),
        (None, copies) => blocks.unwrap_or_else(|| Amount::Copies(copies.unwrap())),
    };
    let offer =
        book.offers().iter().position(|offer| Some(offer.id.as_str()) == buy["offer"].as_str()).unwrap();
    Purchase { month: usize::try_from(buy["month"].as_u64().unwrap_or(0)).unwrap(), offer, amount }
}

/// What the statement says of each thing that is expected.
fn found(book: &PriceBook, statement: &Statement, expected: &Map<String, Value>) -> Map<String, Value> {
    let name =
        |offer: Option<usize>| offer.map_or("start".to_owned(), |offer| book.offers()[offer].id.clone());
    let by_offer = |all: &mut dyn Iterator<Item = (Option<usize>, Decimal)>| {
        let mut sums = BTreeMap::<String, Decimal>::new();
        for (offer, credits) in all {
            let sum = sums.entry(name(offer)).or_insert(Decimal::ZERO);
            *sum = sum.checked_add(credits).unwrap();
        }
        json!(sums.into_iter().map(|(name, sum)| (name, json!(sum.to_string()))).collect::<Map<_, _>>())
    };
    let months = || statement.months.iter().map(|month| month.credits[0]);
    let list = |all: &mut dyn Iterator<Item = Decimal>| {
        json!(all.map(|credits| credits.to_string()).collect::<Vec<_>>())
    };
    let sum = |all: &mut dyn Iterator<Item = Decimal>| {
        json!(all.fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits).unwrap()).to_string())
    };
    let value = |of: &str| match of {
        "left" => by_offer(&mut statement.left.iter().map(|left| (left.offer, left.credits))),
        "used" => by_offer(&mut statement.uses.iter().map(|used| (used.offer, used.credits))),
        "granted" => list(&mut statement.grants.iter().map(|grant| grant.credits)),
        "losses" => list(&mut statement.losses.iter().map(|loss| loss.credits)),
        "opening" => list(&mut months().map(|month| month.opening)),
        "balance" => list(&mut months().map(|month| month.balance)),
        "paid" => list(&mut statement.months.iter().map(|month| month.paid.amount())),
        "bought" => {
            let automatic = statement.payments.iter().filter(|payment| payment.automatic);
            list(&mut automatic.map(|payment| payment.credits[0]))
        }
        "ends" => {
            let ends = statement
                .grants
                .iter()
                .map(|grant| grant.end.map_or("never".to_owned(), |end| end.to_string()));
            json!(ends.collect::<Vec<_>>())
        }
        "starts" => json!(statement.grants.iter().map(|grant| grant.date.to_string()).collect::<Vec<_>>()),
        // The balance at the end of some days of the horizon, the first of which is 1.
        "days" => {
            let days = expected["days"].as_object().unwrap().keys();
            let at = |day: &String| statement.daily_balance[0][day.parse::<usize>().unwrap() - 1];
            json!(days.map(|day| (day.clone(), json!(at(day).to_string()))).collect::<Map<_, _>>())
        }
        "blocked" => sum(&mut months().map(|month| month.blocked)),
        "slow" => sum(&mut months().map(|month| month.slow)),
        "owed" => sum(&mut statement.owed.iter().copied()),
        other => panic!("nothing is known of `{other}`"),
    };
    expected.keys().map(|of| (of.clone(), value(of))).collect()
}

#[test]
fn every_case_comes_out_as_published() {
    let cases: Vec<Value> = read("wallet.json");
    assert!(cases.len() >= 121, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        if let Some(codes) = case.get("faults") {
            let faults = PriceBook::parse(&text(case)).unwrap_err();
            let found = json!(faults.iter().map(|fault| fault.code.clone()).collect::<Vec<_>>());
            assert_eq!(&found, codes, "{}", case["id"]);
            continue;
        }
        let book = book(case);
        let metering =
            meter(&book, &usage(case)).unwrap_or_else(|faults| panic!("{}: {faults:#?}", case["id"]));
        let bought: Vec<Purchase> =
            case["buy"].as_array().unwrap().iter().map(|buy| purchase(&book, buy)).collect();
        let automatic = if case["automatic"] == json!(true) { Automatic::On } else { Automatic::Off };
        let statement = replay(&book, &metering, &bought, automatic).unwrap();
        let expected = case["expect"].as_object().unwrap();
        let found = found(&book, &statement, expected);
        if found != *expected {
            wrong.push(format!("{}: {}\n  expected {}", case["id"], json!(found), case["expect"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The published cases that are whole quotes: a quote case's id begins with theirs, as in `Y07-creatify`.
fn quoted() -> BTreeSet<String> {
    let files = fs::read_dir(cases().join("quotes")).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    let quotes = texts.map(|text| serde_json::from_str::<Value>(&text).unwrap());
    quotes.map(|quote| quote["id"].as_str().unwrap().split('-').next().unwrap().to_owned()).collect()
}

#[test]
fn every_published_wallet_case_runs_or_is_left_out_for_a_reason() {
    let published: BTreeMap<String, Vec<String>> = read("case-ids.json");
    let wallet = published.into_iter().filter(|(section, _)| section.starts_with("3.") && section != "3.5");
    // What the charges leave to the wallet, the offers and the planner has to turn up here.
    let handed_over: BTreeMap<String, String> = read("charges/left-out.json");
    let published: BTreeSet<String> =
        wallet.flat_map(|(_, ids)| ids).chain(handed_over.into_keys()).collect();

    let cases: Vec<Value> = read("wallet.json");
    let mut here = BTreeSet::new();
    for case in &cases {
        let id = case["id"].as_str().unwrap().to_owned();
        assert!(here.insert(id.clone()), "{id} stands twice");
    }
    let runs: BTreeSet<String> = here.union(&quoted()).cloned().collect();
    let left_out: BTreeMap<String, String> = read("wallet-left-out.json");
    let reasons: Vec<String> = left_out.iter().map(|(id, reason)| format!("  {id}: {reason}\n")).collect();
    let left_out: BTreeSet<String> = left_out.into_keys().collect();
    let both: Vec<_> = left_out.intersection(&runs).collect();
    assert!(both.is_empty(), "{both:?} run, and are left out");
    let missing: Vec<_> =
        published.iter().filter(|id| !runs.contains(*id) && !left_out.contains(*id)).collect();
    let unknown: Vec<_> = left_out.difference(&published).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");

    let (own, quotes) = (published.intersection(&here).count(), published.intersection(&runs).count());
    // Past the capture of what tests print, since the numbers are worth seeing.
    let mut out = std::io::stdout();
    let (derived, quotes, left_out) = (here.len() - own, quotes - own, left_out.len());
    writeln!(out, "{own} wallet cases and {derived} derived ones, {quotes} as quotes, {left_out} left out")
        .unwrap();
    write!(out, "{}", reasons.concat()).unwrap();
}

#[test]
fn the_cases_named_for_each_switch_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/decisions/0012-switches.md")).unwrap();
    let cases: Vec<Value> = read("wallet.json");
    let mut runs: BTreeSet<String> = cases.iter().map(|case| own(&case["id"])).collect();
    let published: BTreeMap<String, Vec<String>> = read("case-ids.json");
    let not_here: BTreeMap<String, String> = read("charges/left-out.json");
    let charges = published.into_iter().filter(|(section, _)| section.starts_with("2."));
    runs.extend(charges.flat_map(|(_, ids)| ids).filter(|id| !not_here.contains_key(id)));

    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert_eq!(rows.len(), 22, "switches");
    for row in rows {
        let named = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let missing: Vec<_> = named.split('`').skip(1).step_by(2).filter(|id| !runs.contains(*id)).collect();
        assert!(missing.is_empty(), "{missing:?} do not run: {row}");
    }
}
