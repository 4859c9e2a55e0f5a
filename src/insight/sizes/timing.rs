//! Buy now or wait: the recommended plan's packs and top-ups all at once, or each only when the balance runs out.

use serde::Serialize;

use super::Compared;
use crate::book::{Amount, Kind, PriceBook, Purchase};
use crate::insight::InsightError;
use crate::insight::outcome::Outcome;
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::Found;
use crate::wallet::{Automatic, ReplayError, Wallet, replay};

/// The recommended plan's packs and top-ups bought at other times, its plans and add-ons as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Timing {
    /// All of them in the first month.
    pub at_once: Timed,
    /// Each in the first month in which the balance would run out, in the recommended order; the rest not at all.
    pub when_needed: Timed,
}

/// The same purchases at other times, replayed by the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Timed {
    /// What they come to; `None` where an offer's rules forbid it.
    pub outcome: Option<Outcome>,
    /// Its cost beside the recommended plan's.
    pub compared: Option<Compared>,
    /// Credits nothing covers then, so that use stops, by credit type.
    pub blocked: Vec<Decimal>,
    /// Copies and top-ups of the recommended plan that are not bought.
    pub unbought: u32,
}

impl Timing {
    /// `None` where the recommended plan buys no packs and no top-ups.
    pub(super) fn of(
        book: &PriceBook,
        metering: &Metering,
        found: &Found,
    ) -> Result<Option<Timing>, InsightError> {
        let is_bought =
            |purchase: &Purchase| matches!(purchase.amount, Amount::Copies(_) | Amount::Blocks(_));
        let (bought, terms): (Vec<Purchase>, Vec<Purchase>) =
            found.purchases.iter().copied().partition(is_bought);
        if bought.is_empty() {
            return Ok(None);
        }
        let first = bought.iter().map(|purchase| Purchase { month: 0, ..*purchase }).collect();
        let at_once = Timed::new(book, metering, found, (&terms, joined(book, first)), 0)?;
        let waiting = Waiting::new(book, &bought);
        let (late, unbought) = waiting.buy(book, metering, &terms)?;
        let when_needed = Timed::new(book, metering, found, (&terms, joined(book, late)), unbought)?;
        Ok(Some(Timing { at_once, when_needed }))
    }
}

impl Timed {
    fn new(
        book: &PriceBook,
        metering: &Metering,
        found: &Found,
        (terms, bought): (&[Purchase], Vec<Purchase>),
        unbought: u32,
    ) -> Result<Timed, InsightError> {
        let mut purchases = terms.to_vec();
        purchases.extend(bought);
        purchases.sort_by_key(|purchase| purchase.month);
        let mut blocked = vec![Decimal::ZERO; book.credits().len()];
        let statement = match replay(book, metering, &purchases, Automatic::Off) {
            Ok(statement) => statement,
            Err(ReplayError::NotAllowed { .. } | ReplayError::NotOffered { .. }) => {
                return Ok(Timed { outcome: None, compared: None, blocked, unbought });
            }
            Err(error) => return Err(error.into()),
        };
        for month in &statement.months {
            for (sum, credits) in blocked.iter_mut().zip(&month.credits) {
                *sum = sum.checked_add(credits.blocked)?;
            }
        }
        let outcome = Outcome::of(book, &statement)?;
        let compared = Some(Compared::new(outcome.cost, found.cost)?);
        Ok(Timed { outcome: Some(outcome), compared, blocked, unbought })
    }
}

/// Purchases that wait until they are needed, in the recommended order.
struct Waiting(Vec<Purchase>);

impl Waiting {
    /// Packs one by one, as far as an offer sells them so; top-ups as they are.
    fn new(book: &PriceBook, bought: &[Purchase]) -> Waiting {
        let mut waiting = Vec::new();
        for purchase in bought {
            let least = match book.offer(purchase.offer).map(|offer| &offer.kind) {
                Some(Kind::Pack { min, .. }) => (*min).max(1),
                _ => 1,
            };
            match purchase.amount {
                Amount::Copies(copies) => {
                    let parts = copies.checked_div(least).unwrap_or(1).max(1);
                    let of = |part: u32| match part {
                        0 => copies.saturating_sub(least.saturating_mul(parts.saturating_sub(1))),
                        _ => least,
                    };
                    let amounts = (0..parts).map(|part| Amount::Copies(of(part)));
                    waiting.extend(amounts.map(|amount| Purchase { amount, ..*purchase }));
                }
                _ => waiting.push(*purchase),
            }
        }
        Waiting(waiting)
    }

    /// Buys each in the first month in which it makes the balance last longer; with the copies and top-ups that never do.
    fn buy(
        mut self,
        book: &PriceBook,
        metering: &Metering,
        terms: &[Purchase],
    ) -> Result<(Vec<Purchase>, u32), InsightError> {
        let mut wallet = Wallet::new(book, metering, Automatic::Off);
        let mut late = Vec::new();
        for month in 0..metering.months.len() {
            let mut now: Vec<Purchase> =
                terms.iter().filter(|purchase| purchase.month == month).copied().collect();
            let Some((mut after, mut short)) = tried(&wallet, &now)? else { break };
            while !short.is_zero() {
                let mut helped = None;
                for (place, purchase) in self.0.iter().enumerate() {
                    let purchase = Purchase { month, ..*purchase };
                    let mut with = now.clone();
                    with.push(purchase);
                    let Some(tried) = tried(&wallet, &with)? else { continue };
                    if tried.1 < short {
                        helped = Some((place, purchase, tried));
                        break;
                    }
                }
                let Some((place, purchase, next)) = helped else { break };
                self.0.remove(place);
                now.push(purchase);
                late.push(purchase);
                (after, short) = next;
            }
            wallet = after;
        }
        let unbought = self.0.iter().map(|purchase| match purchase.amount {
            Amount::Copies(copies) => copies,
            _ => 1,
        });
        let unbought = unbought.fold(0, u32::saturating_add);
        Ok((late, unbought))
    }
}

/// The wallet a month later and the credits the balance did not cover in it; `None` where the purchases are not allowed.
fn tried<'b>(
    wallet: &Wallet<'b>,
    purchases: &[Purchase],
) -> Result<Option<(Wallet<'b>, Decimal)>, InsightError> {
    let mut wallet = wallet.clone();
    match wallet.month(purchases) {
        Ok(()) => {}
        Err(ReplayError::NotAllowed { .. } | ReplayError::NotOffered { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let uncovered = wallet.uncovered()?;
    Ok(Some((wallet, uncovered)))
}

/// Purchases of the same offer in the same month put together, in as few purchases as the offer's bounds allow.
fn joined(book: &PriceBook, purchases: Vec<Purchase>) -> Vec<Purchase> {
    let mut sums: Vec<(Purchase, u64)> = Vec::new();
    for purchase in purchases {
        let count = match purchase.amount {
            Amount::Copies(copies) => u64::from(copies),
            Amount::Blocks(blocks) => blocks,
            Amount::Term(_) | Amount::AddOn(..) => continue,
        };
        let same =
            |known: &&mut (Purchase, u64)| (known.0.month, known.0.offer) == (purchase.month, purchase.offer);
        match sums.iter_mut().find(same) {
            Some((_, sum)) => *sum = sum.saturating_add(count),
            None => sums.push((purchase, count)),
        }
    }
    sums.into_iter().flat_map(|(purchase, count)| parts(book, purchase, count)).collect()
}

/// So many copies or blocks in as few purchases as may be, as even as they can be.
fn parts(book: &PriceBook, purchase: Purchase, count: u64) -> Vec<Purchase> {
    let most = match book.offer(purchase.offer).map(|offer| &offer.kind) {
        Some(Kind::Pack { max, .. }) => max.map(u64::from),
        Some(Kind::TopUp(top_up)) => top_up.max_blocks,
        _ => None,
    };
    let number = most.map_or(1, |most| count.div_ceil(most.max(1))).max(1);
    let amount = |part: u64| {
        let each = count.checked_div(number).unwrap_or(count);
        let more = u64::from(part < count.checked_rem(number).unwrap_or(0));
        let size = each.saturating_add(more);
        match purchase.amount {
            Amount::Copies(_) => Amount::Copies(u32::try_from(size).unwrap_or(u32::MAX)),
            _ => Amount::Blocks(size),
        }
    };
    (0..number).map(|part| Purchase { amount: amount(part), ..purchase }).collect()
}
