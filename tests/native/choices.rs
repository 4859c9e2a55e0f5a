//! Ranges, sizes and expiry policies: worked by hand as case files, and by other routes.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use credit_calculator::book::{Kind, PriceBook};
use credit_calculator::insight::Rule;
use credit_calculator::meter::Usage;
use credit_calculator::quote::{BookView, Effort, Inquiry, Question, quote};
use serde_json::{Value, json};

use crate::books::{shipped, usage_of};
use crate::support::asked::differences;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("www/books").join(name)).unwrap()
}

/// The same book with its members in the order of their names, which is that of every edited book: a first choice is a
/// default.
fn sorted(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap().to_string()
}

fn open(text: &str) -> PriceBook {
    PriceBook::parse(text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
}

/// The last reply to a question.
fn ask(book: &PriceBook, usage: &Usage, question: &Value) -> Value {
    let asked: Question = serde_json::from_value(question.clone()).unwrap();
    let mut inquiry = Inquiry::new(Rc::new(book.clone()), usage.clone(), asked).unwrap();
    let steps = (0..100_000).take_while(|_| !inquiry.step().unwrap()).count();
    assert!(steps < 100_000, "never done");
    serde_json::to_value(inquiry.reply().unwrap()).unwrap()
}

#[test]
fn every_choice_case_comes_out_exactly() {
    let folder = Path::new(ROOT).join("tests/cases/choices");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "only {} case files found", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let usage: Usage = serde_json::from_value(case["usage"].clone()).unwrap();
        let found = ask(&open(&text(case["book"].as_str().unwrap())), &usage, &case["question"]);
        wrong.extend(differences(&case["expect"], &found, case["id"].as_str().unwrap()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The book's text with a rule written into it.
fn edited(text: &str, rule: Rule) -> String {
    let book = open(text);
    let mut json: Value = serde_json::from_str(text).unwrap();
    for offer in json["offers"].as_array_mut().unwrap() {
        let id = offer["id"].as_str().unwrap().to_owned();
        let kind = &book.offers().iter().find(|found| found.family_id == id).unwrap().kind;
        match (rule, kind) {
            (Rule::Bought { months }, Kind::Pack { .. }) => {
                let grants = offer["grants"].as_array_mut().unwrap();
                grants.iter_mut().for_each(|grant| grant["expires"] = length(months));
            }
            (Rule::Bought { months }, Kind::TopUp(_)) => offer["top_up"]["expires"] = length(months),
            (Rule::Plans { further_months }, Kind::Plan(_) | Kind::AddOn(_)) => {
                let grants = offer.get_mut("grants").and_then(Value::as_array_mut);
                grants.into_iter().flatten().for_each(|grant| rolled(grant, further_months));
            }
            _ => {}
        }
    }
    json.to_string()
}

fn length(months: Option<u32>) -> Value {
    months.map_or(json!("never"), |months| json!({ "months": months }))
}

fn rolled(grant: &mut Value, further_months: Option<u32>) {
    let grant = grant.as_object_mut().unwrap();
    if !matches!(grant.get("every").and_then(Value::as_str), None | Some("month" | "term")) {
        return;
    }
    let rollover = grant.remove("rollover");
    let lives = grant.remove("expires").is_some_and(|expires| expires != "cycle");
    let word = if lives || (further_months == Some(0) && rollover.is_none()) {
        grant.remove("while_subscribed")
    } else {
        grant.remove("while_subscribed").filter(|_| further_months == Some(0))
    };
    let kept = match &rollover {
        Some(rollover) => rollover["after_plan"] == "kept",
        None => lives && word == Some(json!(false)),
    };
    match further_months {
        Some(0) => {
            if let Some(word) = word.filter(|_| !lives) {
                grant.insert("while_subscribed".to_owned(), word);
            }
        }
        Some(further) => {
            let mut carried = json!({ "further_months": further });
            if kept {
                carried["after_plan"] = json!("kept");
            }
            if let Some(burn) = rollover.as_ref().and_then(|rollover| rollover.get("burn")) {
                carried["burn"] = burn.clone();
            }
            grant.insert("rollover".to_owned(), carried);
        }
        None => {
            grant.insert("expires".to_owned(), json!("never"));
            let frozen = word.filter(|word| lives && *word == json!("frozen"));
            if let Some(word) = frozen.or(kept.then_some(json!(false))) {
                grant.insert("while_subscribed".to_owned(), word);
            }
        }
    }
}

#[test]
fn a_book_under_a_rule_is_the_book_with_the_rule_written_into_it() {
    let mut changed = 0;
    for (name, text) in shipped() {
        let book = open(&sorted(&text));
        for rule in Rule::usual(&book) {
            let (derived, written) = (rule.of(&book), open(&edited(&text, rule)));
            for currency in book.currencies() {
                let [derived, written] = [&derived, &written].map(|book| book.in_currency(currency).unwrap());
                for (offer, other) in derived.offers().iter().zip(written.offers()) {
                    assert_eq!(offer.grants(), other.grants(), "{name}, {rule:?}, {}", offer.id);
                }
            }
            changed += usize::from(rule.changes(&book));
        }
    }
    assert!(changed > 60, "only {changed} rules change a book");
}

#[test]
fn an_expiry_policy_costs_what_the_book_with_the_rule_written_into_it_costs() {
    for name in ["acme", "elevenlabs", "heygen", "imaginode", "jasper", "piktochart"] {
        let text = sorted(&text(&format!("{name}.json")));
        let book = open(&text);
        let preset = BookView::new(&book).presets.into_iter().next().unwrap();
        let usage = Usage { months: Some(4), ..usage_of(&preset) };
        let view = ask(&book, &usage, &json!({ "expiry_policy": {} }));
        for line in view["expiry_policy"]["rules"].as_array().unwrap() {
            let rule: Rule = serde_json::from_value(line["rule"].clone()).unwrap();
            let quoted = quote(&open(&edited(&text, rule)), &usage, Effort::FULL).unwrap();
            let answer = serde_json::to_value(&quoted.answer).unwrap();
            let (found, best) = (&answer["found"], &line["best"]["found"]);
            assert_eq!(found["cost"], best["outcome"]["cost"], "{name}, {rule:?}");
            for member in ["lower_bound", "proved"] {
                assert_eq!(found[member], best[member], "{name}, {rule:?}");
            }
            for member in ["expired_credits", "expired_value", "left_credits", "left_value"] {
                assert_eq!(found["expiry"][member], best["outcome"][member], "{name}, {rule:?}");
            }
        }
    }
}
