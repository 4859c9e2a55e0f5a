//! The replay, month by month and day by day.

use std::fmt;

use super::lot::{LossCause, Lot, burn_order};
use super::statement::{ChargeKind, Left, Lost, Month, Payment, Statement};
use crate::book::{Amount, PriceBook, Purchase};
use crate::date::{Date, DateError, Period};
use crate::meter::{Metering, Spread};
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

/// Why a purchase plan cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplayError {
    /// A number became too large to be exact.
    Number(NumError),
    /// A day lies beyond the calendar.
    Date(DateError),
    /// In this month (from 0) so many credits were needed that nothing sells.
    Shortage {
        /// The month, from 0.
        month: usize,
        /// Credits nothing sells.
        credits: Decimal,
    },
    /// In this month (from 0) the usage is not to be had on the active plan.
    NotOffered {
        /// The month, from 0.
        month: usize,
    },
    /// The purchase is not one the book allows.
    NotAllowed {
        /// The purchase.
        purchase: Purchase,
        /// Why not.
        reason: &'static str,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::Number(error) => write!(out, "{error}"),
            ReplayError::Date(error) => write!(out, "{error}"),
            ReplayError::Shortage { month, credits } => write!(out, "month {month} lacks {credits} credits"),
            ReplayError::NotOffered { month } => {
                write!(out, "month {month}: the plan does not offer this usage")
            }
            ReplayError::NotAllowed { purchase, reason } => write!(out, "{purchase:?}: {reason}"),
        }
    }
}

impl std::error::Error for ReplayError {}

impl From<NumError> for ReplayError {
    fn from(error: NumError) -> ReplayError {
        ReplayError::Number(error)
    }
}

impl From<DateError> for ReplayError {
    fn from(error: DateError) -> ReplayError {
        ReplayError::Date(error)
    }
}

/// Replays a purchase plan over the whole horizon.
///
/// # Errors
///
/// [`ReplayError`] when the purchases are not allowed, do not cover the usage, or numbers grow too large.
pub fn replay(
    book: &PriceBook,
    metering: &Metering,
    purchases: &[Purchase],
) -> Result<Statement, ReplayError> {
    let mut wallet = Wallet::new(book, metering);
    for month in 0..metering.months.len() {
        let bought: Vec<Purchase> =
            purchases.iter().filter(|purchase| purchase.month == month).copied().collect();
        wallet.month(&bought)?;
    }
    wallet.close()
}

/// The wallet while a plan is replayed: one call of [`Wallet::month`] for each month, then [`Wallet::close`].
#[derive(Debug, Clone)]
pub struct Wallet<'b> {
    pub(super) book: &'b PriceBook,
    pub(super) metering: &'b Metering,
    /// In burn order.
    pub(super) lots: Vec<Lot>,
    /// The active plan (index of the offer), the month (from 0) after its term, and the price paid for a credit.
    pub(super) plan: Option<ActivePlan>,
    pub(super) statement: Statement,
    pub(super) taken: Vec<u32>,
}

/// A plan and how long it is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ActivePlan {
    pub offer: usize,
    pub until: usize,
    pub unit_price: Fraction,
}

/// A month's sums while it runs.
pub(super) struct Running {
    pub index: usize,
    pub period: Period,
    pub granted: Decimal,
    lost: Decimal,
    pub paid: Money,
}

impl<'b> Wallet<'b> {
    /// An empty wallet at the start of the horizon.
    pub fn new(book: &'b PriceBook, metering: &'b Metering) -> Wallet<'b> {
        let statement = Statement {
            payments: Vec::new(),
            grants: Vec::new(),
            losses: Vec::new(),
            left: Vec::new(),
            months: Vec::new(),
            closing_lost: Decimal::ZERO,
            daily_balance: Vec::new(),
        };
        let taken = vec![0; book.offers().len()];
        Wallet { book, metering, lots: Vec::new(), plan: None, statement, taken }
    }

    /// The credits held, in burn order.
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// Balance: the sum of the lots.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn balance(&self) -> Result<Decimal, NumError> {
        self.lots.iter().try_fold(Decimal::ZERO, |sum, lot| sum.checked_add(lot.left))
    }

    /// Replays the next month with its purchases.
    ///
    /// # Errors
    ///
    /// [`ReplayError`], after which the wallet is of no more use.
    pub fn month(&mut self, purchases: &[Purchase]) -> Result<(), ReplayError> {
        let index = self.statement.months.len();
        let Some(period) = self.metering.months.get(index).copied() else { return Ok(()) };
        let mut running =
            Running { index, period, granted: Decimal::ZERO, lost: Decimal::ZERO, paid: Money::ZERO };
        self.expire(period.start(), &mut running)?;
        self.start_plan(purchases, &mut running)?;
        self.lapse(&mut running)?;
        self.cut_to_cap(period.start(), &mut running)?;
        self.grant_month(purchases, &mut running)?;
        let opening = self.balance()?;
        let (used, charged) = self.use_month(&mut running)?;
        self.charge(charged, &mut running)?;
        let balance = self.balance()?;
        let Running { granted, lost, paid, .. } = running;
        self.statement.months.push(Month { granted, used, lost, charged, opening, balance, paid });
        Ok(())
    }

    /// Ends the horizon.
    ///
    /// # Errors
    ///
    /// [`ReplayError::Number`] when a sum is too large.
    pub fn close(mut self) -> Result<Statement, ReplayError> {
        let Some(last) = self.metering.months.last().copied() else { return Ok(self.statement) };
        let index = self.metering.months.len();
        let mut running =
            Running { index, period: last, granted: Decimal::ZERO, lost: Decimal::ZERO, paid: Money::ZERO };
        self.expire(last.end(), &mut running)?;
        self.cut_to_cap(last.end(), &mut running)?;
        self.statement.closing_lost = running.lost;
        for lot in &self.lots {
            let value = lot.unit_price.checked_mul(lot.left.into())?;
            let left =
                Left { offer: lot.offer, granted: lot.granted, end: lot.end, credits: lot.left, value };
            self.statement.left.push(left);
        }
        Ok(self.statement)
    }

    /// Takes away credits whose end has come.
    fn expire(&mut self, day: Date, running: &mut Running) -> Result<(), ReplayError> {
        if self.lots.iter().all(|lot| lot.end.is_none_or(|end| end > day)) {
            return Ok(());
        }
        let (gone, kept) =
            std::mem::take(&mut self.lots).into_iter().partition(|lot| lot.end.is_some_and(|end| end <= day));
        self.lots = kept;
        let gone: Vec<Lot> = gone;
        gone.iter().try_for_each(|lot| self.lose(lot, lot.left, lot.ends_by, day, running))
    }

    /// Takes away credits that need a plan which is not active any more.
    fn lapse(&mut self, running: &mut Running) -> Result<(), ReplayError> {
        let active = self.plan.map(|plan| plan.offer);
        let lapses = |lot: &Lot| {
            let own_plan_ended =
                lot.carry.is_some_and(|carry| !carry.kept_after_plan) && active != Some(lot.offer);
            let needed =
                lot.needs.as_ref().is_some_and(|plans| !active.is_some_and(|plan| plans.contains(&plan)));
            own_plan_ended || needed
        };
        let (gone, kept) = std::mem::take(&mut self.lots).into_iter().partition(|lot| lapses(lot));
        self.lots = kept;
        let gone: Vec<Lot> = gone;
        let day = running.period.start();
        gone.iter().try_for_each(|lot| self.lose(lot, lot.left, LossCause::Lapsed, day, running))
    }

    /// Cuts a plan's carried credits to what may be carried, oldest first.
    fn cut_to_cap(&mut self, day: Date, running: &mut Running) -> Result<(), ReplayError> {
        let mut lots = std::mem::take(&mut self.lots);
        let mut oldest: Vec<usize> = (0..lots.len()).collect();
        oldest.sort_by_key(|index| lots.get(*index).map(|lot| (lot.granted, lot.grant)));
        for plan in self.book.plans() {
            let carried = lots.iter().filter(|lot| lot.offer == plan && lot.carry.is_some());
            let Some(cap) = carried.clone().find_map(|lot| lot.carry.and_then(|carry| carry.at_most)) else {
                continue;
            };
            let total = carried.clone().try_fold(Decimal::ZERO, |sum, lot| sum.checked_add(lot.left))?;
            let mut excess = total.checked_sub(cap)?.max(Decimal::ZERO);
            for index in &oldest {
                let Some(lot) = lots.get_mut(*index).filter(|lot| lot.offer == plan && lot.carry.is_some())
                else {
                    continue;
                };
                let cut = excess.min(lot.left);
                if cut > Decimal::ZERO {
                    excess = excess.checked_sub(cut)?;
                    lot.left = lot.left.checked_sub(cut)?;
                    self.lose(lot, cut, LossCause::OverCap, day, running)?;
                }
            }
        }
        lots.retain(|lot| !lot.left.is_zero());
        self.lots = lots;
        Ok(())
    }

    fn lose(
        &mut self,
        lot: &Lot,
        credits: Decimal,
        cause: LossCause,
        date: Date,
        running: &mut Running,
    ) -> Result<(), ReplayError> {
        running.lost = running.lost.checked_add(credits)?;
        let value = lot.unit_price.checked_mul(credits.into())?;
        let loss =
            Lost { date, offer: lot.offer, granted: lot.granted, credits, of: lot.credits, value, cause };
        self.statement.losses.push(loss);
        Ok(())
    }

    /// Burns the month's use day by day; credits used out of the balance, and credits short.
    fn use_month(&mut self, running: &mut Running) -> Result<(Decimal, Decimal), ReplayError> {
        let Running { index, period, .. } = *running;
        let plan = self.plan.map(|plan| plan.offer);
        let demand = self.metering.demand.on(plan, index).ok_or(ReplayError::NotOffered { month: index })?;
        let spread = Spread::new(demand, self.book.credit().step, period.days())?;
        let mut short = Decimal::ZERO;
        let mut balance = self.balance()?;
        for day in 0..period.days() {
            if day > 0 {
                let before = running.lost;
                self.expire(period.start().plus_days(day)?, running)?;
                balance = balance.checked_sub(running.lost.checked_sub(before)?)?;
            }
            let wanted = spread.on(day)?;
            let burnt = wanted.min(balance);
            self.burn(burnt)?;
            balance = balance.checked_sub(burnt)?;
            short = short.checked_add(wanted.checked_sub(burnt)?)?;
            self.statement.daily_balance.push(balance);
        }
        Ok((demand.checked_sub(short)?, short))
    }

    /// Burns credits that are there, in burn order.
    fn burn(&mut self, credits: Decimal) -> Result<(), NumError> {
        let mut wanted = credits;
        let mut empty = false;
        for lot in &mut self.lots {
            if wanted.is_zero() {
                break;
            }
            let burnt = wanted.min(lot.left);
            lot.left = lot.left.checked_sub(burnt)?;
            wanted = wanted.checked_sub(burnt)?;
            empty |= lot.left.is_zero();
        }
        if empty {
            self.lots.retain(|lot| !lot.left.is_zero());
        }
        Ok(())
    }

    /// Charges what the balance did not cover.
    fn charge(&mut self, credits: Decimal, running: &mut Running) -> Result<(), ReplayError> {
        if credits.is_zero() {
            return Ok(());
        }
        let month = running.index;
        let plan = self.plan.map(|plan| plan.offer);
        let (offer, charge) = self.book.charge(plan).ok_or(ReplayError::Shortage { month, credits })?;
        let kind = if plan == Some(offer) { ChargeKind::Overage } else { ChargeKind::PayAsYouGo };
        let amount = charge.cost(self.book.currency(), credits)?;
        let date = running.period.last_day().unwrap_or(running.period.start());
        let payment = Payment { month, date, kind, offer, quantity: 1, credits, term_months: None, amount };
        self.pay(payment, running)
    }

    pub(super) fn pay(&mut self, payment: Payment, running: &mut Running) -> Result<(), ReplayError> {
        running.paid = running.paid.checked_add(payment.amount)?;
        self.statement.payments.push(payment);
        Ok(())
    }

    pub(super) fn add_lot(&mut self, lot: Lot, running: &mut Running) -> Result<(), ReplayError> {
        running.granted = running.granted.checked_add(lot.credits)?;
        let place = self.lots.partition_point(|held| burn_order(held, &lot).is_lt());
        self.lots.insert(place, lot);
        Ok(())
    }

    /// Counts a purchase against its offer's limit.
    pub(super) fn take(&mut self, purchase: Purchase, limit: Option<u32>) -> Result<(), ReplayError> {
        let copies = match purchase.amount {
            Amount::Copies(copies) => copies,
            Amount::Term(_) | Amount::Blocks(_) | Amount::Welcome => 1,
        };
        let Some(taken) = self.taken.get_mut(purchase.offer) else {
            return Err(ReplayError::NotAllowed { purchase, reason: "the book has no such offer" });
        };
        *taken = taken.saturating_add(copies);
        if limit.is_some_and(|limit| *taken > limit) {
            return Err(ReplayError::NotAllowed { purchase, reason: "the offer's limit is passed" });
        }
        Ok(())
    }
}
