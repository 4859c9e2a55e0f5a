//! Prices of several copies or blocks that are not that many times the price of one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::offered::Blocks;
use super::problem::BuildError;
use crate::book::{Fee, Kind, Offer, TopUp, TopUpPrice};
use crate::num::{Decimal, Fraction, NumError};
use crate::rate::Tiers;
use crate::unit::{Currency, Money};

/// What a month costs at most; beyond it, it is as good as forbidden.
const MOST: i64 = i64::MAX / 4;

/// The exact price of a month's purchases of one offer, and the bonus that comes with them.
#[derive(Debug, Clone)]
pub struct Pricing {
    currency: Currency,
    fee: Option<Fee>,
    rule: Rule,
    known: RefCell<BTreeMap<i64, (i64, i64)>>,
}

#[derive(Debug, Clone)]
enum Rule {
    /// Copies, in as few purchases as the bounds allow.
    Copies(Money, Option<Blocks>),
    /// As few purchases as the bounds allow.
    TopUp { top_up: Box<TopUp>, blocks: Blocks, step: Decimal, unit: Decimal },
}

impl Pricing {
    /// The pricing of an offer; `step` and `unit` of its credits are for top-ups.
    pub fn of(
        offer: &Offer,
        currency: Currency,
        (step, unit): (Decimal, Decimal),
        blocks: Option<Blocks>,
    ) -> Pricing {
        let rule = match (&offer.kind, blocks) {
            (Kind::TopUp(top_up), Some(blocks)) => {
                Rule::TopUp { top_up: Box::new(top_up.clone()), blocks, step, unit }
            }
            (Kind::Pack { price, .. }, _) => Rule::Copies(*price, blocks),
            _ => Rule::Copies(Money::ZERO, None),
        };
        Pricing { currency, fee: offer.fee, rule, known: RefCell::default() }
    }

    /// The pricing of copies at this price.
    #[must_use]
    pub fn at(self, price: Money) -> Pricing {
        Pricing { rule: Rule::Copies(price, None), ..self }
    }

    /// The pricing, where it is not so many times the price of one.
    pub fn unless_linear(self) -> Option<std::rc::Rc<Pricing>> {
        let tiered = match &self.rule {
            Rule::Copies(..) => false,
            Rule::TopUp { top_up, .. } => {
                matches!(top_up.price, TopUpPrice::Tiers { .. }) || !top_up.bonuses.is_empty()
            }
        };
        (self.fee.is_some() || tiered).then(|| std::rc::Rc::new(self))
    }

    /// Minor units for so many blocks or copies that no number of them, sold in purchases of at least `min`,
    /// undercuts; one costs `price` without a fee.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when a number is too large.
    pub fn least(&self, price: i64, min: i64) -> Result<(i64, i64), BuildError> {
        let whole = |number: i64| Decimal::from_units(number.into(), 0).map(Fraction::from);
        let mut least = whole(price)?;
        let mut count = 1;
        let percent = self.fee.map_or(Decimal::ZERO, |fee| fee.percent);
        let factor =
            Fraction::from(percent).checked_div(Fraction::from_int(100))?.checked_add(Fraction::ONE)?;
        if let Rule::TopUp { top_up, .. } = &self.rule
            && let TopUpPrice::Tiers { tiers, .. } = &top_up.price
        {
            let unit = least_unit(tiers)?;
            let minor = Decimal::from_units(10_i128.pow(self.currency.minor_units()), 0)?;
            // A purchase's price can be rounded down by half a minor unit.
            let rounded =
                Fraction::ONE.checked_div(whole(min.max(1))?)?.checked_div(Fraction::from_int(2))?;
            least = unit.checked_mul(top_up.block.into())?.checked_mul(minor.into())?;
            least = least.checked_sub(rounded)?.max(Fraction::ZERO);
            count = 100_000;
        }
        least = least.checked_mul(factor)?.checked_mul(whole(count)?)?;
        if count > 1 && !percent.is_zero() {
            let rounded = whole(count)?.checked_div(whole(min.max(1))?)?;
            least = least.checked_sub(rounded)?.max(Fraction::ZERO);
        }
        Ok((i64::try_from(least.floor().numerator()).map_err(|_| NumError::Overflow)?, count))
    }

    /// Numbers of blocks from which on something else holds.
    pub fn jumps(&self) -> Vec<i64> {
        let Rule::TopUp { top_up, .. } = &self.rule else { return Vec::new() };
        let blocks = |credits: Decimal, more: i128| {
            let blocks = Fraction::from(credits).checked_div(top_up.block.into()).ok()?;
            let first = if more == 0 { blocks.ceil() } else { blocks.floor() };
            i64::try_from(first.numerator().checked_add(more)?).ok()
        };
        let mut jumps: Vec<i64> = top_up.bonuses.iter().filter_map(|bonus| blocks(bonus.from, 0)).collect();
        if let TopUpPrice::Tiers { tiers, .. } = &top_up.price {
            let ends = || tiers.rows().iter().filter_map(|row| Some(row.end?.number()));
            jumps.extend(ends().filter_map(|end| blocks(end, 0)));
            jumps.extend(ends().filter_map(|end| blocks(end, 1)));
        }
        jumps.sort_unstable();
        jumps.dedup();
        jumps
    }

    /// Most bonus units for each hundred units bought, rounded up.
    pub fn most_bonus_percent(&self) -> i64 {
        let Rule::TopUp { top_up, .. } = &self.rule else { return 0 };
        let percents = top_up.bonuses.iter().map(|bonus| Fraction::from(bonus.percent).ceil().numerator());
        percents.max().and_then(|percent| i64::try_from(percent).ok()).unwrap_or(0)
    }

    /// Minor units for so many copies or blocks of a month.
    pub fn cost(&self, count: i64) -> i64 {
        self.of_count(count).0
    }

    /// Bonus units with so many blocks of a month.
    pub fn bonus(&self, count: i64) -> i64 {
        self.of_count(count).1
    }

    fn of_count(&self, count: i64) -> (i64, i64) {
        if count <= 0 {
            return (0, 0);
        }
        if let Some(known) = self.known.borrow().get(&count) {
            return *known;
        }
        let answer = self.exact(count).unwrap_or((MOST, 0));
        self.known.borrow_mut().insert(count, answer);
        answer
    }

    fn exact(&self, count: i64) -> Result<(i64, i64), NumError> {
        match &self.rule {
            Rule::Copies(price, bounds) => {
                let mut cost = 0_i64;
                for copies in bounds.unwrap_or(Blocks::ANY).split(count) {
                    let price = price.amount().checked_mul(Decimal::from_int(copies))?;
                    let price = self.with_fee(self.currency.money(price)?)?;
                    cost = cost.checked_add(price).ok_or(NumError::Overflow)?;
                }
                Ok((cost, 0))
            }
            Rule::TopUp { top_up, blocks, step, unit } => {
                let (mut cost, mut bonus) = (0_i64, 0_i64);
                for blocks in blocks.split(count) {
                    let blocks = u64::try_from(blocks).map_err(|_| NumError::Overflow)?;
                    let price = self.with_fee(top_up.cost(self.currency, blocks)?)?;
                    cost = cost.checked_add(price).ok_or(NumError::Overflow)?;
                    let units = Fraction::from(top_up.bonus(*step, blocks)?).checked_div((*unit).into())?;
                    let units = i64::try_from(units.floor().numerator()).map_err(|_| NumError::Overflow)?;
                    bonus = bonus.checked_add(units).ok_or(NumError::Overflow)?;
                }
                Ok((cost, bonus))
            }
        }
    }

    fn with_fee(&self, price: Money) -> Result<i64, NumError> {
        let price = match &self.fee {
            Some(fee) => price.checked_add(fee.on(self.currency, price)?)?,
            None => price,
        };
        Ok(self.currency.to_minor(price).unwrap_or(MOST).min(MOST))
    }
}

/// Money for a unit that no quantity undercuts.
///
/// # Errors
///
/// [`NumError`] when a number is too large.
pub fn least_unit(tiers: &Tiers) -> Result<Fraction, NumError> {
    let mut least: Option<Fraction> = None;
    for row in tiers.rows() {
        let block = row.block.unwrap_or(Decimal::ONE);
        let mut unit = Fraction::from(row.unit).checked_div(block.into())?;
        if let Some(most) = row.at_most {
            unit = match row.end {
                Some(end) => unit.min(Fraction::from(most).checked_div(end.number().into())?),
                None => Fraction::ZERO,
            };
        }
        least = Some(least.map_or(unit, |known| known.min(unit)));
    }
    Ok(least.unwrap_or(Fraction::ZERO).max(Fraction::ZERO))
}
