//! Credits of a month, spread over its days.

use crate::num::{Decimal, Fraction, NumError};

/// Credits of one month by day: whole steps on the days of use, the remainder on the first of these, so that the days
/// sum exactly. Day of use `k` of `n` is day `⌊k × days ÷ n⌋` of the month, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Whole steps of each day of use.
    each: i128,
    /// How many of the days of use have one step more.
    first: i128,
    /// Days of use, 1 to `days`.
    used: i128,
    /// Days of the month.
    days: i128,
    step: Decimal,
}

impl Spread {
    /// Spreads `credits`, a multiple of `step`, over all of a month's `days`, at least 1.
    ///
    /// # Errors
    ///
    /// As [`Spread::over`].
    pub fn new(credits: Decimal, step: Decimal, days: i32) -> Result<Spread, NumError> {
        Spread::over(credits, step, days, days)
    }

    /// Spreads `credits`, a multiple of `step`, over `used` of a month's `days`, at least 1 of each; over all of them
    /// when there are not so many.
    ///
    /// # Errors
    ///
    /// [`NumError::Inexact`] when `credits` is no multiple of `step`, [`NumError::DivisionByZero`] without days.
    pub fn over(credits: Decimal, step: Decimal, days: i32, used: i32) -> Result<Spread, NumError> {
        let steps = Fraction::from(credits).checked_div(step.into())?;
        if !steps.is_integer() {
            return Err(NumError::Inexact);
        }
        let (days, used) = (i128::from(days), i128::from(used.min(days)));
        if used <= 0 {
            return Err(NumError::DivisionByZero);
        }
        let each = steps.numerator().checked_div_euclid(used).ok_or(NumError::DivisionByZero)?;
        let first = steps.numerator().checked_rem_euclid(used).ok_or(NumError::DivisionByZero)?;
        Ok(Spread { each, first, used, days, step })
    }

    /// Credits of the first `days` days of the month; of all of them beyond its length.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] only for numbers that [`Spread::over`] would not have held.
    pub fn before(&self, days: i32) -> Result<Decimal, NumError> {
        // Day of use k lies before day d exactly when k × days < d × used, so ⌈d × used ÷ days⌉ of them do.
        let days = i128::from(days).clamp(0, self.days);
        let begun = days.saturating_mul(self.used).saturating_add(self.days).saturating_sub(1);
        let used = begun.checked_div_euclid(self.days).ok_or(NumError::DivisionByZero)?;
        let steps = self.each.checked_mul(used).and_then(|steps| steps.checked_add(used.min(self.first)));
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
    #![expect(clippy::arithmetic_side_effects, reason = "an overflow here fails the test, as it should")]

    use proptest::prelude::*;

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
    fn days_of_use_lie_apart() {
        let spread = Spread::over(decimal("11"), Decimal::ONE, 31, 4).unwrap();
        let used: Vec<(i32, String)> = (0..31)
            .map(|day| (day, spread.on(day).unwrap()))
            .filter(|(_, credits)| !credits.is_zero())
            .map(|(day, credits)| (day, credits.to_string()))
            .collect();
        let expected = [(0, "3"), (7, "3"), (15, "3"), (23, "2")];
        assert_eq!(used, expected.map(|(day, credits)| (day, credits.to_owned())));
        let short = Spread::over(decimal("3"), Decimal::ONE, 2, 10).unwrap();
        assert_eq!((short.on(0), short.on(1)), (Ok(decimal("2")), Ok(decimal("1"))));
    }

    #[test]
    fn what_is_no_multiple_of_the_step_is_refused() {
        assert_eq!(Spread::new(decimal("0.3"), decimal("0.5"), 30), Err(NumError::Inexact));
        assert_eq!(Spread::new(decimal("1"), decimal("1"), 0), Err(NumError::DivisionByZero));
        assert_eq!(Spread::over(decimal("1"), decimal("1"), 30, 0), Err(NumError::DivisionByZero));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against the definition, day of use by day of use.
        #[test]
        fn days_are_those_of_the_definition(steps in 0i64..5_000, days in 1i32..=31, used in 1i32..=31) {
            let step = decimal("0.25");
            let credits = step.checked_mul(Decimal::from_int(steps)).unwrap();
            let spread = Spread::over(credits, step, days, used).unwrap();
            let used = i64::from(used.min(days));
            let mut expected = vec![0i64; usize::try_from(days).unwrap()];
            for k in 0..used {
                let day = usize::try_from(k * i64::from(days) / used).unwrap();
                expected[day] += steps / used + i64::from(k < steps % used);
            }
            prop_assert_eq!(expected.iter().sum::<i64>(), steps);
            for (day, steps) in expected.into_iter().enumerate() {
                let credits = step.checked_mul(Decimal::from_int(steps)).unwrap();
                prop_assert_eq!(spread.on(i32::try_from(day).unwrap()), Ok(credits));
            }
            prop_assert_eq!(spread.before(days), Ok(credits));
        }
    }
}
