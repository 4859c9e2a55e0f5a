//! Prices after use in whole numbers.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "quantities are at most LARGEST summed over the streams; products go through i128 and are checked"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::pricing::least_unit;
use crate::book::{Charge, TierMode, UsePrice};
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::{Currency, Money};

/// What a month costs at most; beyond it, it is as good as forbidden.
const MOST: i64 = i64::MAX / 4;

/// A price for units charged after use, rounded once a month.
#[derive(Debug, Clone)]
pub struct Tariff {
    price: Price,
    /// Due without any use, minor units.
    pub standing: i64,
    /// Whether more units never cost less.
    pub rises: bool,
    /// Least money for a unit, in thousandths of a minor unit, as a fraction; no month's charge is below that many
    /// times its units by more than half a minor unit.
    least: (i128, i128),
    /// Whether a month can be rounded down.
    pub rounds: bool,
}

#[derive(Debug, Clone)]
enum Price {
    /// Started blocks, or single units where there is no block, at a price in minor units as a fraction.
    Blocks { block: Option<i64>, price: (i128, i128) },
    /// Whatever the book says; with what was asked already.
    Exact { charge: Box<Charge>, currency: Currency, unit: Decimal, step: Decimal, known: RefCell<Known> },
    /// Nothing.
    Free,
}

type Known = BTreeMap<i64, Option<i64>>;

impl Tariff {
    /// Started blocks at a whole price.
    #[cfg(test)]
    pub fn of_blocks(block: i64, price: i64) -> Tariff {
        Tariff::blocks(Some(block), (i128::from(price), 1))
    }

    /// Started blocks at a price that need not be whole.
    #[cfg(test)]
    pub fn of_parts(block: i64, price: (i128, i128)) -> Tariff {
        Tariff::blocks(Some(block), price)
    }

    fn blocks(block: Option<i64>, price: (i128, i128)) -> Tariff {
        let least = (price.0.saturating_mul(1_000), price.1.saturating_mul(i128::from(block.unwrap_or(1))));
        Tariff {
            price: Price::Blocks { block, price },
            standing: 0,
            rises: true,
            least,
            rounds: price.1 != 1,
        }
    }

    /// Use that costs nothing.
    pub fn free() -> Tariff {
        Tariff { price: Price::Free, standing: 0, rises: true, least: (0, 1), rounds: false }
    }

    /// The tariff of a charge for units of so many credits each; `largest` units are charged in a month at most. What
    /// is due in any case may be due without use (`stands`).
    ///
    /// # Errors
    ///
    /// [`NumError`] when a number is too large.
    pub fn new(
        charge: &Charge,
        currency: Currency,
        (unit, step): (Decimal, Decimal),
        largest: i64,
        stands: bool,
    ) -> Result<Tariff, NumError> {
        let minor = Fraction::from(Decimal::from_units(10_i128.pow(currency.minor_units()), 0)?);
        let plain = charge.discount.is_zero()
            && charge.maximum.is_none()
            && charge.minimum.is_none()
            && charge.commitment.is_none()
            && charge.limit.is_none();
        if let UsePrice::Blocks { block, price, whole_blocks } = &charge.price
            && plain
        {
            let price = price.checked_mul(minor)?;
            let units = Fraction::from(*block).checked_div(unit.into())?;
            if *whole_blocks {
                let block = i64::try_from(units.numerator()).ok().filter(|_| units.is_integer());
                let block = block.ok_or(NumError::Inexact)?;
                return Ok(Tariff::blocks(Some(block), (price.numerator(), price.denominator())));
            }
            let each = price.checked_div(units)?;
            return Ok(Tariff::blocks(None, (each.numerator(), each.denominator())));
        }
        let volume = matches!(charge.price, UsePrice::Tiers { mode: TierMode::Volume, .. });
        let least =
            least_price(charge, unit, largest)?.checked_mul(minor)?.checked_mul(Fraction::from_int(1_000))?;
        let standing = if stands { charge.standing(currency)? } else { Money::ZERO };
        let standing = currency.to_minor(standing).unwrap_or(MOST);
        let price = Price::Exact {
            charge: Box::new(charge.clone()),
            currency,
            unit,
            step,
            known: RefCell::default(),
        };
        Ok(Tariff {
            price,
            standing,
            rises: !volume,
            least: (least.numerator(), least.denominator()),
            rounds: true,
        })
    }

    /// Units of a started block and minor units for it as a fraction, where a month costs nothing but its blocks, rounded
    /// to the nearest minor unit.
    pub fn by_blocks(&self) -> Option<(i64, (i128, i128))> {
        match &self.price {
            _ if self.standing > 0 => None,
            Price::Free => Some((1, (0, 1))),
            Price::Blocks { block, price } => Some((block.unwrap_or(1), *price)),
            Price::Exact { .. } => None,
        }
    }

    /// Minor units of money for one month's shortage; `None` where that much is not charged.
    pub fn cost(&self, units: i64) -> Option<i64> {
        if units <= 0 {
            return Some(self.standing);
        }
        match &self.price {
            Price::Free => Some(0),
            Price::Blocks { block, price: (numerator, denominator) } => {
                let count = match block {
                    Some(block) => (i128::from(units) + i128::from(*block) - 1) / i128::from(*block),
                    None => i128::from(units),
                };
                let product = count.checked_mul(*numerator).and_then(|product| product.checked_mul(2));
                let rounded =
                    product.map_or(i128::MAX, |product| (product + denominator) / (denominator * 2));
                Some(i64::try_from(rounded).unwrap_or(MOST).min(MOST))
            }
            Price::Exact { charge, currency, unit, step, known } => {
                if let Some(cost) = known.borrow().get(&units) {
                    return *cost;
                }
                let cost = self.exact(charge, *currency, *unit, *step, units).unwrap_or(Some(MOST));
                known.borrow_mut().insert(units, cost);
                cost
            }
        }
    }

    /// Of so many units, how many are not charged.
    pub fn beyond(&self, units: i64) -> i64 {
        let Price::Exact { charge, currency, unit, step, .. } = &self.price else { return 0 };
        let charged = || -> Result<Decimal, NumError> {
            let credits = Decimal::from_units(units.into(), 0)?.checked_mul(*unit)?;
            charge.chargeable(*currency, *step, credits)
        };
        let whole = charged().and_then(|credits| Fraction::from(credits).checked_div((*unit).into()));
        let charged = whole.map_or(0, |whole| i64::try_from(whole.floor().numerator()).unwrap_or(0));
        (units - charged).max(0)
    }

    fn exact(
        &self,
        charge: &Charge,
        currency: Currency,
        unit: Decimal,
        step: Decimal,
        units: i64,
    ) -> Result<Option<i64>, NumError> {
        let credits = Decimal::from_units(units.into(), 0)?.checked_mul(unit)?;
        let charged = charge.chargeable(currency, step, credits)?;
        if charged < credits {
            return Ok(None);
        }
        if charged.is_zero() {
            return Ok(Some(self.standing));
        }
        Ok(Some(currency.to_minor(charge.cost(currency, charged)?).unwrap_or(MOST).min(MOST)))
    }

    /// No more than so many units, or any more, cost in a month; thousandths of a minor unit.
    pub fn at_least(&self, units: i64) -> i64 {
        if units <= 0 {
            return 0;
        }
        match self.rises {
            true => {
                self.cost(units).map_or(MOST, |cost| cost.saturating_sub(self.standing).saturating_mul(1_000))
            }
            false => self.share(units),
        }
    }

    /// Thousandths of a minor unit for so many units at the least price of one, rounded down.
    pub fn share(&self, units: i64) -> i64 {
        let (numerator, denominator) = self.least;
        let product = numerator.checked_mul(units.into());
        product.map_or(MOST, |product| i64::try_from(product / denominator.max(1)).unwrap_or(MOST).min(MOST))
    }
}

/// Money for a unit that a month's cost, less what is due without use, never falls below, for up to `largest` units.
fn least_price(charge: &Charge, unit: Decimal, largest: i64) -> Result<Fraction, NumError> {
    // What is due in any case, a budget's end and factors below 1 break the proportion.
    if charge.minimum.is_some() || charge.commitment.is_some() || charge.limit.is_some() {
        return Ok(Fraction::ZERO);
    }
    let list = match &charge.price {
        UsePrice::Blocks { block, price, .. } => price.checked_div((*block).into())?,
        UsePrice::Tiers { tiers, .. } => least_unit(tiers)?,
    };
    let left = Fraction::from(Decimal::from_int(100).checked_sub(charge.discount)?);
    let mut least = list.checked_mul(unit.into())?.checked_mul(left)?.checked_div(Fraction::from_int(100))?;
    if let Some(maximum) = charge.maximum {
        least = least.min(Fraction::from(maximum).checked_div(Fraction::from_int(largest.max(1)))?);
    }
    Ok(least.max(Fraction::ZERO))
}
