//! The price books that are shipped.

use std::fs;
use std::path::Path;

use credit_calculator::book::PriceBook;
use credit_calculator::meter::Usage;
use credit_calculator::quote::{Answer, BookView, Effort, PresetView, quote};

/// Presets whose answer is not proved to be the cheapest: the search stops before.
const BOUNDED: [(&str, &str); 4] =
    [("acme", "support"), ("openrouter", "bot"), ("openrouter", "tinkerer"), ("runway", "social")];

/// Warnings that shipped books have, in order: Acme shows a carry cap below its grant, and two formulas that round a
/// very small use to nothing.
const WARNINGS: [(&str, &[&str]); 1] = [("acme", &["rate_zero", "rate_zero", "carry_below_grant"])];

/// Name and text of every shipped book.
pub fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/books");
    let mut books: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        // Their list and their schema are no books.
        .filter(|(_, text)| text.contains("\"format\": \"price-book/"))
        .collect();
    books.sort();
    assert!(books.len() >= 39, "only {} books found", books.len());
    books
}

/// A preset as the page asks it.
pub fn usage_of(preset: &PresetView) -> Usage {
    Usage {
        start: "2026-11-22".to_owned(),
        months: None,
        lines: preset.lines.clone(),
        growth: preset.growth.map(|growth| growth.to_string()),
        season: Some(preset.season.iter().map(ToString::to_string).collect()),
        seats: preset.seats.clone(),
        teams: preset.teams.clone(),
        slow: Some(preset.slow),
        ..Usage::default()
    }
}

#[test]
fn every_book_loads_with_the_warnings_known_and_every_preset_is_answered() {
    let mut open = Vec::new();
    for (name, text) in shipped() {
        let parsed = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        let warnings: Vec<&str> = parsed.warnings.iter().map(|fault| fault.code.as_str()).collect();
        let known = WARNINGS.iter().find(|(book, _)| *book == name).map_or(&[][..], |(_, known)| known);
        assert_eq!(warnings, known, "{name}: {:#?}", parsed.warnings);
        let presets = BookView::new(&parsed.book).presets;
        assert!(!presets.is_empty(), "{name} has no preset");
        for preset in presets {
            let quote = quote(&parsed.book, &usage_of(&preset), Effort::FULL)
                .unwrap_or_else(|faults| panic!("{name} {}: {faults:#?}", preset.id));
            match &quote.answer {
                Answer::Found(found) if found.proved => {}
                Answer::Found(found) => {
                    open.push((name.clone(), preset.id.clone()));
                    eprintln!(
                        "{name} {}: {} to {}",
                        preset.id,
                        found.lower_bound.amount(),
                        found.cost.amount()
                    );
                }
                other => assert!(parsed.book.offers().is_empty(), "{name} {}: {other:?}", preset.id),
            }
        }
    }
    let known: Vec<(String, String)> =
        BOUNDED.iter().map(|(book, preset)| ((*book).to_owned(), (*preset).to_owned())).collect();
    assert_eq!(open, known, "the presets whose answer is not proved");
}
