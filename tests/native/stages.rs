//! A quote that is asked for step by step.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use credit_calculator::book::PriceBook;
use credit_calculator::meter::Usage;
use credit_calculator::quote::{Answer, BookView, Effort, Inquiry, Question, Quote, Reply, Stage, quote};

/// Everything that is heard of a quote, in order, and the steps it took.
fn heard(book: &Rc<PriceBook>, usage: &Usage) -> (Vec<Quote>, usize) {
    let mut inquiry = Inquiry::new(Rc::clone(book), usage.clone(), Question::Quote).unwrap();
    assert!(inquiry.reply().is_none(), "nothing is known yet");
    let (mut quotes, mut steps) = (Vec::new(), 0);
    loop {
        let done = inquiry.step().unwrap();
        steps += 1;
        if let Some(Reply::Quote(quote)) = inquiry.reply() {
            quotes.push(*quote);
        }
        if done {
            return (quotes, steps);
        }
    }
}

#[test]
fn every_preset_has_an_answer_at_once_and_ends_with_the_quote() {
    let (mut early, mut all, mut near) = (0, 0, 0);
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/books")).unwrap() {
        let path = file.unwrap().path();
        let Ok(parsed) = PriceBook::parse(&fs::read_to_string(&path).unwrap()) else { continue };
        let book = Rc::new(parsed.book);
        for preset in BookView::new(&book).presets {
            let usage = preset.usage("2026-12-01");
            let name = format!("{} {}", path.display(), preset.id);
            let (quotes, steps) = heard(&book, &usage);
            let last = quotes.last().unwrap();
            assert_eq!(*last, quote(&book, &usage, Effort::FULL).unwrap(), "{name}");
            assert_eq!(last.stage, Stage::Complete, "{name}");
            assert!(quotes.len() < steps.max(6), "{name}: only what is new is said");
            all += 1;
            let first = &quotes[0];
            assert_ne!(first.stage == Stage::Complete, steps > 1, "{name}");
            let found = |quote: &Quote| match &quote.answer {
                Answer::Found(found) => Some(found.cost),
                _ => None,
            };
            early += usize::from(found(first).is_some() == found(last).is_some());
            near += usize::from(found(first) == found(last));
            for pair in quotes.windows(2) {
                assert!(pair[0].stage as u8 <= pair[1].stage as u8, "{name}: it goes forward");
                if let (Some(before), Some(after)) = (found(&pair[0]), found(&pair[1])) {
                    let settled = pair[0].stage != Stage::Checking;
                    assert!(after <= before || settled, "{name}: dearer than before");
                    assert!(!settled || after == before, "{name}: what is settled stays");
                }
                if let Answer::Found(found) = &pair[0].answer {
                    assert!(found.baselines.is_empty() && found.alternatives.is_empty(), "{name}");
                }
            }
        }
    }
    assert!(all > 80, "{all} presets");
    assert_eq!(early, all, "an answer at once");
    assert!(near * 100 >= all * 80, "{near} of {all} first answers are the cheapest");
}

#[test]
fn wrong_usage_is_refused_before_the_first_step() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/books/acme.json")).unwrap();
    let book = Rc::new(PriceBook::parse(&text).unwrap().book);
    let usage = Usage { start: "2026-02-30".to_owned(), ..Usage::default() };
    let faults = Inquiry::new(Rc::clone(&book), usage, Question::Quote).unwrap_err();
    assert_eq!(faults[0].path, "usage.start");
    let currency = Some("XAU".to_owned());
    let usage = Usage { start: "2026-02-01".to_owned(), currency, ..Usage::default() };
    let faults = Inquiry::new(book, usage, Question::Quote).unwrap_err();
    assert_eq!(faults[0].code, "unknown_currency");
}
