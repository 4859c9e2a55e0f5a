//! The engine's tests that need files or more than one module: one binary, one link.

#[path = "support/mod.rs"]
mod support;

#[path = "native/oracle/mod.rs"]
mod oracle;

#[path = "native/books.rs"]
mod books;
#[path = "native/cases.rs"]
mod cases;
#[path = "native/faulty.rs"]
mod faulty;
#[path = "native/planner.rs"]
mod planner;
#[path = "native/quote.rs"]
mod quote;
#[path = "native/rational.rs"]
mod rational;
#[path = "native/wallet.rs"]
mod wallet;
