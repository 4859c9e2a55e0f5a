//! Everything paid, as it is shown.

use serde::Serialize;

use super::names;
use crate::book::PriceBook;
use crate::date::Date;
use crate::num::Decimal;
use crate::unit::Money;
use crate::wallet::{ChargeKind, Payment, Statement};

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InvoiceLine {
    /// Month of the horizon, from 1.
    pub month: u32,
    /// The day.
    pub date: Date,
    /// What for.
    pub kind: ChargeKind,
    /// The offer's id.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// Copies of a pack or add-on; 1 otherwise.
    pub quantity: u32,
    /// Credits it brings over its whole term, or that it charges; by credit type.
    pub credits: Vec<Decimal>,
    /// Months of a plan's or add-on's term.
    pub term_months: Option<u32>,
    /// Paid, the fee included.
    pub amount: Money,
    /// The fee in it.
    pub fee: Money,
    /// Whether it was bought by itself when credits ran out.
    pub automatic: bool,
}

pub(super) fn invoice(book: &PriceBook, statement: &Statement) -> Vec<InvoiceLine> {
    let line = |payment: &Payment| {
        let (offer, name) = names(book, Some(payment.offer));
        InvoiceLine {
            month: u32::try_from(payment.month).unwrap_or(u32::MAX).saturating_add(1),
            date: payment.date,
            kind: payment.kind,
            offer,
            name,
            quantity: payment.quantity,
            credits: payment.credits.clone(),
            term_months: payment.term_months,
            amount: payment.amount,
            fee: payment.fee,
            automatic: payment.automatic,
        }
    };
    statement.payments.iter().map(line).collect()
}
