//! What native and browser tests share: the shape of a case file and its check against a quote.

pub mod case;
pub mod fuzz;
