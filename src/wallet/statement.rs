//! What a replay found: the ledger behind a quote.
//!
//! Everything that is counted by credit type stands in the order of the book's types, so that a book with one type
//! has it at index 0.

use serde::Serialize;

use super::lot::LossCause;
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

/// The ledger of a purchase plan, day by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Everything paid, in the order of payment.
    pub payments: Vec<Payment>,
    /// Everything granted, in the order of granting.
    pub grants: Vec<Granted>,
    /// Everything lost, in the order of the losses.
    pub losses: Vec<Lost>,
    /// Payments, grants and losses in the order in which they came.
    pub events: Vec<Event>,
    /// What is left when the horizon ends, in burn order.
    pub left: Vec<Left>,
    /// Credits used out of the balance, by offer and stream, in the order in which they were first used.
    pub uses: Vec<Used>,
    /// The months.
    pub months: Vec<Month>,
    /// Credits lost when the horizon ends, which belong to no month; by credit type.
    pub closing_lost: Vec<Decimal>,
    /// Balance at the end of each day of the horizon; by credit type, then day.
    pub daily_balance: Vec<Vec<Decimal>>,
    /// Credits used on credit and not yet paid for when the horizon ends; by credit type.
    pub owed: Vec<Decimal>,
}

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// A plan's term.
    Plan,
    /// Copies of an add-on for a term.
    AddOn,
    /// Copies of a pack.
    Pack,
    /// A top-up.
    TopUp,
    /// Credits charged after use, without a plan that charges them.
    PayAsYouGo,
    /// Credits charged after use by the plan, or what it charges in any case.
    Overage,
    /// Credits that are given; nothing is paid.
    Gift,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Month of the horizon, from 0, in which it counts.
    pub month: usize,
    /// Purchases: their day. Charges after use: the month's last day.
    pub date: Date,
    /// What for.
    pub kind: ChargeKind,
    /// Index of the offer.
    pub offer: usize,
    /// For a charge after use, its place among the offer's charges; 0 otherwise.
    pub charge: usize,
    /// Copies of a pack or add-on; 1 otherwise.
    pub quantity: u32,
    /// Credits it brings over its whole term, bonuses among them, or that it charges; by credit type. Of a grant that
    /// fills up to a level, the level each time.
    pub credits: Vec<Decimal>,
    /// Length of a plan's or add-on's term in months.
    pub term_months: Option<u32>,
    /// Paid, the fee included.
    pub amount: Money,
    /// The fee in it.
    pub fee: Money,
    /// Whether it was bought by itself when credits ran low or out, and not prescribed.
    pub automatic: bool,
}

/// One grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The day.
    pub date: Date,
    /// Index of the offer; `None`: the balance the customer starts with.
    pub offer: Option<usize>,
    /// Place among what the purchase grants.
    pub grant: usize,
    /// Index of the credit type.
    pub credit: usize,
    /// Index of the team whose own they are; `None`: everybody's.
    pub team: Option<usize>,
    /// How many.
    pub credits: Decimal,
    /// First day on which they cannot be used; `None`: never expires.
    pub end: Option<Date>,
    /// Whether they are a gift within a purchase, worth nothing.
    pub bonus: bool,
    /// Balance of the type right after.
    pub balance: Decimal,
}

/// Credits lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// First day without them.
    pub date: Date,
    /// Index of the offer that granted them; `None`: the balance the customer started with.
    pub offer: Option<usize>,
    /// Index of the credit type.
    pub credit: usize,
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
    /// Balance of the type right after.
    pub balance: Decimal,
}

/// Something that happened: an index into the statement's list of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Of [`Statement::payments`].
    Payment(usize),
    /// Of [`Statement::grants`].
    Grant(usize),
    /// Of [`Statement::losses`].
    Loss(usize),
}

/// Credits left at the end of the horizon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Index of the offer that granted them; `None`: the balance the customer started with.
    pub offer: Option<usize>,
    /// Index of the credit type.
    pub credit: usize,
    /// The day of the grant.
    pub granted: Date,
    /// First day on which they cannot be used; `None`: never expires.
    pub end: Option<Date>,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, exact.
    pub value: Fraction,
}

/// Credits of one offer used for one stream over the whole horizon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Index of the offer that granted them; `None`: the balance the customer started with.
    pub offer: Option<usize>,
    /// Index of the stream.
    pub stream: usize,
    /// How many.
    pub credits: Decimal,
}

/// One month of the ledger. Losses of its first day, from the month before, are its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its credits; by credit type.
    pub credits: Vec<MonthCredits>,
    /// Credits nothing covered, so that use stopped; by stream.
    pub blocked: Vec<Decimal>,
    /// Paid.
    pub paid: Money,
}

/// One credit type in one month.
///
/// The balance before and what is granted are what is used, repaid, lost and left; what is wanted is what is used,
/// charged, carried, slow and blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthCredits {
    /// Credits granted.
    pub granted: Decimal,
    /// Credits used out of the balance.
    pub used: Decimal,
    /// Credits of the month's grants that paid for use the balance did not cover earlier.
    pub repaid: Decimal,
    /// Credits lost.
    pub lost: Decimal,
    /// Credits charged after use.
    pub charged: Decimal,
    /// Credits used on credit, to be paid for by later grants.
    pub carried: Decimal,
    /// Credits' worth of use that went on for nothing in a slow or free mode.
    pub slow: Decimal,
    /// Credits nothing covered, so that use stopped.
    pub blocked: Decimal,
    /// Balance after the grants of the month's first day, before its use.
    pub opening: Decimal,
    /// Balance when the month is over, before the losses that come with its end.
    pub balance: Decimal,
    /// Credits used on credit and not yet paid for when the month is over.
    pub owed: Decimal,
}

impl MonthCredits {
    /// Nothing yet.
    pub(super) const NONE: MonthCredits = MonthCredits {
        granted: Decimal::ZERO,
        used: Decimal::ZERO,
        repaid: Decimal::ZERO,
        lost: Decimal::ZERO,
        charged: Decimal::ZERO,
        carried: Decimal::ZERO,
        slow: Decimal::ZERO,
        blocked: Decimal::ZERO,
        opening: Decimal::ZERO,
        balance: Decimal::ZERO,
        owed: Decimal::ZERO,
    };
}

impl Statement {
    /// Everything paid.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn cost(&self) -> Result<Money, NumError> {
        self.payments.iter().try_fold(Money::ZERO, |sum, payment| sum.checked_add(payment.amount))
    }

    /// Credits of a type granted.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn granted(&self, credit: usize) -> Result<Decimal, NumError> {
        sum(self.grants.iter().filter(|grant| grant.credit == credit).map(|grant| grant.credits))
    }

    /// Credits of a type used out of the balance, in their own month or later.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn used(&self, credit: usize) -> Result<Decimal, NumError> {
        let months = self.months.iter().filter_map(|month| month.credits.get(credit));
        sum(months.flat_map(|month| [month.used, month.repaid]))
    }

    /// Credits of a type lost inside the horizon and with its end.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn lost(&self, credit: usize) -> Result<Decimal, NumError> {
        sum(self.losses.iter().filter(|loss| loss.credit == credit).map(|loss| loss.credits))
    }

    /// Credits of a type left at the end of the horizon.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn left(&self, credit: usize) -> Result<Decimal, NumError> {
        sum(self.left.iter().filter(|left| left.credit == credit).map(|left| left.credits))
    }

    /// The first credits nothing covered: month (from 0), stream and how many; `None` when all use was covered.
    pub fn blocked(&self) -> Option<(usize, usize, Decimal)> {
        self.months.iter().enumerate().find_map(|(month, found)| {
            let (stream, credits) =
                found.blocked.iter().enumerate().find(|(_, credits)| !credits.is_zero())?;
            Some((month, stream, *credits))
        })
    }
}

fn sum(mut credits: impl Iterator<Item = Decimal>) -> Result<Decimal, NumError> {
    credits.try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits))
}
