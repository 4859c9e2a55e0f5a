//! The engine's tests that need files or more than one module: one binary, one link.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::unreachable,
    reason = "helpers of tests may fail: that is a test failing"
)]

#[path = "support/mod.rs"]
mod support;

#[path = "native/ledger/mod.rs"]
mod ledger;
#[path = "native/oracle/mod.rs"]
mod oracle;

#[path = "native/books.rs"]
mod books;
#[path = "native/cases.rs"]
mod cases;
#[path = "native/charges.rs"]
mod charges;
#[path = "native/choices.rs"]
mod choices;
#[path = "native/docs.rs"]
mod docs;
#[path = "native/events.rs"]
mod events;
#[path = "native/faulty.rs"]
mod faulty;
#[path = "native/fuzz.rs"]
mod fuzz;
#[path = "native/language.rs"]
mod language;
#[path = "native/layers.rs"]
mod layers;
#[path = "native/limits.rs"]
mod limits;
#[path = "native/planner.rs"]
mod planner;
#[path = "native/planning.rs"]
mod planning;
#[path = "native/quote.rs"]
mod quote;
#[path = "native/rational.rs"]
mod rational;
#[path = "native/regret.rs"]
mod regret;
#[path = "native/rules.rs"]
mod rules;
#[path = "native/scale/mod.rs"]
mod scale;
#[path = "native/stages.rs"]
mod stages;
#[path = "native/stepwise.rs"]
mod stepwise;
#[path = "native/tiers.rs"]
mod tiers;
#[path = "native/wallet.rs"]
mod wallet;
#[path = "native/wallet_cases.rs"]
mod wallet_cases;
#[path = "native/why.rs"]
mod why;
