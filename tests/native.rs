//! The engine's tests that need files or more than one module: one binary, one link.

#[path = "support/mod.rs"]
mod support;

#[path = "native/books.rs"]
mod books;
#[path = "native/quotes.rs"]
mod quotes;
