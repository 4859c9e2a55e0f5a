#![doc = include_str!("../README.md")]
pub mod book;
pub mod date;
pub mod insight;
pub mod meter;
pub mod num;
pub mod plan;
pub mod quote;
pub mod rate;
pub mod unit;
pub mod wallet;
#[cfg(feature = "wasm")]
pub mod wasm;

#[cfg(test)]
mod types;
