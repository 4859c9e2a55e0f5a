//! Why a purchase plan lost: numbers, for the page to put into words.

use serde::Serialize;

use super::InsightError;
use super::bought::is_charge;
use crate::book::PriceBook;
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::{Credits, Money};
use crate::wallet::{Lost, Statement};

/// Places of a price per credit.
const PRICE_PLACES: u32 = 6;

/// One thing that makes a purchase plan worse than the recommended one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Credits are lost before they can be used.
    ExpiresUnused {
        /// The offer's name that granted most of them.
        name: String,
        /// Credits lost, of that offer.
        credits: Decimal,
        /// Credits granted by that offer.
        of: Decimal,
        /// What was paid for those lost.
        value: Money,
        /// Last day on which the first of them can be used.
        last_usable: Date,
    },
    /// Credits are paid for and still there at the end.
    LeftOver {
        /// How many.
        credits: Decimal,
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
        /// Credits charged.
        credits: Decimal,
        /// What they cost.
        amount: Money,
    },
    /// Its credits are dearer.
    DearerPerCredit {
        /// Money paid for a credit bought, six places.
        price: Decimal,
        /// The same of the recommended purchase plan.
        winner: Decimal,
    },
    /// Its credits are no dearer, but it buys more of them.
    BuysMore {
        /// Credits granted and charged.
        credits: Decimal,
        /// The same of the recommended purchase plan.
        winner: Decimal,
    },
    /// It costs the same and lost by a tie rule.
    SameCost {
        /// Which.
        by: TieRule,
    },
}

/// The rules between equally cheap plans, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// Fewer credits expire.
    Expired,
    /// Fewer purchases.
    Purchases,
    /// Its offers stand earlier in the book.
    Order,
}

/// What makes `statement` worse than the winner's: at most two reasons, the heaviest first.
pub(super) fn reasons(
    book: &PriceBook,
    winner: &Statement,
    statement: &Statement,
) -> Result<Vec<Reason>, InsightError> {
    if statement.cost()? == winner.cost()? {
        return Ok(vec![Reason::SameCost { by: tie_rule(winner, statement)? }]);
    }
    let mut weighed: Vec<(Money, Reason)> = Vec::new();
    let lost_more = value_lost(book, &statement.losses)?.checked_sub(value_lost(book, &winner.losses)?)?;
    if lost_more > Money::ZERO
        && let Some(reason) = expires_unused(book, statement)?
    {
        weighed.push((lost_more, reason));
    }
    let left = left_value(book, statement)?;
    let left_more = left.checked_sub(left_value(book, winner)?)?;
    if left_more > Money::ZERO {
        weighed.push((left_more, Reason::LeftOver { credits: statement.left()?.amount(), value: left }));
    }
    let charged_more = charged(statement)?.1.checked_sub(charged(winner)?.1)?;
    if charged_more > Money::ZERO
        && let Some(reason) = charged_beyond(book, statement)?
    {
        weighed.push((charged_more, reason));
    }
    if let Some((beyond, reason)) = term_beyond(book, statement)? {
        let more = match term_beyond(book, winner)? {
            Some((winners, _)) => beyond.checked_sub(winners)?,
            None => beyond,
        };
        if more > Money::ZERO {
            weighed.push((more, reason));
        }
    }
    weighed.sort_by(|(a, _), (b, _)| b.cmp(a));
    let mut reasons: Vec<Reason> = weighed.into_iter().map(|(_, reason)| reason).take(2).collect();
    if let (Some(price), Some(best)) = (price_bought(statement)?, price_bought(winner)?)
        && price > best
        && reasons.len() < 2
    {
        reasons.push(Reason::DearerPerCredit { price: rounded(price)?, winner: rounded(best)? });
    }
    if reasons.is_empty() {
        reasons
            .push(Reason::BuysMore { credits: credits_bought(statement)?, winner: credits_bought(winner)? });
    }
    Ok(reasons)
}

fn tie_rule(winner: &Statement, other: &Statement) -> Result<TieRule, NumError> {
    let purchases = |statement: &Statement| {
        statement.payments.iter().map(|payment| u64::from(payment.quantity)).sum::<u64>()
    };
    Ok(if winner.lost()? < other.lost()? {
        TieRule::Expired
    } else if purchases(winner) < purchases(other) {
        TieRule::Purchases
    } else {
        TieRule::Order
    })
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

/// Credits and money charged after use.
fn charged(statement: &Statement) -> Result<(Decimal, Money), NumError> {
    let charges = statement.payments.iter().filter(|payment| is_charge(payment.kind));
    charges.into_iter().try_fold((Decimal::ZERO, Money::ZERO), |(credits, amount), payment| {
        Ok((credits.checked_add(payment.credits)?, amount.checked_add(payment.amount)?))
    })
}

fn expires_unused(book: &PriceBook, statement: &Statement) -> Result<Option<Reason>, InsightError> {
    let mut worst: Option<(usize, Money)> = None;
    for (index, _) in book.offers().iter().enumerate() {
        let value =
            money(book, statement.losses.iter().filter(|loss| loss.offer == index).map(|loss| loss.value))?;
        if worst.is_none_or(|(_, most)| value > most) {
            worst = Some((index, value));
        }
    }
    let Some((index, value)) = worst else { return Ok(None) };
    let losses: Vec<&Lost> = statement.losses.iter().filter(|loss| loss.offer == index).collect();
    let (Some(first), Some(offer)) = (losses.first(), book.offer(index)) else { return Ok(None) };
    let credits = Credits::sum(losses.iter().map(|loss| Credits::new(loss.credits)))?.amount();
    let granted = statement.grants.iter().filter(|grant| grant.offer == index);
    let of = Credits::sum(granted.map(|grant| Credits::new(grant.credits)))?.amount();
    let last_usable = first.date.plus_days(-1).unwrap_or(first.date);
    Ok(Some(Reason::ExpiresUnused { name: offer.name.clone(), credits, of, value, last_usable }))
}

fn charged_beyond(book: &PriceBook, statement: &Statement) -> Result<Option<Reason>, NumError> {
    let (credits, amount) = charged(statement)?;
    let first = statement.payments.iter().find(|payment| is_charge(payment.kind));
    let name = first.and_then(|payment| book.offer(payment.offer)).map(|offer| offer.name.clone());
    Ok(name.map(|name| Reason::ChargedBeyond { name, credits, amount }))
}

/// What is paid for a plan's months after the horizon, with the reason it makes.
fn term_beyond(book: &PriceBook, statement: &Statement) -> Result<Option<(Money, Reason)>, NumError> {
    let months = statement.months.len();
    for payment in statement.payments.iter().rev() {
        let Some(term) = payment.term_months else { continue };
        let end = payment.month.saturating_add(usize::try_from(term).unwrap_or(usize::MAX));
        let beyond = u32::try_from(end.saturating_sub(months)).unwrap_or(0);
        if beyond == 0 {
            break;
        }
        let share = Fraction::new(i128::from(beyond), i128::from(term))?
            .checked_mul(payment.amount.amount().into())?;
        let value = book.currency().round_fraction(share)?;
        let name = book.offer(payment.offer).map(|offer| offer.name.clone()).unwrap_or_default();
        return Ok(Some((value, Reason::TermBeyond { name, months: beyond, value })));
    }
    Ok(None)
}

/// Credits granted inside the horizon or charged after use.
fn credits_bought(statement: &Statement) -> Result<Decimal, NumError> {
    let (charged, _) = charged(statement)?;
    statement.grants.iter().try_fold(charged, |credits, grant| credits.checked_add(grant.credits))
}

/// Money for one of them.
fn price_bought(statement: &Statement) -> Result<Option<Fraction>, NumError> {
    let credits = credits_bought(statement)?;
    if credits.is_zero() {
        return Ok(None);
    }
    Fraction::from(statement.cost()?.amount()).checked_div(credits.into()).map(Some)
}

fn rounded(price: Fraction) -> Result<Decimal, NumError> {
    price.round(&Rounding::to_places(RoundingMode::HalfAwayFromZero, PRICE_PLACES)?)
}
