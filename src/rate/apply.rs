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
        (Function::Abs, [value]) => Ok(abs(*value)),
        (Function::Ceil | Function::Floor | Function::Round | Function::RoundEven, [value, step @ ..])
            if step.len() < 2 =>
        {
            let step = step.first().copied().unwrap_or(Fraction::ONE);
            positive(step, span)?;
            to_step(function, *value, step).map_err(arithmetic)
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

fn abs(value: Fraction) -> Fraction {
    if value.is_negative() { value.negate() } else { value }
}

/// A multiple of `step`, which is above 0.
fn to_step(function: Function, value: Fraction, step: Fraction) -> Result<Fraction, NumError> {
    let steps = value.checked_div(step)?;
    let whole = match function {
        Function::Ceil => steps.ceil(),
        Function::Floor => steps.floor(),
        Function::RoundEven => half_even(steps)?,
        _ => half_away(steps)?,
    };
    whole.checked_mul(step)
}

/// The nearest whole number; halves go away from zero.
fn half_away(value: Fraction) -> Result<Fraction, NumError> {
    let nearest = abs(value).checked_add(half()?)?.floor();
    Ok(if value.is_negative() { nearest.negate() } else { nearest })
}

/// The nearest whole number; halves go to the even one.
fn half_even(value: Fraction) -> Result<Fraction, NumError> {
    let nearest = half_away(value)?;
    let is_half = abs(value.checked_sub(nearest)?) == half()?;
    if is_half && !nearest.checked_mul(half()?)?.is_integer() {
        let toward_zero = if value.is_negative() { Fraction::ONE } else { Fraction::ONE.negate() };
        return nearest.checked_add(toward_zero);
    }
    Ok(nearest)
}

fn half() -> Result<Fraction, NumError> {
    Fraction::new(1, 2)
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
    fn rounds_half_even_up_and_down_to_a_step() {
        let cases = [("0.5", "0"), ("1.5", "2"), ("2.5", "2"), ("-0.5", "0"), ("-1.5", "-2"), ("-2.5", "-2")];
        for (value, expected) in
            cases.into_iter().chain([("2.51", "3"), ("-2.51", "-3"), ("7", "7"), ("0", "0")])
        {
            gives(Function::RoundEven, &[value], expected);
        }
        gives(Function::RoundEven, &["0.125", "0.01"], "0.12");
        gives(Function::RoundEven, &["0.135", "0.01"], "0.14");
        gives(Function::Ceil, &["1.241", "0.01"], "1.25");
        gives(Function::Ceil, &["-7", "5"], "-5");
        gives(Function::Floor, &["1.249", "0.01"], "1.24");
        gives(Function::Floor, &["-7", "5"], "-10");
        for function in [Function::Ceil, Function::Floor, Function::RoundEven] {
            gives(function, &["1", "0"], "size_not_positive");
            gives(function, &["1", "1", "1"], "wrong_argument_count");
        }
    }

    #[test]
    fn abs_is_the_size() {
        for (value, expected) in [("-2.5", "2.5"), ("2.5", "2.5"), ("0", "0")] {
            gives(Function::Abs, &[value], expected);
        }
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
