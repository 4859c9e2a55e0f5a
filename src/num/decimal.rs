#![allow(clippy::disallowed_types, reason = "the one file that may touch rust_decimal")]

use std::fmt;

use rust_decimal::Decimal as Inner;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::parse::{self, ParseDecimalError};
use super::{Fraction, NumError, Rounding};

/// An exact decimal number.
///
/// # Construction
///
/// [`Decimal::parse`] reads text and refuses what it cannot hold exactly;
/// [`Decimal::from_int`], [`Decimal::from_scaled`] and [`Decimal::from_units`]
/// take integers.
///
/// # Operations
///
/// Every `checked_*` operation gives the exact result or an error. The only
/// ways to round are [`Decimal::round`] and [`Decimal::divide`], which are told how.
///
/// # Limits
///
/// At most 28 digits after the point, and a magnitude below 2⁹⁶ (about
/// 7.9 × 10²⁸) when the point is left out. A product that passes 2¹²⁷ before
/// its trailing zeros are dropped is refused too.
///
/// The value is kept without trailing zeros and without a negative zero, so
/// equal numbers look, compare and hash the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Inner);

impl Decimal {
    /// The number 0.
    pub const ZERO: Decimal = Decimal(Inner::ZERO);
    /// The number 1.
    pub const ONE: Decimal = Decimal(Inner::ONE);

    /// A whole number.
    pub fn from_int(value: i64) -> Decimal {
        Self::from_scaled::<0>(value)
    }

    /// `units / 10^SCALE`, for a scale known when compiling (at most 28), which is why it cannot fail.
    pub fn from_scaled<const SCALE: u32>(units: i64) -> Decimal {
        const { assert!(SCALE <= Inner::MAX_SCALE) };
        Decimal(Inner::new(units, SCALE).normalize())
    }

    /// Reads `-?digits(.digits)?`, at most 28 significant digits and 28 after the point.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text and what to write instead; nothing is ever rounded.
    pub fn parse(text: &str) -> Result<Decimal, ParseDecimalError> {
        let (units, scale) = parse::units_and_scale(text)?;
        Self::from_units(units, scale).map_err(|_| ParseDecimalError::TooManyDigits)
    }

    /// `units / 10^scale`.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] when the magnitude is too large, [`NumError::Inexact`] when
    /// there are more digits than fit.
    pub fn from_units(units: i128, scale: u32) -> Result<Decimal, NumError> {
        if let Ok(inner) = Inner::try_from_i128_with_scale(units, scale) {
            return Ok(Decimal(inner.normalize()));
        }
        let (units, scale) = strip_zeros(units, scale);
        if let Ok(inner) = Inner::try_from_i128_with_scale(units, scale) {
            return Ok(Decimal(inner.normalize()));
        }
        let whole = 10i128.checked_pow(scale).and_then(|power| units.checked_div(power)).unwrap_or(0);
        match Inner::try_from_i128_with_scale(whole, 0) {
            Ok(_) if scale > 0 => Err(NumError::Inexact),
            _ => Err(NumError::Overflow),
        }
    }

    /// `self × 10^scale` when that is a whole number that fits, else `None`.
    pub fn to_units(self, scale: u32) -> Option<i128> {
        let zeros = scale.checked_sub(self.scale())?;
        if self.is_zero() {
            return Some(0);
        }
        10i128.checked_pow(zeros)?.checked_mul(self.0.mantissa())
    }

    /// The exact sum.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] or [`NumError::Inexact`] when the sum cannot be held exactly.
    pub fn checked_add(self, other: Decimal) -> Result<Decimal, NumError> {
        // rust_decimal drops digits that do not fit and says nothing; it has done so exactly when
        // the sum has fewer places than the longer operand, because ours end in no zero.
        let sum = self.0.checked_add(other.0).ok_or(NumError::Overflow)?;
        if sum.scale() == self.scale().max(other.scale()) {
            Ok(Decimal(sum.normalize()))
        } else {
            Err(NumError::Inexact)
        }
    }

    /// The exact difference.
    ///
    /// # Errors
    ///
    /// As [`Decimal::checked_add`].
    pub fn checked_sub(self, other: Decimal) -> Result<Decimal, NumError> {
        self.checked_add(other.negate())
    }

    /// The exact product.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] or [`NumError::Inexact`] when the product cannot be held exactly.
    pub fn checked_mul(self, other: Decimal) -> Result<Decimal, NumError> {
        if self.is_zero() || other.is_zero() {
            return Ok(Self::ZERO);
        }
        let product = self.0.checked_mul(other.0).ok_or(NumError::Overflow)?;
        let scale = self.scale().saturating_add(other.scale());
        if product.scale() == scale {
            return Ok(Decimal(product.normalize()));
        }
        // Fewer places than the operands have together: digits were dropped, and only if
        // all of them were zeros is the product exact after all.
        let units = self.0.mantissa().checked_mul(other.0.mantissa()).ok_or(NumError::Inexact)?;
        Self::from_units(units, scale)
    }

    /// The quotient, rounded once, as told, from the exact quotient.
    ///
    /// # Errors
    ///
    /// [`NumError::DivisionByZero`]; [`NumError::Overflow`] or [`NumError::Inexact`] when the
    /// operands or the result are too long.
    pub fn divide(self, divisor: Decimal, rounding: &Rounding) -> Result<Decimal, NumError> {
        Fraction::from(self).checked_div(Fraction::from(divisor))?.round(rounding)
    }

    /// The multiple of the rounding's step that the rounding's mode chooses.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] or [`NumError::Inexact`] when the numbers are too long.
    pub fn round(self, rounding: &Rounding) -> Result<Decimal, NumError> {
        let step = rounding.step();
        if step.0.mantissa() == 1 && self.scale() <= step.scale() {
            return Ok(self);
        }
        let scale = self.scale().max(step.scale());
        let count = match (self.to_units(scale), step.to_units(scale)) {
            (Some(units), Some(size)) => rounding.mode().quotient(units, size).ok_or(NumError::Overflow)?,
            _ => return Fraction::from(self).round(rounding),
        };
        Self::from_units(count, 0)?.checked_mul(step)
    }

    /// The number with its sign turned; zero stays zero.
    #[must_use]
    pub fn negate(self) -> Decimal {
        let mut inner = self.0;
        inner.set_sign_negative(!self.is_zero() && !self.is_negative());
        Decimal(inner)
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Decimal {
        Decimal(self.0.abs())
    }

    /// Whether the number is 0.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the number is below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative()
    }

    /// Whether the number is whole.
    pub fn is_integer(self) -> bool {
        self.scale() == 0
    }

    /// How many digits stand after the point, 0 to 28, trailing zeros not counted.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }
}

fn strip_zeros(mut units: i128, mut scale: u32) -> (i128, u32) {
    if units == 0 {
        return (0, 0);
    }
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale = scale.saturating_sub(1);
    }
    (units, scale)
}

impl From<Decimal> for Fraction {
    fn from(value: Decimal) -> Fraction {
        Fraction::from_mantissa(value.0.mantissa(), value.scale())
    }
}

impl fmt::Display for Decimal {
    /// Without trailing zeros or exponent. A precision in the format string is ignored,
    /// because rust_decimal would cut digits off for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number as a string, such as \"1.5\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                Decimal::parse(text).map_err(|error| E::custom(format_args!("\"{text}\": {error}")))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
super::ts_string!(Decimal);

#[cfg(test)]
mod tests {
    use ts_rs::TS;

    use super::Decimal;
    use crate::num::NumError::{self, *};
    use crate::num::{Rounding, RoundingMode};

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn shown(result: Result<Decimal, NumError>) -> Result<String, NumError> {
        result.map(|value| value.to_string())
    }

    #[test]
    fn a_tenth_three_times_is_three_tenths() {
        assert_eq!(decimal("0.1").checked_mul(decimal("3")), Ok(decimal("0.3")));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let max = "9999999999999999999999999999";
        let tiny = "0.0000000000000000000000000001";
        let cases = [
            (decimal(tiny).checked_mul(decimal("0.1")), Err(Inexact)),
            (decimal(tiny).checked_mul(decimal("10")), Ok("0.000000000000000000000000001")),
            (decimal("0.00000000000000000002").checked_mul(decimal("0.000000005")), Ok(tiny)),
            (decimal(max).checked_mul(decimal("100")), Err(Overflow)),
            (decimal(max).checked_add(decimal("0.1")), Err(Inexact)),
            (decimal(max).checked_sub(decimal(max)), Ok("0")),
            (Decimal::from_units(i128::MAX, 0), Err(Overflow)),
            (Decimal::from_units(i128::MAX, 20), Err(Inexact)),
            (Decimal::from_units(1, 29), Err(Inexact)),
            (Decimal::from_units(10i128.pow(38), 40), Ok("0.01")),
            (Decimal::from_units(0, 99), Ok("0")),
        ];
        for (index, (result, expected)) in cases.into_iter().enumerate() {
            assert_eq!(shown(result), expected.map(str::to_owned), "case {index}");
        }
    }

    #[test]
    fn division_is_rounded_once_as_told() {
        let cents = Rounding::to_places(RoundingMode::HalfAwayFromZero, 2).unwrap();
        assert_eq!(shown(decimal("2").divide(decimal("3"), &cents)), Ok("0.67".into()));
        assert_eq!(shown(decimal("-1").divide(decimal("8"), &cents)), Ok("-0.13".into()));
        assert_eq!(decimal("1").divide(Decimal::ZERO, &cents), Err(DivisionByZero));
    }

    #[test]
    fn rounding_a_long_number_to_a_fine_step_is_not_an_overflow() {
        let long = decimal("9999999999999999999999999999");
        let fine = Rounding::to_places(RoundingMode::Up, 28).unwrap();
        assert_eq!(long.round(&fine), Ok(long));
    }

    #[test]
    fn units_are_whole_or_nothing() {
        assert_eq!(decimal("12.30").to_units(2), Some(1230));
        assert_eq!(decimal("12.345").to_units(2), None);
        assert_eq!(decimal("1").to_units(39), None);
        assert_eq!(Decimal::ZERO.to_units(99), Some(0));
        assert_eq!(Decimal::from_scaled::<4>(-12_300), decimal("-1.23"));
        assert_eq!(Decimal::from_int(i64::MIN).to_units(0), Some(i64::MIN.into()));
    }

    #[test]
    fn sign_and_size() {
        assert!(!Decimal::ZERO.negate().is_negative());
        assert_eq!(decimal("-1.5").abs(), decimal("1.5"));
        assert_eq!(decimal("1.5").negate(), decimal("-1.5"));
        assert!(decimal("100").is_integer() && !decimal("0.5").is_integer());
        assert_eq!(format!("{:.1}", decimal("1.25")), "1.25");
    }

    #[test]
    fn crosses_as_a_string_only() {
        assert_eq!(serde_json::to_string(&decimal("1.50")).unwrap(), "\"1.5\"");
        assert_eq!(serde_json::from_str::<Decimal>("\"1.50\"").unwrap(), decimal("1.5"));
        assert!(serde_json::from_str::<Decimal>("1.5").is_err());
        assert!(serde_json::from_str::<Decimal>("\"1e3\"").is_err());
        let config = ts_rs::Config::default();
        assert_eq!((Decimal::name(&config), Decimal::inline(&config)), ("string".into(), "string".into()));
    }
}
