//! Price books with one mistake each: `tests/cases/faulty-books/<code>.json`, and where each is found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use credit_calculator::book::{Fault, PriceBook, Severity, limit};
use serde::Deserialize;
use serde_json::json;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Codes that need a book too large for a file; each has a test below.
const LARGE: [&str; 7] = [
    "book_too_large",
    "name_too_long",
    "text_too_long",
    "too_deep",
    "too_many_entries",
    "too_many_faults",
    "too_many_offers",
];

/// Codes that no price book can have: they come up when a formula is computed, or behind another check.
const NOT_IN_BOOKS: [&str; 1] = ["table_row_twice"];

/// Where a book's fault is expected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    path: String,
    line: u32,
    column: u32,
    #[serde(default)]
    severity: Option<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(ROOT).join("tests/cases/faulty-books")
}

/// Code and text of every faulty book.
fn books() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let books = files.filter(|path| path.file_name().is_some_and(|name| name != "expected.json"));
    books
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn expected() -> BTreeMap<String, Expected> {
    serde_json::from_str(&fs::read_to_string(folder().join("expected.json")).unwrap()).unwrap()
}

/// Faults of a book that is refused, warnings of one that is not.
fn findings(text: &str) -> Vec<Fault> {
    match PriceBook::parse(text) {
        Ok(parsed) => parsed.warnings,
        Err(faults) => faults,
    }
}

#[test]
fn every_faulty_book_has_its_one_fault_where_it_is() {
    let expected = expected();
    let mut wrong = Vec::new();
    for (code, text) in books() {
        let found = findings(&text);
        let codes: BTreeSet<&str> = found.iter().map(|fault| fault.code.as_str()).collect();
        if codes != BTreeSet::from([code.as_str()]) {
            wrong.push(format!("{code}: found {codes:?}"));
        }
        let (Some(fault), Some(expected)) =
            (found.iter().find(|fault| fault.code == code), expected.get(&code))
        else {
            wrong.push(format!("{code}: not found, or not in expected.json"));
            continue;
        };
        let severity = if expected.severity.is_some() { Severity::Warning } else { Severity::Error };
        let place = (fault.path.as_str(), fault.line, fault.column, fault.severity);
        let wanted = (expected.path.as_str(), Some(expected.line), Some(expected.column), severity);
        if place != wanted {
            wrong.push(format!("{code}: at {place:?}, not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_and_fix_is_a_sentence_without_its_full_stop() {
    for (code, text) in books() {
        for fault in findings(&text) {
            for said in [&fault.message, &fault.fix] {
                assert!(!said.is_empty() && !said.ends_with('.'), "{code}: {said}");
                assert!(!said.contains("Some(") && !said.contains('\n'), "{code}: {said}");
            }
        }
    }
}

/// The book all the others were made from, without a mistake.
fn sound() -> String {
    books()["repeated_id"].replacen(
        "\"id\": \"pack\", \"name\": \"Top-up\"",
        "\"id\": \"bulk\", \"name\": \"Top-up\"",
        1,
    )
}

#[test]
fn the_sound_book_is_sound() {
    assert_eq!(findings(&sound()), []);
}

/// What looks like what the lint warns of, and is meant.
#[test]
fn what_is_meant_is_no_warning() {
    let formula = "\"blocks(seconds, 15) * quality_factor[quality] + captions\"";
    let tiers = "{ \"rows\": [{ \"up_to\": 10, \"unit\": 2 }, { \"unit\": 1 }] }";
    let grant = "{ \"credits\": 5000, \"rollover\": { \"further_months\": 1 } }";
    let pack = "{ \"id\": \"pack\", \"name\": \"Pack\", \"price\": \"15\",";
    let payg = "\"per_credit\": \"0.02\" },";
    let meant: [&[(&str, &str)]; 8] = [
        // A mode that is free whatever is done in it.
        &[(formula, "\"if(quality == 'sd', 0, seconds)\"")],
        // A flat fee keeps more from costing less.
        &[
            (formula, "\"volume(seconds, steps)\""),
            (tiers, "{ \"rows\": [{ \"up_to\": 10, \"unit\": 2 }, { \"unit\": 1, \"flat\": 10 }] }"),
        ],
        // Graduated tiers have no cliff.
        &[(formula, "\"graduated(seconds, steps)\"")],
        // The percentage says itself that the rest is lost.
        &[(grant, "{ \"credits\": 5000, \"rollover\": { \"percent\": 50, \"of\": \"allowance\" } }")],
        // Daily credits that live for a day.
        &[(grant, "{ \"credits\": 100, \"every\": \"day\", \"expires\": { \"days\": 1 } }")],
        // A cheaper small pack that can be bought once.
        &[(
            pack,
            "{ \"id\": \"try\", \"name\": \"Try\", \"price\": \"1\", \"limit\": 1, \"grants\": [{ \"credits\": 100, \"expires\": { \"months\": 12 } }] }, { \"id\": \"pack\", \"name\": \"Pack\", \"price\": \"15\",",
        )],
        // The same credits for less, but not for as long.
        &[(
            pack,
            "{ \"id\": \"soon\", \"name\": \"Soon\", \"price\": \"12\", \"grants\": [{ \"credits\": 1000, \"expires\": { \"months\": 1 } }] }, { \"id\": \"pack\", \"name\": \"Pack\", \"price\": \"15\",",
        )],
        // Pay as you go for one feature before that for all.
        &[(
            payg,
            "\"per_credit\": \"0.01\", \"for\": { \"features\": [\"video\"] } }, { \"id\": \"rest\", \"name\": \"Rest\", \"per_credit\": \"0.03\" },",
        )],
    ];
    for changes in meant {
        let text = changes.iter().fold(sound(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        assert_eq!(findings(&text), [], "{changes:?}");
    }
}

#[test]
fn many_faults_come_at_once_in_the_order_of_the_text() {
    let mistakes = [
        ("\"2026-11-01\"", "\"2026-11-31\"", "bad_date"),
        ("\"up_to\": 10", "\"up_to\": 0", "tier_bound_not_positive"),
        ("\"default\": 60", "\"defualt\": 1, \"default\": 60", "unknown_field"),
        ("\"toggle\": false", "\"toggle\": 0", "wrong_type"),
        ("\"price\": \"15\"", "\"price\": \"-15\"", "negative_price"),
        ("\"min\": 200", "\"min\": 250", "not_a_block"),
        ("\"further_months\": 1", "\"further_months\": -1", "out_of_range"),
        ("\"per\": \"week\"", "\"per\": \"weekly\"", "unknown_word"),
    ];
    let mut text = sound();
    for (right, wrong, _) in mistakes {
        assert!(text.contains(right), "{right}");
        text = text.replacen(right, wrong, 1);
    }
    let found = findings(&text);
    let codes: Vec<&str> = found.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(codes, mistakes.map(|(_, _, code)| code));
    assert!(found.is_sorted_by_key(|fault| (fault.line, fault.column)));
}

#[test]
fn columns_count_characters() {
    let text = sound().replacen("\"name\": \"Video\"", "\"about\": \"für Ärzte 🎬\", \"name\": 7", 1);
    let text = text.replacen("\"about\"", "\"group\": \"\\u00e4\", \"about\"", 1);
    let found: Vec<Fault> = findings(&text).into_iter().filter(|fault| fault.code == "wrong_type").collect();
    let line = text.lines().position(|line| line.contains("Ärzte")).unwrap();
    let column = text.lines().nth(line).unwrap().chars().position(|letter| letter == '7').unwrap();
    let expected = |number: usize| Some(u32::try_from(number + 1).unwrap());
    assert_eq!((found[0].line, found[0].column), (expected(line), expected(column)));
}

#[test]
fn lines_and_columns_hold_whatever_ends_a_line() {
    let book = &books()["unknown_table"];
    let place = |text: &str| findings(text).first().map(|fault| (fault.line, fault.column));
    let expected = &expected()["unknown_table"];
    let wanted = Some((Some(expected.line), Some(expected.column)));
    for text in [
        book.clone(),
        book.replace('\n', "\r\n"),
        book.replace('\n', "\r"),
        format!("\u{feff}{book}"),
        format!("\u{feff}{}", book.replace('\n', "\r\n")),
    ] {
        assert_eq!(place(&text), wanted, "{:?}", &text[..9]);
    }
}

#[test]
fn a_formulas_fault_stands_at_its_character() {
    let formula = |written: &str| {
        let text = sound().replacen("\"credits\": \"", &format!("\"credits\": \"{written}"), 1);
        let found = findings(&text);
        let at = text.find('§').unwrap();
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].rsplit('\n').next().unwrap().chars().count() + 1;
        let expected = |number: usize| Some(u32::try_from(number).unwrap());
        let fault = found.iter().find(|fault| fault.message.contains('§')).unwrap();
        assert_eq!((fault.line, fault.column), (expected(line), expected(column)), "{written}: {fault:?}");
    };
    formula("1 + § + ");
    formula("(1 == 1) * 'ä🎬' + § + ");
    formula("\\u0031 \\u002b § + ");
    formula("\\\"\\u00e4\\u20ac\\ud83c\\udfac\\\" == 1 \\/ 2 \\n\\t + § + ");
}

#[test]
fn the_nearest_word_or_name_is_offered() {
    for (right, wrong, fix) in [
        ("\"per\": \"week\"", "\"per\": \"weekk\"", "did you mean `week`?"),
        ("\"per\": \"week\"", "\"per\": \"fortnight\"", "use one of: day, week, month, year"),
        ("\"min\": 200", "\"mni\": 200", "did you mean `min`?"),
        ("\"USD\"", "\"UDS\"", "did you mean `USD`?"),
        ("\"feature\": \"video\"", "\"feature\": \"vido\"", "did you mean `video`?"),
        ("{ \"seconds\": 30 }", "{ \"secnods\": 30 }", "did you mean `seconds`?"),
        ("{ \"seconds\": 30 }", "{ \"quality\": \"hdd\" }", "did you mean `hd`?"),
        ("{ \"seconds\": 30 }", "{ \"seconds\": \"x\" }", "write a plain number"),
        ("{ \"seconds\": 30 }", "{ \"seconds\": -5 }", "write 1 or more"),
    ] {
        let text = sound().replacen(right, wrong, 1);
        assert_ne!(text, sound(), "{right}");
        let fixes: Vec<String> = findings(&text).into_iter().map(|fault| fault.fix).collect();
        assert!(fixes.iter().any(|found| found == fix), "{wrong}: {fixes:?}");
    }
}

#[test]
fn a_book_may_name_its_schema() {
    let with = |value: &str| sound().replacen('{', &format!("{{ \"$schema\": {value},"), 1);
    assert_eq!(findings(&with("\"price-book.schema.json\"")), []);
    let found = findings(&with("1"));
    assert_eq!((found[0].code.as_str(), found[0].path.as_str()), ("wrong_type", "$schema"));
    let inside = sound().replacen("\"min\": 200", "\"min\": 200, \"$schema\": \"\"", 1);
    assert_eq!(only_code(&inside), ["unknown_field"], "only the outermost object may");
}

fn only_code(text: &str) -> Vec<String> {
    findings(text).into_iter().map(|fault| fault.code).collect()
}

#[test]
fn books_beyond_the_limits_are_refused() {
    let large = sound().replacen("\"sources\"", "", 1) + &" ".repeat(limit::BYTES);
    assert_eq!(only_code(&large), ["book_too_large"]);

    let rows: Vec<String> = (0..=limit::ENTRIES).map(|index| format!("\"c{index}\": 1")).collect();
    let many = sound().replacen("\"sd\": 1", &rows.join(","), 1);
    assert_eq!(only_code(&many), ["too_many_entries"]);

    let mut book: serde_json::Value = serde_json::from_str(&sound()).unwrap();
    book["offers"] = (0..201)
        .map(|index| {
            json!({ "id": format!("pack{index}"), "name": "Pack", "price": "1",
                    "grants": [{ "credits": 10, "expires": "never" }] })
        })
        .collect();
    book["features"] = json!([{ "id": "video", "name": "Video", "credits": "1" }]);
    book["presets"] = json!([{ "id": "p", "name": "P", "usage": [] }]);
    assert_eq!(only_code(&book.to_string()), ["too_many_offers"]);

    for offer in book["offers"].as_array_mut().unwrap() {
        offer["price"] = json!("-1");
        offer["colour"] = json!("red");
    }
    let found = findings(&book.to_string());
    assert_eq!(found.len(), limit::FAULTS + 1);
    assert_eq!(found.last().map(|fault| fault.code.as_str()), Some("too_many_faults"));
}

/// Texts that stand first in a call of something that notes a fault.
fn codes_in(source: &str) -> BTreeSet<String> {
    const OPENINGS: [(&str, &str); 6] = [
        ("fault(", ""),
        ("warn(", ""),
        ("FormulaFault::new(", ""),
        ("TableFault::new(", ""),
        ("code: ", ""),
        ("reader.unknown(", "unknown_"),
    ];
    let mut codes = BTreeSet::new();
    for (opening, before) in OPENINGS {
        for (at, _) in source.match_indices(opening) {
            let is_part_of_a_word = source[..at].ends_with(|letter: char| letter.is_alphanumeric());
            let rest = source[at + opening.len()..].trim_start();
            let code = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            codes.extend(code.filter(|_| !is_part_of_a_word).map(|code| format!("{before}{code}")));
        }
    }
    codes
}

/// Codes in the source of the modules that read books; tests there are left out.
fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![Path::new(ROOT).join("src/book"), Path::new(ROOT).join("src/rate")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            codes.extend(codes_in(text.split("#[cfg(test)]\nmod ").next().unwrap()));
        }
    }
    codes
}

#[test]
fn every_code_in_the_source_has_a_faulty_book() {
    let found = codes_in_source();
    assert!(found.len() > 60, "only {} codes found: is the source read right?", found.len());
    let known: BTreeSet<String> = books().into_keys().chain(LARGE.map(str::to_owned)).collect();
    let missing: Vec<&String> =
        found.difference(&known).filter(|code| !NOT_IN_BOOKS.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "no faulty book for {missing:?}");
    let documented: BTreeSet<String> = expected().into_keys().collect();
    assert_eq!(documented, books().into_keys().collect(), "expected.json names the books that are there");
}

#[test]
fn every_code_is_documented() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/price-book.md")).unwrap();
    let missing: Vec<String> =
        codes_in_source().into_iter().filter(|code| !page.contains(&format!("`{code}`"))).collect();
    assert!(missing.is_empty(), "docs/price-book.md does not name {missing:?}");
}

#[test]
fn every_book_in_the_docs_is_sound() {
    let mut books = 0;
    for page in ["README.md", "docs/price-book.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
        for block in text.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            if block.contains("\"format\"") {
                books += 1;
                PriceBook::parse(block).unwrap_or_else(|faults| panic!("{page}: {faults:#?}"));
            }
        }
    }
    assert!(books >= 2, "only {books} books found");
}
