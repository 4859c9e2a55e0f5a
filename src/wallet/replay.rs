//! The replay, month by month.

use super::carry::OfAddOns;
use super::error::ReplayError;
use super::lot::{Lot, burn_order};
use super::refill::Refills;
use super::statement::{Event, Left, Month, MonthCredits, Payment, Statement, Used};
use super::term::Active;
use crate::book::{AtZero, Plan, PriceBook, Purchase};
use crate::date::Date;
use crate::meter::Metering;
use crate::num::{Decimal, NumError};
use crate::unit::Money;

/// Whether the wallet plays what a plan does by itself when credits run low or out: buys again, moves the customer to
/// another plan, lets the balance go below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Automatic {
    /// No; use stops instead.
    Off,
    /// Yes.
    On,
}

/// Replays a purchase plan over the whole horizon.
///
/// Credits that nothing covers are no error; see [`Statement::blocked`].
///
/// # Errors
///
/// [`ReplayError`] when the purchases are not allowed, a plan does not offer the usage, or numbers grow too large.
pub fn replay(
    book: &PriceBook,
    metering: &Metering,
    purchases: &[Purchase],
    automatic: Automatic,
) -> Result<Statement, ReplayError> {
    let mut wallet = Wallet::new(book, metering, automatic);
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
    pub(super) automatic: Automatic,
    /// In burn order.
    pub(super) lots: Vec<Lot>,
    /// Credits held, by type.
    pub(super) balances: Vec<Decimal>,
    /// Lots there have ever been.
    pub(super) serial: usize,
    /// The active plan.
    pub(super) plan: Option<Active>,
    /// The family of the plan that was active the day before the month and is not any more.
    pub(super) left: Option<usize>,
    /// The active add-ons, oldest first.
    pub(super) add_ons: Vec<Active>,
    /// What every offer was bought, ever.
    pub(super) taken: Vec<u32>,
    /// Grants given once in a customer's life: the offer's family and the grant's place.
    pub(super) once: Vec<(usize, usize)>,
    /// Credits given under a cap over a longer period.
    pub(super) capped: Vec<Capped>,
    /// Credits used on credit and not yet paid for, by stream.
    pub(super) debts: Vec<Decimal>,
    /// The plan to leave from the next month on, if any, and the one to move to.
    pub(super) upgrade: Option<(Option<usize>, usize)>,
    /// Plans left for others for good: the plan and the one taken instead.
    pub(super) upgraded: Vec<(usize, usize)>,
    pub(super) statement: Statement,
    pub(super) now: Running,
}

/// Credits of one grant given in the period of its cap; where it counts use, those not lost again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Capped {
    pub offer: usize,
    pub grant: usize,
    pub team: Option<usize>,
    /// Number of the period.
    pub period: i32,
    pub credits: Decimal,
}

/// A month while it runs.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub index: usize,
    /// Its first day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    pub credits: Vec<MonthCredits>,
    /// Credits the balance did not cover, by stream.
    pub short: Vec<Decimal>,
    pub blocked: Vec<Decimal>,
    pub paid: Money,
    /// What every offer was bought this month.
    pub taken: Vec<u32>,
    pub refills: Refills,
}

impl<'b> Wallet<'b> {
    /// An empty wallet before the first month.
    pub fn new(book: &'b PriceBook, metering: &'b Metering, automatic: Automatic) -> Wallet<'b> {
        let types = book.credits().len();
        let statement = Statement {
            closing_lost: vec![Decimal::ZERO; types],
            daily_balance: vec![Vec::new(); types],
            owed: vec![Decimal::ZERO; types],
            ..Statement::default()
        };
        Wallet {
            book,
            metering,
            automatic,
            lots: Vec::new(),
            balances: vec![Decimal::ZERO; types],
            serial: 0,
            plan: None,
            left: None,
            add_ons: Vec::new(),
            taken: vec![0; book.offers().len()],
            once: Vec::new(),
            capped: Vec::new(),
            debts: vec![Decimal::ZERO; metering.streams.len()],
            upgrade: None,
            upgraded: Vec::new(),
            statement,
            now: Running::new(book, metering, 0, (Date::FIRST, Date::FIRST)),
        }
    }

    /// The credits held, in burn order.
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// Balance of a credit type: the sum of its lots, those among them that are frozen.
    pub fn balance(&self, credit: usize) -> Decimal {
        self.balances.get(credit).copied().unwrap_or(Decimal::ZERO)
    }

    /// Credits of the last month replayed, of all types together, that were charged after use or not covered at all.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large.
    pub fn uncovered(&self) -> Result<Decimal, NumError> {
        let credits = self.statement.months.last().map(|month| month.credits.as_slice()).unwrap_or_default();
        let uncovered = credits.iter().flat_map(|month| [month.charged, month.blocked]);
        uncovered.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Replays the next month with its purchases.
    ///
    /// # Errors
    ///
    /// [`ReplayError`], after which the wallet is of no more use.
    pub fn month(&mut self, purchases: &[Purchase]) -> Result<(), ReplayError> {
        let index = self.statement.months.len();
        let Some(period) = self.metering.months.get(index).copied() else { return Ok(()) };
        let start = period.start();
        self.now = Running::new(self.book, self.metering, index, (start, period.end()));
        self.expire(start)?;
        self.end_terms();
        self.move_up()?;
        let purchases = self.prescribed(purchases);
        self.start_plan(&purchases)?;
        self.lapse(start, OfAddOns::No)?;
        self.cut_carried(start)?;
        self.start_balance()?;
        self.give_gifts()?;
        self.grant_day(start)?;
        purchases.iter().try_for_each(|purchase| self.buy(*purchase))?;
        self.lapse(start, OfAddOns::Yes)?;
        for credit in 0..self.now.credits.len() {
            let opening = self.balance(credit);
            self.count(credit, |month| month.opening = opening);
        }
        self.use_month()?;
        self.charge_month()?;
        self.close_month()
    }

    /// Ends the horizon.
    ///
    /// # Errors
    ///
    /// [`ReplayError::Number`] when a sum is too large.
    pub fn close(mut self) -> Result<Statement, ReplayError> {
        let Some(last) = self.metering.months.last().copied() else { return Ok(self.statement) };
        let months = self.metering.months.len();
        self.now = Running::new(self.book, self.metering, months, (last.end(), last.end()));
        self.expire(last.end())?;
        self.end_terms();
        self.cut_carried(last.end())?;
        self.statement.closing_lost = self.now.credits.iter().map(|month| month.lost).collect();
        self.statement.owed = self.owed()?;
        for lot in &self.lots {
            let value = lot.unit_price.checked_mul(lot.left.into())?;
            let (offer, credit, credits) = (lot.offer, lot.credit, lot.left);
            let left = Left { offer, credit, granted: lot.granted, end: lot.end, credits, value };
            self.statement.left.push(left);
        }
        Ok(self.statement)
    }

    fn close_month(&mut self) -> Result<(), ReplayError> {
        let owed = self.owed()?;
        for (credit, owed) in owed.into_iter().enumerate() {
            let balance = self.balance(credit);
            self.count(credit, |month| (month.balance, month.owed) = (balance, owed));
        }
        let Running { credits, blocked, paid, .. } = self.now.clone();
        self.statement.months.push(Month { credits, blocked, paid });
        Ok(())
    }

    /// Credits used on credit and not yet paid for, by type.
    fn owed(&self) -> Result<Vec<Decimal>, NumError> {
        let of = |credit| {
            let streams = self.metering.streams.iter().zip(&self.debts);
            let own = streams.filter(|(stream, _)| stream.credit == credit).map(|(_, debt)| *debt);
            own.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
        };
        (0..self.book.credits().len()).map(of).collect()
    }

    /// The active plan's index.
    pub(super) fn plan_index(&self) -> Option<usize> {
        self.plan.as_ref().map(|plan| plan.offer)
    }

    /// The active plan.
    pub(super) fn active_plan(&self) -> Option<&'b Plan> {
        self.book.offer(self.plan_index()?)?.as_plan()
    }

    /// What happens on the active plan, or on none, when credits are used up, as far as the wallet plays it.
    pub(super) fn at_zero(&self) -> &'b AtZero {
        match self.book.at_zero(self.plan_index()) {
            AtZero::Refill(_) | AtZero::Upgrade { .. } | AtZero::Carry
                if self.automatic == Automatic::Off =>
            {
                &AtZero::Stop
            }
            played => played,
        }
    }

    /// Changes a credit type's sums of the month.
    pub(super) fn count(&mut self, credit: usize, change: impl FnOnce(&mut MonthCredits)) {
        if let Some(month) = self.now.credits.get_mut(credit) {
            change(month);
        }
    }

    pub(super) fn pay(&mut self, payment: Payment) -> Result<(), NumError> {
        self.now.paid = self.now.paid.checked_add(payment.amount)?;
        self.statement.events.push(Event::Payment(self.statement.payments.len()));
        self.statement.payments.push(payment);
        Ok(())
    }

    /// Puts a lot where it burns.
    pub(super) fn hold(&mut self, lot: Lot) -> Result<(), NumError> {
        if let Some(balance) = self.balances.get_mut(lot.credit) {
            *balance = balance.checked_add(lot.left)?;
        }
        let criteria = &self.book.rules().burn_order;
        let place = self.lots.partition_point(|held| burn_order(criteria, held, &lot).is_lt());
        self.lots.insert(place, lot);
        Ok(())
    }

    /// Takes credits off the balance; the balance after.
    pub(super) fn take_out(&mut self, credit: usize, credits: Decimal) -> Result<Decimal, NumError> {
        let Some(balance) = self.balances.get_mut(credit) else { return Ok(Decimal::ZERO) };
        *balance = balance.checked_sub(credits)?;
        Ok(*balance)
    }

    /// Writes down what credits were used for.
    pub(super) fn used(
        &mut self,
        offer: Option<usize>,
        stream: usize,
        credits: Decimal,
    ) -> Result<(), NumError> {
        let uses = &mut self.statement.uses;
        match uses.iter_mut().find(|used| used.offer == offer && used.stream == stream) {
            Some(used) => used.credits = used.credits.checked_add(credits)?,
            None => uses.push(Used { offer, stream, credits }),
        }
        Ok(())
    }
}

impl Running {
    fn new(book: &PriceBook, metering: &Metering, index: usize, (start, end): (Date, Date)) -> Running {
        let none = vec![Decimal::ZERO; metering.streams.len()];
        Running {
            index,
            start,
            end,
            credits: vec![MonthCredits::NONE; book.credits().len()],
            short: none.clone(),
            blocked: none,
            paid: Money::ZERO,
            taken: vec![0; book.offers().len()],
            refills: Refills::NONE,
        }
    }
}
