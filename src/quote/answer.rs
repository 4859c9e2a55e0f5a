//! The answer: what to buy, what it costs, what expires, and what else was possible.

use serde::Serialize;

use super::{Effort, Quote, assemble};
use crate::book::{Amount, PriceBook, Purchase};
use crate::date::Date;
use crate::insight::{Alternative, Baseline, Bought, InsightError, alternatives, baselines, bought, percent};
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::plan::{self, Allowed, Planned, plan};
use crate::unit::Money;
use crate::wallet::{ChargeKind, LossCause, Statement, replay};

/// Places of a price per credit.
const PRICE_PLACES: u32 = 6;

/// How to buy the credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A purchase plan.
    Found(Box<Found>),
    /// Proved: nothing on offer covers the usage.
    Impossible(Impossible),
    /// The planner's budget ran out before it found any plan.
    RanOut {
        /// Labels made.
        #[cfg_attr(test, ts(type = "number"))]
        nodes: u64,
    },
}

/// Why nothing covers the usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Impossible {
    /// What is missing.
    pub code: ImpossibleCode,
    /// The first month that cannot be covered, from 1.
    pub month: u32,
    /// Its first day.
    pub date: Date,
    /// Credits that nothing sells there; 0 where the usage is not to be had at all.
    pub credits: Decimal,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImpossibleCode {
    /// No offer, or not enough of it, sells the credits.
    NothingSellsEnough,
    /// No plan offers everything that is used.
    FeatureNeedsPlan,
}

/// A purchase plan with everything known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Found {
    /// Whether nothing is cheaper; otherwise the cheapest lies between `lower_bound` and `cost`.
    pub proved: bool,
    /// Paid over the horizon: the sum of the invoice.
    pub cost: Money,
    /// The same by month, on average, rounded to the minor unit.
    pub monthly_average: Money,
    /// Nothing costs less than this.
    pub lower_bound: Money,
    /// How far the cost may be above the cheapest, in percent of it, two places.
    pub gap_percent: Decimal,
    /// Labels the planner made.
    #[cfg_attr(test, ts(type = "number"))]
    pub nodes: u64,
    /// Whether another purchase plan costs the same.
    pub tie: bool,
    /// The purchases summed up by offer; their amounts sum to `cost`.
    pub purchases: Vec<Bought>,
    /// Everything paid, in the order of payment; the amounts sum to `cost`.
    pub invoice: Vec<InvoiceLine>,
    /// What expires and what is left.
    pub expiry: Expiry,
    /// What the cost is compared with.
    pub baselines: Vec<Baseline>,
    /// What else could be bought.
    pub alternatives: Vec<Alternative>,
    /// The ledger.
    pub statement: StatementView,
}

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
    /// Copies of a pack; 1 otherwise.
    pub quantity: u32,
    /// Credits it brings over its whole term, or that it charges.
    pub credits: Decimal,
    /// Months of a plan's term.
    pub term_months: Option<u32>,
    /// Paid.
    pub amount: Money,
}

/// What expires and what is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Expiry {
    /// Credits lost inside the horizon, by day.
    pub losses: Vec<LossLine>,
    /// Their sum.
    pub expired_credits: Decimal,
    /// What was paid for them.
    pub expired_value: Money,
    /// Credits left when the horizon ends.
    pub left: Vec<LeftLine>,
    /// Their sum.
    pub left_credits: Decimal,
    /// What was paid for them.
    pub left_value: Money,
    /// Cost for one credit used, six places; `None` when nothing is used.
    pub price_per_used_credit: Option<Decimal>,
}

/// Credits lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LossLine {
    /// Id of the offer that granted them.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// The day of the grant.
    pub granted: Date,
    /// Last day on which they can be used.
    pub last_usable: Date,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, rounded to the minor unit.
    pub value: Money,
    /// What took them.
    pub cause: LossCause,
}

/// Credits left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LeftLine {
    /// Id of the offer that granted them.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// The day of the grant.
    pub granted: Date,
    /// Last day on which they can be used; `None`: they never expire.
    pub last_usable: Option<Date>,
    /// How many.
    pub credits: Decimal,
    /// What was paid for them, rounded to the minor unit.
    pub value: Money,
}

/// The ledger as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementView {
    /// Balance at the end of each day of the horizon.
    pub daily_balance: Vec<Decimal>,
    /// Grants and losses, by day.
    pub events: Vec<StatementEvent>,
    /// The months.
    pub months: Vec<StatementMonth>,
    /// Credits lost when the horizon ends, which belong to no month.
    pub closing_lost: Decimal,
}

/// A grant or a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementEvent {
    /// The day of the grant, or the first day without the credits.
    pub date: Date,
    /// Which of the two.
    pub kind: EventKind,
    /// The offer's id.
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

/// One month of the ledger; losses of its first day are its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementMonth {
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Credits granted.
    pub granted: Decimal,
    /// Credits used out of the balance.
    pub used: Decimal,
    /// Credits lost.
    pub lost: Decimal,
    /// Credits charged after use.
    pub charged: Decimal,
    /// Balance after the grants of its first day.
    pub opening: Decimal,
    /// Balance when it is over.
    pub balance: Decimal,
    /// Paid.
    pub paid: Money,
}

/// Plans the purchases; with the plan (index of the offer) active in each month.
pub(super) fn answer(
    book: &PriceBook,
    metering: &Metering,
    effort: Effort,
    allowed: &Allowed,
) -> Result<(Answer, Vec<Option<usize>>), InsightError> {
    let months = metering.months.len();
    match plan(book, metering, allowed, effort)? {
        Planned::Found(found) => {
            let plans = active_plans(&found.purchases, months);
            let found = self::found(book, metering, &found)?;
            Ok((Answer::Found(Box::new(found)), plans))
        }
        Planned::Impossible { month, short } => {
            let code = match short {
                Some(_) => ImpossibleCode::NothingSellsEnough,
                None => ImpossibleCode::FeatureNeedsPlan,
            };
            let date = metering.months.get(month).map_or(Date::FIRST, |month| month.start());
            let month = u32::try_from(month).unwrap_or(u32::MAX).saturating_add(1);
            let impossible = Impossible { code, month, date, credits: short.unwrap_or(Decimal::ZERO) };
            Ok((Answer::Impossible(impossible), vec![None; months]))
        }
        Planned::RanOut { nodes } => Ok((Answer::RanOut { nodes }, vec![None; months])),
    }
}

/// A quote of purchases that are given instead of planned.
///
/// Baselines and alternatives are left out; the lower bound is 0 and nothing is proved.
///
/// # Errors
///
/// [`InsightError`] when the purchases cannot be replayed.
pub fn quote_purchases(
    book: &PriceBook,
    metering: &Metering,
    purchases: &[Purchase],
) -> Result<Quote, InsightError> {
    let statement = replay(book, metering, purchases)?;
    let given = plan::Found {
        purchases: purchases.to_vec(),
        cost: statement.cost()?,
        lower_bound: Money::ZERO,
        tie: false,
        nodes: 0,
    };
    let found = shown(book, metering, &given, &statement)?;
    let plans = active_plans(purchases, metering.months.len());
    assemble(book, metering, Answer::Found(Box::new(found)), &plans)
}

/// The plan active in each month.
fn active_plans(purchases: &[Purchase], months: usize) -> Vec<Option<usize>> {
    let mut plans = vec![None; months];
    for purchase in purchases {
        if let Amount::Term(term) = purchase.amount {
            let length = usize::try_from(term.months()).unwrap_or(usize::MAX);
            plans.iter_mut().skip(purchase.month).take(length).for_each(|plan| *plan = Some(purchase.offer));
        }
    }
    plans
}

fn found(book: &PriceBook, metering: &Metering, found: &plan::Found) -> Result<Found, InsightError> {
    let statement = replay(book, metering, &found.purchases)?;
    let replayed = statement.cost()?;
    debug_assert_eq!(replayed, found.cost, "the planner's money and the wallet's differ");
    // Should they ever differ, the ledger is what holds and nothing is claimed to be proved.
    let trusted = match replayed == found.cost {
        true => found.clone(),
        false => plan::Found { cost: replayed, lower_bound: Money::ZERO, ..found.clone() },
    };
    let mut shown = shown(book, metering, &trusted, &statement)?;
    shown.baselines = baselines(book, metering, trusted.cost)?;
    shown.alternatives = alternatives(book, metering, &trusted, &statement)?;
    Ok(shown)
}

fn shown(
    book: &PriceBook,
    metering: &Metering,
    found: &plan::Found,
    statement: &Statement,
) -> Result<Found, InsightError> {
    let months = i128::try_from(metering.months.len()).unwrap_or(1);
    let monthly = Fraction::from(found.cost.amount()).checked_div(Fraction::new(months, 1)?)?;
    let gap = found.cost.checked_sub(found.lower_bound)?;
    Ok(Found {
        proved: found.is_proved(),
        cost: found.cost,
        monthly_average: book.currency().round_fraction(monthly)?,
        lower_bound: found.lower_bound,
        gap_percent: percent(gap, found.cost, 2)?,
        nodes: found.nodes,
        tie: found.tie,
        purchases: bought(book, statement)?,
        invoice: invoice(book, statement),
        expiry: expiry(book, statement)?,
        baselines: Vec::new(),
        alternatives: Vec::new(),
        statement: ledger(book, metering, statement)?,
    })
}

/// Id and name of an offer.
fn names(book: &PriceBook, offer: usize) -> (String, String) {
    book.offer(offer).map(|offer| (offer.id.clone(), offer.name.clone())).unwrap_or_default()
}

fn day_before(date: Date) -> Date {
    date.plus_days(-1).unwrap_or(date)
}

fn invoice(book: &PriceBook, statement: &Statement) -> Vec<InvoiceLine> {
    let line = |payment: &crate::wallet::Payment| {
        let (offer, name) = names(book, payment.offer);
        InvoiceLine {
            month: u32::try_from(payment.month).unwrap_or(u32::MAX).saturating_add(1),
            date: payment.date,
            kind: payment.kind,
            offer,
            name,
            quantity: payment.quantity,
            credits: payment.credits,
            term_months: payment.term_months,
            amount: payment.amount,
        }
    };
    statement.payments.iter().map(line).collect()
}

fn expiry(book: &PriceBook, statement: &Statement) -> Result<Expiry, InsightError> {
    let currency = book.currency();
    let mut losses = Vec::new();
    let mut lost_value = Fraction::ZERO;
    for loss in &statement.losses {
        lost_value = lost_value.checked_add(loss.value)?;
        let (offer, name) = names(book, loss.offer);
        losses.push(LossLine {
            offer,
            name,
            granted: loss.granted,
            last_usable: day_before(loss.date),
            credits: loss.credits,
            value: currency.round_fraction(loss.value)?,
            cause: loss.cause,
        });
    }
    let mut left = Vec::new();
    let mut left_value = Fraction::ZERO;
    for lot in &statement.left {
        left_value = left_value.checked_add(lot.value)?;
        let (offer, name) = names(book, lot.offer);
        left.push(LeftLine {
            offer,
            name,
            granted: lot.granted,
            last_usable: lot.end.map(day_before),
            credits: lot.credits,
            value: currency.round_fraction(lot.value)?,
        });
    }
    Ok(Expiry {
        losses,
        expired_credits: statement.lost()?.amount(),
        expired_value: currency.round_fraction(lost_value)?,
        left,
        left_credits: statement.left()?.amount(),
        left_value: currency.round_fraction(left_value)?,
        price_per_used_credit: price_per_used(statement)?,
    })
}

fn price_per_used(statement: &Statement) -> Result<Option<Decimal>, NumError> {
    let mut used = Decimal::ZERO;
    for month in &statement.months {
        used = used.checked_add(month.used)?.checked_add(month.charged)?;
    }
    if used.is_zero() {
        return Ok(None);
    }
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, PRICE_PLACES)?;
    Fraction::from(statement.cost()?.amount()).checked_div(used.into())?.round(&places).map(Some)
}

fn ledger(
    book: &PriceBook,
    metering: &Metering,
    statement: &Statement,
) -> Result<StatementView, InsightError> {
    let months = statement.months.iter().zip(&metering.months).map(|(month, period)| StatementMonth {
        start: period.start(),
        end: period.end(),
        granted: month.granted,
        used: month.used,
        lost: month.lost,
        charged: month.charged,
        opening: month.opening,
        balance: month.balance,
        paid: month.paid,
    });
    let months = months.collect();
    Ok(StatementView {
        daily_balance: statement.daily_balance.clone(),
        events: events(book, metering, statement)?,
        months,
        closing_lost: statement.closing_lost,
    })
}

/// Losses and grants by day, losses first, with the balance after each.
fn events(
    book: &PriceBook,
    metering: &Metering,
    statement: &Statement,
) -> Result<Vec<StatementEvent>, InsightError> {
    let start = metering.months.first().map_or(Date::FIRST, |month| month.start());
    let event = |date, kind, offer, credits, last_usable| {
        let (offer, name) = names(book, offer);
        StatementEvent { date, kind, offer, name, credits, last_usable, balance: Decimal::ZERO }
    };
    let losses = statement
        .losses
        .iter()
        .map(|loss| event(loss.date, EventKind::Loss, loss.offer, loss.credits, Some(day_before(loss.date))));
    let grants = statement.grants.iter().map(|grant| {
        event(grant.date, EventKind::Grant, grant.offer, grant.credits, grant.end.map(day_before))
    });
    let mut events: Vec<StatementEvent> = losses.chain(grants).collect();
    events.sort_by_key(|event| (event.date, std::cmp::Reverse(event.kind)));
    let mut day = None;
    let mut balance = Decimal::ZERO;
    for event in &mut events {
        if day != Some(event.date) {
            day = Some(event.date);
            let before =
                usize::try_from(start.days_until(event.date)).ok().and_then(|days| days.checked_sub(1));
            balance =
                before.and_then(|day| statement.daily_balance.get(day)).copied().unwrap_or(Decimal::ZERO);
        }
        balance = match event.kind {
            EventKind::Grant => balance.checked_add(event.credits)?,
            EventKind::Loss => balance.checked_sub(event.credits)?,
        };
        event.balance = balance;
    }
    Ok(events)
}
