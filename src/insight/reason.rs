//! Why a purchase plan lost: numbers, for the page to put into words.

use serde::Serialize;

use super::InsightError;
use super::bought::is_charge;
use crate::book::PriceBook;
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::Money;
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
        return Ok(vec![Reason::SameCost { by: tie_rule(book, winner, statement)? }]);
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
        let credits = by_type(book, |credit| statement.left(credit))?;
        weighed.push((left_more, Reason::LeftOver { credits, value: left }));
    }
    let charged_more = charged(book, statement)?.1.checked_sub(charged(book, winner)?.1)?;
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
    if let (Some(price), Some(best)) = (price_bought(book, statement)?, price_bought(book, winner)?)
        && price > best
        && reasons.len() < 2
    {
        reasons.push(Reason::DearerPerCredit { price: rounded(price)?, winner: rounded(best)? });
    }
    if reasons.is_empty() {
        reasons.push(Reason::BuysMore {
            credits: credits_bought(book, statement)?,
            winner: credits_bought(book, winner)?,
        });
    }
    Ok(reasons)
}

fn tie_rule(book: &PriceBook, winner: &Statement, other: &Statement) -> Result<TieRule, NumError> {
    let purchases = |statement: &Statement| {
        statement.payments.iter().map(|payment| u64::from(payment.quantity)).sum::<u64>()
    };
    let lost = |statement: &Statement| sum(&by_type(book, |credit| statement.lost(credit))?);
    Ok(if lost(winner)? < lost(other)? {
        TieRule::Expired
    } else if purchases(winner) < purchases(other) {
        TieRule::Purchases
    } else {
        TieRule::Order
    })
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

/// Credits by type and money charged after use.
fn charged(book: &PriceBook, statement: &Statement) -> Result<(Vec<Decimal>, Money), NumError> {
    let mut all = vec![Decimal::ZERO; book.credits().len()];
    let mut amount = Money::ZERO;
    for payment in statement.payments.iter().filter(|payment| is_charge(payment.kind)) {
        for (sum, credits) in all.iter_mut().zip(&payment.credits) {
            *sum = sum.checked_add(*credits)?;
        }
        amount = amount.checked_add(payment.amount)?;
    }
    Ok((all, amount))
}

fn expires_unused(book: &PriceBook, statement: &Statement) -> Result<Option<Reason>, InsightError> {
    let mut worst: Option<(&Lost, Money)> = None;
    for (place, loss) in statement.losses.iter().enumerate() {
        let same = |other: &&Lost| other.offer == loss.offer && other.credit == loss.credit;
        if statement.losses.iter().take(place).any(|other| same(&other)) {
            continue;
        }
        let value = money(book, statement.losses.iter().filter(same).map(|loss| loss.value))?;
        if worst.is_none_or(|(_, most)| value > most) {
            worst = Some((loss, value));
        }
    }
    let Some((first, value)) = worst else { return Ok(None) };
    let lost =
        statement.losses.iter().filter(|loss| loss.offer == first.offer && loss.credit == first.credit);
    let granted =
        statement.grants.iter().filter(|grant| grant.offer == first.offer && grant.credit == first.credit);
    Ok(Some(Reason::ExpiresUnused {
        name: first.offer.and_then(|offer| book.offer(offer)).map(|offer| offer.name.clone()),
        credit: book.credit(first.credit).map(|credit| credit.id.clone()).unwrap_or_default(),
        credits: lost.clone().try_fold(Decimal::ZERO, |sum, loss| sum.checked_add(loss.credits))?,
        of: granted.clone().try_fold(Decimal::ZERO, |sum, grant| sum.checked_add(grant.credits))?,
        value,
        last_usable: first.date.plus_days(-1).unwrap_or(first.date),
    }))
}

fn charged_beyond(book: &PriceBook, statement: &Statement) -> Result<Option<Reason>, NumError> {
    let (credits, amount) = charged(book, statement)?;
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
