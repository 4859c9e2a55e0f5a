//! A second engine for the tests: random price books, a ledger in plain integers, and an exhaustive search.
//!
//! Nothing but `bridge` asks the engine anything, so that agreement means something. The rules are those of the
//! design's "Rules of meaning"; where the two disagree one of them has misread it.

pub mod bridge;
pub mod calendar;
pub mod every;
pub mod exhaustive;
pub mod generate;
pub mod ledger;
pub mod random;
pub mod shop;
pub mod shrink;
