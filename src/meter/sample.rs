//! A price book and usage for the tests.

use super::usage::{Frequency, Usage, UsageLine};
use super::{Metering, meter};
use crate::book::PriceBook;
use crate::num::Decimal;

/// Chat costs two credits, three from March on. A call costs a credit and minutes. Search has 100 free uses, of which
/// only successful ones count. Help is of unknown length; it is dearer on the free side. Bulk is rated by the month.
const BOOK: &str = r#"{
  "format": "price-book/1", "name": "Sample", "as_of": "2026-01-01", "currency": "USD",
  "credits": { "credit": { "name": "credit", "step": "0.5" }, "minute": { "name": "minute", "step": "0.25" } },
  "tables": { "rate": { "none": 3, "pro": 2, "team": 2 } },
  "tiers": { "bulk": { "rows": [{ "up_to": 100, "unit": 1, "flat": 5 }, { "unit": "0.5" }], "flat_at_zero": true } },
  "features": [
    { "id": "chat", "name": "Chat", "credits": "2", "changes": [{ "from": "2026-03-01", "credits": "3" }] },
    { "id": "call", "name": "Call", "group": "Voice",
      "inputs": [{ "id": "minutes", "name": "Minutes", "default": 2, "min": 1, "max": 60 }],
      "credits": { "credit": "1", "minute": "minutes" } },
    { "id": "search", "name": "Search", "credits": "1", "charged": "success", "free": { "uses": "100" } },
    { "id": "help", "name": "Help",
      "inputs": [
        { "id": "length", "name": "Length", "default": { "low": 1, "typical": 4, "high": 10 } },
        { "id": "gap", "name": "Gap", "default": 1, "min": 0, "max": 100 }
      ],
      "credits": "rate[plan] * length + max(0, 5 - gap)" },
    { "id": "bulk", "name": "Bulk", "inputs": [{ "id": "items", "name": "Items", "default": 1 }],
      "credits": "graduated(items, bulk)", "applies": "month" },
    { "id": "studio", "name": "Studio", "credits": "7", "plans": ["pro"] }
  ],
  "offers": [
    { "id": "pro", "name": "Pro", "ladder": [
        { "credits": 100, "price": { "month": "10" } }, { "credits": 500, "price": { "month": "40" } }],
      "grants": [{}] },
    { "id": "team", "name": "Team", "price": { "month": "30" }, "seats": { "price": { "month": "10" } },
      "grants": [{ "credits": 50, "per_seat": true, PRIVATE }, { "credits": 10, "for": { "groups": ["Voice"] } }] },
    { "id": "pack", "name": "Pack", "price": "15", "grants": [{ "credits": 500, "expires": "never" }] }
  ]
}"#;

/// The sample book; each person of the team plan has credits of their own or not.
pub(super) fn book(private: bool) -> PriceBook {
    let text = BOOK.replace("PRIVATE", &format!("\"private\": {private}"));
    PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
}

/// The sample book with other rules.
pub(super) fn book_with_rules(rules: &str) -> PriceBook {
    let text = BOOK.replace("PRIVATE", "\"private\": false");
    let text = text.replacen('{', &format!("{{ \"rules\": {rules},"), 1);
    PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
}

/// Two months from New Year with these lines.
pub(super) fn usage(lines: &[UsageLine]) -> Usage {
    Usage { start: "2026-01-01".to_owned(), months: Some(2), lines: lines.to_vec(), ..Usage::default() }
}

/// A line of so many uses a month.
pub(super) fn line(feature: &str, times: i64) -> UsageLine {
    UsageLine {
        feature: feature.to_owned(),
        times: times.to_string(),
        per: Frequency::Month,
        ..UsageLine::default()
    }
}

/// Usage that has no faults, metered.
pub(super) fn metered(book: &PriceBook, usage: &Usage) -> Metering {
    meter(book, usage).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The code and path of each fault.
pub(super) fn faults(book: &PriceBook, usage: &Usage) -> Vec<(String, String)> {
    let faults = meter(book, usage).expect_err("faults");
    assert!(faults.iter().all(|fault| !fault.message.is_empty() && !fault.fix.is_empty()), "{faults:#?}");
    faults.into_iter().map(|fault| (fault.code, fault.path)).collect()
}

pub(super) fn shown(credits: &[Decimal]) -> Vec<String> {
    credits.iter().map(Decimal::to_string).collect()
}
