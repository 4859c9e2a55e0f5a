//! The functions on numbers.

use super::fault::{RateError, Span};
use super::tree::Function;
use crate::num::{Fraction, NumError};

/// The value of a function; the only place where a formula rounds.
pub(super) fn apply(function: Function, values: &[Fraction], span: Span) -> Result<Fraction, RateError> {
    let arithmetic = |error| RateError::arithmetic(span, error);
    match (function, values) {
        (Function::Min, [first, rest @ ..]) => Ok(rest.iter().fold(*first, |least, value| least.min(*value))),
        (Function::Max, [first, rest @ ..]) => Ok(rest.iter().fold(*first, |most, value| most.max(*value))),
        (Function::Clamp, [value, low, high]) if low <= high => Ok(*value.max(low).min(high)),
        (Function::Clamp, [_, low, high]) => Err(RateError::new(
            "clamp_bounds_reversed",
            span,
            format!("the lower bound {low} is above the upper bound {high}"),
            "write clamp(x, low, high)",
        )),
        (Function::Ceil, [value]) => Ok(value.ceil()),
        (Function::Floor, [value]) => Ok(value.floor()),
        (Function::Round, [value]) => round(*value, Fraction::ONE).map_err(arithmetic),
        (Function::Round, [value, step]) => {
            positive(*step, span)?;
            round(*value, *step).map_err(arithmetic)
        }
        (Function::Blocks, [value, size]) => {
            positive(*size, span)?;
            Ok(value.checked_div(*size).map_err(arithmetic)?.ceil())
        }
        _ => Err(RateError::new(
            "wrong_argument_count",
            span,
            format!("`{}` is given {} argument(s)", function.name(), values.len()),
            "check the formula first",
        )),
    }
}

fn positive(size: Fraction, span: Span) -> Result<(), RateError> {
    if size > Fraction::ZERO {
        return Ok(());
    }
    let message = format!("the size of a block or step is {size}");
    Err(RateError::new("size_not_positive", span, message, "make it larger than 0"))
}

/// The nearest multiple of `step`, which is above 0; halves go away from zero.
fn round(value: Fraction, step: Fraction) -> Result<Fraction, NumError> {
    let steps = value.checked_div(step)?;
    let size = if steps.is_negative() { steps.negate() } else { steps };
    let nearest = size.checked_add(Fraction::ONE.checked_div(Fraction::from_int(2))?)?.floor();
    (if steps.is_negative() { nearest.negate() } else { nearest }).checked_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Decimal;

    #[track_caller]
    fn gives(function: Function, values: &[&str], expected: &str) {
        let values: Vec<Fraction> = values.iter().map(|text| Decimal::parse(text).unwrap().into()).collect();
        let span = Span::default();
        let found = apply(function, &values, span).map_or_else(|e| e.code.to_owned(), |v| v.to_string());
        assert_eq!(found, expected, "{function:?} {values:?}");
    }

    #[test]
    fn rounds_half_away_from_zero_to_a_step() {
        for (value, expected) in [("0.5", "1"), ("-0.5", "-1"), ("2.4999", "2"), ("-2.5", "-3"), ("0", "0")] {
            gives(Function::Round, &[value], expected);
        }
        gives(Function::Round, &["1.025", "0.05"], "1.05");
        gives(Function::Round, &["14", "10"], "10");
        gives(Function::Round, &["1", "0"], "size_not_positive");
        gives(Function::Round, &["1", "-1"], "size_not_positive");
    }

    #[test]
    fn blocks_are_started_blocks() {
        for (value, expected) in [("0", "0"), ("0.1", "1"), ("15", "1"), ("15.0001", "2"), ("47", "4")] {
            gives(Function::Blocks, &[value, "15"], expected);
        }
        gives(Function::Blocks, &["0.3", "0.1"], "3");
        gives(Function::Blocks, &["1", "0"], "size_not_positive");
    }

    #[test]
    fn bounds() {
        gives(Function::Clamp, &["5", "1", "3"], "3");
        gives(Function::Clamp, &["-5", "1", "3"], "1");
        gives(Function::Clamp, &["2", "1", "3"], "2");
        gives(Function::Clamp, &["2", "3", "1"], "clamp_bounds_reversed");
        gives(Function::Min, &["2", "1", "3"], "1");
        gives(Function::Max, &["2"], "2");
        gives(Function::Ceil, &["-1.5"], "-1");
        gives(Function::Floor, &["-1.5"], "-2");
        gives(Function::Floor, &[], "wrong_argument_count");
    }
}
