//! Exact numbers: decimals, fractions, and rounding that is always named.
//!
//! Every operation here gives the exact answer or an error, never a rounded
//! one that nobody asked for. No other part of the crate calculates with
//! anything else, floats least of all.

mod decimal;
mod fraction;
mod integer;
mod parse;
#[cfg(test)]
mod properties;
mod rounding;

use std::fmt;

pub use decimal::Decimal;
pub use fraction::Fraction;
pub use parse::ParseDecimalError;
pub use rounding::{Rounding, RoundingMode};

/// Why an exact calculation has no answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NumError {
    /// The answer is too large to hold.
    Overflow,
    /// The answer has more digits than can be held, so it would have to be rounded.
    Inexact,
    /// The divisor is zero.
    DivisionByZero,
}

impl fmt::Display for NumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NumError::Overflow => "the number is too large",
            NumError::Inexact => "the number has too many digits to be exact",
            NumError::DivisionByZero => "division by zero",
        })
    }
}

impl std::error::Error for NumError {}

/// Says that a type is a plain `string` in TypeScript, without a name of its own.
#[cfg(test)]
macro_rules! ts_string {
    ($type:ty) => {
        impl ts_rs::TS for $type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }

            fn inline(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
        }
    };
}
#[cfg(test)]
pub(crate) use ts_string;
