//! Credits by the month, on average.

use crate::book::PriceBook;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Credits of the horizon by the month, on average, rounded to each type's step.
///
/// # Errors
///
/// [`NumError`] when a number is too large.
pub fn average(book: &PriceBook, total: &[Decimal], months: usize) -> Result<Vec<Decimal>, NumError> {
    let count = Fraction::new(i128::try_from(months).unwrap_or(1), 1)?;
    let of_type = |(credit, total): (usize, &Decimal)| {
        let rounding =
            Rounding::new(RoundingMode::HalfAwayFromZero, book.step(credit)).ok_or(NumError::Overflow)?;
        Fraction::from(*total).checked_div(count)?.round(&rounding)
    };
    total.iter().enumerate().map(of_type).collect()
}
