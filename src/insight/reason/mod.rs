//! Why a purchase plan lost: numbers, for the page to put into words.

use serde::Serialize;

mod parts;
mod tie;

use super::InsightError;
use super::bought::is_charge;
use crate::book::PriceBook;
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::Money;
use crate::wallet::{Lost, Statement};
use parts::{charged, charged_beyond, expires_unused, term_beyond};
pub use tie::TieRule;
use tie::same_cost;

/// Places of a price per credit.
const PRICE_PLACES: u32 = 6;

/// One thing that makes a purchase plan worse than the recommended one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Credits are lost before they can be used.
    ExpiresUnused {
        /// The name of the offer that granted most of them; `None`: the balance at the start.
        name: Option<String>,
        /// Id of their credit type.
        credit: String,
        /// Credits lost, of that offer and type.
        credits: Decimal,
        /// Credits of the type granted by that offer.
        of: Decimal,
        /// What was paid for those lost.
        value: Money,
        /// Last day on which the first of them can be used.
        last_usable: Date,
        /// On how many days some of them are lost.
        days: u32,
    },
    /// Credits are paid for and still there at the end.
    LeftOver {
        /// How many, by credit type.
        credits: Vec<Decimal>,
        /// What was paid for them.
        value: Money,
    },
    /// A plan's term is paid for beyond the horizon.
    TermBeyond {
        /// The plan's name.
        name: String,
        /// Months of its last term after the horizon.
        months: u32,
        /// Their share of the term's price.
        value: Money,
    },
    /// More is charged after use.
    ChargedBeyond {
        /// The name of the offer that charges it.
        name: String,
        /// Credits charged, by credit type.
        credits: Vec<Decimal>,
        /// What they cost.
        amount: Money,
    },
    /// Its credits are dearer; only where there is one credit type.
    DearerPerCredit {
        /// Money paid for a credit bought, six places.
        price: Decimal,
        /// The same of the recommended purchase plan.
        winner: Decimal,
    },
    /// Its credits are no dearer, but it buys more of them.
    BuysMore {
        /// Credits granted and charged, by credit type.
        credits: Vec<Decimal>,
        /// The same of the recommended purchase plan.
        winner: Vec<Decimal>,
    },
    /// What is bought ahead costs more, for as many credits or in credits of several types.
    PaysMore {
        /// Paid for plans, add-ons, packs and top-ups.
        amount: Money,
        /// The same of the recommended purchase plan.
        winner: Money,
    },
    /// It costs the same and lost by a tie rule.
    SameCost {
        /// Which.
        by: TieRule,
        /// What both cost.
        cost: Money,
        /// What the rule counts: credits that expire, purchases, or the place in the book of the first offer that differs.
        count: Decimal,
        /// The same of the recommended purchase plan.
        winner: Decimal,
    },
}

/// What makes `statement` worse than the winner's: of the parts its higher cost falls into, the largest.
///
/// The parts are credits that expire, credits left, months after the horizon, charges after use, and the rest, which is the
/// price of the credits used. At least one is above 0 where it costs more: were the first four not, what is bought ahead
/// would cost more.
pub(super) fn reason(
    book: &PriceBook,
    winner: &Statement,
    statement: &Statement,
) -> Result<Reason, InsightError> {
    let difference = statement.cost()?.checked_sub(winner.cost()?)?;
    if difference.is_zero() {
        return same_cost(book, winner, statement);
    }
    let lost = value_lost(book, &statement.losses)?.checked_sub(value_lost(book, &winner.losses)?)?;
    let value = left_value(book, statement)?;
    let left = value.checked_sub(left_value(book, winner)?)?;
    let charged_more = charged(book, statement)?.1.checked_sub(charged(book, winner)?.1)?;
    let beyond = term_beyond(book, statement)?;
    let winners = term_beyond(book, winner)?.map_or(Money::ZERO, |(value, _)| value);
    let beyond_more = beyond.as_ref().map_or(Money::ZERO, |(value, _)| *value).checked_sub(winners)?;
    let mut parts: Vec<(Money, Option<Reason>)> = vec![
        (lost, expires_unused(book, statement)?),
        (left, Some(Reason::LeftOver { credits: by_type(book, |credit| statement.left(credit))?, value })),
        (charged_more, charged_beyond(book, statement)?),
        (beyond_more, beyond.map(|(_, reason)| reason)),
    ];
    let rest = parts.iter().try_fold(difference, |rest, (part, _)| rest.checked_sub(*part))?;
    parts.push((rest, dearer(book, winner, statement)?));
    let mut heaviest: Option<(Money, Reason)> = None;
    for (part, reason) in parts {
        let Some(reason) = reason.filter(|_| part > Money::ZERO) else { continue };
        if heaviest.as_ref().is_none_or(|(most, _)| part > *most) {
            heaviest = Some((part, reason));
        }
    }
    Ok(match heaviest {
        Some((_, reason)) => reason,
        None => Reason::PaysMore { amount: ahead(statement)?, winner: ahead(winner)? },
    })
}

/// Why credits cost more that are bought and used; `None` where what is bought ahead costs no more.
fn dearer(
    book: &PriceBook,
    winner: &Statement,
    statement: &Statement,
) -> Result<Option<Reason>, InsightError> {
    if let (Some(price), Some(best)) = (price_bought(book, statement)?, price_bought(book, winner)?) {
        // Less than a thousandth would not show.
        if price.checked_mul(Fraction::from_int(1_000))? >= best.checked_mul(Fraction::from_int(1_001))? {
            return Ok(Some(Reason::DearerPerCredit { price: rounded(price)?, winner: rounded(best)? }));
        }
        let (credits, winner) = (credits_bought(book, statement)?, credits_bought(book, winner)?);
        if credits > winner {
            return Ok(Some(Reason::BuysMore { credits, winner }));
        }
    }
    let (amount, winner) = (ahead(statement)?, ahead(winner)?);
    Ok((amount > winner).then_some(Reason::PaysMore { amount, winner }))
}

/// Paid for everything but charges after use.
fn ahead(statement: &Statement) -> Result<Money, NumError> {
    let ahead = statement.payments.iter().filter(|payment| !is_charge(payment.kind));
    ahead.map(|payment| payment.amount).try_fold(Money::ZERO, Money::checked_add)
}

/// A number of each credit type.
fn by_type(
    book: &PriceBook,
    of: impl Fn(usize) -> Result<Decimal, NumError>,
) -> Result<Vec<Decimal>, NumError> {
    (0..book.credits().len()).map(of).collect()
}

fn sum(credits: &[Decimal]) -> Result<Decimal, NumError> {
    credits.iter().try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(*credits))
}

fn money(book: &PriceBook, values: impl Iterator<Item = Fraction>) -> Result<Money, NumError> {
    let mut sum = Fraction::ZERO;
    for value in values {
        sum = sum.checked_add(value)?;
    }
    book.currency().round_fraction(sum)
}

fn value_lost(book: &PriceBook, losses: &[Lost]) -> Result<Money, NumError> {
    money(book, losses.iter().map(|loss| loss.value))
}

fn left_value(book: &PriceBook, statement: &Statement) -> Result<Money, NumError> {
    money(book, statement.left.iter().map(|left| left.value))
}

/// Credits granted inside the horizon or charged after use, by type.
fn credits_bought(book: &PriceBook, statement: &Statement) -> Result<Vec<Decimal>, NumError> {
    let (charged, _) = charged(book, statement)?;
    let all = charged.into_iter().enumerate();
    all.map(|(credit, charged)| charged.checked_add(statement.granted(credit)?)).collect()
}

/// Money for one of them, where there is one type.
fn price_bought(book: &PriceBook, statement: &Statement) -> Result<Option<Fraction>, NumError> {
    match credits_bought(book, statement)?.as_slice() {
        [credits] if !credits.is_zero() => {
            Fraction::from(statement.cost()?.amount()).checked_div((*credits).into()).map(Some)
        }
        _ => Ok(None),
    }
}

fn rounded(price: Fraction) -> Result<Decimal, NumError> {
    price.round(&Rounding::to_places(RoundingMode::HalfAwayFromZero, PRICE_PLACES)?)
}
