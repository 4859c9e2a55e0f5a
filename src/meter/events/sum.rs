//! An exact sum of many fractions.

use crate::num::{Fraction, NumError};

/// Sums fractions over one common denominator, which spares a reduction at every step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ExactSum {
    numerator: i128,
    denominator: i128,
    is_lost: bool,
}

impl Default for ExactSum {
    fn default() -> ExactSum {
        ExactSum::ZERO
    }
}

impl ExactSum {
    /// Nothing yet.
    pub const ZERO: ExactSum = ExactSum { numerator: 0, denominator: 1, is_lost: false };

    /// Adds a number; a sum that grows too long is lost for good.
    pub fn add(&mut self, number: Fraction) {
        if self.is_lost || self.added(number).is_some() {
            return;
        }
        match self.reduced().and_then(|sum| sum.checked_add(number)) {
            Ok(sum) => (self.numerator, self.denominator) = (sum.numerator(), sum.denominator()),
            Err(_) => self.is_lost = true,
        }
    }

    fn added(&mut self, number: Fraction) -> Option<()> {
        let times = self.denominator.checked_div(number.denominator())?;
        if times.checked_mul(number.denominator())? != self.denominator {
            return self.widened(number);
        }
        self.numerator = self.numerator.checked_add(number.numerator().checked_mul(times)?)?;
        Some(())
    }

    /// Adds over the least common denominator, which then stays.
    fn widened(&mut self, number: Fraction) -> Option<()> {
        let own = Fraction::new(number.denominator(), self.denominator).ok()?;
        let (times, theirs) = (own.numerator(), own.denominator());
        let denominator = self.denominator.checked_mul(times)?;
        let numerator = self.numerator.checked_mul(times)?;
        self.numerator = numerator.checked_add(number.numerator().checked_mul(theirs)?)?;
        self.denominator = denominator;
        Some(())
    }

    fn reduced(&self) -> Result<Fraction, NumError> {
        Fraction::new(self.numerator, self.denominator)
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] when it was lost on the way.
    pub fn value(&self) -> Result<Fraction, NumError> {
        if self.is_lost { Err(NumError::Overflow) } else { self.reduced() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_lost_stays_lost() {
        let mut sum = ExactSum::ZERO;
        for prime in [1_000_003, 1_000_033, 1_000_037, 1_000_039, 1_000_081, 1_000_099, 1_000_117, 1_000_121]
        {
            sum.add(Fraction::new(1, prime).unwrap());
        }
        assert_eq!(sum.value(), Err(NumError::Overflow));
        sum.add(Fraction::ONE);
        assert_eq!(sum.value(), Err(NumError::Overflow));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_sum(numbers in prop::collection::vec((-1_000_000i128..1_000_000, 1i128..40), 0..40)) {
            let (mut sum, mut expected) = (ExactSum::ZERO, Fraction::ZERO);
            for (numerator, denominator) in numbers {
                let number = Fraction::new(numerator, denominator).unwrap();
                sum.add(number);
                expected = expected.checked_add(number).unwrap();
            }
            prop_assert_eq!(sum.value(), Ok(expected));
        }
    }
}
