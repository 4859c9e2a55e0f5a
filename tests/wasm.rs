//! The boundary, in a browser: what crosses it is plain data, exact, and never an exception.

#![cfg(target_arch = "wasm32")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests may fail: that is a test failing"
)]

#[path = "support/mod.rs"]
mod support;

use credit_calculator::book::PriceBook;
use credit_calculator::wasm::{
    close, drop_events, drop_task, finish_events, open, open_events, preview_events, push_events, quote,
    start, step,
};
use include_dir::{Dir, include_dir};
use js_sys::{JSON, Reflect};
use serde_json::{Value, json};
use support::case::{differences, quote_case};
use support::{charge, wallet};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// A browser reads no files: they are in the test's own binary.
static BOOKS: Dir = include_dir!("$CARGO_MANIFEST_DIR/www/books");
static OTHER_BOOKS: [Dir; 2] = [
    include_dir!("$CARGO_MANIFEST_DIR/tests/cases/quotes/books"),
    include_dir!("$CARGO_MANIFEST_DIR/tests/cases/books"),
];
static CASES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases/quotes");
static CHARGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases/charges");
static CHOICES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases/choices");
static SCALE: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases/scale");
static WALLET: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases/wallet");

/// Name and text of each file that lies directly in a folder.
fn files(folder: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static str)> {
    folder
        .files()
        .map(|file| (file.path().file_stem().unwrap().to_str().unwrap(), file.contents_utf8().unwrap()))
}

/// The shipped price books; other files lie beside them.
fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    files(&BOOKS).filter(|(_, text)| text.contains("\"format\": \"price-book/1\""))
}

/// Whether a case asks nothing but what a visitor can: the cheapest way, of all there are.
fn is_plain(case: &Value) -> bool {
    case["buy"].is_null() && case["only_offers"].is_null()
}

fn js(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap()
}

/// What crossed, read as text: a number or an `undefined` among the decimals would show.
fn data(value: &JsValue) -> Value {
    let text = JSON::stringify(value).unwrap().as_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

fn text_of(book: &str) -> &'static str {
    let name = book.rsplit('/').next().unwrap().trim_end_matches(".json");
    let known = shipped().chain(OTHER_BOOKS.iter().flat_map(files)).find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("there is no book {book}")).1
}

fn opened(text: &str) -> (u32, Value) {
    let book = data(&open(text));
    assert_eq!(book["ok"], true, "{book}");
    (u32::try_from(book["handle"].as_u64().unwrap()).unwrap(), book)
}

fn refused(answer: &JsValue) -> (String, String) {
    let answer = data(answer);
    assert_eq!(answer["ok"], false, "{answer}");
    let fault = &answer["faults"][0];
    for field in ["code", "message", "fix", "path"] {
        assert!(fault[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {fault}");
    }
    (fault["code"].as_str().unwrap().to_owned(), fault["path"].as_str().unwrap().to_owned())
}

#[wasm_bindgen_test]
fn every_worked_quote_comes_out_exactly() {
    let (mut wrong, mut crossed) = (Vec::new(), 0);
    for (name, text) in files(&CASES) {
        let case: Value = serde_json::from_str(text).unwrap();
        let book = text_of(case["book"].as_str().unwrap());
        let quoted = if is_plain(&case) {
            crossed += 1;
            let (handle, _) = opened(book);
            let answer = data(&quote(handle, js(&case["usage"])));
            close(handle);
            assert_eq!(answer["ok"], true, "{name}: {answer}");
            answer["quote"].clone()
        } else {
            // Given purchases or offers: asked below the boundary, still in the browser.
            serde_json::to_value(quote_case(&PriceBook::parse(book).unwrap().book, &case)).unwrap()
        };
        wrong.extend(differences(&case, &quoted).into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(crossed >= 60, "only {crossed} cases crossed the boundary");
}

#[wasm_bindgen_test]
fn every_charge_case_comes_out_exactly() {
    let charges = files(&CHARGES).filter(|(name, _)| *name != "left-out");
    let ran: Vec<charge::Ran> = charges.map(|(_, text)| charge::run(text)).collect();
    let wrong: Vec<String> = ran.iter().flat_map(|ran| ran.wrong.clone()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let count: usize = ran.iter().map(|ran| ran.ids.len()).sum();
    assert!(count >= 144, "only {count} charge cases ran");
}

#[wasm_bindgen_test]
fn every_wallet_case_comes_out_exactly() {
    let cases = files(&WALLET).filter(|(name, _)| *name != "left-out");
    let ran: Vec<charge::Ran> = cases.map(|(_, text)| wallet::run(text)).collect();
    let wrong: Vec<String> = ran.iter().flat_map(|ran| ran.wrong.clone()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let count: usize = ran.iter().map(|ran| ran.ids.len()).sum();
    assert!(count >= 125, "only {count} wallet cases ran");
}

#[wasm_bindgen_test]
fn every_shipped_book_opens_and_answers_its_first_preset() {
    for (name, text) in shipped() {
        let (handle, book) = opened(text);
        let preset = &book["book"]["presets"][0];
        let usage = json!({ "start": "2026-12-01", "months": 3, "lines": preset["lines"] });
        let answer = data(&quote(handle, js(&usage)));
        assert_eq!(answer["ok"], true, "{name}: {answer}");
        assert!(answer["quote"]["credits_total"][0].is_string(), "{name}: decimals are strings");
        close(handle);
    }
}

#[wasm_bindgen_test]
fn a_faulty_book_is_a_value_with_every_fault() {
    let text = text_of("acme").replacen("\"as_of\"", "\"as_off\"", 1);
    let answer = data(&open(&text));
    assert_eq!(answer["ok"], false);
    let codes: Vec<&str> =
        answer["faults"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"unknown_field") && codes.contains(&"missing_field"), "{codes:?}");
    assert!(answer["faults"].as_array().unwrap().iter().all(|fault| fault["line"].is_number()), "{answer}");
}

#[wasm_bindgen_test]
fn usage_that_is_no_usage_is_refused_with_its_place() {
    let (handle, _) = opened(text_of("acme"));
    let usage = |change: fn(&mut Value)| {
        let mut usage = json!({ "start": "2026-12-01", "lines": [] });
        change(&mut usage);
        refused(&quote(handle, js(&usage)))
    };
    assert_eq!(usage(|usage| usage["groth"] = json!("1")).0, "unknown_field");
    assert_eq!(usage(|usage| usage["months"] = json!("many")).0, "bad_usage");
    assert_eq!(usage(|usage| usage["start"] = json!("2026-02-30")).1, "usage.start");
    for nothing in [JsValue::UNDEFINED, JsValue::NULL, JsValue::from(7), JsValue::from("text")] {
        assert_eq!(refused(&quote(handle, nothing)).0, "bad_usage");
    }
    close(handle);
}

#[wasm_bindgen_test]
fn a_closed_book_is_gone_and_others_stay() {
    let (first, _) = opened(text_of("openai"));
    let (second, _) = opened(text_of("acme"));
    assert_ne!(first, second);
    close(first);
    close(first);
    let usage = json!({ "start": "2026-12-01", "lines": [] });
    assert_eq!(refused(&quote(first, js(&usage))).0, "unknown_handle");
    assert_eq!(data(&quote(second, js(&usage)))["ok"], true);
    close(second);
}

fn started(handle: u32, usage: &Value) -> u32 {
    let answer = data(&start(handle, js(usage), "quote".into()));
    assert_eq!(answer["ok"], true, "{answer}");
    u32::try_from(answer["task"].as_u64().unwrap()).unwrap()
}

#[wasm_bindgen_test]
fn a_task_ends_with_what_is_answered_at_once() {
    for name in ["acme", "openai", "runway"] {
        let (handle, book) = opened(text_of(name));
        let usage = json!({ "start": "2026-12-01", "lines": book["book"]["presets"][0]["lines"] });
        let task = started(handle, &usage);
        let mut steps = 1;
        let last = loop {
            let answer = data(&step(task));
            assert_eq!(answer["ok"], true, "{answer}");
            if answer["done"] == true {
                break answer;
            }
            steps += 1;
            assert!(steps < 10_000, "{name} never ends");
        };
        assert_eq!(last["reply"]["quote"], data(&quote(handle, js(&usage)))["quote"], "{name}");
        assert_eq!(refused(&step(task)).0, "unknown_task");
        close(handle);
    }
}

fn asked(handle: u32, usage: &Value, question: &Value) -> Value {
    let answer = data(&start(handle, js(usage), js(question)));
    assert_eq!(answer["ok"], true, "{answer}");
    let task = u32::try_from(answer["task"].as_u64().unwrap()).unwrap();
    loop {
        let answer = data(&step(task));
        assert_eq!(answer["ok"], true, "{answer}");
        if answer["done"] == true {
            return answer["reply"].clone();
        }
    }
}

#[wasm_bindgen_test]
fn what_is_asked_step_by_step_comes_out_exactly() {
    let mut wrong = Vec::new();
    for (id, text) in files(&SCALE).chain(files(&CHOICES)) {
        let case: Value = serde_json::from_str(text).unwrap();
        let (handle, _) = opened(text_of(case["book"].as_str().unwrap()));
        let reply = asked(handle, &case["usage"], &case["question"]);
        wrong.extend(support::asked::differences(&case["expect"], &reply, id));
        close(handle);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SCALE.files().count() >= 7 && CHOICES.files().count() >= 8);
}

#[wasm_bindgen_test]
fn a_curve_comes_point_by_point() {
    let (handle, book) = opened(text_of("acme"));
    let usage = json!({ "start": "2026-12-01", "lines": book["book"]["presets"][1]["lines"] });
    let answer = data(&start(handle, js(&usage), js(&json!({ "curve": { "points": 8 } }))));
    let task = u32::try_from(answer["task"].as_u64().unwrap()).unwrap();
    // Eight evenly apart, and the entered usage between them.
    let all = 9;
    for count in 1.. {
        let answer = data(&step(task));
        let points = answer["reply"]["curve"]["points"].as_array().unwrap();
        if answer["done"] == true {
            assert_eq!(points.len(), all);
            break;
        }
        assert_eq!(points.len(), all.min(count), "a point a step, then what is not proved once more");
        assert!(points.iter().any(|point| point["entered"] == true), "the entered usage first");
    }
    close(handle);
}

#[wasm_bindgen_test]
fn what_a_question_gets_wrong_is_named() {
    let (handle, book) = opened(text_of("acme"));
    let usage = json!({ "start": "2026-12-01", "lines": book["book"]["presets"][1]["lines"] });
    let cases = [
        (json!({ "curve": { "pionts": 9 } }), ("unknown_field", "question.curve.pionts")),
        (json!({ "curve": { "points": 1 } }), ("out_of_range", "question.curve.points")),
        (json!({ "curve": { "axis": { "line": 99 } } }), ("unknown_line", "question.curve.axis")),
        (json!({ "break_even": { "most": "0" } }), ("out_of_range", "question.break_even.most")),
        (
            json!({ "break_even": { "between": [{ "offer": "prro" }] } }),
            ("unknown_way", "question.break_even.between[0]"),
        ),
        (
            json!({ "break_even": { "between": [{ "offer": "pro", "term": 1 }] } }),
            ("unknown_field", "question.break_even.between[0].term"),
        ),
        (json!({ "budget": { "amount": "ten", "per": "month" } }), ("bad_number", "question.budget.amount")),
        (json!({ "budget": { "per": "month" } }), ("bad_question", "question")),
    ];
    for (question, (code, path)) in cases {
        assert_eq!(refused(&start(handle, js(&usage), js(&question))), (code.to_owned(), path.to_owned()));
    }
    close(handle);
}

#[wasm_bindgen_test]
fn a_range_that_is_none_is_refused_with_its_place() {
    let (handle, _) = opened(text_of("acme"));
    let fault = |question: Value| {
        let usage = json!({ "start": "2026-12-01", "lines": [] });
        refused(&start(handle, js(&usage), js(&json!({ "ranges": question }))))
    };
    let at = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    assert_eq!(fault(json!({ "over": "inputs" })), at("no_range", "question.ranges.over"));
    let percent = json!({ "over": { "percent": { "percent": "101" } } });
    assert_eq!(fault(percent), at("out_of_range", "question.ranges.over.percent.percent"));
    let growth = json!({ "over": { "growth": { "low": "1", "high": "2" } } });
    assert_eq!(fault(growth), at("bad_range", "question.ranges.over.growth"));
    let typo = json!({ "over": "inputs", "percent": "20" });
    assert_eq!(fault(typo), at("unknown_field", "question.ranges.percent"));
    close(handle);
}

#[wasm_bindgen_test]
fn a_dropped_task_is_gone_and_others_stay() {
    let (handle, _) = opened(text_of("acme"));
    let (other_handle, _) = opened(text_of("openai"));
    let usage = json!({ "start": "2026-12-01", "lines": [] });
    let [first, second, third] = [handle, handle, other_handle].map(|handle| started(handle, &usage));
    drop_task(first);
    drop_task(first);
    assert_eq!(refused(&step(first)), ("unknown_task".to_owned(), "task".to_owned()));
    assert_eq!(data(&step(second))["ok"], true);
    let fourth = started(handle, &usage);
    close(handle);
    assert_eq!(refused(&step(fourth)).0, "unknown_task");
    assert_eq!(data(&step(third))["ok"], true);
    close(other_handle);
}

#[wasm_bindgen_test]
fn what_is_no_question_is_refused_with_its_place() {
    let (handle, _) = opened(text_of("acme"));
    let usage = || js(&json!({ "start": "2026-12-01", "lines": [] }));
    for nothing in
        [JsValue::UNDEFINED, JsValue::NULL, JsValue::from(7), "quotes".into(), js(&json!({ "quotes": {} }))]
    {
        let expected = ("bad_question".to_owned(), "question".to_owned());
        assert_eq!(refused(&start(handle, usage(), nothing)), expected);
    }
    assert_eq!(refused(&start(handle, JsValue::from(7), "quote".into())).0, "bad_usage");
    assert_eq!(refused(&start(handle + 1, usage(), "quote".into())).0, "unknown_handle");
    let wrong = js(&json!({ "start": "2026-02-30", "lines": [] }));
    let answer = start(handle, wrong, "quote".into());
    let answer = match data(&answer)["task"].as_u64() {
        Some(task) => step(u32::try_from(task).unwrap()),
        None => answer,
    };
    assert_eq!(refused(&answer).1, "usage.start");
    close(handle);
}

#[wasm_bindgen_test]
fn what_crosses_is_plain_objects() {
    let (handle, _) = opened(text_of("acme"));
    let answer = quote(handle, js(&json!({ "start": "2026-12-01", "lines": [] })));
    let found = Reflect::get(&answer, &"quote".into()).unwrap();
    assert!(found.is_object() && !found.has_type::<js_sys::Map>(), "objects, not maps");
    close(handle);
}

static TRACE: &[u8] = include_bytes!("traces/azure-code-2023.csv");

fn trace_mapping() -> Value {
    json!({
        "delimiter": ",", "header": true, "day": "2026-12-01", "feature": "request",
        "columns": [
            { "column": 0, "says": "time" },
            { "column": 1, "says": { "input": "input" } },
            { "column": 2, "says": { "input": "output" } }
        ],
        "inputs": { "request": { "model": "gpt-4o" } }
    })
}

#[wasm_bindgen_test]
fn a_file_of_events_crosses_in_pieces_and_comes_back_as_usage() {
    let (handle, _) = opened(text_of("openai"));
    let preview = data(&preview_events(&TRACE[..1_000], false, None));
    assert_eq!(
        preview["preview"]["columns"][0],
        json!({
            "name": "TIMESTAMP", "time": "iso", "number": false, "decimal_comma": false
        })
    );
    let answer = data(&open_events(handle, js(&trace_mapping())));
    assert_eq!(answer["ok"], true, "{answer}");
    let events = u32::try_from(answer["events"].as_u64().unwrap()).unwrap();
    let mut pushed = Value::Null;
    for piece in TRACE.chunks(100_000) {
        pushed = data(&push_events(events, piece));
    }
    assert_eq!((pushed["unread"].as_u64(), pushed["ok"].as_bool()), (Some(0), Some(true)), "{pushed}");
    let finished = data(&finish_events(events));
    let view = &finished["events"];
    assert_eq!((view["rows"].as_u64(), &view["credits"][0]["total"]), (Some(8_819), &json!("47.608895")));
    let usage = json!({ "start": "2027-01-01", "months": 1, "lines": [], "measured": view["measured"] });
    let quoted = data(&quote(handle, js(&usage)));
    assert_eq!(quoted["quote"]["credits_total"][0], "1475.875745", "{quoted}");
    assert_eq!(refused(&finish_events(events)).0, "unknown_events");
    close(handle);
}

#[wasm_bindgen_test]
fn what_is_said_of_events_is_checked_and_what_is_dropped_is_gone() {
    let (handle, _) = opened(text_of("openai"));
    let opens = |change: fn(&mut Value)| {
        let mut mapping = trace_mapping();
        change(&mut mapping);
        refused(&open_events(handle, js(&mapping)))
    };
    assert_eq!(opens(|mapping| mapping["headr"] = json!(true)).0, "unknown_field");
    assert_eq!(opens(|mapping| mapping["columns"][0]["factr"] = json!("1")).1, "mapping.columns[0].factr");
    assert_eq!(opens(|mapping| mapping["header"] = json!("yes")).0, "bad_mapping");
    assert_eq!(opens(|mapping| mapping["feature"] = json!("requests")).0, "unknown_feature");
    let answer = data(&open_events(handle, js(&trace_mapping())));
    let events = u32::try_from(answer["events"].as_u64().unwrap()).unwrap();
    drop_events(events);
    drop_events(events);
    assert_eq!(refused(&push_events(events, b"a,b,c\n")).0, "unknown_events");
    let usage = json!({ "start": "2027-01-01", "lines": [], "measured": { "name": "a", "days": 1, "pace": "each_day",
        "lines": [{ "feature": "request", "events": "1", "counted": "1", "costs": [{ "type": "usd", "credit": "1" }] }] } });
    assert_eq!(refused(&quote(handle, js(&usage))).1, "usage.measured.lines[0].costs[0].credit");
    assert_eq!(refused(&open_events(handle + 1_000, js(&trace_mapping()))).0, "unknown_handle");
    close(handle);
}
