//! Top-ups: any number of credits between two bounds, and fees on purchases.

use serde::Serialize;

use super::charge::TierMode;
use super::grant::{Grant, Measure};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::rate::Tiers;
use crate::unit::{Currency, Money};

/// Added to the price of each purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fee {
    /// Percent of the price.
    pub percent: Decimal,
    /// At least this; due whenever the price is above 0.
    pub at_least: Money,
}

impl Fee {
    /// The fee on a price, rounded to the minor unit, half away from 0.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn on(&self, currency: Currency, price: Money) -> Result<Money, NumError> {
        if price.is_zero() {
            return Ok(Money::ZERO);
        }
        let share = Fraction::from(price.amount())
            .checked_mul(self.percent.into())?
            .checked_div(Fraction::from_int(100))?;
        Ok(currency.round_fraction(share)?.max(self.at_least))
    }
}

/// What the credits of one top-up cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TopUpPrice {
    /// Each block costs the same.
    Block(Money),
    /// By a tier table over the credits of the purchase; `unit` and `flat` are money.
    Tiers {
        /// The table.
        tiers: Tiers,
        /// How it applies.
        mode: TierMode,
    },
}

/// Free credits on top of a purchase that is large enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bonus {
    /// From so many credits on.
    pub from: Decimal,
    /// Percent of the credits bought, rounded down to the credit's step.
    pub percent: Decimal,
}

/// Any number of blocks between two bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct TopUp {
    /// Credits of one block, above 0.
    pub block: Decimal,
    /// What they cost.
    pub price: TopUpPrice,
    /// Fewest blocks of one purchase, at least 1.
    #[cfg_attr(test, ts(type = "number"))]
    pub min_blocks: u64,
    /// Most blocks of one purchase.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub max_blocks: Option<u64>,
    /// Bonuses by rising `from`; the last one reached holds.
    pub bonuses: Vec<Bonus>,
    /// The grant of one block.
    pub grant: Grant,
}

impl TopUp {
    /// Price of so many blocks, without a fee.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn cost(&self, currency: Currency, blocks: u64) -> Result<Money, NumError> {
        match &self.price {
            TopUpPrice::Block(price) => currency.money(price.amount().checked_mul(whole(blocks)?)?),
            TopUpPrice::Tiers { tiers, mode } => {
                let credits = Fraction::from(self.credits(blocks)?);
                let slices = match mode {
                    TierMode::Graduated => tiers.graduated(credits)?,
                    TierMode::Volume => tiers.volume(credits)?,
                };
                let sum =
                    slices.iter().try_fold(Fraction::ZERO, |sum, slice| sum.checked_add(slice.amount))?;
                currency.round_fraction(sum)
            }
        }
    }

    /// Credits of so many blocks, without a bonus.
    ///
    /// # Errors
    ///
    /// [`NumError`] when there are too many.
    pub fn credits(&self, blocks: u64) -> Result<Decimal, NumError> {
        self.block.checked_mul(whole(blocks)?)
    }

    /// Bonus credits of so many blocks, whole steps.
    ///
    /// # Errors
    ///
    /// [`NumError`] when there are too many.
    pub fn bonus(&self, step: Decimal, blocks: u64) -> Result<Decimal, NumError> {
        let credits = self.credits(blocks)?;
        let Some(bonus) = self.bonuses.iter().rev().find(|bonus| credits >= bonus.from) else {
            return Ok(Decimal::ZERO);
        };
        let share = Fraction::from(credits)
            .checked_mul(bonus.percent.into())?
            .checked_div(Fraction::from_int(100))?;
        share.round(&Rounding::new(RoundingMode::Down, step).ok_or(NumError::DivisionByZero)?)
    }

    /// What so many blocks grant: the credits, and the bonus where there is one.
    ///
    /// # Errors
    ///
    /// [`NumError`] when there are too many.
    pub fn grants(&self, step: Decimal, blocks: u64) -> Result<Vec<Grant>, NumError> {
        let mut bought = self.grant.clone();
        bought.measure = Measure::Add(self.credits(blocks)?);
        let extra = self.bonus(step, blocks)?;
        let mut grants = vec![bought];
        if !extra.is_zero() {
            let mut bonus = self.grant.clone();
            bonus.measure = Measure::Add(extra);
            bonus.bonus = true;
            grants.push(bonus);
        }
        Ok(grants)
    }
}

fn whole(count: u64) -> Result<Decimal, NumError> {
    Decimal::from_units(i128::from(count), 0)
}
