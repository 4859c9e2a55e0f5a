//! What a replay found: the ledger behind a quote.

use serde::Serialize;

use super::lot::LossCause;
use crate::date::Date;
use crate::num::{Decimal, Fraction};
use crate::unit::{Credits, Money};

/// The ledger of a purchase plan, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Everything paid, in the order of payment.
    pub payments: Vec<Payment>,
    /// Everything granted, in the order of granting.
    pub grants: Vec<Granted>,
    /// Everything lost, in the order of the losses.
    pub losses: Vec<Lost>,
    /// What is left when the horizon ends, in burn order.
    pub left: Vec<Left>,
    /// The months.
    pub months: Vec<Month>,
    /// Credits lost when the horizon ends, which belong to no month.
    pub closing_lost: Decimal,
    /// Balance at the end of each day of the horizon.
    pub daily_balance: Vec<Decimal>,
}

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// A plan's term.
    Plan,
    /// Copies of a pack.
    Pack,
    /// A top-up.
    TopUp,
    /// Credits charged after use, without a plan that charges them.
    PayAsYouGo,
    /// Credits charged after use by the plan.
    Overage,
    /// Welcome credits; nothing is paid.
    Welcome,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Month of the horizon, from 0, in which it counts.
    pub month: usize,
    /// Purchases: the month's start. Charges after use: its last day.
    pub date: Date,
    /// What for.
    pub kind: ChargeKind,
    /// Index of the offer.
    pub offer: usize,
    /// Copies of a pack; 1 otherwise.
    pub quantity: u32,
    /// Credits it brings over its whole term, or that it charges.
    pub credits: Decimal,
    /// Length of a plan's term in months.
    pub term_months: Option<u32>,
    /// Paid.
    pub amount: Money,
}

/// One grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The day.
    pub date: Date,
    /// Index of the offer.
    pub offer: usize,
    /// How many.
    pub credits: Decimal,
    /// First day on which they cannot be used; `None`: never expires.
    pub end: Option<Date>,
}

/// Credits lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// First day without them.
    pub date: Date,
    /// Index of the offer that granted them.
    pub offer: usize,
    /// The day of the grant.
    pub granted: Date,
    /// How many.
    pub credits: Decimal,
    /// How many the grant had.
    pub of: Decimal,
    /// What was paid for them, exact.
    pub value: Fraction,
    /// What took them.
    pub cause: LossCause,
}

/// Credits left at the end of the horizon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Index of the offer that granted them.
    pub offer: usize,
    /// The day of the grant.
    pub granted: Date,
    /// First day on which they cannot be used; `None`: never expires.
    pub end: Option<Date>,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, exact.
    pub value: Fraction,
}

/// One month of the ledger. Losses of its first day, from the month before, are its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Credits granted.
    pub granted: Decimal,
    /// Credits used out of the balance.
    pub used: Decimal,
    /// Credits lost.
    pub lost: Decimal,
    /// Credits charged after use.
    pub charged: Decimal,
    /// Balance after the grants of the month's first day, before its use.
    pub opening: Decimal,
    /// Balance when the month is over, before the losses that come with its end.
    pub balance: Decimal,
    /// Paid.
    pub paid: Money,
}

impl Statement {
    /// Everything paid.
    ///
    /// # Errors
    ///
    /// [`crate::num::NumError`] when the sum is too large.
    pub fn cost(&self) -> Result<Money, crate::num::NumError> {
        self.payments.iter().try_fold(Money::ZERO, |sum, payment| sum.checked_add(payment.amount))
    }

    /// Credits lost inside the horizon.
    ///
    /// # Errors
    ///
    /// [`crate::num::NumError`] when the sum is too large.
    pub fn lost(&self) -> Result<Credits, crate::num::NumError> {
        Credits::sum(self.losses.iter().map(|loss| Credits::new(loss.credits)))
    }

    /// Credits left at the end of the horizon.
    ///
    /// # Errors
    ///
    /// [`crate::num::NumError`] when the sum is too large.
    pub fn left(&self) -> Result<Credits, crate::num::NumError> {
        Credits::sum(self.left.iter().map(|left| Credits::new(left.credits)))
    }
}
