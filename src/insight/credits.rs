//! Credits of usage, added up.

use crate::book::PriceBook;
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Credits of the whole horizon by credit type: without a plan, or on the first plan that has everything. So an amount
/// has the same credits whatever is bought, and can be told along an axis.
///
/// # Errors
///
/// [`NumError`] when a sum is too large.
pub fn used(book: &PriceBook, metering: &Metering) -> Result<Vec<Decimal>, NumError> {
    let mut all = vec![Decimal::ZERO; book.credits().len()];
    let contexts: Vec<Option<usize>> = std::iter::once(None).chain(book.plans().map(Some)).collect();
    for month in 0..metering.months.len() {
        let Some(uses) = contexts.iter().find_map(|plan| metering.demand.on(*plan, month)) else { continue };
        for (stream, used) in metering.streams.iter().zip(uses) {
            if let Some(sum) = all.get_mut(stream.credit) {
                *sum = sum.checked_add(used.total)?;
            }
        }
    }
    Ok(all)
}

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
