use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::integer::{exact_div, floor_div, gcd};
use super::{Decimal, NumError, Rounding};

/// An exact rational number: a whole number over a positive whole number, reduced.
///
/// Formulas are evaluated in it, so that a division inside a `ceil` is never off by one.
/// Numerator and denominator stay below 2¹²⁷ in magnitude; an operation whose reduced
/// result does not fit is [`NumError::Overflow`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// Never `i128::MIN`, so that turning the sign cannot fail.
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// The number 0.
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };
    /// The number 1.
    pub const ONE: Fraction = Fraction { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced.
    ///
    /// # Errors
    ///
    /// [`NumError::DivisionByZero`] for a zero denominator, [`NumError::Overflow`] when a part is `i128::MIN`.
    pub fn new(numerator: i128, denominator: i128) -> Result<Fraction, NumError> {
        if denominator == 0 {
            return Err(NumError::DivisionByZero);
        }
        let (Some(size), Some(below)) = (numerator.checked_abs(), denominator.checked_abs()) else {
            return Err(NumError::Overflow);
        };
        let common = gcd(size, below);
        let size = exact_div(size, common);
        let negative = (numerator < 0) != (denominator < 0);
        let numerator = if negative { size.saturating_neg() } else { size };
        Ok(Fraction { numerator, denominator: exact_div(below, common) })
    }

    /// A whole number.
    pub fn from_int(value: i64) -> Fraction {
        Fraction { numerator: value.into(), denominator: 1 }
    }

    /// `mantissa / 10^scale` for the parts of a [`Decimal`], which always fit.
    pub(super) fn from_mantissa(mantissa: i128, scale: u32) -> Fraction {
        let power = 10i128.saturating_pow(scale);
        let common = if scale == 0 { 1 } else { gcd(mantissa.saturating_abs(), power) };
        Fraction { numerator: exact_div(mantissa, common), denominator: exact_div(power, common) }
    }

    /// The numerator, which carries the sign.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator; above 0, and 1 exactly when the number is whole.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// The exact sum.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`].
    pub fn checked_add(self, other: Fraction) -> Result<Fraction, NumError> {
        self.sum(other).ok_or(NumError::Overflow)
    }

    /// The exact difference.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`].
    pub fn checked_sub(self, other: Fraction) -> Result<Fraction, NumError> {
        self.sum(other.negate()).ok_or(NumError::Overflow)
    }

    /// The exact product.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`].
    pub fn checked_mul(self, other: Fraction) -> Result<Fraction, NumError> {
        self.product(other).ok_or(NumError::Overflow)
    }

    /// The exact quotient.
    ///
    /// # Errors
    ///
    /// [`NumError::DivisionByZero`] or [`NumError::Overflow`].
    pub fn checked_div(self, divisor: Fraction) -> Result<Fraction, NumError> {
        let turned = match divisor.numerator.cmp(&0) {
            Ordering::Equal => return Err(NumError::DivisionByZero),
            Ordering::Greater => Fraction { numerator: divisor.denominator, denominator: divisor.numerator },
            Ordering::Less => Fraction {
                numerator: divisor.denominator.saturating_neg(),
                denominator: divisor.numerator.saturating_neg(),
            },
        };
        self.product(turned).ok_or(NumError::Overflow)
    }

    /// Works over the least common denominator, so only the true size of the sum can overflow.
    fn sum(self, other: Fraction) -> Option<Fraction> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::fitting(self.numerator.checked_add(other.numerator)?, 1);
        }
        let common = gcd(self.denominator, other.denominator);
        let own = exact_div(self.denominator, common);
        let theirs = exact_div(other.denominator, common);
        let left = self.numerator.checked_mul(theirs)?;
        let numerator = left.checked_add(other.numerator.checked_mul(own)?)?;
        // Whatever still cancels divides the common part, because the parts are coprime to the rest.
        let cancels = gcd(numerator.checked_abs()?, common);
        let denominator = own.checked_mul(exact_div(other.denominator, cancels))?;
        Self::fitting(exact_div(numerator, cancels), denominator)
    }

    /// Cancels across before multiplying, so the product is reduced and overflow comes late.
    fn product(self, other: Fraction) -> Option<Fraction> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::fitting(self.numerator.checked_mul(other.numerator)?, 1);
        }
        let down = gcd(self.numerator.checked_abs()?, other.denominator);
        let up = gcd(other.numerator.checked_abs()?, self.denominator);
        let numerator = exact_div(self.numerator, down).checked_mul(exact_div(other.numerator, up))?;
        let denominator = exact_div(self.denominator, up).checked_mul(exact_div(other.denominator, down))?;
        Self::fitting(numerator, denominator)
    }

    fn fitting(numerator: i128, denominator: i128) -> Option<Fraction> {
        (numerator != i128::MIN).then_some(Fraction { numerator, denominator })
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negate(self) -> Fraction {
        Fraction { numerator: self.numerator.saturating_neg(), ..self }
    }

    /// The largest whole number not above this one.
    #[must_use]
    pub fn floor(self) -> Fraction {
        Fraction { numerator: floor_div(self.numerator, self.denominator), denominator: 1 }
    }

    /// The smallest whole number not below this one.
    #[must_use]
    pub fn ceil(self) -> Fraction {
        self.negate().floor().negate()
    }

    /// The multiple of the rounding's step that the rounding's mode chooses, from the exact number.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] or [`NumError::Inexact`] when the numbers are too long.
    pub fn round(self, rounding: &Rounding) -> Result<Decimal, NumError> {
        let steps = self.checked_div(Fraction::from(rounding.step()))?;
        let count = rounding.mode().quotient(steps.numerator, steps.denominator).ok_or(NumError::Overflow)?;
        Decimal::from_units(count, 0)?.checked_mul(rounding.step())
    }

    /// The same number as a decimal, if it has finitely many digits and they fit.
    pub fn to_decimal(self) -> Option<Decimal> {
        if self.denominator == 1 {
            return Decimal::from_units(self.numerator, 0).ok();
        }
        let twos = self.denominator.trailing_zeros();
        let mut rest = self.denominator.checked_shr(twos)?;
        let mut fives = 0u32;
        while rest % 5 == 0 {
            rest /= 5;
            fives = fives.checked_add(1)?;
        }
        if rest != 1 {
            return None;
        }
        let scale = twos.max(fives);
        let factor = 10i128.checked_pow(scale)?.checked_div(self.denominator)?;
        Decimal::from_units(self.numerator.checked_mul(factor)?, scale).ok()
    }

    fn whole_and_rest(self) -> (i128, i128) {
        let rest = self.numerator.checked_rem_euclid(self.denominator).unwrap_or(0);
        (floor_div(self.numerator, self.denominator), rest)
    }

    /// Whether the number is whole.
    pub fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// Whether the number is 0.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether the number is below 0.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }
}

impl Ord for Fraction {
    /// Exact for all values: where a cross product would not fit, the integer parts are compared,
    /// then the reciprocals of what is left, as in a continued fraction.
    fn cmp(&self, other: &Fraction) -> Ordering {
        let cross =
            (self.numerator.checked_mul(other.denominator), other.numerator.checked_mul(self.denominator));
        if let (Some(left), Some(right)) = cross {
            return left.cmp(&right);
        }
        let (mut left, mut right) = (*self, *other);
        let mut turned = false;
        loop {
            let (left_whole, left_rest) = left.whole_and_rest();
            let (right_whole, right_rest) = right.whole_and_rest();
            let order = match left_whole.cmp(&right_whole) {
                Ordering::Equal if left_rest == 0 || right_rest == 0 => left_rest.cmp(&right_rest),
                Ordering::Equal => {
                    left = Fraction { numerator: left.denominator, denominator: left_rest };
                    right = Fraction { numerator: right.denominator, denominator: right_rest };
                    turned = !turned;
                    continue;
                }
                order => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    /// As a decimal where there is one, else as `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(decimal) => write!(f, "{decimal}"),
            None if self.denominator == 1 => write!(f, "{}", self.numerator),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

#[cfg(test)]
super::ts_string!(Fraction);

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;
    use crate::num::NumError::{DivisionByZero, Overflow};
    use crate::num::{Decimal, Rounding, RoundingMode};

    fn fraction(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).unwrap()
    }

    #[test]
    fn is_reduced_and_below_is_positive() {
        assert_eq!(fraction(6, -4), fraction(-3, 2));
        assert_eq!(fraction(0, -7), Fraction::ZERO);
        assert_eq!(Fraction::new(1, 0), Err(DivisionByZero));
        assert_eq!(Fraction::new(i128::MIN, 3), Err(Overflow));
    }

    #[test]
    fn dividing_and_multiplying_back_loses_nothing() {
        let third = Fraction::ONE.checked_div(Fraction::from_int(3)).unwrap();
        assert_eq!(third.checked_mul(Fraction::from_int(3)), Ok(Fraction::ONE));
        assert_eq!(third.checked_div(Fraction::ZERO), Err(DivisionByZero));
        assert_eq!(third.checked_div(fraction(-1, 2)), Ok(fraction(-2, 3)));
    }

    #[test]
    fn overflow_comes_late() {
        let large = Fraction::new(i128::MAX, 2).unwrap();
        assert_eq!(large.checked_mul(fraction(2, i128::MAX)), Ok(Fraction::ONE));
        assert_eq!(large.checked_sub(large), Ok(Fraction::ZERO));
        assert_eq!(large.checked_mul(Fraction::from_int(3)), Err(Overflow));
    }

    #[test]
    fn order_is_exact_where_products_do_not_fit() {
        let (low, high) = (fraction(i128::MAX - 1, i128::MAX), fraction(i128::MAX - 2, i128::MAX - 1));
        assert!(high < low && low < Fraction::ONE && low.negate() < high.negate());
        assert!(fraction(1, i128::MAX) < fraction(1, i128::MAX - 1));
        // One continued fraction ends where the other goes on: [2³⁰; 2⁴⁰] and [2³⁰; 2⁴⁰, 2⁴⁰].
        let (first, next) = (1i128 << 30, 1i128 << 40);
        let ends = fraction(first * next + 1, next);
        let goes_on = fraction(first * (next * next + 1) + next, next * next + 1);
        assert!(goes_on < ends && goes_on.negate() > ends.negate());
    }

    #[test]
    fn floor_ceil_and_display() {
        assert_eq!(fraction(-7, 2).floor(), Fraction::from_int(-4));
        assert_eq!(fraction(-7, 2).ceil(), Fraction::from_int(-3));
        assert_eq!(Fraction::from_int(4).ceil(), Fraction::from_int(4));
        let shown = [fraction(1, 3), fraction(-7, 8), fraction(4, 2), fraction(i128::MAX, 1)];
        let shown = shown.map(|fraction| fraction.to_string());
        assert_eq!(shown, ["1/3", "-0.875", "2", "170141183460469231731687303715884105727"]);
    }

    #[test]
    fn rounding_never_goes_through_a_rounded_quotient() {
        let up = Rounding::new(RoundingMode::Up, Decimal::ONE).unwrap();
        let tiny_more = fraction(3 * 10i128.pow(36) + 1, 10i128.pow(36));
        assert_eq!(tiny_more.round(&up), Ok(Decimal::from_int(4)));
    }
}
