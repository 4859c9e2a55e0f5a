//! A month's use, spread evenly over its days.

use crate::num::{Decimal, Fraction, NumError};

/// Credits of one month by day: whole steps, the remainder on the first days, so that the days sum exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    each: i128,
    first: i128,
    days: i128,
    step: Decimal,
}

impl Spread {
    /// Spreads `credits`, a multiple of `step`, over `days`, at least 1.
    ///
    /// # Errors
    ///
    /// [`NumError::Inexact`] when `credits` is no multiple of `step`, [`NumError::DivisionByZero`] without days.
    pub fn new(credits: Decimal, step: Decimal, days: i32) -> Result<Spread, NumError> {
        let steps = Fraction::from(credits).checked_div(step.into())?;
        if !steps.is_integer() {
            return Err(NumError::Inexact);
        }
        let days = i128::from(days);
        let each = steps.numerator().checked_div_euclid(days).ok_or(NumError::DivisionByZero)?;
        let first = steps.numerator().checked_rem_euclid(days).ok_or(NumError::DivisionByZero)?;
        Ok(Spread { each, first, days, step })
    }

    /// Credits of the first `days` days of the month; of all of them beyond its length.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] only for numbers that [`Spread::new`] would not have held.
    pub fn before(&self, days: i32) -> Result<Decimal, NumError> {
        let days = i128::from(days).clamp(0, self.days);
        let steps = self.each.checked_mul(days).and_then(|steps| steps.checked_add(days.min(self.first)));
        Decimal::from_units(steps.ok_or(NumError::Overflow)?, 0)?.checked_mul(self.step)
    }

    /// Credits of one day, counted from 0.
    ///
    /// # Errors
    ///
    /// As [`Spread::before`].
    pub fn on(&self, day: i32) -> Result<Decimal, NumError> {
        self.before(day.saturating_add(1))?.checked_sub(self.before(day)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn remainders_come_first_and_days_sum_exactly() {
        let spread = Spread::new(decimal("16"), decimal("0.5"), 30).unwrap();
        let days: Vec<Decimal> = (0..30).map(|day| spread.on(day).unwrap()).collect();
        assert_eq!(days[0], decimal("1"));
        assert_eq!(days[1], decimal("1"));
        assert_eq!(days[2], decimal("0.5"));
        let sum = days.iter().try_fold(Decimal::ZERO, |sum, day| sum.checked_add(*day)).unwrap();
        assert_eq!(sum, decimal("16"));
        assert_eq!(spread.before(99).unwrap(), decimal("16"));
    }

    #[test]
    fn what_is_no_multiple_of_the_step_is_refused() {
        assert_eq!(Spread::new(decimal("0.3"), decimal("0.5"), 30), Err(NumError::Inexact));
        assert_eq!(Spread::new(decimal("1"), decimal("1"), 0), Err(NumError::DivisionByZero));
    }
}
