//! Texts at and beyond the limits: refused by name, and read without run-away time, memory or stack.

use std::fmt::Write as _;
use std::thread;

use credit_calculator::book::{PriceBook, limit};

use crate::books::shipped;
use crate::oracle::random::Random;

/// A sound book with something in the place of its tables, features, offers and presets.
fn book(tables: &str, features: &str, offers: &str, presets: &str) -> String {
    format!(
        "{{ \"format\": \"price-book/1\", \"name\": \"Large\", \"as_of\": \"2026-11-01\", \"currency\": \"USD\",\n\
         \"credits\": {{ \"credit\": {{ \"name\": \"credit\", \"step\": \"1\" }} }},\n\
         \"tables\": {{ {tables} }}, \"features\": [{features}], \"offers\": [{offers}], \"presets\": [{presets}] }}"
    )
}

const FEATURE: &str = "{ \"id\": \"f\", \"name\": \"F\", \"credits\": \"1\" }";

/// `count` pieces of text with commas between them.
fn list(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().join(",")
}

/// The codes of a book's findings, each once, read on a stack as small as that of the browser's engine.
fn codes(text: String) -> Vec<String> {
    assert!(text.len() <= limit::BYTES, "{} bytes are refused unread", text.len());
    let small_stack = thread::Builder::new().stack_size(1 << 20);
    let reading = small_stack.spawn(move || match PriceBook::parse(&text) {
        Ok(parsed) => parsed.warnings,
        Err(faults) => faults,
    });
    let mut codes: Vec<String> = Vec::new();
    for fault in reading.unwrap().join().unwrap() {
        if !codes.contains(&fault.code) {
            codes.push(fault.code);
        }
    }
    codes
}

#[test]
fn nothing_is_nested_too_deep_for_the_stack() {
    for open in ["[", "{\"a\":", "[{\"a\":[", "{\"tables\":{\"t\":["] {
        let deep = open.repeat(limit::BYTES / open.len());
        assert_eq!(codes(deep), ["too_deep"], "{open}");
    }
    let closed = "[".repeat(limit::BYTES / 2) + &"]".repeat(limit::BYTES / 2);
    assert_eq!(codes(closed), ["too_deep"]);
    let deepest = "{\"a\":".repeat(limit::DEPTH) + "1" + &"}".repeat(limit::DEPTH);
    assert_eq!(codes(deepest)[0], "missing_field", "as deep as allowed");
    let minus = format!("\"{}1\"", "-(".repeat(2_000));
    assert_eq!(
        codes(book("", &FEATURE.replace("\"1\"", &minus), "", "")),
        ["formula_too_deep"],
        "formulas have a limit of their own"
    );
}

#[test]
fn long_names_and_texts_are_refused() {
    let name = "n".repeat(limit::NAME + 1);
    assert_eq!(codes(book(&format!("\"t\": {{ \"{name}\": 1 }}"), FEATURE, "", "")), ["name_too_long"]);
    assert_eq!(codes(book(&format!("\"{name}\": {{ \"a\": 1 }}"), FEATURE, "", "")), ["name_too_long"]);
    let text = format!("\"{}\"", "t".repeat(limit::TEXT + 1));
    assert_eq!(codes(book("", &FEATURE.replace("\"F\"", &text), "", "")), ["text_too_long"]);
    let longest = format!("\"{}\"", "t".repeat(limit::TEXT));
    assert_eq!(codes(book("", &FEATURE.replace("\"F\"", &longest), "", "")), ["no_presets"]);
    let number = "9".repeat(limit::BYTES / 2);
    assert_eq!(codes(book(&format!("\"t\": {{ \"a\": {number} }}"), FEATURE, "", "")), ["bad_number"]);
}

/// Each of these would take minutes, or more memory than there is, if something in the reader looked at
/// everything for everything.
#[test]
fn books_full_of_faults_end_soon() {
    let many = limit::ENTRIES;
    let members = list(70, |n| format!("\"x{n}\":1"));
    let unknown_members = list(1_400, |_| format!("{{{members}}}"));
    assert_eq!(
        codes(book("", &unknown_members, "", "")),
        ["missing_field", "unknown_field", "too_many_faults"]
    );

    let unequal = list(40, |outer| format!("\"k{outer}\": {{ {} }}", list(many, |n| format!("\"{n}\":1"))));
    assert_eq!(
        codes(book(&format!("\"t\": {{ \"first\": 1, {unequal} }}"), FEATURE, "", "")),
        ["table_depth", "too_many_faults"]
    );

    let repeated = list(40, |outer| format!("\"k{outer}\": {{ {} }}", list(many, |_| "\"a\":1".to_owned())));
    assert_eq!(
        codes(book(&format!("\"t\": {{ {repeated} }}"), FEATURE, "", "")),
        ["repeated_field", "too_many_faults"]
    );

    let calls = vec!["g()"; 200].join("+");
    let unknown_calls =
        list(1_200, |index| format!("{{ \"id\": \"f{index}\", \"name\": \"F\", \"credits\": \"{calls}\" }}"));
    assert_eq!(codes(book("", &unknown_calls, "", "")), ["unknown_feature", "too_many_faults"]);

    let signs = "$".repeat(4_000);
    let spelling =
        list(240, |index| format!("{{ \"id\": \"f{index}\", \"name\": \"F\", \"credits\": \"{signs}\" }}"));
    assert_eq!(codes(book("", &spelling, "", "")), ["unexpected_character", "too_many_faults"]);

    let lines = list(many, |n| format!("{{ \"feature\": \"g{n}\", \"times\": 1, \"per\": \"day\" }}"));
    let presets = list(8, |n| format!("{{ \"id\": \"p{n}\", \"name\": \"P\", \"usage\": [{lines}] }}"));
    let features = list(many, |n| FEATURE.replace("\"f\"", &format!("\"f{n}\"")));
    assert_eq!(codes(book("", &features, "", &presets)), ["unknown_feature", "too_many_faults"]);
}

/// As above, with nothing at fault.
#[test]
fn large_sound_books_are_read_soon() {
    let many = limit::ENTRIES;
    let mut table = String::from("\"t\": {");
    for outer in 0..45 {
        let comma = if outer == 0 { "" } else { "," };
        write!(table, "{comma} \"k{outer}\": {{ {} }}", list(many, |n| format!("\"{n}\":1"))).unwrap();
    }
    table.push('}');
    assert_eq!(codes(book(&table, FEATURE, "", "")), ["no_presets"]);

    let plans = list(200, |n| {
        format!(
            "{{ \"id\": \"{id}{n}\", \"name\": \"P\", \"price\": {{ \"month\": {0} }}, \"grants\": [{{ \"credits\": {0} }}] }}",
            n + 1,
            id = "p".repeat(3_000)
        )
    });
    let features = list(many, |n| FEATURE.replace("\"f\"", &format!("\"f{n}\"")));
    assert_eq!(codes(book("", &features, &plans, "")), ["no_presets"]);

    let calls = vec!["f0()"; 90].join("+");
    let callers = list(many - 1, |n| {
        FEATURE.replace("\"f\"", &format!("\"f{}\"", n + 1)).replace("\"1\"", &format!("\"{calls}\""))
    });
    let callers = format!("{}, {callers}", FEATURE.replace("\"f\"", "\"f0\""));
    assert_eq!(codes(book("", &callers, "", "")), ["no_presets"]);

    let chain = list(many, |n| {
        let calls = vec![format!("f{}()", n.saturating_sub(1)); if n % 8 == 0 { 1 } else { 3 }].join("+");
        let calls = if n % 8 == 0 { "1" } else { &calls };
        FEATURE.replace("\"f\"", &format!("\"f{n}\"")).replace("\"1\"", &format!("\"{calls}\""))
    });
    assert_eq!(codes(book("", &chain, "", "")), ["no_presets"]);

    let ids = list(many, |n| format!("\"c{n}\": \"\""));
    let input = |id: &str| format!("{{ \"id\": \"{id}\", \"name\": \"\", \"choices\": {{ {ids} }} }}");
    let sparse = list(many, |n| format!("\"c{n}\": {{ \"c0\": 1 }}"));
    let lookup = |lookups: &str| {
        let inputs = [input("a"), input("b")].join(",");
        format!("{{ \"id\": \"f\", \"name\": \"F\", \"credits\": \"{lookups}\", \"inputs\": [{inputs}] }}")
    };
    let tables = format!("\"t\": {{ {sparse} }}");
    // 3,998,000 rows are missing: they are counted, and a few are named.
    for lookups in ["t[a, b]".to_owned(), vec!["t[a, b]"; 120].join("+")] {
        assert_eq!(codes(book(&tables, &lookup(&lookups), "", "")), ["missing_row"]);
    }
}

/// 12,000 lookups of a table with 40,000 rows that has every row, then of one that lacks some that nothing asks for.
/// Walking the whole table for each would take minutes, which whoever runs the tests would notice.
#[test]
fn large_tables_are_looked_up_often() {
    let side = 200;
    let lookups = vec!["t[a, b]"; 120].join("+");
    let ids = list(side, |n| format!("\"{n}\": \"\""));
    let input = |id: &str| format!("{{ \"id\": \"{id}\", \"name\": \"\", \"choices\": {{ {ids} }} }}");
    let features = list(100, |n| {
        let inputs = [input("a"), input("b")].join(",");
        format!("{{ \"id\": \"f{n}\", \"name\": \"F\", \"credits\": \"{lookups}\", \"inputs\": [{inputs}] }}")
    });
    let row = list(side, |n| format!("\"{n}\":1"));
    let full = list(side, |n| format!("\"{n}\": {{ {row} }}"));
    assert_eq!(codes(book(&format!("\"t\": {{ {full} }}"), &features, "", "")), ["no_presets"]);
    let more = format!("\"more\": {{ {row}, \"more\": 1 }}");
    assert_eq!(codes(book(&format!("\"t\": {{ {full}, {more} }}"), &features, "", "")), ["no_presets"]);
}

/// A text with a few letters lost, doubled, moved or changed, as hands and merges do it.
fn damaged(text: &str, dice: &mut Random) -> String {
    const LETTERS: [&str; 20] = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\t", "-", "0", "1e5", "null", "true", "\\u12", "“",
        "\u{a0}", "🎬", "//",
    ];
    let mut letters: Vec<String> = text.chars().map(String::from).collect();
    for _ in 0..=dice.below(3) {
        let start = dice.below(letters.len().max(1));
        let end = (start + 1 + dice.below(12)).min(letters.len());
        match dice.below(4) {
            0 => drop(letters.drain(start..end)),
            1 => {
                let again = letters[start..end].to_vec();
                letters.splice(end..end, again);
            }
            2 => letters[start] = dice.pick(&LETTERS).to_owned(),
            _ => letters.insert(start, dice.pick(&LETTERS).to_owned()),
        }
    }
    letters.concat()
}

#[test]
fn damaged_books_are_refused_where_another_parser_refuses_them() {
    let books = shipped();
    let (mut not_json, mut other) = (0, 0);
    for seed in 0..3_000 {
        let mut dice = Random::new(seed);
        let (name, text) = &books[dice.below(books.len())];
        let text = damaged(text, &mut dice);
        let faults = PriceBook::parse(&text).err().unwrap_or_default();
        let refused = faults.iter().any(|fault| fault.code == "not_json");
        // The other parser also holds its numbers, which JSON itself does not bound.
        let other_parser =
            serde_json::from_str::<serde_json::Value>(&text).map_err(|error| error.to_string());
        let is_json =
            other_parser.as_ref().err().is_none_or(|error| error.starts_with("number out of range"));
        assert_eq!(refused, !is_json, "{name}, {seed}: {faults:?} {other_parser:?}");
        assert!(!refused || faults.len() == 1, "{name}, {seed}: {faults:?}");
        let lines: Vec<&str> = text.split('\n').collect();
        for fault in &faults {
            let (line, column) = (fault.line.unwrap() as usize, fault.column.unwrap() as usize);
            assert!(column <= lines[line - 1].chars().count() + 1, "{name}, {seed}: {fault:?}");
        }
        not_json += usize::from(refused);
        other += usize::from(!refused && !faults.is_empty());
    }
    assert!(not_json > 500 && other > 300, "{not_json} texts were no JSON, {other} had other faults");
}
