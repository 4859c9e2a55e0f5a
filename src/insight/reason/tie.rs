//! Why one of two equally cheap purchase plans is recommended.

use serde::Serialize;

use super::{Reason, by_type, sum};
use crate::book::PriceBook;
use crate::insight::InsightError;
use crate::num::Decimal;
use crate::wallet::Statement;

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

/// Why one of two purchase plans of the same cost is recommended and not the other.
pub(super) fn same_cost(
    book: &PriceBook,
    winner: &Statement,
    other: &Statement,
) -> Result<Reason, InsightError> {
    let cost = winner.cost()?;
    let purchases = |statement: &Statement| {
        let quantities = statement.payments.iter().map(|payment| i64::from(payment.quantity));
        Decimal::from_int(quantities.fold(0, i64::saturating_add))
    };
    let lost = |statement: &Statement| sum(&by_type(book, |credit| statement.lost(credit))?);
    let (count, best) = (lost(other)?, lost(winner)?);
    if best < count {
        return Ok(Reason::SameCost { by: TieRule::Expired, cost, count, winner: best });
    }
    let (count, best) = (purchases(other), purchases(winner));
    if best < count {
        return Ok(Reason::SameCost { by: TieRule::Purchases, cost, count, winner: best });
    }
    let (count, winner) = order(winner, other);
    Ok(Reason::SameCost { by: TieRule::Order, cost, count, winner })
}

/// Places in the book, from 1, of the first offers bought in which two statements differ: the other's, the winner's.
fn order(winner: &Statement, other: &Statement) -> (Decimal, Decimal) {
    let offers = |statement: &Statement| {
        let mut offers: Vec<usize> = statement.payments.iter().map(|payment| payment.offer).collect();
        offers.sort_unstable();
        offers.dedup();
        offers
    };
    let (winners, others) = (offers(winner), offers(other));
    let place = |own: &[usize], known: &[usize]| {
        let first = own.iter().find(|offer| !known.contains(offer)).or(own.first());
        let place = first.map_or(0, |offer| offer.saturating_add(1));
        Decimal::from_int(i64::try_from(place).unwrap_or(i64::MAX))
    };
    (place(&others, &winners), place(&winners, &others))
}
