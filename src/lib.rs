#![doc = include_str!("../README.md")]
pub mod book;
pub mod date;

pub mod meter;
pub mod num;
pub mod plan;

pub mod rate;
pub mod unit;
pub mod wallet;





