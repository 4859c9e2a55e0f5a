//! The ledger as it is shown: by credit type balances, events and months.

use serde::Serialize;

use super::{credit_id, day_before, names};
use crate::book::PriceBook;
use crate::date::Date;
use crate::meter::Metering;
use crate::num::{Decimal, NumError};
use crate::unit::Money;
use crate::wallet::{Event, MonthCredits, Statement};

/// The ledger as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementView {
    /// The credit types, in the book's order.
    pub credits: Vec<CreditLedger>,
    /// The months.
    pub months: Vec<StatementMonth>,
}

/// One credit type's ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CreditLedger {
    /// Id of the credit type.
    pub credit: String,
    /// Balance at the end of each day of the horizon.
    pub daily_balance: Vec<Decimal>,
    /// Grants and losses, by day.
    pub events: Vec<StatementEvent>,
    /// The months.
    pub months: Vec<CreditMonth>,
    /// Credits lost when the horizon ends, which belong to no month.
    pub closing_lost: Decimal,
    /// Where the credits went: bought from an offer, used by a feature's stream.
    pub uses: Vec<UseView>,
}

/// A grant or a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementEvent {
    /// The day of the grant, or the first day without the credits.
    pub date: Date,
    /// Which of the two.
    pub kind: EventKind,
    /// The offer's id; empty for the balance at the start.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// How many credits.
    pub credits: Decimal,
    /// Last day on which they can be used; `None`: they never expire.
    pub last_usable: Option<Date>,
    /// Balance right after the event.
    pub balance: Decimal,
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Credits came.
    Grant,
    /// Credits were lost.
    Loss,
}

/// One month; losses of its first day are its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementMonth {
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Paid.
    pub paid: Money,
}

/// One credit type in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CreditMonth {
    /// Credits granted.
    pub granted: Decimal,
    /// Credits used out of the balance.
    pub used: Decimal,
    /// Credits that paid for use on credit earlier.
    pub repaid: Decimal,
    /// Credits lost.
    pub lost: Decimal,
    /// Credits charged after use.
    pub charged: Decimal,
    /// Credits used on credit.
    pub carried: Decimal,
    /// Credits' worth of use in a slow or free mode.
    pub slow: Decimal,
    /// Credits nothing covers.
    pub blocked: Decimal,
    /// Balance after the grants of its first day.
    pub opening: Decimal,
    /// Balance when it is over.
    pub balance: Decimal,
}

/// Credits of one offer used for one kind of usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UseView {
    /// Id of the offer that granted them; empty for the balance at the start.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Id of a feature that stands for all that the same credits can serve.
    pub feature: String,
    /// How many.
    pub credits: Decimal,
}

pub(super) fn ledger(
    book: &PriceBook,
    metering: &Metering,
    statement: &Statement,
) -> Result<StatementView, NumError> {
    let months = statement.months.iter().zip(&metering.months).map(|(month, period)| StatementMonth {
        start: period.start(),
        end: period.end(),
        paid: month.paid,
    });
    let credits = (0..book.credits().len()).map(|credit| of_type(book, metering, statement, credit));
    Ok(StatementView { credits: credits.collect(), months: months.collect() })
}

fn of_type(book: &PriceBook, metering: &Metering, statement: &Statement, credit: usize) -> CreditLedger {
    let months = statement.months.iter().filter_map(|month| month.credits.get(credit));
    let is_used = |stream: usize| metering.streams.get(stream).is_some_and(|stream| stream.credit == credit);
    let uses = statement.uses.iter().filter(|used| is_used(used.stream)).map(|used| {
        let (offer, name) = names(book, used.offer);
        let feature =
            metering.streams.get(used.stream).and_then(|stream| book.features().get(stream.feature));
        let feature = feature.map(|feature| feature.id.clone()).unwrap_or_default();
        UseView { offer, name, feature, credits: used.credits }
    });
    CreditLedger {
        credit: credit_id(book, credit),
        daily_balance: statement.daily_balance.get(credit).cloned().unwrap_or_default(),
        events: statement
            .events
            .iter()
            .filter_map(|event| self::event(book, statement, credit, *event))
            .collect(),
        months: months.map(month).collect(),
        closing_lost: statement.closing_lost.get(credit).copied().unwrap_or(Decimal::ZERO),
        uses: uses.collect(),
    }
}

fn month(month: &MonthCredits) -> CreditMonth {
    CreditMonth {
        granted: month.granted,
        used: month.used,
        repaid: month.repaid,
        lost: month.lost,
        charged: month.charged,
        carried: month.carried,
        slow: month.slow,
        blocked: month.blocked,
        opening: month.opening,
        balance: month.balance,
    }
}

/// A grant or loss of one credit type.
fn event(book: &PriceBook, statement: &Statement, credit: usize, event: Event) -> Option<StatementEvent> {
    match event {
        Event::Payment(_) => None,
        Event::Grant(index) => {
            let grant = statement.grants.get(index).filter(|grant| grant.credit == credit)?;
            let (offer, name) = names(book, grant.offer);
            Some(StatementEvent {
                date: grant.date,
                kind: EventKind::Grant,
                offer,
                name,
                credits: grant.credits,
                last_usable: grant.end.map(day_before),
                balance: grant.balance,
            })
        }
        Event::Loss(index) => {
            let loss = statement.losses.get(index).filter(|loss| loss.credit == credit)?;
            let (offer, name) = names(book, loss.offer);
            Some(StatementEvent {
                date: loss.date,
                kind: EventKind::Loss,
                offer,
                name,
                credits: loss.credits,
                last_usable: Some(day_before(loss.date)),
                balance: loss.balance,
            })
        }
    }
}
