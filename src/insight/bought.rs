//! A purchase plan summed up by what it buys.

use serde::Serialize;

use crate::book::PriceBook;
use crate::num::{Decimal, NumError};
use crate::unit::Money;
use crate::wallet::{ChargeKind, Statement};

/// Everything bought of one offer in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bought {
    /// The offer's id.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// What is paid for.
    pub kind: ChargeKind,
    /// Months of a plan's or add-on's term.
    pub term_months: Option<u32>,
    /// Copies, terms, top-ups, or months with a charge.
    pub quantity: u32,
    /// Credits they bring or charge, by credit type.
    pub credits: Vec<Decimal>,
    /// Paid for all of it.
    pub amount: Money,
}

/// A statement's payments summed up by offer, kind and term: in the book's order, charges after use last.
///
/// # Errors
///
/// [`NumError`] when a sum is too large.
pub fn bought(book: &PriceBook, statement: &Statement) -> Result<Vec<Bought>, NumError> {
    let mut all: Vec<(usize, Bought)> = Vec::new();
    for payment in &statement.payments {
        let Some(offer) = book.offer(payment.offer) else { continue };
        let same = all.iter_mut().find(|(index, known)| {
            *index == payment.offer && known.kind == payment.kind && known.term_months == payment.term_months
        });
        match same {
            Some((_, known)) => {
                known.quantity = known.quantity.saturating_add(payment.quantity);
                for (sum, credits) in known.credits.iter_mut().zip(&payment.credits) {
                    *sum = sum.checked_add(*credits)?;
                }
                known.amount = known.amount.checked_add(payment.amount)?;
            }
            None => {
                let bought = Bought {
                    offer: offer.id.clone(),
                    name: offer.name.clone(),
                    kind: payment.kind,
                    term_months: payment.term_months,
                    quantity: payment.quantity,
                    credits: payment.credits.clone(),
                    amount: payment.amount,
                };
                all.push((payment.offer, bought));
            }
        }
    }
    all.sort_by_key(|(index, bought)| (is_charge(bought.kind), *index, bought.term_months));
    Ok(all.into_iter().map(|(_, bought)| bought).collect())
}

/// Whether two purchase plans buy the same amounts of the same offers, whenever they do.
pub(super) fn same_offers(a: &[Bought], b: &[Bought]) -> bool {
    let key = |bought: &Bought| (bought.offer.clone(), bought.kind, bought.term_months, bought.quantity);
    a.iter().map(key).eq(b.iter().map(key))
}

/// Whether a payment is for credits charged after use.
pub(super) fn is_charge(kind: ChargeKind) -> bool {
    matches!(kind, ChargeKind::Overage | ChargeKind::PayAsYouGo)
}
