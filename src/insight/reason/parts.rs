//! The parts of what a purchase plan costs, each as a reason.

use super::{Reason, money};
use crate::book::PriceBook;
use crate::date::Date;
use crate::insight::InsightError;
use crate::insight::bought::is_charge;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;
use crate::wallet::{Lost, Statement};

/// Credits by type and money charged after use.
pub(super) fn charged(book: &PriceBook, statement: &Statement) -> Result<(Vec<Decimal>, Money), NumError> {
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

/// The offer and type of which the most is lost.
pub(super) fn expires_unused(
    book: &PriceBook,
    statement: &Statement,
) -> Result<Option<Reason>, InsightError> {
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
        days: days(lost.map(|loss| loss.date)),
    }))
}

/// How many different days there are.
fn days(dates: impl Iterator<Item = Date>) -> u32 {
    let mut dates: Vec<Date> = dates.collect();
    dates.sort_unstable();
    dates.dedup();
    u32::try_from(dates.len()).unwrap_or(u32::MAX)
}

/// What is charged after use.
pub(super) fn charged_beyond(book: &PriceBook, statement: &Statement) -> Result<Option<Reason>, NumError> {
    let (credits, amount) = charged(book, statement)?;
    let first = statement.payments.iter().find(|payment| is_charge(payment.kind));
    let name = first.and_then(|payment| book.offer(payment.offer)).map(|offer| offer.name.clone());
    Ok(name.map(|name| Reason::ChargedBeyond { name, credits, amount }))
}

/// What is paid for a plan's months after the horizon, with the reason it makes.
pub(super) fn term_beyond(
    book: &PriceBook,
    statement: &Statement,
) -> Result<Option<(Money, Reason)>, NumError> {
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
