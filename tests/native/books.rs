//! The price books that are shipped.

use std::fs;
use std::path::Path;

use credit_calculator::book::PriceBook;
use credit_calculator::quote::{Answer, BookView, Effort, quote};
use credit_calculator::meter::Usage;

fn books() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/books");
    let mut books: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name != "index.json"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    books.sort();
    books
}

#[test]
fn every_book_loads_and_every_preset_is_answered() {
    for (name, text) in books() {
        let parsed = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        for preset in BookView::new(&parsed.book).presets {
            let usage = Usage {
                start: "2026-11-22".to_owned(),
                months: None,
                lines: preset.lines,
                growth: preset.growth.map(|growth| growth.to_string()),
                season: Some(preset.season.iter().map(ToString::to_string).collect()),
                new_customer: None,
            };
            let t = std::time::Instant::now();
            let quote = quote(&parsed.book, &usage, Effort::default())
                .unwrap_or_else(|faults| panic!("{name} {}: {faults:#?}", preset.id));
            match &quote.answer {
                Answer::Found(found) => {
                    println!("{name} {} {:?} cost {} lb {} proved {} nodes {} tie {}", preset.id, t.elapsed(), found.cost, found.lower_bound, found.proved, found.nodes, found.tie);
                    for b in &found.purchases { println!("    {} {:?} x{} {} {}", b.name, b.term_months, b.quantity, b.credits, b.amount); }
                    println!("    expired {} left {}", found.expiry.expired_credits, found.expiry.left_credits);
                    assert!(parsed.book.offers().len() > 0);
                }
                other => { println!("{name} {} {other:?}", preset.id); assert!(parsed.book.offers().is_empty(), "{name} {}: {other:?}", preset.id) },
            }
        }
    }
}
