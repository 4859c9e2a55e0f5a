//! Prices of credits charged after use: overage and pay as you go.

use serde::Serialize;

use super::scalars::words;
use crate::num::{Decimal, Fraction, NumError};
use crate::rate::Tiers;
use crate::unit::{Currency, Money};

words! {
    /// Whether a tier table prices each slice or the whole quantity.
    TierMode {
        /// Each slice at its own tier's price.
        Graduated = "graduated",
        /// Everything at the price of the tier the quantity falls into.
        Volume = "volume",
    }
}

/// What credits charged after use cost before discount, maximum and minimum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UsePrice {
    /// By the block.
    Blocks {
        /// Credits of a block; 1 when charged by the credit.
        block: Decimal,
        /// Money for a block, exact; may be finer than the currency.
        price: Fraction,
        /// Whether a started block is charged in full.
        whole_blocks: bool,
    },
    /// By a tier table over the month's credits; `unit` and `flat` are money.
    Tiers {
        /// The table.
        tiers: Tiers,
        /// How it applies.
        mode: TierMode,
    },
}

/// Money that is spent each month in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Commitment {
    /// The month costs at least this.
    pub amount: Decimal,
    /// What exceeds it is multiplied by this.
    pub factor: Decimal,
}

/// Where charging ends and use stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChargeLimit {
    /// At so many credits a month.
    Credits(Decimal),
    /// Before the month costs more than this.
    Amount(Money),
}

/// A price for credits charged after use, once a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Charge {
    /// What the credits cost.
    pub price: UsePrice,
    /// Percent taken off, first.
    pub discount: Decimal,
    /// The month costs at most this, after the discount.
    pub maximum: Option<Decimal>,
    /// The month costs at least this, after the maximum; also when nothing was charged.
    pub minimum: Option<Decimal>,
    /// Money spent in any case.
    pub commitment: Option<Commitment>,
    /// Where it ends.
    pub limit: Option<ChargeLimit>,
}

impl Charge {
    /// A charge by price alone.
    pub fn new(price: UsePrice) -> Charge {
        Charge { price, discount: Decimal::ZERO, maximum: None, minimum: None, commitment: None, limit: None }
    }

    /// Price of one month's credits beyond the balance, rounded once; of 0 credits what is due in any case.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn cost(&self, currency: Currency, credits: Decimal) -> Result<Money, NumError> {
        currency.round_fraction(self.exact_cost(credits)?)
    }

    /// The same before it is rounded.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn exact_cost(&self, credits: Decimal) -> Result<Fraction, NumError> {
        let list = self.list_cost(credits)?;
        let left = Fraction::from(Decimal::from_int(100).checked_sub(self.discount)?);
        let mut cost = list.checked_mul(left)?.checked_div(Fraction::from_int(100))?;
        if let Some(maximum) = self.maximum {
            cost = cost.min(maximum.into());
        }
        if let Some(minimum) = self.minimum {
            cost = cost.max(minimum.into());
        }
        if let Some(commitment) = self.commitment {
            let amount = Fraction::from(commitment.amount);
            let beyond = cost.checked_sub(amount)?.max(Fraction::ZERO);
            cost = amount.checked_add(beyond.checked_mul(commitment.factor.into())?)?;
        }
        Ok(cost)
    }

    fn list_cost(&self, credits: Decimal) -> Result<Fraction, NumError> {
        match &self.price {
            UsePrice::Blocks { block, price, whole_blocks } => {
                let blocks = Fraction::from(credits).checked_div((*block).into())?;
                let charged = if *whole_blocks { blocks.ceil() } else { blocks };
                charged.checked_mul(*price)
            }
            UsePrice::Tiers { tiers, mode } => {
                let slices = match mode {
                    TierMode::Graduated => tiers.graduated(credits.into())?,
                    TierMode::Volume => tiers.volume(credits.into())?,
                };
                slices.iter().try_fold(Fraction::ZERO, |sum, slice| sum.checked_add(slice.amount))
            }
        }
    }

    /// What is due in a month without any use.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn standing(&self, currency: Currency) -> Result<Money, NumError> {
        match (self.minimum, self.commitment) {
            (None, None) => Ok(Money::ZERO),
            _ => self.cost(currency, Decimal::ZERO),
        }
    }

    /// Of so many credits, a multiple of `step`, how many may be charged in a month.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a number is too large.
    pub fn chargeable(
        &self,
        currency: Currency,
        step: Decimal,
        credits: Decimal,
    ) -> Result<Decimal, NumError> {
        match self.limit {
            None => Ok(credits),
            Some(ChargeLimit::Credits(most)) => Ok(credits.min(most)),
            Some(ChargeLimit::Amount(most)) => {
                if self.cost(currency, credits)? <= most {
                    return Ok(credits);
                }
                // Costs rise with credits as far as a budget is concerned: the last affordable number by halving.
                let whole = Fraction::from(credits).checked_div(step.into())?.floor();
                let (mut low, mut high) = (0_i128, whole.numerator());
                while low < high {
                    let middle = low.saturating_add(high).saturating_add(1) / 2;
                    let some = Decimal::from_units(middle, 0)?.checked_mul(step)?;
                    if self.cost(currency, some)? <= most {
                        low = middle;
                    } else {
                        high = middle.saturating_sub(1);
                    }
                }
                Decimal::from_units(low, 0)?.checked_mul(step)
            }
        }
    }
}
