//! What expires and what is left, as it is shown.

use serde::Serialize;

use super::{credit_id, day_before, names};
use crate::book::PriceBook;
use crate::date::Date;
use crate::insight::InsightError;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::{Currency, Money};
use crate::wallet::{LossCause, Statement};

/// Places of a price per credit.
const PRICE_PLACES: u32 = 6;

/// What expires and what is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Expiry {
    /// Credits lost inside the horizon, by day.
    pub losses: Vec<LossLine>,
    /// Their sums, by credit type.
    pub expired_credits: Vec<Decimal>,
    /// What was paid for them.
    pub expired_value: Money,
    /// Credits left when the horizon ends.
    pub left: Vec<LeftLine>,
    /// Their sums, by credit type.
    pub left_credits: Vec<Decimal>,
    /// What was paid for them.
    pub left_value: Money,
    /// Cost for one credit used, six places; `None` when nothing is used, or several types are.
    pub price_per_used_credit: Option<Decimal>,
}

/// Credits lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LossLine {
    /// Id of the offer that granted them; empty for the balance at the start.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Id of the credit type.
    pub credit: String,
    /// The day of the grant.
    pub granted: Date,
    /// Last day on which they can be used.
    pub last_usable: Date,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, rounded to the minor unit so that the values sum to the total.
    pub value: Money,
    /// What took them.
    pub cause: LossCause,
}

/// Credits left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LeftLine {
    /// Id of the offer that granted them; empty for the balance at the start.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Id of the credit type.
    pub credit: String,
    /// The day of the grant.
    pub granted: Date,
    /// Last day on which they can be used; `None`: they never expire.
    pub last_usable: Option<Date>,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, rounded to the minor unit so that the values sum to the total.
    pub value: Money,
}

pub(super) fn expiry(book: &PriceBook, statement: &Statement) -> Result<Expiry, InsightError> {
    let currency = book.currency();
    let mut losses = Vec::with_capacity(statement.losses.len());
    let mut lost = Parts::new(currency);
    for loss in &statement.losses {
        let (offer, name) = names(book, loss.offer);
        losses.push(LossLine {
            offer,
            name,
            credit: credit_id(book, loss.credit),
            granted: loss.granted,
            last_usable: day_before(loss.date),
            credits: loss.credits,
            value: lost.add(loss.value)?,
            cause: loss.cause,
        });
    }
    let mut left = Vec::with_capacity(statement.left.len());
    let mut kept = Parts::new(currency);
    for lot in &statement.left {
        let (offer, name) = names(book, lot.offer);
        left.push(LeftLine {
            offer,
            name,
            credit: credit_id(book, lot.credit),
            granted: lot.granted,
            last_usable: lot.end.map(day_before),
            credits: lot.credits,
            value: kept.add(lot.value)?,
        });
    }
    let types = 0..book.credits().len();
    Ok(Expiry {
        losses,
        expired_credits: types.clone().map(|credit| statement.lost(credit)).collect::<Result<_, _>>()?,
        expired_value: lost.rounded,
        left,
        left_credits: types.map(|credit| statement.left(credit)).collect::<Result<_, _>>()?,
        left_value: kept.rounded,
        price_per_used_credit: price_per_used(book, statement)?,
    })
}

/// Parts of a sum of money, each rounded so that together they are the rounded sum.
struct Parts {
    currency: Currency,
    exact: Fraction,
    rounded: Money,
}

impl Parts {
    fn new(currency: Currency) -> Parts {
        Parts { currency, exact: Fraction::ZERO, rounded: Money::ZERO }
    }

    fn add(&mut self, part: Fraction) -> Result<Money, NumError> {
        let before = self.rounded;
        self.exact = self.exact.checked_add(part)?;
        self.rounded = self.currency.round_fraction(self.exact)?;
        self.rounded.checked_sub(before)
    }
}

fn price_per_used(book: &PriceBook, statement: &Statement) -> Result<Option<Decimal>, NumError> {
    if book.credits().len() != 1 {
        return Ok(None);
    }
    let mut used = Decimal::ZERO;
    for month in statement.months.iter().flat_map(|month| &month.credits) {
        used = used.checked_add(month.used)?.checked_add(month.charged)?.checked_add(month.carried)?;
    }
    if used.is_zero() {
        return Ok(None);
    }
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, PRICE_PLACES)?;
    Fraction::from(statement.cost()?.amount()).checked_div(used.into())?.round(&places).map(Some)
}
